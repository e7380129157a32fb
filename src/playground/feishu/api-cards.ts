import { ApiRefusal } from "./api-errors.ts";
import type { ApiCall } from "./api-messages.ts";
import { CARD_BYTES_MAX } from "./content.ts";
import { text } from "./json.ts";
import { spendCardToken } from "./tokens.ts";
import type { World } from "./types.ts";
import { validateCard } from "./validate.ts";
import { addMessage, findUser, replaceContent } from "./world.ts";

/** https://open.feishu.cn/document/ukTMukTMukTM/uMDO1YjLzgTN24yM4UjN ; `open_ids` is for cards that are not shared, and 2.0 has none. */
export function updateCardLater(world: World, call: ApiCall): object {
  const content = checkedCard(call);
  const token = spendCardToken(world, text(call.body["token"]) ?? "");
  const message = world.messages.get(token.messageId);
  if (message === undefined || message.deleted) throw new ApiRefusal(300020, "The card is gone.");
  replaceContent(world, message, content);
  return {};
}

/** A card that one person in an ordinary group sees: https://open.feishu.cn/document/ukTMukTMukTM/uETOyYjLxkjM24SM5IjN */
export function sendEphemeral(world: World, call: ApiCall): object {
  const { body } = call;
  const chat = world.chats.get(text(body["chat_id"]) ?? "");
  if (chat === undefined || chat.mode !== "group") throw new ApiRefusal(300070, "Ordinary groups only.");
  if (!chat.hasBot) throw new ApiRefusal(300070, "The bot is outside the group.");
  const idType = ["open_id", "user_id", "email"].find((name) => body[name] !== undefined) ?? "";
  const user = findUser(world, idType, text(body[idType]) ?? "");
  if (user === undefined || !chat.members.has(user.openId)) throw new ApiRefusal(300070, "Not a member.");
  if (!user.online) throw new ApiRefusal(300070, "The person is not online.");
  const message = addMessage(world, {
    chatId: chat.chatId,
    msgType: "interactive",
    content: checkedCard(call),
    sender: "bot",
    visibleTo: user.openId,
  });
  return { message_id: message.messageId };
}

export function deleteEphemeral(world: World, call: ApiCall): object {
  const message = world.messages.get(text(call.body["message_id"]) ?? "");
  if (message?.visibleTo === undefined) throw new ApiRefusal(300070, "No such ephemeral card.");
  message.deleted = true;
  return {};
}

function checkedCard(call: ApiCall): string {
  const content = JSON.stringify(call.body["card"]);
  if (Buffer.byteLength(content, "utf8") > CARD_BYTES_MAX) throw new ApiRefusal(300060, "More than 30 KB.");
  const fault = validateCard(call.body["card"])[0];
  if (fault !== undefined) throw new ApiRefusal(300060, `${fault.code}: ${fault.message} at ${fault.path}`);
  return content;
}
