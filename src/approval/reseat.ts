import type { Scope } from "#directory/scope.ts";
import { decidersAmong, decidersOf, knownAround, type Seated } from "./deciders.ts";
import { approverFinder, type Finder, type FoundBy } from "./find-approvers.ts";
import { principalOf, seatsOf } from "./seat-of.ts";
import { type NewSeats, openSeats } from "./seats.ts";
import { findApproval, noteOnLevels, type StoredApproval } from "./stored.ts";
import { tellAdmins } from "./tell-admins.ts";

/** An approval with who may decide it now. */
export type Settled = Seated & { readonly deciders: readonly string[] };

/**
 * Brings the seats of an approval in line with who may decide now, and finds others where nobody is left. `isChanged`:
 * cards that show it are not right any more.
 */
export async function reseat(
  scope: Scope,
  approval: StoredApproval,
  now: Date,
): Promise<{
  readonly approval: StoredApproval;
  readonly deciders: readonly string[];
  readonly isChanged: boolean;
}> {
  const seated = { ...approval, seats: await seatsOf(scope, approval) };
  const deciders = decidersAmong(seated, await knownAround(scope, [seated], now));
  const settled = await settleSeats(scope, [{ ...seated, deciders }]);
  if (approval.status !== "waiting" || deciders.length > 0) {
    return { approval, deciders, isChanged: settled.length > 0 };
  }
  const wanted = await seatsInstead(scope, [seated], { now, finder: approverFinder(scope), quiet: false });
  for (const seats of wanted) await openSeats(scope, seats);
  const after = (await findApproval(scope, approval.id)) ?? approval;
  return { approval: after, deciders: await decidersOf(scope, after, now), isChanged: true };
}

/** Seats stand in the lists of those who may decide now, and of nobody else. Returns which approvals that changed. */
export async function settleSeats(
  { db, workspaceId }: Scope,
  all: readonly Settled[],
): Promise<readonly string[]> {
  const wrong = all
    .filter(({ status }) => status === "waiting")
    .flatMap(({ id: approvalId, level, seats, deciders }) =>
      seats
        .map(({ personId, isOpen }) => ({ personId, wasOpen: isOpen, isOpen: deciders.includes(personId) }))
        .filter(({ wasOpen, isOpen }) => wasOpen !== isOpen)
        .map((seat) => ({ ...seat, approvalId, level })),
    );
  if (wrong.length === 0) return [];
  await db.$executeRaw`
    UPDATE approval_seat s SET is_open = g."isOpen"
    FROM jsonb_to_recordset(${JSON.stringify(wrong)}::jsonb) AS g (
      "approvalId" uuid, level int, "personId" uuid, "isOpen" boolean)
    WHERE s.workspace_id = ${workspaceId}::uuid AND s.approval_id = g."approvalId" AND s.level = g.level
      AND s.person_id = g."personId"`;
  return [...new Set(wrong.map(({ approvalId }) => approvalId))];
}

/**
 * Where nobody is left who may decide: seats for others, who are found as for a new approval; to be opened. Where there
 * is nobody at all the admins are told.
 */
export async function seatsInstead(
  scope: Scope,
  left: readonly Seated[],
  { now, finder, quiet }: { readonly now: Date; readonly finder: Finder; readonly quiet: boolean },
): Promise<NewSeats[]> {
  const found: { id: string; level: number; note: { insteadBy: FoundBy } }[] = [];
  const wanted: NewSeats[] = [];
  for (const { id, level, levels, requestedById, barredIds, seats } of left) {
    const { roles = [] } = levels[level - 1] ?? {};
    const used = seats.filter(({ decidedAt }) => decidedAt !== null);
    const beyond = used.flatMap((seat) => [seat.personId, principalOf(seat, seats)]);
    const { personIds, foundBy } = await finder.approvers({ roles, requestedById, barredIds, beyond });
    // An admin sits there only as long as it was an admin who had to be asked.
    found.push({ id, level, note: { insteadBy: foundBy } });
    const seat = { approvalId: id, level, requestedById, barredIds, personIds };
    if (personIds.length > 0) wanted.push({ ...seat, why: "instead", now, quiet });
  }
  await noteOnLevels(scope, found);
  const nobody = found.filter(({ note }) => note.insteadBy === "nobody").map(({ id }) => id);
  await tellAdmins(scope, nobody.slice(0, quiet ? 1 : nobody.length), now);
  return wanted;
}
