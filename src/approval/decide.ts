import type { DecidedScope } from "#chat/approval.ts";
import type { Settings } from "#directory/settings.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { redraw } from "#outbox/views.ts";
import { noteApproval } from "./audit.ts";
import { armedClock, noClock } from "./clock.ts";
import { look, type Press, type Pressed } from "./look.ts";
import { approvalTopic, decidedKind } from "./messages.ts";
import { reseat } from "./reseat.ts";
import { isLevelDone, seatsOf } from "./seat-of.ts";
import { askedMessage, openSeats } from "./seats.ts";
import type { StoredApproval } from "./stored.ts";

export type Decision = Press & {
  /** Absent: as proposed. */
  readonly outcome?: string;
  /** Of another outcome than proposed. */
  readonly reason?: string;
  readonly settings: Settings;
};

/**
 * Takes a decision, in a transaction of the caller's: of two at the same instant one is taken, the other finds it over.
 * The last one that is needed has its effect here, too.
 */
export async function decide(scope: DecidedScope, decision: Decision): Promise<Pressed> {
  const looked = await look(scope, decision);
  if (!("approval" in looked)) return looked.refused;
  const { approval } = looked;
  if (!(await claim(scope, approval, decision))) return "moved";
  const agreedOn = approval.outcome ?? approval.proposal;
  const outcome = decision.outcome ?? agreedOn;
  if (outcome !== agreedOn) await askAgain(scope, approval, decision);
  const seats = await seatsOf(scope, approval);
  const level = isLevelDone(approval, seats) ? approval.level + 1 : approval.level;
  const isLast = level > approval.levels.length;
  const seat = seats.find(({ personId }) => personId === decision.personId);
  await noteApproval(scope, approval, {
    action: outcome === agreedOn ? "approval.approved" : "approval.changed",
    ...{ personId: decision.personId, outcome, onBehalfOfId: seat?.onBehalfOfId ?? undefined },
    words: { reason: decision.reason },
  });
  if (isLast) await close(scope, approval, { ...decision, outcome });
  else if (level > approval.level) await askNext(scope, approval, { settings: decision.settings, level });
  if (!isLast) {
    const status = level > approval.level ? "waiting" : approval.status;
    await reseat(scope, { ...approval, level, status }, scope.now);
  }
  const changed = { topics: [approvalTopic(approval.id)], now: scope.now, except: decision.on };
  await redraw(scope.db, scope.workspaceId, changed);
  return isLast ? "decided" : "counted";
}

/** Uses the seat of what `look` holds: false, with nothing changed, where either was not there any more. */
async function claim(
  { db, workspaceId, now }: DecidedScope,
  approval: StoredApproval,
  { personId, outcome, reason }: Decision,
): Promise<boolean> {
  const { id, factsKey, level } = approval;
  const { count } = await db.approval.updateMany({
    where: {
      ...{ workspaceId, id, factsKey, level, outcome: approval.outcome ?? null },
      status: { in: ["waiting", "returned"] },
    },
    data: { level },
  });
  if (count === 0) return false;
  const seat = await db.approvalSeat.updateMany({
    where: { workspaceId, approvalId: id, level, personId, decidedAt: null },
    data: { isOpen: false, decidedAt: now },
  });
  const isOther = outcome !== undefined && outcome !== (approval.outcome ?? approval.proposal);
  if (seat.count === 1 && isOther) {
    await db.approval.updateMany({ where: { workspaceId, id }, data: { outcome, reason: reason ?? null } });
  }
  return seat.count === 1;
}

async function close(
  scope: DecidedScope,
  approval: StoredApproval,
  { kind, personId, outcome, reason = approval.reason }: Decision & { readonly outcome: string },
): Promise<void> {
  const { db, workspaceId, now } = scope;
  const { id, subjectId, requestedById, proposal } = approval;
  await db.approval.updateMany({
    where: { workspaceId, id },
    data: {
      ...{
        status: outcome === proposal ? "approved" : "changed",
        outcome,
        decidedById: personId,
        decidedAt: now,
      },
      ...noClock,
    },
  });
  await db.approvalSeat.updateMany({ where: { workspaceId, approvalId: id }, data: { isOpen: false } });
  await kind.decided(scope, {
    ...{ approvalId: id, subjectId, requestedById, proposal, outcome, decidedById: personId },
    ...(reason !== undefined && { reason }),
  });
  if (kind.tellsAsker === true) return;
  const told = { kind: decidedKind, key: `approval:${id}:decided`, personId: requestedById, dueAt: now };
  await enqueue(db, workspaceId, [{ ...told, payload: { approvalId: id } }]);
}

/** The next level's turn. */
async function askNext(
  scope: DecidedScope,
  { id, levels, requestedById, barredIds }: StoredApproval,
  { settings, level }: { readonly settings: Settings; readonly level: number },
): Promise<void> {
  const { db, workspaceId, now } = scope;
  await db.approvalSeat.updateMany({ where: { workspaceId, approvalId: id }, data: { isOpen: false } });
  const personIds = levels[level - 1]?.personIds ?? [];
  const seats = { approvalId: id, level, requestedById, barredIds, personIds, now, quiet: false };
  const [person] = await openSeats(scope, { ...seats, why: "asked" });
  const clock = person && armedClock({ status: "waiting", since: now }, now, { person, settings });
  await db.approval.updateMany({
    where: { workspaceId, id },
    data: { level, status: "waiting", waitingSince: now, ...(clock ?? { clockAt: now, clockStep: "nudge" }) },
  });
}

/** One of several changed what the others have agreed to: they are asked anew, and told. */
async function askAgain(
  { db, workspaceId, now }: DecidedScope,
  { id, level, status }: StoredApproval,
  { personId }: Decision,
): Promise<void> {
  const again = await db.approvalSeat.updateManyAndReturn({
    where: { workspaceId, approvalId: id, level, personId: { not: personId }, decidedAt: { not: null } },
    data: { isOpen: status === "waiting", decidedAt: null },
    select: { personId: true },
  });
  const told = again.map((seat) =>
    askedMessage({ ...seat, approvalId: id, level, why: "changed", now, quiet: false }),
  );
  await enqueue(db, workspaceId, told);
}
