import { ApiRefusal } from "./api-errors.ts";
import { checkContent, isShared } from "./content.ts";
import { namedFile } from "./files.ts";
import type { Json } from "./json.ts";
import { list, parseJson, text } from "./json.ts";
import { limitChat, limitPatch } from "./limits.ts";
import type { FeishuChat, FeishuMessage, World } from "./types.ts";
import { addMessage, directChat, findUser, randomId, replaceContent } from "./world.ts";

export type ApiCall = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly raw: Buffer;
  /** Content type of the request. */
  readonly type: string;
};

const UUID_MS = 3_600_000;
const PATCH_DAYS_MS = 14 * 86_400_000;
const EDITS_MAX = 20;
const URGENT_UNREAD_MAX = 200;

export function createMessage(world: World, call: ApiCall): object {
  const chat = receiver(world, call.query["receive_id_type"] ?? "", text(call.body["receive_id"]) ?? "");
  return onceByUuid(world, call, () => send(world, call, { chat }));
}

export function replyMessage(world: World, call: ApiCall): object {
  const parent = world.messages.get(call.params["message_id"] ?? "");
  if (parent === undefined) throw new ApiRefusal(230001, "no such message");
  if (parent.deleted) throw new ApiRefusal(230011);
  if (parent.visibleTo !== undefined) throw new ApiRefusal(230054);
  const chat = world.chats.get(parent.chatId);
  if (chat === undefined) throw new ApiRefusal(232009);
  return onceByUuid(world, call, () => send(world, call, { chat, parent }));
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/patch */
export function patchMessage(world: World, call: ApiCall): object {
  const message = ownMessage(world, call, 230001);
  if (message.msgType !== "interactive" || message.visibleTo !== undefined) throw new ApiRefusal(230001);
  if (world.now().getTime() - message.createdAt > PATCH_DAYS_MS) throw new ApiRefusal(230031);
  const content = text(call.body["content"]) ?? "";
  checkContent("interactive", content);
  if (![message.content, content].every((card) => isShared(parseJson(card)))) {
    throw new ApiRefusal(230001, "update_multi must be declared true before and after");
  }
  limitPatch(world, message.messageId);
  replaceContent(world, message, content);
  return {};
}

export function editMessage(world: World, call: ApiCall): object {
  const message = ownMessage(world, call, 230071);
  const msgType = text(call.body["msg_type"]) ?? "";
  if (!["text", "post"].includes(message.msgType) || msgType !== message.msgType)
    throw new ApiRefusal(230054);
  if (message.edits >= EDITS_MAX) throw new ApiRefusal(230072);
  const content = text(call.body["content"]) ?? "";
  checkContent(msgType, content);
  message.edits += 1;
  replaceContent(world, message, content);
  return describeMessage(world, message);
}

export function getMessage(world: World, call: ApiCall): object {
  const message = world.messages.get(call.params["message_id"] ?? "");
  if (message === undefined) throw new ApiRefusal(230001, "no such message");
  return { items: [describeMessage(world, message)] };
}

export function recallMessage(world: World, call: ApiCall): object {
  const message = ownMessage(world, call, 230026);
  message.deleted = true;
  return {};
}

/** Offsets serve as page tokens. `start_time` and `end_time` are in seconds. */
export function listMessages(world: World, call: ApiCall): object {
  const { query } = call;
  const id = query["container_id"];
  const isThread = query["container_id_type"] === "thread";
  if (!isThread && world.chats.get(id ?? "")?.hasBot !== true) throw new ApiRefusal(230002);
  const from = Number(query["start_time"] ?? 0) * 1000;
  const until = Number(query["end_time"] ?? Infinity) * 1000;
  const all = [...world.messages.values()].filter(
    (message) =>
      message.visibleTo === undefined &&
      (isThread ? message.threadId : message.chatId) === id &&
      message.createdAt >= from &&
      message.createdAt <= until,
  );
  if (query["sort_type"] === "ByCreateTimeDesc") all.reverse();
  const page = paginate(all, query, 50);
  return { ...page, items: page.items.map((message) => describeMessage(world, message)) };
}

export function urgeMessage(world: World, call: ApiCall): object {
  const message = ownMessage(world, call, 230012);
  const invalid: string[] = [];
  for (const id of list(call.body["user_id_list"])) {
    const user = findUser(world, call.query["user_id_type"] ?? "", text(id) ?? "");
    if (user === undefined) {
      invalid.push(String(id));
      continue;
    }
    const unread = [...world.messages.values()].filter((other) => other.urgentFor.includes(user.openId));
    if (unread.length >= URGENT_UNREAD_MAX) throw new ApiRefusal(230023);
    message.urgentFor.push(user.openId);
  }
  return { invalid_user_id_list: invalid };
}

/** One page of `items`; `page_size` is capped, and 20 without one. */
export function paginate<T>(
  all: readonly T[],
  query: Readonly<Record<string, string>>,
  sizeMax: number,
): { items: readonly T[]; has_more: boolean; page_token: string } {
  const size = Number(query["page_size"] ?? 20);
  if (!Number.isInteger(size) || size < 1 || size > sizeMax) throw new ApiRefusal(230001, "page_size");
  const start = Number(query["page_token"] ?? 0);
  const end = start + size;
  const hasMore = end < all.length;
  return { items: all.slice(start, end), has_more: hasMore, page_token: hasMore ? String(end) : "" };
}

function receiver(world: World, idType: string, id: string): FeishuChat {
  if (idType === "chat_id") {
    const chat = world.chats.get(id);
    if (chat === undefined) throw new ApiRefusal(230034);
    return chat;
  }
  const user = findUser(world, idType, id);
  if (user === undefined) throw new ApiRefusal(230034);
  return directChat(world, user.openId);
}

function send(world: World, call: ApiCall, to: { chat: FeishuChat; parent?: FeishuMessage }): FeishuMessage {
  const { chat, parent } = to;
  if (chat.dissolved) throw new ApiRefusal(232009);
  if (!chat.hasBot) throw new ApiRefusal(230002);
  if (chat.mode === "p2p") refuseUnreachable(world, chat.ownerId);
  const msgType = text(call.body["msg_type"]) ?? "";
  const given = text(call.body["content"]) ?? "";
  checkContent(msgType, given);
  const content = msgType === "file" ? namedFile(world, given) : given;
  limitChat(world, chat.chatId);
  const inThread = call.body["reply_in_thread"] === true;
  const threadId = parent?.threadId ?? (inThread ? randomId("omt") : undefined);
  return addMessage(world, {
    chatId: chat.chatId,
    msgType,
    content,
    sender: "bot",
    ...(parent && { rootId: parent.rootId ?? parent.messageId, parentId: parent.messageId }),
    ...(threadId !== undefined && { threadId }),
  });
}

function refuseUnreachable(world: World, openId: string): void {
  const user = world.users.get(openId);
  if (user === undefined || !user.available) throw new ApiRefusal(230013);
  if (user.resigned) throw new ApiRefusal(230029);
  if (user.blocksBot) throw new ApiRefusal(230053);
}

/** The same `uuid` sends at most one message in an hour; the second call gets the first message back. */
function onceByUuid(world: World, call: ApiCall, sendNow: () => FeishuMessage): object {
  const uuid = text(call.body["uuid"]) ?? "";
  const known = uuid === "" ? undefined : world.sentUuids.get(uuid);
  const earlier = known && world.messages.get(known.messageId);
  const at = world.tokenNow().getTime();
  if (known && earlier && at - known.at < UUID_MS) return describeMessage(world, earlier);
  const message = sendNow();
  if (uuid !== "") world.sentUuids.set(uuid, { messageId: message.messageId, at });
  return describeMessage(world, message);
}

function ownMessage(world: World, call: ApiCall, code: 230001 | 230012 | 230026 | 230071): FeishuMessage {
  const message = world.messages.get(call.params["message_id"] ?? "");
  if (message === undefined) throw new ApiRefusal(230001, "no such message");
  if (message.sender !== "bot") throw new ApiRefusal(code);
  if (message.deleted) throw new ApiRefusal(230110);
  return message;
}

function describeMessage(world: World, message: FeishuMessage): object {
  const isBot = message.sender === "bot";
  return {
    message_id: message.messageId,
    ...(message.rootId !== undefined && { root_id: message.rootId, parent_id: message.parentId }),
    ...(message.threadId !== undefined && { thread_id: message.threadId }),
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.deleted,
    updated: message.edits > 0,
    chat_id: message.chatId,
    sender: {
      id: isBot ? world.appId : message.sender,
      id_type: isBot ? "app_id" : "open_id",
      sender_type: isBot ? "app" : "user",
      tenant_key: world.tenantKey,
    },
    body: { content: message.deleted ? "This message was recalled" : message.content },
    mentions: message.mentions.map((mention) => ({
      key: mention.key,
      id: mention.openId,
      id_type: "open_id",
      name: mention.name,
      tenant_key: world.tenantKey,
    })),
  };
}
