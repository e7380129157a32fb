import { randomBytes } from "node:crypto";
import type { Outcome } from "../client.ts";
import { deliverEvent } from "./deliver.ts";
import type { FeishuChat, FeishuMessage, FeishuUser, Mention, World } from "./types.ts";

const EMPLOYEE_ID_SCOPE = "contact:user.employee_id:readonly";

/** Which scopes let a message event through, by chat: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive */
const MESSAGE_SCOPES = {
  p2p: ["im:message", "im:message.p2p_msg", "im:message.p2p_msg:readonly"],
  group: ["im:message", "im:message.group_at_msg", "im:message.group_at_msg:readonly"],
} as const;
const EVERY_GROUP_MESSAGE_SCOPE = "im:message.group_msg";

const NOT_SENT: Outcome = { status: 0, tookMs: 0 };

/** A version 2 envelope: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
export function envelope(world: World, eventType: string, event: object): object {
  const nowMs = world.now().getTime();
  // Card callbacks count in microseconds: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
  const isCallback = eventType === "card.action.trigger";
  return {
    schema: "2.0",
    header: {
      event_id: randomBytes(16).toString("hex"),
      event_type: eventType,
      create_time: isCallback ? `${nowMs}000` : String(nowMs),
      token: world.verificationToken,
      app_id: world.appId,
      tenant_key: world.tenantKey,
    },
    event,
  };
}

/** The `user_id` is there only for apps that may read it. */
export function userIds(world: World, user: FeishuUser): object {
  return {
    open_id: user.openId,
    union_id: user.unionId,
    ...(world.scopes.has(EMPLOYEE_ID_SCOPE) && { user_id: user.userId }),
  };
}

/** A group message reaches the bot when it is mentioned, or when the app may read every one. */
export async function messageReceived(world: World, message: FeishuMessage): Promise<Outcome> {
  const chat = world.chats.get(message.chatId);
  const user = world.users.get(message.sender);
  if (chat === undefined || user === undefined || !mayReceive(world, chat, message)) return NOT_SENT;
  const event = {
    sender: { sender_id: userIds(world, user), sender_type: "user", tenant_key: world.tenantKey },
    message: {
      message_id: message.messageId,
      ...(message.rootId !== undefined && { root_id: message.rootId, parent_id: message.parentId }),
      ...(message.threadId !== undefined && { thread_id: message.threadId }),
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: chat.chatId,
      chat_type: chat.mode,
      message_type: message.msgType,
      content: message.content,
      ...(message.mentions.length > 0 && { mentions: message.mentions.map((one) => mentioned(world, one)) }),
      user_agent: "",
    },
  };
  return await deliver(world, "im.message.receive_v1", event);
}

export async function botAdded(world: World, chat: FeishuChat, by: FeishuUser): Promise<Outcome> {
  return await deliver(world, "im.chat.member.bot.added_v1", {
    chat_id: chat.chatId,
    operator_id: userIds(world, by),
    external: false,
    operator_tenant_key: world.tenantKey,
    name: chat.name,
    i18n_names: {},
  });
}

export async function chatEntered(world: World, chat: FeishuChat, user: FeishuUser): Promise<Outcome> {
  const last = [...world.messages.values()].filter((message) => message.chatId === chat.chatId).at(-1);
  return await deliver(world, "im.chat.access_event.bot_p2p_chat_entered_v1", {
    chat_id: chat.chatId,
    operator_id: userIds(world, user),
    ...(last && { last_message_id: last.messageId, last_message_create_time: String(last.createdAt) }),
  });
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/bot/events/menu */
export async function menuPressed(world: World, user: FeishuUser, eventKey: string): Promise<Outcome> {
  return await deliver(world, "application.bot.menu_v6", {
    operator: { operator_id: userIds(world, user) },
    event_key: eventKey,
    timestamp: String(world.now().getTime()),
  });
}

export async function messageRecalled(world: World, message: FeishuMessage): Promise<Outcome> {
  return await deliver(world, "im.message.recalled_v1", {
    message_id: message.messageId,
    chat_id: message.chatId,
    recall_time: String(world.now().getTime()),
    recall_type: "message_owner",
  });
}

export async function userDeleted(world: World, user: FeishuUser): Promise<Outcome> {
  return await deliver(world, "contact.user.deleted_v3", {
    object: {
      ...userIds(world, user),
      status: { is_frozen: false, is_resigned: true, is_activated: true, is_exited: false, is_unjoin: false },
    },
    old_object: { department_ids: [] },
  });
}

async function deliver(world: World, eventType: string, event: object): Promise<Outcome> {
  return await deliverEvent(world, envelope(world, eventType, event), eventType);
}

function mayReceive(world: World, chat: FeishuChat, message: FeishuMessage): boolean {
  if (!chat.hasBot || chat.dissolved) return false;
  if (chat.mode === "p2p") return MESSAGE_SCOPES.p2p.some((scope) => world.scopes.has(scope));
  if (world.scopes.has(EVERY_GROUP_MESSAGE_SCOPE)) return true;
  const isMentioned = message.mentions.some((mention) => mention.isBot);
  return isMentioned && MESSAGE_SCOPES.group.some((scope) => world.scopes.has(scope));
}

function mentioned(world: World, mention: Mention): object {
  const user = world.users.get(mention.openId);
  return {
    key: mention.key,
    id: user === undefined ? { open_id: mention.openId } : userIds(world, user),
    mentioned_type: mention.isBot ? "bot" : "user",
    name: mention.name,
    tenant_key: world.tenantKey,
  };
}
