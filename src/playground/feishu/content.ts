import { ApiRefusal } from "./api-errors.ts";
import { isRecord, parseJson, record, text } from "./json.ts";
import { validateCard } from "./validate.ts";

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create : 150 KB of text, 30 KB of post or card. */
const TEXT_BYTES_MAX = 150 * 1024;
export const CARD_BYTES_MAX = 30 * 1024;

/** Which key a message's content has to have, by type. */
const CONTENT_KEYS: Readonly<Record<string, string>> = {
  text: "text",
  image: "image_key",
  file: "file_key",
  audio: "file_key",
  media: "file_key",
  sticker: "file_key",
  share_chat: "chat_id",
  share_user: "user_id",
};

/** Refuses content that the platform would not take: no JSON, too long, or a card that breaks a rule. */
export function checkContent(msgType: string, content: string): void {
  const size = Buffer.byteLength(content, "utf8");
  if (size > (msgType === "text" ? TEXT_BYTES_MAX : CARD_BYTES_MAX)) throw new ApiRefusal(230025);
  const parsed = parseJson(content);
  if (!isRecord(parsed)) throw new ApiRefusal(230001, "content is not a JSON object");
  if (msgType === "interactive") checkCard(parsed);
  if (msgType === "post" && !Object.values(parsed).some((body) => Array.isArray(record(body)["content"]))) {
    throw new ApiRefusal(230001, "a post has `content` under a locale");
  }
  const key = CONTENT_KEYS[msgType];
  if (key !== undefined && !text(parsed[key])) throw new ApiRefusal(230001, `content has no ${key}`);
}

function checkCard(card: unknown): void {
  const fault = validateCard(card)[0];
  if (fault === undefined) return;
  throw new ApiRefusal(
    230099,
    `ext=ErrCode: ${fault.code}; ErrMsg: ${fault.message}; ErrorValue: ${fault.path}`,
  );
}

/** Cards are updated only when old and new say `update_multi: true` in so many words. */
export function isShared(card: unknown): boolean {
  return record(record(card)["config"])["update_multi"] === true;
}
