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
  await leaveRequests(scope, leaving, touched);
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
 * All that wait for somebody, were asked for by them or are about what is theirs; before their seats are touched, and before the person is held:
 * whoever decides now does it before this or after. Returns the ids.
 */
export async function holdTheirs(scope: Scope, fromId: string): Promise<readonly string[]> {
  const found = await scope.db.approval.findMany({
    where: {
      ...{ workspaceId: scope.workspaceId, status: { in: ["waiting", "returned"] } },
      OR: [
        { requestedById: fromId },
        { facts: { path: ["barredIds"], array_contains: [fromId] } },
        { seats: { some: { personId: fromId, decidedAt: null } } },
      ],
    },
    select: { id: true },
  });
  const ids = found.map(({ id }) => id);
  await holdApprovals(scope, ids);
  return ids;
}

/**
 * What who leaves has asked for, or what is theirs, is from now on asked for by who takes over, and is theirs: that one
 * does not decide about it, but answers what is asked back. A question that this very person has asked is put to nobody:
 * it waits for a decision again.
 */
async function leaveRequests(scope: Scope, leaving: Leaving, ids: readonly string[]): Promise<void> {
  const { db, workspaceId } = scope;
  const { fromId, toId } = leaving;
  const asked = { workspaceId, id: { in: [...ids] }, requestedById: fromId };
  const sitting = { seats: { some: { personId: toId, decidedAt: null } } };
  const own = await db.approval.findMany({
    where: { ...asked, ...sitting, status: "returned" },
    select: { id: true },
  });
  await waitAgain(
    scope,
    leaving,
    own.map(({ id }) => id),
  );
  await db.approval.updateMany({ where: asked, data: { requestedById: toId } });
  await db.$executeRaw`
    UPDATE approval
    SET facts = jsonb_set(facts, '{barredIds}', (facts->'barredIds') - ${fromId} - ${toId} || to_jsonb(${toId}::text))
    WHERE workspace_id = ${workspaceId}::uuid AND id = ANY (${[...ids]}::uuid[])
      AND facts->'barredIds' @> to_jsonb(${fromId}::text)`;
}

async function waitAgain(
  scope: Scope,
  { toId, now, settings }: Leaving,
  ids: readonly string[],
): Promise<void> {
  const { db, workspaceId } = scope;
  const person = (await seatPeople(scope, [toId])).get(toId);
  if (ids.length === 0 || person === undefined) return;
  const clock = armedClock({ status: "waiting", since: now }, now, { person, settings });
  await db.approval.updateMany({
    where: { workspaceId, id: { in: [...ids] } },
    data: { status: "waiting", waitingSince: now, ...clock },
  });
  await db.approvalSeat.updateMany({
    where: { workspaceId, approvalId: { in: [...ids] }, decidedAt: null },
    data: { isOpen: true },
  });
}
