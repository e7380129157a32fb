import { z } from "zod";
import type { FormValue } from "./form.ts";

export const platforms = ["slack", "feishu"] as const;
export type Platform = (typeof platforms)[number];

const conversation = z.object({
  /** Slack channel id; Feishu chat id. */
  id: z.string(),
  kind: z.enum(["direct", "group"]),
  /** Message to answer under: Slack `thread_ts`, Feishu message id. */
  thread: z.string().optional(),
});
export type Conversation = z.infer<typeof conversation>;

/** Where a card stands, so that a later change can update that very message. */
export const messageRef = z.object({
  platform: z.enum(platforms),
  conversation: z.string(),
  message: z.string(),
});
export type MessageRef = z.infer<typeof messageRef>;

/** By what a platform gives a file that was sent to the bot. */
export const fileRef = z.object({
  /** Slack's file id; Feishu's `file_key`, which counts only together with its message. */
  file: z.string(),
  message: z.string().optional(),
});
export type FileRef = z.infer<typeof fileRef>;

/** A file that a person sent. Its name may be missing where the platform withholds it. */
const sentFile = fileRef.extend({ name: z.string(), sizeBytes: z.number().optional() });
export type SentFile = z.infer<typeof sentFile>;

const common = z.object({
  platform: z.enum(platforms),
  /** Slack team id; Feishu app id: finds the installation. */
  tenant: z.string(),
  /** Same for every delivery of the same thing; unique per platform and tenant. */
  key: z.string(),
  userId: z.string(),
  /** Absent where the platform names none (Slack's Home tab and global shortcuts). */
  conversation: conversation.optional(),
});

const formValue: z.ZodType<FormValue> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("number"), number: z.number() }),
  z.object({ type: z.literal("option"), value: z.string() }),
  z.object({ type: z.literal("typed"), text: z.string() }),
  z.object({ type: z.literal("person"), userId: z.string() }),
  z.object({ type: z.literal("date"), date: z.string() }),
  z.object({ type: z.literal("datetime"), local: z.string() }),
  z.object({ type: z.literal("options"), values: z.array(z.string()) }),
]);
const payload = z.record(z.string(), z.string());

/**
 * What happened on a platform, in the product's words. `message` and `home` events are delivered again by the
 * platforms until accepted, so they are stored first; the others are answered at once.
 */
export const chatEvent = z.discriminatedUnion("type", [
  /** A line typed to the bot: a direct message or a mention in a group (the mention is cut off). */
  common.extend({
    type: z.literal("message"),
    text: z.string(),
    messageId: z.string(),
    /** The message that this one answers, where the platform says so: Feishu's replies. */
    quoted: z.string().optional(),
    /** What was sent with it; the text may then be empty. */
    files: z.array(sentFile).optional(),
  }),
  /** A slash command, or an entry of Feishu's bot menu: `text` is what would be typed. */
  common.extend({ type: z.literal("command"), text: z.string() }),
  /** A button. `on` is the message that carries it, absent in a modal or the Home tab. */
  common.extend({ type: z.literal("action"), actionId: z.string(), payload, on: messageRef.optional() }),
  /** A submitted form. `on` is the message from which it was opened, if any. */
  common.extend({
    type: z.literal("form"),
    formId: z.string(),
    payload,
    values: z.record(z.string(), formValue),
    on: messageRef.optional(),
  }),
  /** A searched select asks for options. */
  common.extend({ type: z.literal("options"), source: z.string(), query: z.string() }),
  /** A shortcut; `text` is the message it was used on, if any. */
  common.extend({ type: z.literal("shortcut"), shortcutId: z.string(), text: z.string().optional() }),
  /** The person opened the bot's Home tab. */
  common.extend({ type: z.literal("home") }),
  /** The person opened the chat with the bot, or added it to a group. */
  common.extend({ type: z.literal("met") }),
  /** The app was removed from the tenant. */
  common.extend({ type: z.literal("uninstalled") }),
]);
export type ChatEvent = z.infer<typeof chatEvent>;

/** Events that the platforms send again: kept in the inbox before the 200. */
export const storedEventTypes: ReadonlySet<ChatEvent["type"]> = new Set([
  "message",
  "home",
  "met",
  "uninstalled",
]);
