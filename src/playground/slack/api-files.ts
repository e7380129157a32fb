import { isList, isObject, type JsonObject, numberAt, textAt } from "./json.ts";
import { invalidArguments, jsonArg, type Methods, required, TIER } from "./method.ts";
import { addMessage, channelFor, refuseUnpostable } from "./posting.ts";
import { newId, type StoredFile } from "./store.ts";
import { ApiError, type World } from "./world.ts";

const WRITE = [["files:write"]];

/** The three steps of an upload, and reading. https://docs.slack.dev/messaging/working-with-files/#uploading_files */
export const FILE_METHODS: Methods = {
  "files.getUploadURLExternal": { scopes: WRITE, limit: TIER.four, run: uploadUrl },
  "files.completeUploadExternal": { scopes: WRITE, limit: TIER.four, run: complete },
  "files.info": { scopes: [["files:read"]], limit: TIER.four, run: info },
};

function uploadUrl(world: World, args: JsonObject): JsonObject {
  const name = required(args, "filename");
  const size = numberAt(args, "length");
  if (size === undefined || size <= 0) throw invalidArguments("missing required field: length", "/length");
  const id = newId(world.store, "F");
  world.store.files.set(id, {
    id,
    name,
    title: name,
    size,
    bytes: undefined,
    completed: false,
    shares: new Map(),
  });
  return { upload_url: `${world.origin}/upload/v1/${id}`, file_id: id };
}

/** Takes the bytes of step two. Undefined when no upload waits for them. */
export function takeUpload(world: World, id: string, bytes: Buffer): string | undefined {
  const file = world.store.files.get(id);
  if (file === undefined || file.completed) return undefined;
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
  const targets = channelId ? channelId.split(",").map((id) => channelFor(world, id)) : [];
  for (const channel of targets) refuseUnpostable(world, channel);
  for (const file of files) file.completed = true;
  for (const channel of targets) {
    const text = textAt(args, "initial_comment") ?? "";
    const body = { text, files: files.map((file) => fileJson(file)) };
    const threadTs = textAt(args, "thread_ts");
    const user = world.store.botUserId;
    const message = addMessage(world, { channel: channel.id, user, body, threadTs });
    for (const file of files) file.shares.set(channel.id, message.ts);
  }
  return { files: files.map((file) => ({ id: file.id, title: file.title })) };
}

function info(world: World, args: JsonObject): JsonObject {
  const file = world.store.files.get(required(args, "file"));
  if (file?.completed !== true) throw new ApiError("file_not_found");
  const shares = Object.fromEntries([...file.shares].map(([channel, ts]) => [channel, [{ ts }]]));
  return { file: { ...fileJson(file), shares: { private: shares } } };
}

function fileJson(file: StoredFile): JsonObject {
  return { id: file.id, name: file.name, title: file.title, size: file.bytes?.length ?? 0 };
}
