import { toastsOf } from "../feishu/callback.ts";
import { cardOf } from "../feishu/card-parts.ts";
import { messageText } from "../feishu/card-text.ts";
import { fileOf } from "../feishu/files.ts";
import { record, text } from "../feishu/json.ts";
import type { FeishuChat, FeishuMessage, FeishuUser, World } from "../feishu/types.ts";
import { directChat, visibleMessages } from "../feishu/world.ts";
import type { MessageView } from "../web/wire.ts";
import type { Place, Sight } from "./view.ts";

/** What a person of the pretend Feishu sees. */
export function feishuSight(world: World, user: FeishuUser): Sight {
  const direct = directChat(world, user.openId);
  const joined = [...world.chats.values()].filter(
    ({ mode, members }) => mode === "group" && members.has(user.openId),
  );
  const seen = visibleMessages(world, user.openId);
  const conversation = (chat: FeishuChat): Place => ({
    id: chat.chatId,
    title: chat === direct ? world.appName : chat.name,
    kind: chat === direct ? "direct" : "group",
    messages: seen.filter((message) => message.chatId === chat.chatId).map((one) => messageView(world, one)),
  });
  return { conversations: [direct, ...joined].map(conversation), toasts: toastsOf(world, user) };
}

function messageView(world: World, message: FeishuMessage): MessageView & { readonly summary: string } {
  const isBot = message.sender === "bot";
  const isCard = message.msgType === "interactive";
  const words = messageText(world, message);
  const card = cardOf(message);
  const file = fileOf(world, message);
  const name = isBot ? world.appName : (world.users.get(message.sender)?.name ?? message.sender);
  return {
    id: message.messageId,
    from: { id: isBot ? world.botOpenId : message.sender, name, isBot },
    at: new Date(message.createdAt).toISOString(),
    ephemeral: message.visibleTo !== undefined,
    ...(message.rootId !== undefined && { thread: message.rootId }),
    raw: isCard ? card : words,
    kind: isCard ? "card" : "text",
    ...(file && { files: [file.name] }),
    ...(message.edits > 0 && { edited: true }),
    // https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure#3827dadd
    summary: text(record(record(card["config"])["summary"])["content"]) ?? words,
  };
}
