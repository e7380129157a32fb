import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { enqueue, type NewMessage } from "#outbox/enqueue.ts";
import { redraw } from "#outbox/views.ts";
import { armedClock, isTimeToGoUp } from "./clock.ts";
import type { Known } from "./deciders.ts";
import { approverFinder, type Finder } from "./find-approvers.ts";
import { approvalTopic, unansweredKind } from "./messages.ts";
import { isAway, seatPeople } from "./people.ts";
import { readWaiting, type Waiting } from "./read-waiting.ts";
import { seatsInstead, settleSeats } from "./reseat.ts";
import { askedMessage, type NewSeats, openManySeats } from "./seats.ts";
import { noteOnLevels } from "./stored.ts";

type Passing = {
  readonly scope: Scope;
  readonly settings: Settings;
  readonly now: Date;
  /** So many at once are told as one list. */
  readonly listedFrom: number;
};

/** What has come for approvals that the transaction holds, in as few statements for many as for one. */
export async function passTime(passing: Passing, ids: readonly string[]): Promise<void> {
  const { scope, now } = passing;
  const { waiting, known } = await readWaiting(scope, ids, now);
  const settled = await settleSeats(scope, waiting);
  const opened = await openMore(passing, waiting, known);
  const topics = [...new Set([...settled, ...opened])].map(approvalTopic);
  await redraw(scope.db, scope.workspaceId, { topics, now });
  await enqueue(scope.db, scope.workspaceId, remindersOf(waiting, passing));
  await setClocks(passing, waiting, known);
}

/** New seats. Returns which approvals have one. */
async function openMore(passing: Passing, all: readonly Waiting[], known: Known): Promise<readonly string[]> {
  const { scope, now } = passing;
  const quiet = all.length >= passing.listedFrom;
  const finder = approverFinder(scope);
  const waiting = all.filter(({ status }) => status === "waiting");
  const left = waiting.filter(({ deciders }) => deciders.length === 0);
  const wanted = await seatsInstead(scope, left, { now, finder, quiet });
  for (const each of waiting) {
    if (each.deciders.length === 0) continue;
    wanted.push(...delegatesFor(each, { now, quiet, known }));
    if (isToGoUp(each, passing, known)) wanted.push(...(await seatsAbove(each, { now, quiet, finder })));
  }
  const up = wanted.filter(({ why }) => why === "escalated");
  await noteOnLevels(
    scope,
    up.map(({ approvalId: id, level }) => ({ id, level, note: { wentUpAt: now } })),
  );
  const ids = new Set(wanted.flatMap(({ personIds }) => personIds));
  if (ids.size === 0) return [];
  const people = await seatPeople(scope, [...ids]);
  const opened: string[] = [];
  for (const why of ["instead", "nudge", "escalated"] as const) {
    const seats = wanted.filter((each) => each.why === why);
    if (seats.length > 0) opened.push(...(await openManySeats(scope, people, seats)));
  }
  return opened;
}

/** Looked at whatever the step is: when its moment came, nobody may have looked. */
function isToGoUp(
  { level, levels, waitingSince, requestedById, deciders }: Waiting,
  { settings, now }: Passing,
  { people }: Known,
): boolean {
  const wentUpAt = levels[level - 1]?.wentUpAt;
  if (wentUpAt !== undefined && wentUpAt >= waitingSince) return false;
  const person = people.get(deciders[0] ?? requestedById);
  return person !== undefined && isTimeToGoUp(waitingSince, now, { person, settings });
}

type Opening = { readonly now: Date; readonly quiet: boolean };

/** Seats for whoever stands in for those who are away. */
function delegatesFor(
  { id: approvalId, level, requestedById, barredIds, deciders }: Waiting,
  { known, ...opening }: Opening & { readonly known: Known },
): NewSeats[] {
  const personIds = deciders.filter((id) => {
    const person = known.people.get(id);
    return person !== undefined && isAway(person, opening.now) && !deciders.includes(person.delegateId ?? "");
  });
  const one = { approvalId, level, requestedById, barredIds, personIds, ...opening };
  return personIds.length === 0 ? [] : [{ ...one, onlyDelegates: true, why: "nudge" }];
}

/** A seat one level up. */
async function seatsAbove(
  { id: approvalId, level, levels, requestedById, barredIds, seats, deciders }: Waiting,
  { finder, ...opening }: Opening & { readonly finder: Finder },
): Promise<NewSeats[]> {
  const { roles = [] } = levels[level - 1] ?? {};
  const used = seats.filter(({ decidedAt }) => decidedAt !== null).map(({ personId }) => personId);
  const beyond = [...deciders, ...used];
  const next = await finder.nearestAbove({ roles, requestedById, barredIds, beyond });
  const one = { approvalId, level, requestedById, barredIds, ...opening };
  return next === undefined ? [] : [{ ...one, personIds: [next.id], why: "escalated" }];
}

/** Each person is told of each, or of many at once. */
function remindersOf(waiting: readonly Waiting[], { now, listedFrom }: Passing): NewMessage[] {
  const stamp = now.toISOString();
  const nudges = waiting
    .filter(({ status, step }) => status === "waiting" && step === "nudge")
    .flatMap(({ id: approvalId, level, deciders }) =>
      deciders.map((personId) => ({ approvalId, level, personId })),
    );
  const perPerson = new Map<string, number>();
  for (const { personId } of nudges) perPerson.set(personId, (perPerson.get(personId) ?? 0) + 1);
  const unanswered = waiting
    .filter(({ status }) => status === "returned")
    .map(({ id, requestedById }) => ({
      ...{ kind: unansweredKind, key: `approval:${id}:unanswered:${stamp}`, personId: requestedById },
      ...{ payload: { approvalId: id }, dueAt: now },
    }));
  const asked = nudges.map((nudge) => {
    const quiet = (perPerson.get(nudge.personId) ?? 0) >= listedFrom;
    return askedMessage({ ...nudge, why: "nudge", now, quiet });
  });
  return [...new Map([...asked, ...unanswered].map((message) => [message.key, message])).values()];
}

async function setClocks(
  { scope, settings, now }: Passing,
  waiting: readonly Waiting[],
  { people }: Known,
): Promise<void> {
  const { db, workspaceId } = scope;
  const clocks = waiting.map(({ id, requestedById, status, waitingSince, deciders }) => {
    if (status !== "waiting" && status !== "returned") return { id, clockAt: null, clockStep: null };
    const turn = status === "waiting" ? deciders[0] : undefined;
    const person = people.get(turn ?? requestedById);
    if (person === undefined) throw new Error("nobody of this workspace");
    return { id, ...armedClock({ status, since: waitingSince }, now, { person, settings }) };
  });
  await db.$executeRaw`
    UPDATE approval a SET clock_at = g."clockAt", clock_step = g."clockStep"
    FROM jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) AS g (id uuid, "clockAt" timestamptz, "clockStep" text)
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = g.id`;
}
