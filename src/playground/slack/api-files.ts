import type { SeenFile } from "../client.ts";
import { isList, isObject, type JsonObject, numberAt, textAt } from "./json.ts";
import { invalidArguments, jsonArg, type Methods, required, TIER } from "./method.ts";
import { addMessage, channelFor, refuseUnpostable } from "./posting.ts";
import { type Channel, newId, type StoredFile } from "./store.ts";
import { ApiError, type World } from "./world.ts";

const WRITE = [["files:write"]];
const READ = "files:read";

/** The three steps of an upload, and reading. https://docs.slack.dev/messaging/working-with-files/#uploading_files */
export const FILE_METHODS: Methods = {
  "files.getUploadURLExternal": { scopes: WRITE, limit: TIER.four, run: uploadUrl },
  "files.completeUploadExternal": { scopes: WRITE, limit: TIER.four, run: complete },
  "files.info": { scopes: [[READ]], limit: TIER.four, run: info },
};

function uploadUrl(world: World, args: JsonObject): JsonObject {
  const name = required(args, "filename");
  const size = numberAt(args, "length");
  if (size === undefined || size <= 0) throw invalidArguments("missing required field: length", "/length");
  const id = newId(world.store, "F");
  world.store.files.set(id, newFile({ id, name, size, user: world.store.botUserId }));
  return { upload_url: `${world.origin}/upload/v1/${id}`, file_id: id };
}

/** Takes the bytes of step two. Undefined when no upload waits for them. */
export function takeUpload(world: World, id: string, bytes: Buffer): string | undefined {
  const file = world.store.files.get(id);
  // What is announced is what is sent: `length` is the size of the file in bytes.
  if (file === undefined || file.completed || file.size !== bytes.length) return undefined;
  file.bytes = bytes;
  return `OK - ${bytes.length}`;
}

/** The answer comes before the file is shared, so it names no message; `files.info` does. */
function complete(world: World, args: JsonObject): JsonObject {
  const asked = jsonArg(args, "files", "invalid_arguments");
  const parts = isList(asked) ? asked.filter(isObject) : [];
  if (parts.length === 0) throw invalidArguments("missing required field: files", "/files");
  const files = parts.map((part) => {
    const file = world.store.files.get(textAt(part, "id") ?? "");
    if (file?.bytes === undefined || file.completed) throw new ApiError("file_not_found");
    file.title = textAt(part, "title") ?? file.title;
    return file;
  });
  const channelId = textAt(args, "channel_id") ?? textAt(args, "channels");
  const targets = channelId ? channelId.split(",").map((id) => channelById(world, id)) : [];
  for (const channel of targets) refuseUnpostable(world, channel);
  for (const file of files) file.completed = true;
  for (const channel of targets) {
    const text = textAt(args, "initial_comment") ?? "";
    const body = { text, files: files.map((file) => fileJson(world, file)) };
    const threadTs = textAt(args, "thread_ts");
    const user = world.store.botUserId;
    const message = addMessage(world, { channel: channel.id, user, body, threadTs });
    for (const file of files) file.shares.set(channel.id, message.ts);
  }
  return { files: files.map((file) => ({ id: file.id, title: file.title })) };
}

/** Channels alone: a person's id opens no direct chat here. https://docs.slack.dev/reference/methods/files.completeUploadExternal */
function channelById(world: World, id: string): Channel {
  if (!world.store.channels.has(id)) throw new ApiError("channel_not_found");
  return channelFor(world, id);
}

/** A file that a person sends with a message. */
export function addFile(world: World, userId: string, { name, bytes }: SeenFile): StoredFile {
  const id = newId(world.store, "F");
  const file = { ...newFile({ id, name, size: bytes.length, user: userId }), bytes, completed: true };
  world.store.files.set(id, file);
  return file;
}

function newFile(of: Pick<StoredFile, "id" | "name" | "size" | "user">): StoredFile {
  return { ...of, title: of.name, bytes: undefined, completed: false, deleted: false, shares: new Map() };
}

/**
 * What stands at `url_private_download`: the bytes for a token that may read files, else the page to sign in.
 * https://docs.slack.dev/reference/objects/file-object#authentication
 */
export function openFile(
  world: World,
  id: string,
  token: string | undefined,
): Buffer | "sign-in" | undefined {
  const { botToken, tokenState, scopes } = world.settings;
  if (token !== botToken || tokenState !== "active" || !scopes.includes(READ)) return "sign-in";
  const file = world.store.files.get(id);
  return file?.completed === true && !file.deleted && mayRead(world, file) ? file.bytes : undefined;
}

/** The bot sees what it sent and what stands where it is. */
function mayRead({ store }: World, file: StoredFile): boolean {
  if (file.user === store.botUserId) return true;
  return [...file.shares.keys()].some(
    (channel) => store.channels.get(channel)?.members.has(store.botUserId) === true,
  );
}

function info(world: World, args: JsonObject): JsonObject {
  const file = world.store.files.get(required(args, "file"));
  if (file?.completed !== true || !mayRead(world, file)) throw new ApiError("file_not_found");
  if (file.deleted) throw new ApiError("file_deleted");
  const shares = Object.fromEntries([...file.shares].map(([channel, ts]) => [channel, [{ ts }]]));
  return { file: { ...fileJson(world, file), shares: { private: shares } } };
}

/** https://docs.slack.dev/reference/objects/file-object */
export function fileJson(world: World, file: StoredFile): JsonObject {
  const { id, name, title, user } = file;
  const [, type = ""] = /\.([^.]+)$/.exec(name) ?? [];
  const place = `${world.origin}/files-pri/${world.store.team.id}-${id}`;
  return {
    ...{ id, name, title, user, filetype: type, mode: "hosted", is_external: false },
    size: file.bytes?.length ?? 0,
    url_private: `${place}/${encodeURIComponent(name)}`,
    url_private_download: `${place}/download/${encodeURIComponent(name)}`,
  };
}
