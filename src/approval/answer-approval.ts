import type { ApprovalKind, DecidedScope } from "#chat/approval.ts";
import type { MessageRef } from "#chat/event.ts";
import type { Settings } from "#directory/settings.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { redraw } from "#outbox/views.ts";
import { noteApproval } from "./audit.ts";
import { armedClock } from "./clock.ts";
import { hold } from "./hold.ts";
import type { Pressed } from "./look.ts";
import { approvalTopic } from "./messages.ts";
import { seatPeople } from "./people.ts";
import { reseat } from "./reseat.ts";
import { askedMessage, openSeats } from "./seats.ts";
import type { StoredApproval } from "./stored.ts";

export type Answering = {
  readonly kind: ApprovalKind;
  readonly approvalId: string;
  readonly personId: string;
  readonly answer: string;
  readonly settings: Settings;
  readonly on?: MessageRef | undefined;
};

/** Whoever asked answers the question: it waits again, with those who may decide now. */
export async function answerApproval(scope: DecidedScope, answering: Answering): Promise<Pressed> {
  const { db, workspaceId, now } = scope;
  const approval = await hold(scope, answering);
  if (approval === undefined) return "gone";
  if (approval.requestedById !== answering.personId) return "not-yours";
  const { id, level } = approval;
  const { count } = await db.approval.updateMany({
    where: { workspaceId, id, level, status: "returned" },
    data: { status: "waiting", answer: answering.answer, decidedById: null, waitingSince: now },
  });
  if (count === 0) return "over";
  const { answer, personId } = answering;
  await noteApproval(scope, approval, { action: "approval.answered", personId, words: { answer } });
  const turnId = await askOnceMore(scope, { ...approval, status: "waiting" });
  const people = await seatPeople(scope, [turnId ?? answering.personId]);
  const [person] = people.values();
  if (person === undefined) throw new Error("nobody of this workspace");
  const clock = armedClock({ status: "waiting", since: now }, now, { person, settings: answering.settings });
  await db.approval.updateMany({ where: { workspaceId, id }, data: clock });
  await redraw(db, workspaceId, { topics: [approvalTopic(id)], now, except: answering.on });
  return "counted";
}

/** Tells who may decide, and whoever stands in since the question was asked. Returns whose turn it is. */
async function askOnceMore(scope: DecidedScope, approval: StoredApproval): Promise<string | undefined> {
  const { db, workspaceId, now } = scope;
  const { id: approvalId, level, requestedById, barredIds } = approval;
  const { deciders } = await reseat(scope, approval, now);
  const told = deciders.map((personId) =>
    askedMessage({ approvalId, level, personId, why: "answered", now, quiet: false }),
  );
  await enqueue(db, workspaceId, told);
  const seats = { approvalId, level, requestedById, barredIds, personIds: deciders, onlyDelegates: true };
  await openSeats(scope, { ...seats, why: "answered", now, quiet: false });
  return deciders[0];
}
