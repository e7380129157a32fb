import { armedClock } from "#approval/clock.ts";
import { hasDecidingRole } from "#approval/find-approvers.ts";
import { holdApprovals } from "#approval/hold.ts";
import { approvalTopic } from "#approval/messages.ts";
import { type SeatPerson, seatPeople } from "#approval/people.ts";
import { reseatHeld } from "#approval/reseat-waiting.ts";
import { type StoredApproval, toApproval } from "#approval/stored.ts";
import type { Leaving } from "#directory/leads/leave-leads.ts";
import type { Scope } from "#directory/scope.ts";
import { redraw } from "#outbox/views.ts";
import { waitingFor } from "./leaver-store.ts";

/**
 * Decisions that wait for who leaves, whose account is closed by now, go to who takes over, in the name of who left;
 * those that the taker may not make go to the next one above. Returns how many were taken over.
 */
export async function leaveApprovals(scope: Scope, leaving: Leaving): Promise<number> {
  const { db, workspaceId } = scope;
  const { fromId, toId, now } = leaving;
  const touched = await holdTheirs(scope, fromId);
  const seats = await db.approvalSeat.findMany({
    where: { workspaceId, ...waitingFor(fromId) },
    select: { approvalId: true, level: true, askedAt: true, isOpen: true, approval: true },
  });
  const taker = (await seatPeople(scope, [toId])).get(toId);
  const taken = seats.filter(({ approval, level }) => taker && mayTake(taker, toApproval(approval), level));
  await db.approvalSeat.createMany({
    data: taken.map(({ approval: _, ...seat }) => ({
      ...{ ...seat, workspaceId, personId: toId, onBehalfOfId: fromId },
    })),
    skipDuplicates: true,
  });
  const ids = seats.map(({ approvalId }) => approvalId);
  await db.approvalSeat.deleteMany({
    where: { workspaceId, personId: fromId, decidedAt: null, approvalId: { in: ids } },
  });
  await leaveRequests(scope, leaving);
  await reseatHeld(scope, touched, now);
  // Cards say whose turn it is, and who asked.
  await redraw(db, workspaceId, { topics: touched.map(approvalTopic), now });
  return taken.length;
}

/** Never what one asked for or owns, and nothing without a role for it. */
function mayTake(
  taker: SeatPerson,
  { requestedById, barredIds, levels }: StoredApproval,
  level: number,
): boolean {
  const isOwn = requestedById === taker.id || barredIds.includes(taker.id);
  return !isOwn && hasDecidingRole(levels[level - 1]?.roles ?? [], taker);
}

/**
 * All that wait for somebody or were asked for by them; before their seats are touched, and before the person is held:
 * whoever decides now does it before this or after. Returns the ids.
 */
export async function holdTheirs(scope: Scope, fromId: string): Promise<readonly string[]> {
  const found = await scope.db.approval.findMany({
    where: {
      ...{ workspaceId: scope.workspaceId, status: { in: ["waiting", "returned"] } },
      OR: [{ requestedById: fromId }, { seats: { some: { personId: fromId, decidedAt: null } } }],
    },
    select: { id: true },
  });
  const ids = found.map(({ id }) => id);
  await holdApprovals(scope, ids);
  return ids;
}

/**
 * What who leaves has asked for is from now on asked for by who takes over. Where that one decides about it, it stays
 * as it is, and an open question is answered by that: it waits for the decision again.
 */
async function leaveRequests(scope: Scope, { fromId, toId, now, settings }: Leaving): Promise<void> {
  const { db, workspaceId } = scope;
  const asked = { workspaceId, requestedById: fromId, status: { in: ["waiting", "returned"] } } as const;
  const sitting = { seats: { some: { personId: toId, decidedAt: null } } };
  const open = { ...asked, status: { in: [...asked.status.in] } };
  const own = await db.approval.findMany({
    where: { ...open, ...sitting },
    select: { id: true, status: true },
  });
  const ownIds = own.map(({ id }) => id);
  await db.approval.updateMany({ where: { ...open, id: { notIn: ownIds } }, data: { requestedById: toId } });
  const returned = own.filter(({ status }) => status === "returned").map(({ id }) => id);
  const person = (await seatPeople(scope, [toId])).get(toId);
  if (returned.length === 0 || person === undefined) return;
  const clock = armedClock({ status: "waiting", since: now }, now, { person, settings });
  await db.approval.updateMany({
    where: { workspaceId, id: { in: returned } },
    data: { status: "waiting", waitingSince: now, ...clock },
  });
  await db.approvalSeat.updateMany({
    where: { workspaceId, approvalId: { in: returned }, decidedAt: null },
    data: { isOpen: true },
  });
}
