import { z } from "zod";
import type { ChatEvent, SentFile } from "#chat/event.ts";

const message = z.object({
  app_id: z.string(),
  sender: z.object({
    sender_type: z.string(),
    sender_id: z.object({ open_id: z.string().optional() }).nullish(),
  }),
  message: z.object({
    message_id: z.string(),
    chat_id: z.string(),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    /** The message that this one answers. */
    parent_id: z.string().nullish(),
    mentions: z
      .array(z.object({ key: z.string(), name: z.string(), mentioned_type: z.string().optional() }))
      .nullish(),
  }),
});
type Mentions = z.infer<typeof message>["message"]["mentions"];

const menu = z.object({
  event_id: z.string(),
  app_id: z.string(),
  event_key: z.string(),
  operator: z.object({ operator_id: z.object({ open_id: z.string() }) }),
});

const textContent = z.object({ text: z.string() });
const postRun = z.object({
  tag: z.string(),
  text: z.string().optional(),
  /** The key of a mention. */
  user_id: z.string().optional(),
  user_name: z.string().optional(),
});
const postContent = z.object({ title: z.string().optional(), content: z.array(z.array(postRun)) });

/** `answers` is the id of the message that it answers: what that says is asked for before the event is kept. */
export type ReceivedMessage = ChatEvent & { readonly answers?: string };

/**
 * A line typed to the bot. Its key is the message id: the platform warns that the event id of the same message may
 * differ. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function receiveMessage(data: unknown): ReceivedMessage | undefined {
  const { app_id, sender, message: sent } = message.parse(data);
  const userId = sender.sender_id?.open_id;
  if (sender.sender_type !== "user" || userId === undefined) return undefined;
  const conversation =
    sent.chat_type === "p2p"
      ? { id: sent.chat_id, kind: "direct" as const }
      : { id: sent.chat_id, kind: "group" as const, thread: sent.message_id };
  return {
    type: "message",
    platform: "feishu",
    tenant: app_id,
    key: sent.message_id,
    userId,
    conversation,
    text: asTyped(readContent(sent.message_type, sent.content, sent.mentions)),
    messageId: sent.message_id,
    ...receiveFile(sent),
    ...(sent.parent_id && { answers: sent.parent_id }),
  };
}

const fileContent = z.object({ file_key: z.string(), file_name: z.string().default("") });
const imageContent = z.object({ image_key: z.string() });

/** A file is a message of its own. https://open.feishu.cn/document/server-docs/im-v1/message-content-description/message_content */
function receiveFile(sent: z.infer<typeof message>["message"]): { files?: SentFile[] } {
  const { message_type: type, message_id, content } = sent;
  const json = content === "" ? undefined : JSON.parse(content);
  if (type === "image") {
    const image = imageContent.safeParse(json).data;
    return image === undefined ? {} : { files: [{ file: image.image_key, message: message_id, name: "" }] };
  }
  const file = fileTypes.has(type) ? fileContent.safeParse(json).data : undefined;
  return file === undefined
    ? {}
    : { files: [{ file: file.file_key, message: message_id, name: file.file_name }] };
}

const fileTypes: ReadonlySet<string> = new Set(["file", "audio", "media"]);

/**
 * An entry of the bot's menu is as if its key were typed. Kept like a message, for it is delivered again until
 * accepted; it names no chat.
 */
export function receiveMenu(data: unknown): ChatEvent {
  const { event_id, app_id, event_key, operator } = menu.parse(data);
  return {
    type: "message",
    platform: "feishu",
    tenant: app_id,
    key: event_id,
    userId: operator.operator_id.open_id,
    text: asTyped(event_key),
    messageId: event_id,
  };
}

/** Pictures, files, voice and a recalled message have no words. */
export function readContent(type: string, content: string, mentions: Mentions): string {
  const json = content === "" ? undefined : JSON.parse(content);
  if (type === "text") return withNames(textContent.safeParse(json).data?.text ?? "", mentions);
  return type === "post" ? readPost(json, mentions) : "";
}

/** One line per paragraph. */
function readPost(json: unknown, mentions: Mentions): string {
  const post = postContent.safeParse(json).data;
  if (post === undefined) return "";
  const lines = post.content.map((runs) =>
    runs
      .map((run) =>
        run.tag === "at" ? nameOf(run.user_id ?? "", run.user_name ?? "", mentions) : (run.text ?? ""),
      )
      .join(""),
  );
  return [post.title ?? "", ...lines].join("\n");
}

function withNames(text: string, mentions: Mentions): string {
  return text.replace(/@_user_\d+/g, (key) => nameOf(key, key, mentions));
}

/** The bot's own name is how it was called, not what was said. */
function nameOf(key: string, otherwise: string, mentions: Mentions): string {
  const found = mentions?.find((mention) => mention.key === key);
  if (found === undefined) return otherwise;
  return found.mentioned_type === "bot" ? "" : found.name;
}

/** The platform has no slash commands; who types the slash means the word. */
function asTyped(text: string): string {
  return text.trim().replace(/^\/\s*/, "");
}
