import type { DecidedScope } from "#chat/approval.ts";
import type { Settings } from "#directory/settings.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { redraw } from "#outbox/views.ts";
import { noteApproval } from "./audit.ts";
import { armedClock } from "./clock.ts";
import { look, type Press, type Pressed } from "./look.ts";
import { approvalTopic, returnedKind } from "./messages.ts";
import { seatPeople } from "./people.ts";

export type Returning = Press & { readonly question: string; readonly settings: Settings };

/** Gives it back to whoever asked, with a question. Meanwhile it stands in nobody's list. */
export async function returnApproval(scope: DecidedScope, returning: Returning): Promise<Pressed> {
  const looked = await look(scope, returning);
  if (!("approval" in looked)) return looked.refused;
  const { db, workspaceId, now } = scope;
  const { id, factsKey, level, requestedById } = looked.approval;
  const person = (await seatPeople(scope, [requestedById])).get(requestedById);
  const { count } = await db.approval.updateMany({
    where: { workspaceId, id, factsKey, level, status: "waiting" },
    data: {
      ...{ status: "returned", question: returning.question, answer: null, decidedById: returning.personId },
      waitingSince: now,
      ...(person &&
        armedClock({ status: "returned", since: now }, now, { person, settings: returning.settings })),
    },
  });
  if (count === 0) return "moved";
  await db.approvalSeat.updateMany({
    where: { workspaceId, approvalId: id, level },
    data: { isOpen: false },
  });
  const { question, personId } = returning;
  await noteApproval(scope, looked.approval, {
    action: "approval.returned",
    personId,
    words: { question },
  });
  const key = `approval:${id}:returned:${now.toISOString()}`;
  const message = {
    kind: returnedKind,
    key,
    personId: requestedById,
    payload: { approvalId: id },
    dueAt: now,
  };
  await enqueue(db, workspaceId, [message]);
  await redraw(db, workspaceId, { topics: [approvalTopic(id)], now, except: returning.on });
  return "counted";
}
