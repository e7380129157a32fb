import type { ApprovalFacts, ApprovalKind, DecidedScope } from "#chat/approval.ts";
import { settingsOf } from "#directory/settings.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { noteApproval } from "./audit.ts";
import { armedClock, noClock } from "./clock.ts";
import { seatPeople } from "./people.ts";
import { askedMessage } from "./seats.ts";
import { digestOf, type StoredApproval, storedFacts } from "./stored.ts";

/** `isMoved`: it is not what was asked about any more. */
export type Refreshed = { readonly approval: StoredApproval; readonly isMoved: boolean };

/**
 * Looks whether the facts of an approval that is held are still those that were asked about. Where they moved, it is
 * brought up to date and begins anew; where the thing is gone, it is withdrawn.
 */
export async function refresh(
  scope: DecidedScope,
  kind: ApprovalKind,
  approval: StoredApproval,
): Promise<Refreshed> {
  const facts = await kind.facts(scope, approval.subjectId);
  if (facts === undefined) return withdraw(scope, approval);
  const isSame = digestOf(facts.key) === approval.factsKey;
  return isSame ? keepBarred(scope, approval, facts) : beginAnew(scope, approval, facts);
}

async function withdraw({ db, workspaceId }: DecidedScope, approval: StoredApproval): Promise<Refreshed> {
  const { id } = approval;
  const status = "withdrawn" as const;
  await db.approval.updateMany({ where: { workspaceId, id }, data: { status, ...noClock } });
  await db.approvalSeat.updateMany({ where: { workspaceId, approvalId: id }, data: { isOpen: false } });
  return { approval: { ...approval, status }, isMoved: true };
}

/** The same facts may be somebody else's thing by now. */
async function keepBarred(
  { db, workspaceId }: DecidedScope,
  approval: StoredApproval,
  { barredIds = [] }: ApprovalFacts,
): Promise<Refreshed> {
  const { id, snapshot, argument, noted } = approval;
  const isSame = barredIds.toSorted().join() === approval.barredIds.toSorted().join();
  if (isSame) return { approval, isMoved: false };
  const data = { facts: storedFacts({ snapshot, barredIds, noted }, argument) };
  await db.approval.updateMany({ where: { workspaceId, id }, data });
  return { approval: { ...approval, barredIds }, isMoved: false };
}

/**
 * Nobody has agreed to the new facts yet: what was decided on the old ones counts no more, and the first level is asked
 * again. Whose seats are open is the next one's to settle, see `reseat`.
 */
async function beginAnew(
  scope: DecidedScope,
  approval: StoredApproval,
  facts: ApprovalFacts,
): Promise<Refreshed> {
  const { db, workspaceId, now } = scope;
  const { id, outcome: _outcome, reason: _reason, ...rest } = approval;
  const { snapshot, barredIds = [], noted = {} } = facts;
  const changed = { factsKey: digestOf(facts.key), level: 1 };
  await db.approval.updateMany({
    where: { workspaceId, id },
    data: { ...changed, facts: storedFacts(facts, approval.argument), outcome: null, reason: null },
  });
  const undone = await db.approvalSeat.updateManyAndReturn({
    where: { workspaceId, approvalId: id, decidedAt: { not: null } },
    data: { decidedAt: null, isOpen: false },
    select: { personId: true, level: true },
  });
  const later = { workspaceId, approvalId: id, level: { gt: 1 } };
  await db.approvalSeat.updateMany({ where: later, data: { isOpen: false } });
  const again = undone.filter(({ level }) => level === 1).map(({ personId }) => personId);
  const told = again.map((personId) =>
    askedMessage({ approvalId: id, level: 1, personId, why: "changed", now, quiet: false }),
  );
  await enqueue(db, workspaceId, told);
  if (undone.length > 0) await waitAnew(scope, approval, again);
  const fresh = { ...rest, ...changed, id, snapshot, barredIds, noted };
  const undoneIds = undone.map(({ personId }) => personId);
  if (undone.length > 0) await noteApproval(scope, fresh, { action: "approval.moved", undoneIds });
  return { approval: fresh, isMoved: true };
}

/** Those who are asked once more have as much time as at first. A question still waits for its answer. */
async function waitAnew(
  { db, database, workspaceId, now }: DecidedScope,
  { id, status, requestedById }: StoredApproval,
  [turnId = requestedById]: readonly string[],
): Promise<void> {
  const person = (await seatPeople({ db, workspaceId }, [turnId])).get(turnId);
  if (person === undefined || status !== "waiting") return;
  const settings = await settingsOf(database, workspaceId);
  const clock = armedClock({ status, since: now }, now, { person, settings });
  await db.approval.updateMany({ where: { workspaceId, id }, data: { waitingSince: now, ...clock } });
}
