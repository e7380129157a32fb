import type { SeenFile } from "../client.ts";
import { ApiRefusal } from "./api-errors.ts";
import { parseJson, record, text } from "./json.ts";
import type { FeishuMessage, StoredFile, World } from "./types.ts";
import { randomId } from "./world.ts";

export function keepFile(world: World, file: SeenFile & Pick<StoredFile, "by">): StoredFile {
  const stored = { ...file, key: randomId("file_v3") };
  world.files.set(stored.key, stored);
  return stored;
}

/** A file message's content as those who see it get it. An app sends only what it has uploaded. */
export function namedFile(world: World, content: string): string {
  const key = text(record(parseJson(content))["file_key"]) ?? "";
  const file = world.files.get(key);
  if (file?.by !== "bot") throw new ApiRefusal(230001, "no such file_key");
  if (/\.(opus|mp4)$/i.test(file.name)) throw new ApiRefusal(230055);
  return JSON.stringify({ file_key: key, file_name: file.name });
}

/** The file of a message, if it is one. */
export function fileOf(world: World, message: FeishuMessage): StoredFile | undefined {
  if (message.msgType !== "file") return undefined;
  return world.files.get(text(record(parseJson(message.content))["file_key"]) ?? "");
}
