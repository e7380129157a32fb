import type { Scope } from "#directory/scope.ts";
import { addDays } from "#domain/calendar/civil.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { redraw } from "#outbox/views.ts";
import { holdApprovals } from "./hold.ts";
import { absentKind, approvalTopic } from "./messages.ts";
import { isAway, type SeatPerson, seatPeople } from "./people.ts";
import { openManySeats, singleMax } from "./seats.ts";
import { toApproval } from "./stored.ts";

type Standing = { readonly personId: string; readonly now: Date };

/**
 * Somebody has said when he or she is away, or the first day of it or the day after it has come: whoever stands in gets
 * a seat at what waits, and whoever did so before has it no longer. Looked at again on the first morning and when it is
 * over. Returns how many seats are new.
 */
export async function standIn(scope: Scope, { personId, now }: Standing): Promise<number> {
  const person = (await seatPeople(scope, [personId])).get(personId);
  // Who has left has handed everything over for good.
  if (person?.isActive !== true) return 0;
  const delegateId = isAway(person, now) ? person.delegateId : null;
  await holdSeatsOf(scope, personId);
  await endOthers(scope, { personId, delegateId, now });
  await lookAgain(scope, person, now);
  return delegateId === null ? 0 : giveSeats(scope, person, now);
}

/**
 * What somebody sits at, or others do instead, is held before the seats are touched, and before the person is, as
 * everybody does.
 */
export async function holdSeatsOf(scope: Scope, personId: string): Promise<void> {
  const { db, workspaceId } = scope;
  const found = await db.approvalSeat.findMany({
    where: { workspaceId, isOpen: true, OR: [{ personId }, { onBehalfOfId: personId }] },
    select: { approvalId: true },
  });
  const ids = found.map(({ approvalId }) => approvalId);
  await holdApprovals(scope, [...new Set(ids)]);
}

/** The absence is over, was taken back, or somebody else was chosen for it. */
async function endOthers(
  { db, workspaceId }: Scope,
  { personId, delegateId, now }: Standing & { readonly delegateId: string | null },
): Promise<void> {
  const ended = await db.approvalSeat.updateManyAndReturn({
    where: {
      ...{ workspaceId, onBehalfOfId: personId, isOpen: true, decidedAt: null },
      ...(delegateId !== null && { personId: { not: delegateId } }),
    },
    data: { isOpen: false },
    select: { approvalId: true },
  });
  const topics = [...new Set(ended.map(({ approvalId }) => approvalTopic(approvalId)))];
  await redraw(db, workspaceId, { topics, now });
}

/** The first morning of an absence that begins later, and the first moment after it. */
async function lookAgain({ db, workspaceId }: Scope, person: SeatPerson, now: Date): Promise<void> {
  const { id: personId, delegateId, awayFrom, awayUntil, tz, workingHours } = person;
  if (delegateId === null || awayFrom === null || awayUntil === null) return;
  const turns = [
    instantOf(awayFrom, workingHours[0], tz),
    instantOf(addDays(awayUntil, 1), "00:00", tz),
  ].filter((at) => at > now);
  const messages = turns.map((at) => ({
    ...{ kind: absentKind, key: `${absentKind.kind}:${personId}:${delegateId}:${at.toISOString()}` },
    ...{ personId, payload: {}, dueAt: at },
  }));
  await enqueue(db, workspaceId, messages);
}

async function giveSeats(scope: Scope, person: SeatPerson, now: Date): Promise<number> {
  const { db, workspaceId } = scope;
  const rows = await db.approval.findMany({
    where: { workspaceId, status: "waiting", seats: { some: { personId: person.id, isOpen: true } } },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
  });
  const seats = rows.map(toApproval).map(({ id: approvalId, level, requestedById, barredIds }) => ({
    ...{ approvalId, level, requestedById, barredIds, personIds: [person.id], onlyDelegates: true },
    ...{ why: "delegated" as const, now, quiet: rows.length > singleMax },
  }));
  const opened = await openManySeats(scope, new Map([[person.id, person]]), seats);
  await redraw(db, workspaceId, { topics: opened.map(approvalTopic), now });
  return opened.length;
}
