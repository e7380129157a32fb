import { isList, isObject, type JsonObject, textAt } from "./json.ts";
import { invalidArguments, jsonArg, type Methods, required, TIER } from "./method.ts";
import { messageJson } from "./payloads.ts";
import { addMessage, channelFor, checkContent, refuseUnpostable, replaceBody } from "./posting.ts";
import { type Channel, type Message, messagesIn } from "./store.ts";
import { ApiError, type World } from "./world.ts";

const WRITE = [["chat:write"]];

export const CHAT_METHODS: Methods = {
  "chat.postMessage": { scopes: WRITE, limit: TIER.post, run: postMessage },
  "chat.postEphemeral": { scopes: WRITE, limit: TIER.four, run: postEphemeral },
  "chat.update": { scopes: WRITE, limit: TIER.three, run: update },
  "chat.delete": { scopes: WRITE, limit: TIER.three, run: remove },
  "reactions.add": { scopes: [["reactions:write"]], limit: TIER.three, run: react },
};

/** https://docs.slack.dev/reference/methods/chat.postEphemeral: the message is at most 4,000 bytes. */
const EPHEMERAL_BYTES_MAX = 4000;
/** https://docs.slack.dev/messaging/message-metadata: the size of a message's metadata. */
const METADATA_BYTES_MAX = 8192;

function postMessage(world: World, args: JsonObject): JsonObject {
  const content = contentOf(args);
  const channel = channelFor(world, required(args, "channel"));
  refuseUnpostable(world, channel);
  checkContent(content);
  const threadTs = threadOf(world, channel, args);
  const user = world.store.botUserId;
  const message = addMessage(world, { channel: channel.id, user, body: content, threadTs });
  return { channel: channel.id, ts: message.ts, message: messageJson(world, message) };
}

function postEphemeral(world: World, args: JsonObject): JsonObject {
  const content = contentOf(args);
  const channel = channelFor(world, required(args, "channel"));
  refuseUnpostable(world, channel);
  const ephemeralFor = required(args, "user");
  if (!channel.members.has(ephemeralFor)) throw new ApiError("user_not_in_channel");
  checkContent(content);
  if (Buffer.byteLength(textAt(content, "text") ?? "") > EPHEMERAL_BYTES_MAX)
    throw new ApiError("msg_too_long");
  const threadTs = threadOf(world, channel, args);
  const user = world.store.botUserId;
  const message = addMessage(world, { channel: channel.id, user, body: content, threadTs, ephemeralFor });
  return { message_ts: message.ts };
}

function update(world: World, args: JsonObject): JsonObject {
  const content = contentOf(args);
  const channel = channelFor(world, required(args, "channel"));
  const message = stored(world, channel, required(args, "ts"));
  if (message.user !== world.store.botUserId) throw new ApiError("cant_update_message");
  checkContent(content, "update");
  replaceBody(world, message, content);
  const text = textAt(message.body, "text") ?? "";
  return { channel: channel.id, ts: message.ts, text, message: messageJson(world, message) };
}

function remove(world: World, args: JsonObject): JsonObject {
  const channel = channelFor(world, required(args, "channel"));
  const message = stored(world, channel, required(args, "ts"));
  if (message.user !== world.store.botUserId) throw new ApiError("cant_delete_message");
  messagesIn(world.store, channel.id).delete(message.ts);
  return { channel: channel.id, ts: message.ts };
}

function react(world: World, args: JsonObject): JsonObject {
  const name = required(args, "name");
  const message = stored(world, channelFor(world, required(args, "channel")), required(args, "timestamp"));
  if (!/^[\w+'-]+$/.test(name)) throw new ApiError("invalid_name");
  if (message.reactions.has(name)) throw new ApiError("already_reacted");
  message.reactions.add(name);
  return {};
}

/** A message that Slack keeps; ephemeral ones it does not. Errors: `message_not_found`. */
function stored(world: World, channel: Channel, ts: string): Message {
  const message = messagesIn(world.store, channel.id).get(ts);
  if (message === undefined || message.ephemeralFor !== undefined) throw new ApiError("message_not_found");
  return message;
}

/** Errors: `cannot_reply_to_message` when there is no such message to reply to. */
function threadOf(world: World, channel: Channel, args: JsonObject): string | undefined {
  const threadTs = textAt(args, "thread_ts");
  if (threadTs === undefined || threadTs === "") return undefined;
  const parent = messagesIn(world.store, channel.id).get(threadTs);
  if (parent === undefined || parent.ephemeralFor !== undefined)
    throw new ApiError("cannot_reply_to_message");
  return parent.threadTs ?? parent.ts;
}

/** What a message consists of, its JSON fields read. */
export function contentOf(args: JsonObject): JsonObject {
  const blocks = jsonArg(args, "blocks", "invalid_blocks_format");
  if (blocks !== undefined && blocks !== null && !isList(blocks)) throw new ApiError("invalid_blocks_format");
  const attachments = jsonArg(args, "attachments", "invalid_attachments_format");
  const text = textAt(args, "text");
  const markdown = textAt(args, "markdown_text");
  return {
    ...(text !== undefined && { text }),
    ...(markdown !== undefined && { markdown_text: markdown }),
    ...(isList(blocks) && { blocks }),
    ...(isList(attachments) && { attachments }),
    ...metadataOf(args),
  };
}

function metadataOf(args: JsonObject): JsonObject {
  const metadata = jsonArg(args, "metadata", "invalid_metadata_format");
  if (metadata === undefined || metadata === null) return {};
  if (!isObject(metadata)) throw new ApiError("invalid_metadata_format");
  if (textAt(metadata, "event_type") === undefined || !isObject(metadata["event_payload"])) {
    throw new ApiError("invalid_metadata_schema");
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES_MAX)
    throw new ApiError("metadata_too_large");
  return { metadata };
}

/** Shared with the other files: an argument that must be a JSON object. */
export function objectArg(args: JsonObject, key: string): JsonObject {
  const value = jsonArg(args, key, "invalid_arguments");
  if (isObject(value)) return value;
  throw invalidArguments(`must provide an object`, `/${key}`);
}
