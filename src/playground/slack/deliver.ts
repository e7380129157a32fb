import { setTimeout as sleep } from "node:timers/promises";
import type { WireEntry } from "../client.ts";
import { type JsonObject, parseJson } from "./json.ts";
import { slackSignature } from "./sign.ts";
import { record, type World } from "./world.ts";

/** One request to the app. `body` is sent byte for byte. */
export type RawDelivery = {
  readonly body: string;
  readonly contentType?: string;
  /** Added to, and overriding, what is sent anyway. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `false` leaves the signature out, a text signs with another secret. */
  readonly sign?: boolean | string;
  /** Seconds; the present by default. */
  readonly timestampS?: number;
  /** Name in the log. */
  readonly name?: string;
  readonly request?: JsonObject;
  readonly attempt?: number;
};

/** How the app answered. `status` 0 when there was no answer; `failure` is Slack's name for why. */
export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
  readonly tookMs: number;
  readonly failure: Failure | undefined;
  readonly entry: WireEntry;
};

/** https://docs.slack.dev/apis/events-api/#retries lists them. */
type Failure = "http_timeout" | "connection_failed" | "too_many_redirects" | "http_error";

export const JSON_TYPE = "application/json";
export const FORM_TYPE = "application/x-www-form-urlencoded";
const REDIRECTS_MAX = 2;

/** What was sent for a log entry, so that it can be sent again. */
const sent = new WeakMap<WireEntry, { readonly body: string; readonly headers: Record<string, string> }>();

export async function deliverRaw(world: World, raw: RawDelivery): Promise<Answer> {
  const startedAt = performance.now();
  const headers = headersOf(world, raw);
  const reply = await post(world, { url: world.settings.eventsUrl, body: raw.body, headers });
  const tookMs = performance.now() - startedAt;
  const entry = record(world, {
    at: world.settings.now(),
    kind: "delivery",
    name: raw.name ?? "raw",
    request: raw.request ?? raw.body,
    status: reply.status,
    response: parseJson(reply.body) ?? reply.body,
    tookMs,
    attempt: raw.attempt ?? 0,
  });
  sent.set(entry, { body: raw.body, headers });
  return { ...reply, tookMs, entry };
}

/** Sends the same bytes again: `exact` with the old signature, else signed afresh with the retry headers. */
export function redeliver(
  world: World,
  entry: WireEntry,
  how: { exact?: boolean; retryNum?: number; reason?: string } = {},
): Promise<Answer> {
  const before = sent.get(entry);
  if (before === undefined) throw new Error(`log entry ${entry.name} is not a delivery`);
  const attempt = how.retryNum ?? 0;
  const contentType = before.headers["content-type"] ?? JSON_TYPE;
  const headers = how.exact ? before.headers : retryHeaders(attempt, how.reason ?? "http_timeout");
  return deliverRaw(world, { body: before.body, contentType, headers, name: entry.name, attempt });
}

/**
 * Delivers an event; when it fails, again after each of `retryDelaysMs` with the same bytes. Resolves with the first answer; the
 * retries run on. https://docs.slack.dev/apis/events-api/#retries
 */
export async function deliverEvent(world: World, envelope: JsonObject): Promise<Answer> {
  const raw = {
    body: JSON.stringify(envelope),
    contentType: JSON_TYPE,
    request: envelope,
    name: "event_callback",
  };
  const first = await deliverRaw(world, raw);
  if (wantsRetry(first)) {
    const retries = retry(world, raw, first).finally(() => world.background.delete(retries));
    world.background.add(retries);
  }
  return first;
}

async function retry(world: World, raw: RawDelivery, first: Answer): Promise<void> {
  let last = first;
  const { signal } = world.stopping;
  for (const [index, delayMs] of world.settings.retryDelaysMs.entries()) {
    const stopped = await sleep(delayMs, false, { signal }).catch(() => true);
    if (stopped || !wantsRetry(last)) return;
    const attempt = index + 1;
    last = await deliverRaw(world, {
      ...raw,
      attempt,
      headers: retryHeaders(attempt, last.failure ?? "unknown_error"),
    });
  }
}

function wantsRetry(answer: Answer): boolean {
  return answer.failure !== undefined && answer.headers.get("x-slack-no-retry") !== "1";
}

function retryHeaders(attempt: number, reason: string): Record<string, string> {
  return attempt === 0 ? {} : { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": reason };
}

function headersOf(world: World, raw: RawDelivery): Record<string, string> {
  const timestampS = raw.timestampS ?? Math.floor(Date.now() / 1000);
  const secret = typeof raw.sign === "string" ? raw.sign : world.settings.signingSecret;
  return {
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    "content-type": raw.contentType ?? JSON_TYPE,
    ...(raw.sign !== false && {
      "x-slack-request-timestamp": String(timestampS),
      "x-slack-signature": slackSignature(secret, timestampS, raw.body),
    }),
    ...raw.headers,
  };
}

type Reply = Pick<Answer, "status" | "body" | "headers" | "failure">;
type Request = { readonly url: string; readonly body: string; readonly headers: Record<string, string> };

/** Posts within the time to acknowledge, following at most two redirects. */
async function post(world: World, request: Request, redirects = 0): Promise<Reply> {
  const none = { status: 0, body: "", headers: new Headers() };
  try {
    const { body, headers } = request;
    const signal = AbortSignal.timeout(world.settings.ackTimeoutMs);
    const response = await fetch(request.url, { method: "POST", body, headers, redirect: "manual", signal });
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location !== null) {
      if (redirects >= REDIRECTS_MAX) return { ...none, failure: "too_many_redirects" };
      return post(world, { ...request, url: new URL(location, request.url).href }, redirects + 1);
    }
    const text = await response.text();
    const failure = response.ok ? undefined : "http_error";
    return { status: response.status, body: text, headers: response.headers, failure };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    return { ...none, failure: late ? "http_timeout" : "connection_failed" };
  }
}
