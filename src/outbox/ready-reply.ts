import { z } from "zod";
import type { Card } from "#chat/card.ts";
import { type ChatEvent, messageRef } from "#chat/event.ts";
import type { Locale } from "#chat/locale.ts";
import type { Content, Destination } from "#chat/port.ts";
import { type Reply, say } from "#chat/reply.ts";
import { value } from "#chat/text.ts";
import { assertNever } from "#src/errors.ts";

/** Kind of the rows that carry a ready answer to an event. */
export const replyKind = "reply";

/** An answer to an event that is delivered by the outbox. */
export type ReadyReply = { readonly to: Destination; readonly content: Content };

/**
 * What of a reply can be delivered after the event is over, and where; `undefined` if there is nothing to say.
 * A notice becomes a card; a form that cannot be opened any more is asked for by its button, in the language that `locale` finds.
 */
export async function readyReply(
  event: ChatEvent,
  reply: Reply,
  locale: () => Promise<Locale>,
): Promise<ReadyReply | undefined> {
  switch (reply.type) {
    case "nothing":
    case "options":
      return undefined;
    case "say":
      return { to: whereWritten(event), content: { type: "card", card: reply.card } };
    case "update":
      // One event has one answer here. What asks something must not be lost; a view is drawn afresh at the next press.
      if (reply.besides !== undefined) return readyReply(event, say(reply.besides), locale);
      return { to: whereShown(event), content: { type: "card", card: reply.card } };
    case "toast":
      return cardReply(event, { title: reply.text, tone: reply.tone, body: [] });
    case "invalid":
      return cardReply(event, problemsCard(Object.values(reply.errors)));
    case "ask": {
      const { form, reopen } = reply;
      if (reopen === undefined) return undefined;
      return { to: whereWritten(event), content: { type: "form", form, reopen, locale: await locale() } };
    }
    default:
      return assertNever(reply);
  }
}

/** `slack:<tenant>:<conversation or account>`: what the platforms count messages by. */
export function laneOfReply(event: ChatEvent, { to }: ReadyReply): string {
  return `${event.platform}:${event.tenant}:${placeOf(to)}`;
}

/** One event has one answer. */
export function keyOfReply(event: ChatEvent): string {
  return `${replyKind}:${event.platform}:${event.tenant}:${event.key}`;
}

function placeOf(to: Destination): string {
  switch (to.type) {
    case "direct":
      return to.conversation ?? to.userId;
    case "conversation":
      return to.conversation.id;
    case "home":
      return to.userId;
    case "group":
      return to.conversation;
    case "message":
      return to.ref.conversation;
    default:
      return assertNever(to);
  }
}

function cardReply(event: ChatEvent, card: Card): ReadyReply {
  return { to: whereWritten(event), content: { type: "card", card } };
}

function problemsCard([first = "", ...others]: readonly string[]): Card {
  return { title: first, tone: "warning", body: others.map((text) => ({ type: "text", text: value(text) })) };
}

function whereWritten(event: ChatEvent): Destination {
  const { conversation, userId } = event;
  if (event.type === "home") return { type: "home", userId };
  return conversation === undefined
    ? { type: "direct", userId }
    : { type: "conversation", conversation, userId };
}

function whereShown(event: ChatEvent): Destination {
  const on = event.type === "action" || event.type === "form" ? event.on : undefined;
  return on === undefined ? whereWritten(event) : { type: "message", ref: on };
}

/** Where a stored answer or card goes. */
export const destination = z.discriminatedUnion("type", [
  z.object({ type: z.literal("direct"), userId: z.string(), conversation: z.string().exactOptional() }),
  z.object({
    type: z.literal("conversation"),
    conversation: z.object({
      id: z.string(),
      kind: z.enum(["direct", "group"]),
      thread: z.string().exactOptional(),
    }),
    userId: z.string(),
  }),
  z.object({ type: z.literal("home"), userId: z.string() }),
  z.object({ type: z.literal("group"), conversation: z.string() }),
  z.object({ type: z.literal("message"), ref: messageRef }),
]);

/** Content is our own and was checked by the compiler when it was stored; only its tag is looked at again. */
const content = z.custom<Content>(
  (stored) => z.object({ type: z.enum(["card", "form"]) }).safeParse(stored).success,
);

/** Rows of the first version name no account. */
const storedReply = z.object({ to: destination, content, userId: z.string().default("") });

/** As it stands in the row's payload, with the account it is for. */
export function storeReply({ to, content }: ReadyReply, { userId }: { readonly userId: string }): object {
  return { to, content, userId };
}

/** @throws ZodError where the payload is not of a reply. */
export function readReply(payload: unknown): ReadyReply & { readonly userId: string } {
  return storedReply.parse(payload);
}
