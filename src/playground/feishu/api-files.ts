import { ApiRefusal } from "./api-errors.ts";
import type { ApiCall } from "./api-messages.ts";
import { fileOf, keepFile } from "./files.ts";
import { formParts } from "./multipart.ts";
import type { World } from "./types.ts";

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/file/create */
const UPLOAD_BYTES_MAX = 30 * 1024 * 1024;
const FILE_TYPES = ["opus", "mp4", "pdf", "doc", "xls", "ppt", "stream"];
/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message-resource/get */
const DOWNLOAD_BYTES_MAX = 100 * 1024 * 1024;

export function uploadFile(world: World, call: ApiCall): object {
  const parts = formParts(call.raw, call.type);
  const word = (name: string) => parts.find((part) => part.name === name)?.bytes.toString("utf8") ?? "";
  const file = parts.find((part) => part.name === "file");
  const name = word("file_name");
  if (!FILE_TYPES.includes(word("file_type")) || name === "") throw new ApiRefusal(234001);
  // A part without a name of its own is a field, not a file.
  if (file?.fileName === undefined) throw new ApiRefusal(234001);
  if (file.bytes.length === 0) throw new ApiRefusal(234010);
  if (file.bytes.length > UPLOAD_BYTES_MAX) throw new ApiRefusal(234006);
  return { file_key: keepFile(world, { name, bytes: file.bytes, by: "bot" }).key };
}

/** The bytes of a file that stands in a chat of the bot. */
export function downloadResource(world: World, call: ApiCall): Buffer {
  const message = world.messages.get(call.params["message_id"] ?? "");
  if (message === undefined) throw new ApiRefusal(234001);
  if (message.deleted) throw new ApiRefusal(230110);
  if (world.chats.get(message.chatId)?.hasBot !== true) throw new ApiRefusal(234004);
  if (message.visibleTo !== undefined) throw new ApiRefusal(234040);
  if (message.msgType === "interactive") throw new ApiRefusal(234043);
  const file = fileOf(world, message);
  if (file === undefined || file.key !== call.params["file_key"]) throw new ApiRefusal(234003);
  if (file.bytes.length > DOWNLOAD_BYTES_MAX) throw new ApiRefusal(234037);
  return file.bytes;
}
