import type { Outcome } from "../client.ts";
import { checkedAnswer } from "./callback-answer.ts";
import { deliverRaw } from "./deliver.ts";
import { envelope, userIds } from "./events.ts";
import type { Json } from "./json.ts";
import { issueCardToken } from "./tokens.ts";
import type { FeishuMessage, FeishuUser, World } from "./types.ts";
import { replaceContent } from "./world.ts";

/** What the client shows by code: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication */
export const CLIENT_ERRORS = {
  200340: "200340: the app has no usable callback for this",
  200341: "200341: the app did not answer within 3 seconds",
  200342: "200342: the app could not be reached",
  200671: "200671: the app did not answer with HTTP 200",
  200672: "200672: the app's answer has a wrong format",
  200673: "200673: the card in the app's answer is invalid",
  200830: "200830: a 2.0 card can not become a 1.0 card",
} as const;

const INTERACTIVE_DAYS_MS = 14 * 86_400_000;

/**
 * `card.action.trigger`: one delivery, no retry, and the answer decides at once what the person sees: a toast,
 * the replaced card, or a red line.
 */
export async function triggerAction(
  world: World,
  user: FeishuUser,
  { message, action }: { message: FeishuMessage; action: Json },
): Promise<Outcome> {
  if (world.now().getTime() - message.createdAt > INTERACTIVE_DAYS_MS) {
    return { status: 0, tookMs: 0, error: "the card has expired" };
  }
  if (world.eventsUrl === "") return { status: 0, tookMs: 0, error: CLIENT_ERRORS[200340] };
  const token = issueCardToken(world, message.messageId);
  const event = {
    operator: { ...userIds(world, user), tenant_key: world.tenantKey },
    token,
    action: { ...action, timezone: user.timeZone },
    host: "im_message",
    context: { open_message_id: message.messageId, open_chat_id: message.chatId },
  };
  const body = envelope(world, "card.action.trigger", event);
  const answer = await deliverRaw(world, { body, name: "card.action.trigger" });
  const issued = world.cardTokens.get(token);
  if (issued !== undefined) issued.answered = true;
  const base = { status: answer.status, tookMs: answer.tookMs };
  if (answer.failure === "timeout") return { ...base, error: CLIENT_ERRORS[200341] };
  if (answer.failure === "connection") return { ...base, error: CLIENT_ERRORS[200342] };
  if (answer.status !== 200) return { ...base, error: CLIENT_ERRORS[200671] };
  const checked = checkedAnswer(answer.body);
  if (checked.error !== undefined) return { ...base, error: CLIENT_ERRORS[checked.error] };
  if (checked.card !== undefined) replaceContent(world, message, checked.card);
  if (checked.toast !== undefined) world.toasts.set(user.openId, [...toastsOf(world, user), checked.toast]);
  return base;
}

export function toastsOf(world: World, user: FeishuUser): readonly string[] {
  return world.toasts.get(user.openId) ?? [];
}
