import type { Scope } from "#directory/scope.ts";
import { redraw } from "#outbox/views.ts";
import { approverFinder } from "./find-approvers.ts";
import { holdApprovals } from "./hold.ts";
import { approvalTopic } from "./messages.ts";
import { seatPeople } from "./people.ts";
import { readWaiting } from "./read-waiting.ts";
import { seatsInstead, settleSeats } from "./reseat.ts";
import { openManySeats, singleMax } from "./seats.ts";

/**
 * Roles or reporting lines have changed: what waits stands at once in the lists of those who may decide now, and of
 * nobody else. All of the company is looked at, for a line goes through many people.
 */
export async function reseatWaiting(scope: Scope, now: Date): Promise<void> {
  await reseatHeld(scope, await holdWaiting(scope), now);
}

/** The same for those among some that the transaction holds. */
export async function reseatHeld(scope: Scope, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const { waiting } = await readWaiting(scope, ids, now);
  const settled = await settleSeats(scope, waiting);
  const left = waiting.filter(({ status, deciders }) => status === "waiting" && deciders.length === 0);
  const quiet = left.length > singleMax;
  const wanted = await seatsInstead(scope, left, { now, finder: approverFinder(scope), quiet });
  const people = await seatPeople(scope, [...new Set(wanted.flatMap(({ personIds }) => personIds))]);
  const opened = await openManySeats(scope, people, wanted);
  const topics = [...new Set([...settled, ...opened])].map(approvalTopic);
  await redraw(scope.db, scope.workspaceId, { topics, now });
}

/**
 * Holds all that waits; before people are changed in the same transaction, for whoever decides holds it, too, and then
 * asks for people. Returns the ids.
 */
export async function holdWaiting(scope: Scope): Promise<readonly string[]> {
  const { db, workspaceId } = scope;
  const found = await db.approval.findMany({
    where: { workspaceId, status: "waiting" },
    select: { id: true },
  });
  const ids = found.map(({ id }) => id);
  await holdApprovals(scope, ids);
  return ids;
}
