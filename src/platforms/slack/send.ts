import { z } from "zod";
import type { Card } from "#chat/card.ts";
import type { MessageRef } from "#chat/event.ts";
import { type Content, DeliveryError, type Destination, type OutgoingMessage } from "#chat/port.ts";
import { assertNever } from "#src/errors.ts";
import type { Api } from "./clients.ts";
import { wrongPlaceCodes } from "./errors.ts";
import { formWaits } from "./form-waits.ts";
import { cutBytes, limits } from "./limits.ts";
import { type Drawn, renderCard, renderHome } from "./render-card.ts";

/** Puts a card or form where it belongs and says where it stands now. Throws `DeliveryError`. */
export function sendContent(api: Api, message: OutgoingMessage): Promise<MessageRef> {
  const { to } = message;
  const card = cardOf(message.content);
  switch (to.type) {
    case "direct":
    case "conversation":
      return post(api, { ...message, to, drawn: renderCard(card) });
    case "group":
      return postDirect(api, { ...message, to: inGroup(to.conversation), drawn: renderCard(card) });
    case "home":
      return publishHome(api, to.userId, card);
    case "message":
      return redraw(api, to.ref, card);
    default:
      return assertNever(to);
  }
}

function cardOf(content: Content): Card {
  return content.type === "card" ? content.card : formWaits(content);
}

type DestinationOf<T extends Destination["type"]> = Extract<Destination, { readonly type: T }>;

/** A message and where it goes. */
export type Delivery = Pick<OutgoingMessage, "deliveryId" | "maybeSent"> & {
  readonly to: DestinationOf<"direct" | "conversation">;
  readonly drawn: Drawn;
  /** Seen by the person alone and forgotten, in a direct chat too. */
  readonly isFleeting?: boolean;
};
type ThereDelivery = Delivery & { readonly to: DestinationOf<"conversation"> };
type DirectDelivery = Delivery & {
  readonly to: DestinationOf<"direct">;
  readonly thread?: string | undefined;
};

/**
 * Where the person wrote, in a group seen by that person alone. Where the bot may not speak (a channel it is not in, a
 * direct chat between others) the person is answered in the direct chat with the bot.
 */
export async function post(api: Api, delivery: Delivery): Promise<MessageRef> {
  const { to } = delivery;
  if (to.type === "direct") return postDirect(api, { ...delivery, to });
  const direct: DirectDelivery = { ...delivery, to: { type: "direct", userId: to.userId } };
  const { conversation } = to;
  try {
    if (conversation.kind === "group" || delivery.isFleeting === true) {
      return await whisper(api, { ...delivery, to });
    }
    const known = { ...direct.to, conversation: conversation.id };
    return await postDirect(api, { ...direct, to: known, thread: conversation.thread });
  } catch (error) {
    if (!(error instanceof DeliveryError && wrongPlaceCodes.has(error.code))) throw error;
    return postDirect(api, direct);
  }
}

/** A message for everybody is posted like one to an account whose chat is known. */
function inGroup(conversation: string): DestinationOf<"direct"> {
  return { type: "direct", userId: "", conversation };
}

/** By this metadata a message that may have been sent is found again. */
const deliveryEvent = "genjin_delivery";

/** Slack opens the direct chat by itself where the channel is a user id. */
async function postDirect(api: Api, delivery: DirectDelivery): Promise<MessageRef> {
  const { to, drawn, thread, deliveryId } = delivery;
  const sent = delivery.maybeSent ? await findSent(api, delivery) : undefined;
  if (sent !== undefined) return sent;
  const channel = to.conversation ?? to.userId;
  const answer = await api((client) =>
    client.chat.postMessage({
      channel,
      ...drawn,
      ...(thread !== undefined && { thread_ts: thread }),
      metadata: { event_type: deliveryEvent, event_payload: { id: deliveryId } },
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
  return messageAt(answer.channel ?? channel, answer.ts ?? "");
}

/** How many of the newest messages are looked through. */
const lookBack = 100;

const foundMessages = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.object({ id: z.string() }).partial() })
          .partial()
          .nullish(),
      }),
    )
    .default([]),
});

async function findSent(
  api: Api,
  { to, thread, deliveryId }: DirectDelivery,
): Promise<MessageRef | undefined> {
  const channel = to.conversation ?? (await openDirect(api, to.userId));
  const page = { channel, limit: lookBack, include_all_metadata: true };
  const answer = await api<unknown>((client) =>
    thread === undefined
      ? client.conversations.history(page)
      : client.conversations.replies({ ...page, ts: thread }),
  );
  const found = foundMessages
    .parse(answer)
    .messages.find(
      ({ metadata }) => metadata?.event_type === deliveryEvent && metadata.event_payload?.id === deliveryId,
    );
  return found && messageAt(channel, found.ts);
}

/** The direct chat with an account. */
export async function openDirect(api: Api, userId: string): Promise<string> {
  const { channel } = await api((client) => client.conversations.open({ users: userId }));
  return channel?.id ?? userId;
}

/** Ephemeral: not kept by Slack, so it can be neither found nor changed later. */
async function whisper(api: Api, { to, drawn }: ThereDelivery): Promise<MessageRef> {
  const { conversation, userId } = to;
  const { message_ts: ts } = await api((client) =>
    client.chat.postEphemeral({
      channel: conversation.id,
      user: userId,
      blocks: drawn.blocks,
      text: cutBytes(drawn.text, limits.ephemeralTextBytes),
      // In a thread only where there is one already: https://docs.slack.dev/reference/methods/chat.postEphemeral
      ...(conversation.thread !== undefined && { thread_ts: conversation.thread }),
    }),
  );
  return messageAt(conversation.id, ephemeralPrefix + (ts ?? ""));
}

const ephemeralPrefix = "ephemeral:";

export async function publishHome(api: Api, userId: string, card: Card): Promise<MessageRef> {
  const { view } = await api((client) => client.views.publish({ user_id: userId, view: renderHome(card) }));
  return messageAt(userId, view?.id ?? "");
}

/** Redraws a message. Its metadata stay. https://docs.slack.dev/reference/methods/chat.update */
export async function redraw(api: Api, ref: MessageRef, card: Card): Promise<MessageRef> {
  if (ref.message.startsWith(ephemeralPrefix)) {
    throw new DeliveryError("rejected", { code: "ephemeral_message" });
  }
  await api((client) =>
    client.chat.update({ channel: ref.conversation, ts: ref.message, ...renderCard(card) }),
  );
  return ref;
}

function messageAt(conversation: string, message: string): MessageRef {
  return { platform: "slack", conversation, message };
}
