import type { Scope } from "#directory/scope.ts";
import { decidersAmong, type Known, knownAround } from "./deciders.ts";
import type { Settled } from "./reseat.ts";
import { toApproval } from "./stored.ts";

/** `step`: what its timer is for. */
export type Waiting = Settled & { readonly step: string | null; readonly waitingSince: Date };

/** Approvals with who sits at their level and who may decide now, in as few statements for many as for one. */
export async function readWaiting(
  scope: Scope,
  ids: readonly string[],
  now: Date,
): Promise<{ readonly waiting: readonly Waiting[]; readonly known: Known }> {
  const { db, workspaceId } = scope;
  const rows = await db.approval.findMany({ where: { workspaceId, id: { in: [...ids] } } });
  const seats = await db.approvalSeat.findMany({
    where: { workspaceId, approvalId: { in: [...ids] } },
    orderBy: [{ askedAt: "asc" }, { personId: "asc" }],
  });
  const byApproval = new Map<string, typeof seats>(ids.map((id) => [id, []]));
  for (const seat of seats) byApproval.get(seat.approvalId)?.push(seat);
  const seated = rows.map((row) => ({
    ...{ ...toApproval(row), step: row.clockStep },
    seats: (byApproval.get(row.id) ?? []).filter(({ level }) => level === row.level),
  }));
  const known = await knownAround(scope, seated, now);
  return { waiting: seated.map((one) => ({ ...one, deciders: decidersAmong(one, known) })), known };
}
