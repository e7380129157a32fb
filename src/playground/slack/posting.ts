import { initialState, withIds } from "./inputs.ts";
import { isList, type JsonObject, objectsAt, textAt, without } from "./json.ts";
import { type Channel, directChannel, type Message, messagesIn, newTs } from "./store.ts";
import { type Finding, validateMessage } from "./validate.ts";
import { ApiError, changed, type World } from "./world.ts";

/** Truncated beyond this by Slack. https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
const TEXT_MAX = 40_000;
const BODY_KEYS = ["text", "blocks", "attachments", "metadata", "files", "markdown_text", "client_msg_id"];

export type Draft = {
  readonly channel: string;
  readonly user: string;
  readonly body: JsonObject;
  readonly threadTs?: string | undefined;
  readonly ephemeralFor?: string | undefined;
};

/** Stores a message that has passed the checks. */
export function addMessage(world: World, draft: Draft): Message {
  const body = bodyOf(world, draft.body);
  const message: Message = {
    ts: newTs(world.store, world.settings.now()),
    channel: draft.channel,
    user: draft.user,
    threadTs: draft.threadTs,
    ephemeralFor: draft.ephemeralFor,
    body,
    edited: undefined,
    state: initialState(objectsAt(body, "blocks")),
    reactions: new Set(),
  };
  messagesIn(world.store, draft.channel).set(message.ts, message);
  changed(world);
  return message;
}

/** Gives a message new content; text without blocks removes the blocks. */
export function replaceBody(world: World, message: Message, content: JsonObject): void {
  const body = bodyOf(world, content);
  message.body = "metadata" in body ? body : without({ ...body, metadata: message.body["metadata"] });
  message.state = initialState(objectsAt(body, "blocks"), message.state);
  if (isList(body["blocks"])) return;
  // Only changes of the text are marked as edited. https://docs.slack.dev/reference/methods/chat.update
  message.edited = { user: message.user, ts: newTs(world.store, world.settings.now()) };
}

function bodyOf(world: World, content: JsonObject): JsonObject {
  const kept = Object.fromEntries(
    Object.entries(content).filter(([key, value]) => BODY_KEYS.includes(key) && value !== undefined),
  );
  const text = [...(textAt(content, "text") ?? "")].slice(0, TEXT_MAX).join("");
  const blocks = isList(kept["blocks"]) && { blocks: withIds(world.store, objectsAt(kept, "blocks")) };
  return { ...kept, text, ...blocks };
}

/** Refuses content that Slack refuses, with its error code. */
export function checkContent(content: JsonObject, method: "post" | "update" = "post"): void {
  const filled = ["blocks", "attachments", "files"].some((key) => {
    const value = content[key];
    return isList(value) && value.length > 0;
  });
  const words = (textAt(content, "text") ?? "") + (textAt(content, "markdown_text") ?? "");
  if (!filled && words.trim() === "") throw new ApiError("no_text");
  refuseFindings(validateMessage(content, method), "invalid_blocks");
}

/** Throws the first finding's error code, with every finding as Slack words them in `response_metadata.messages`. */
export function refuseFindings(findings: readonly Finding[], code: string): void {
  const first = findings[0];
  if (first === undefined) return;
  const errors = findings.map((f) => `${f.message} [json-pointer:${f.path}]`);
  const messages = errors.map((error) => `[ERROR] ${error}`);
  throw new ApiError(first.error ?? code, { errors, response_metadata: { messages } });
}

/** The channel of a call: an id, or a user id for the direct channel. Errors: `channel_not_found`. */
export function channelFor(world: World, id: string): Channel {
  const { store } = world;
  const user = store.users.get(id);
  if (user !== undefined && !user.isBot && !user.deleted) return directChannel(store, id);
  const channel = store.channels.get(id);
  // A private channel that the bot is not in does not exist for it.
  const hidden = channel?.kind !== "public" && channel?.members.has(store.botUserId) === false;
  if (channel === undefined || hidden) throw new ApiError("channel_not_found");
  return channel;
}

/** Errors: `is_archived`, `not_in_channel`. */
export function refuseUnpostable(world: World, channel: Channel): void {
  if (channel.archived) throw new ApiError("is_archived");
  if (channel.members.has(world.store.botUserId)) return;
  const publicly = channel.kind === "public" && world.settings.scopes.includes("chat:write.public");
  if (!publicly) throw new ApiError("not_in_channel");
}
