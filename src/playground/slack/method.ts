import { type Json, type JsonObject, parseJson, textAt } from "./json.ts";
import { ApiError, type RateLimit, type World } from "./world.ts";

/** One method of the Web API. The page of each is https://docs.slack.dev/reference/methods/<name>. */
export type Method = {
  /** Bot scopes: of each group one is needed. */
  readonly scopes: readonly (readonly string[])[];
  readonly limit?: RateLimit;
  /** Works without a token. */
  readonly open?: boolean;
  run(world: World, args: JsonObject): JsonObject;
};

export type Methods = Readonly<Record<string, Method>>;

const MINUTE_MS = 60_000;

/** Published tiers, calls a minute. https://docs.slack.dev/apis/web-api/rate-limits/#tiers */
export const TIER = {
  two: { calls: 20, windowMs: MINUTE_MS },
  three: { calls: 50, windowMs: MINUTE_MS },
  four: { calls: 100, windowMs: MINUTE_MS },
  /** chat.postMessage: one message a second and channel. */
  post: { calls: 1, windowMs: 1000, perChannel: true },
} as const satisfies Record<string, RateLimit>;

/** A required text argument. Errors: `invalid_arguments`. */
export function required(args: JsonObject, key: string): string {
  const value = textAt(args, key);
  if (value !== undefined && value !== "") return value;
  throw invalidArguments(`missing required field: ${key}`, `/${key}`);
}

export function invalidArguments(message: string, path: string): ApiError {
  const messages = [`[ERROR] ${message} [json-pointer:${path}]`];
  return new ApiError("invalid_arguments", { response_metadata: { messages } });
}

/** An argument that a form body carries as JSON text and a JSON body as it is; `code` when it cannot be read. */
export function jsonArg(args: JsonObject, key: string, code: string): Json | undefined {
  const value = args[key];
  if (typeof value !== "string") return value;
  if (value === "") return undefined;
  const parsed = parseJson(value);
  if (parsed === undefined) throw new ApiError(code);
  return parsed;
}

/** A page of a list: `limit` items from `cursor`, and the next cursor, empty at the end. */
export function page<T>(items: readonly T[], args: JsonObject): { items: readonly T[]; next: string } {
  const limit = Math.min(Math.max(Number(args["limit"] ?? 100) || 100, 1), 1000);
  const cursor = textAt(args, "cursor") ?? "";
  const from = cursor === "" ? 0 : Number(Buffer.from(cursor, "base64").toString().replace("offset:", ""));
  if (!Number.isInteger(from)) throw new ApiError("invalid_cursor");
  const end = from + limit;
  const next = end < items.length ? Buffer.from(`offset:${end}`).toString("base64") : "";
  return { items: items.slice(from, end), next };
}
