import { z } from "zod";
import type { ChatEvent } from "#chat/event.ts";
import { type ReceivedMessage, receiveMenu, receiveMessage } from "./receive-message.ts";
import { type Press, receivePress } from "./receive-press.ts";

/** What a delivery of the platform means: an event to keep, or something done on a card. */
export type Received = ReceivedMessage | Press;

/**
 * By event type, what the SDK's dispatcher hands over (header and event in one level) into the product's words;
 * `undefined` where there is nothing to do. Pure. Throws a `ZodError` where the platform sent another shape than
 * it documents.
 */
export const receivers = {
  "im.message.receive_v1": receiveMessage,
  "application.bot.menu_v6": receiveMenu,
  "im.chat.access_event.bot_p2p_chat_entered_v1": (data) => receiveMet(data, "direct"),
  "im.chat.member.bot.added_v1": (data) => receiveMet(data, "group"),
  "card.action.trigger": receivePress,
} as const satisfies Record<string, (data: unknown) => Received | undefined>;

const met = z.object({
  event_id: z.string(),
  app_id: z.string(),
  chat_id: z.string(),
  operator_id: z.object({ open_id: z.string().optional() }).nullish(),
});

function receiveMet(data: unknown, kind: "direct" | "group"): ChatEvent | undefined {
  const { event_id, app_id, chat_id, operator_id } = met.parse(data);
  if (operator_id?.open_id === undefined) return undefined;
  return {
    type: "met",
    platform: "feishu",
    tenant: app_id,
    key: event_id,
    userId: operator_id.open_id,
    conversation: { id: chat_id, kind },
  };
}
