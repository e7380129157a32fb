import { setTimeout as sleep } from "node:timers/promises";
import { CHAT_METHODS } from "./api-chat.ts";
import { FILE_METHODS } from "./api-files.ts";
import { READ_METHODS } from "./api-read.ts";
import { VIEW_METHODS } from "./api-views.ts";
import type { JsonObject } from "./json.ts";
import { textAt } from "./json.ts";
import { waitSeconds } from "./limits.ts";
import type { Methods } from "./method.ts";
import { ApiError, type Fault, record, type World } from "./world.ts";

const METHODS: Methods = { ...CHAT_METHODS, ...VIEW_METHODS, ...READ_METHODS, ...FILE_METHODS };

/** What goes back over HTTP. */
export type HttpReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject | string | Buffer;
  /** The caller never sees it: its socket is destroyed. */
  readonly lost: boolean;
};

export type ApiRequest = {
  readonly method: string;
  readonly args: JsonObject;
  readonly token: string | undefined;
};

/** Performs one Web API call and logs it. */
export async function callApi(world: World, request: ApiRequest): Promise<HttpReply> {
  const startedAt = performance.now();
  const fault = takeFault(world, request.method);
  if (fault?.delayMs !== undefined) await sleep(fault.delayMs);
  const reply = faultReply(fault) ?? limited(world, request) ?? perform(world, request);
  record(world, {
    at: world.settings.now(),
    kind: "api",
    name: request.method,
    request: request.args,
    status: reply.status,
    response: reply.body,
    tookMs: performance.now() - startedAt,
    attempt: 0,
  });
  return { ...reply, lost: fault?.loseResponse === true };
}

export function takeFault(world: World, method: string): Fault | undefined {
  return world.faults.get(method)?.shift();
}

/** What a fault answers instead of performing the call; undefined when it only delays or loses the answer. */
export function faultReply(fault: Fault | undefined): HttpReply | undefined {
  if (fault?.retryAfterS !== undefined) return tooMany(fault.retryAfterS);
  if (fault?.status !== undefined) return { ...OK, status: fault.status, body: "upstream failure" };
  return fault?.error === undefined ? undefined : { ...OK, body: { ok: false, error: fault.error } };
}

const OK = { status: 200, headers: {}, lost: false } as const;

/** https://docs.slack.dev/apis/web-api/rate-limits */
function tooMany(retryAfterS: number): HttpReply {
  const headers = { "retry-after": String(retryAfterS) };
  return { ...OK, status: 429, headers, body: { ok: false, error: "ratelimited" } };
}

function limited(world: World, request: ApiRequest): HttpReply | undefined {
  const documented = METHODS[request.method]?.limit;
  const channel = textAt(request.args, "channel") ?? "";
  const seconds = waitSeconds(world, { name: request.method, channel, documented });
  return seconds === undefined ? undefined : tooMany(seconds);
}

function perform(world: World, request: ApiRequest): HttpReply {
  const headers = { "x-oauth-scopes": world.settings.scopes.join(",") };
  try {
    const method = METHODS[request.method];
    if (method === undefined) throw new ApiError("unknown_method", { req_method: request.method });
    if (method.open !== true) refuseToken(world, request.token);
    refuseMissingScopes(world, method.scopes);
    return { ...OK, headers, body: { ok: true, ...method.run(world, request.args) } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...OK, headers, body: { ok: false, error: error.code, ...error.details } };
  }
}

function refuseToken(world: World, token: string | undefined): void {
  if (token === undefined || token === "") throw new ApiError("not_authed");
  if (token !== world.settings.botToken) throw new ApiError("invalid_auth");
  if (world.settings.tokenState !== "active") throw new ApiError(world.settings.tokenState);
}

/** Each group needs one of its scopes. */
function refuseMissingScopes(world: World, groups: readonly (readonly string[])[]): void {
  const granted = world.settings.scopes;
  for (const group of groups) {
    if (group.some((scope) => granted.includes(scope))) continue;
    throw new ApiError("missing_scope", { needed: group.join(","), provided: granted.join(",") });
  }
}
