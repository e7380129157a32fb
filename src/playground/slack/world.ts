import type { WireEntry } from "../client.ts";
import type { JsonObject } from "./json.ts";
import { createStore, type Store } from "./store.ts";

/** Everything one pretend Slack consists of, handed to each of its parts. */
export type World = {
  readonly store: Store;
  readonly settings: Settings;
  readonly log: WireEntry[];
  readonly faults: Map<string, Fault[]>;
  /** Times of recent calls in milliseconds, by method (and channel where the limit is per channel). */
  readonly calls: Map<string, number[]>;
  /** Called whenever a person may see something else than before. */
  readonly listeners: Set<() => void>;
  /** Deliveries that are waiting for their retry. */
  readonly background: Set<Promise<void>>;
  stopping: AbortController;
  /** `http://127.0.0.1:PORT` once started. */
  origin: string;
};

/** What a test or the playground may change at any time. */
export type Settings = {
  signingSecret: string;
  botToken: string;
  /** Where events, commands and presses are delivered. */
  eventsUrl: string;
  scopes: readonly string[];
  /** Events the app has subscribed to, as its manifest names them in `bot_events`. */
  events: readonly string[];
  /** Slash commands of the app. */
  commands: readonly string[];
  /** Clock of message timestamps and response URLs. Signatures, triggers and limits use real time. */
  now: () => Date;
  /** Pauses before the three retries of an event. */
  retryDelaysMs: readonly number[];
  ackTimeoutMs: number;
  rateLimits: "off" | "documented" | Readonly<Record<string, RateLimit>>;
  /** Calls beyond a limit that are let through, for Slack allows short, unpublished bursts. */
  rateBurst: number;
  tokenState: "active" | "token_revoked" | "account_inactive";
  homeEnabled: boolean;
};

/** At most `calls` in a sliding window; per channel where `perChannel`. */
export type RateLimit = { readonly calls: number; readonly windowMs: number; readonly perChannel?: boolean };

/** What goes wrong with the next call of a method: one or several of these. */
export type Fault = {
  /** HTTP status instead of 200, with a body that is not JSON. */
  readonly status?: number;
  /** `{ok: false, error}`; with `ratelimited` use `retryAfterS`. */
  readonly error?: string;
  /** HTTP 429 with `Retry-After`. */
  readonly retryAfterS?: number;
  readonly delayMs?: number;
  /** The call is performed, then the socket is destroyed. */
  readonly loseResponse?: boolean;
};

/** Every bot scope that some method or event here asks for. */
const SCOPES: readonly string[] = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "reactions:write",
  "team:read",
  "users:read",
  "users:read.email",
];

/** The events that the emulator makes, without those of channels at large. */
const EVENTS: readonly string[] = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "member_joined_channel",
  "message.im",
  "team_join",
  "tokens_revoked",
  "user_change",
];

const DEFAULTS: Settings = {
  signingSecret: "playground-signing-secret",
  botToken: "xoxb-playground",
  eventsUrl: "http://127.0.0.1:3000/slack/events",
  scopes: SCOPES,
  events: EVENTS,
  commands: ["/genjin"],
  now: () => new Date(),
  // https://docs.slack.dev/apis/events-api/#retries: nearly immediately, after 1 minute, after 5 minutes.
  retryDelaysMs: [0, 60_000, 300_000],
  ackTimeoutMs: 3000,
  rateLimits: "documented",
  rateBurst: 5,
  tokenState: "active",
  homeEnabled: true,
};

const LOG_LENGTH_MAX = 10_000;

export function createWorld(settings: Partial<Settings>): World {
  return {
    store: createStore(),
    settings: { ...DEFAULTS, ...settings },
    log: [],
    faults: new Map(),
    calls: new Map(),
    listeners: new Set(),
    background: new Set(),
    stopping: new AbortController(),
    origin: "",
  };
}

/** Appends a line; a long-lived playground forgets its oldest half. */
export function record(world: World, entry: WireEntry): WireEntry {
  if (world.log.length >= LOG_LENGTH_MAX) world.log.splice(0, LOG_LENGTH_MAX / 2);
  world.log.push(entry);
  changed(world);
  return entry;
}

/** Tells those who watch; what is seen settles within the same turn of the event loop. */
export function changed({ listeners }: World): void {
  for (const listener of listeners) listener();
}

/** A refusal of the Web API: `{ok: false, error: code, ...details}`. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: JsonObject;

  constructor(code: string, details: JsonObject = {}) {
    super(code);
    this.name = "ApiError";
    this.code = code;
    this.details = details;
  }
}
