import { armedClock } from "#approval/clock.ts";
import { findApprovers } from "#approval/find-approvers.ts";
import { holdApprovals } from "#approval/hold.ts";
import { approvalTopic } from "#approval/messages.ts";
import { seatPeople } from "#approval/people.ts";
import { openSeats } from "#approval/seats.ts";
import { findApproval } from "#approval/stored.ts";
import type { Leaving } from "#directory/leads/leave-leads.ts";
import type { Scope } from "#directory/scope.ts";
import { redraw } from "#outbox/views.ts";
import { waitingFor } from "./leaver-store.ts";

/**
 * Decisions that wait for who leaves go to who takes over, in the name of who left; what the taker asked for itself
 * goes to the next one above. Returns how many.
 */
export async function leaveApprovals(scope: Scope, leaving: Leaving): Promise<number> {
  const { db, workspaceId } = scope;
  const { fromId, toId } = leaving;
  const where = { workspaceId, ...waitingFor(fromId) };
  const touched = await holdThose(scope, fromId);
  const seats = await db.approvalSeat.findMany({
    where,
    select: {
      approvalId: true,
      level: true,
      askedAt: true,
      isOpen: true,
      approval: { select: { requestedById: true } },
    },
  });
  const mine = seats.filter(({ approval }) => approval.requestedById !== toId);
  await db.approvalSeat.createMany({
    data: mine.map(({ approval: _, ...seat }) => ({
      ...{ ...seat, workspaceId, personId: toId, onBehalfOfId: fromId },
    })),
    skipDuplicates: true,
  });
  for (const seat of seats.filter(({ approval }) => approval.requestedById === toId)) {
    await askAbove(scope, leaving, seat);
  }
  const ids = seats.map(({ approvalId }) => approvalId);
  await db.approvalSeat.deleteMany({
    where: { workspaceId, personId: fromId, decidedAt: null, approvalId: { in: ids } },
  });
  await leaveRequests(scope, leaving);
  // Cards say whose turn it is, and who asked.
  await redraw(db, workspaceId, { topics: touched.map(approvalTopic), now: leaving.now });
  return mine.length;
}

/** All that are touched, before their seats are: whoever decides now does it before this or after. */
async function holdThose(scope: Scope, fromId: string): Promise<readonly string[]> {
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

async function askAbove(
  scope: Scope,
  { fromId, toId, now }: Leaving,
  { approvalId, level }: { readonly approvalId: string; readonly level: number },
): Promise<void> {
  const approval = await findApproval(scope, approvalId);
  const roles = approval?.levels[level - 1]?.roles ?? ["manager"];
  const { personIds } = await findApprovers(scope, { roles, requestedById: toId, beyond: [fromId] });
  const told = { why: "escalated", now, quiet: false } as const;
  await openSeats(scope, { approvalId, level, requestedById: toId, personIds, ...told });
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
