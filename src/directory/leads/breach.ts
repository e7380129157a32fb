import type { Scope } from "#directory/scope.ts";
import type { Lead } from "./lead.ts";

export type BreachEnd = "contacted" | "reassigned" | "released" | "closed";

/** Notes that a first contact did not come in time, as of its deadline, whoever was asleep then; once. */
export async function beginBreach({ db, workspaceId }: Scope, lead: Lead, now: Date): Promise<void> {
  const row = breachOf(lead, now);
  if (row === undefined) return;
  await db.leadBreach.createMany({ data: [{ ...row, workspaceId }], skipDuplicates: true });
}

/** Ends the breach of a lead that is contacted or leaves its owner. One that nobody noted yet is noted now. */
export async function endBreach(
  scope: Scope,
  lead: Lead,
  { now, endedBy }: { readonly now: Date; readonly endedBy: BreachEnd },
): Promise<void> {
  const { db, workspaceId } = scope;
  await beginBreach(scope, lead, now);
  await db.leadBreach.updateMany({
    where: { workspaceId, leadId: lead.id, endedAt: null },
    data: { endedAt: now, endedBy },
  });
}

function breachOf({ status, ownerId, firstContactDueAt: dueAt, id }: Lead, now: Date) {
  if (status !== "assigned" || ownerId === null || dueAt === null || dueAt > now) return undefined;
  return { leadId: id, dueAt, ownerId };
}
