import type { Seat } from "./seat.ts";
import type { FeishuMessage, Mention } from "./types.ts";
import { addMessage } from "./world.ts";

/**
 * Writes a text message as the client does: in a group it opens with a mention of the bot, and every `@Name` of a
 * known person becomes a placeholder `@_user_N` with an entry in `mentions`.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function writeText(
  seat: Seat,
  words: string,
  to: { chatId: string; parent?: FeishuMessage; mentionBot?: boolean },
): FeishuMessage {
  const { world, user } = seat;
  const { parent } = to;
  const isGroup = world.chats.get(to.chatId)?.mode === "group";
  const bot = { openId: world.botOpenId, name: world.appName, isBot: true };
  const people = [...world.users.values()].map(({ openId, name }) => ({ openId, name, isBot: false }));
  const mentions: Mention[] = [];
  let line = isGroup && to.mentionBot !== false ? `@${bot.name} ${words}` : words;
  // Longest names first, so that @Ann does not take the head of @Anna.
  for (const one of [bot, ...people].sort((a, b) => b.name.length - a.name.length)) {
    if (!line.includes(`@${one.name}`)) continue;
    const key = `@_user_${mentions.length + 1}`;
    line = line.replaceAll(`@${one.name}`, key);
    mentions.push({ key, ...one });
  }
  return addMessage(world, {
    chatId: to.chatId,
    msgType: "text",
    content: JSON.stringify({ text: line }),
    sender: user.openId,
    mentions,
    ...(parent && { rootId: parent.rootId ?? parent.messageId, parentId: parent.messageId }),
    ...(parent?.threadId !== undefined && { threadId: parent.threadId }),
  });
}
