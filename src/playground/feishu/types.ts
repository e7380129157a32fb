import type { SeenFile, WireEntry } from "../client.ts";

export type FeishuUser = {
  readonly openId: string;
  readonly unionId: string;
  readonly userId: string;
  name: string;
  enName: string;
  email: string;
  mobile: string;
  leaderOpenId?: string;
  /** IANA name; the client sends it with every card action. */
  timeZone: string;
  locale: string;
  resigned: boolean;
  /** Ephemeral cards reach only people who are online. */
  online: boolean;
  /** The person stopped the bot from sending (230053). */
  blocksBot: boolean;
  /** Within the app's range of availability; without it nothing can be sent (230013). */
  available: boolean;
};

export type FeishuChat = {
  readonly chatId: string;
  readonly mode: "p2p" | "group";
  name: string;
  ownerId: string;
  readonly members: Set<string>;
  hasBot: boolean;
  dissolved: boolean;
};

export type Mention = { key: string; openId: string; name: string; isBot: boolean };

export type FeishuMessage = {
  readonly messageId: string;
  readonly chatId: string;
  readonly msgType: string;
  /** The JSON text as it was sent; `history` holds what it replaced, oldest first. */
  content: string;
  readonly history: string[];
  /** `bot`, or the sender's open id. */
  readonly sender: string;
  /** Milliseconds. */
  readonly createdAt: number;
  updatedAt: number;
  readonly rootId?: string;
  readonly parentId?: string;
  readonly threadId?: string;
  readonly mentions: readonly Mention[];
  /** Only this person sees it: an ephemeral card. */
  readonly visibleTo?: string;
  edits: number;
  deleted: boolean;
  readonly urgentFor: string[];
};

/** Per second unless named otherwise; the vendor's numbers are the default, see `DEFAULT_LIMITS`. */
export type Limits = {
  enabled: boolean;
  perUser: number;
  perGroup: number;
  patchPerMessage: number;
  perApi: number;
  perApiMinute: number;
};

export type Fault = {
  /** Answers with this HTTP status instead of doing anything. */
  readonly status?: number;
  /** Answers with this Feishu error code (its usual HTTP status unless `status` is given). */
  readonly code?: number;
  /** Waits first; alone, the call then goes its usual way. */
  readonly delayMs?: number;
  /** Does what was asked, then drops the connection without an answer. */
  readonly loseResponse?: boolean;
  /** How many calls it hits; 1 by default. */
  readonly times?: number;
};

export type UserDraft = Partial<FeishuUser> & { readonly name: string };

export type ChatDraft = {
  readonly name: string;
  readonly members: readonly string[];
  readonly chatId?: string;
  /** True by default; without it the bot is outside (230002) until `addBot`. */
  readonly hasBot?: boolean;
};

export type EmulatorOptions = {
  /** `cli_` and 16 hex digits; random by default. Ids of people and chats follow from it. */
  readonly appId?: string;
  readonly appSecret?: string;
  readonly appName?: string;
  readonly encryptKey?: string;
  readonly verificationToken?: string;
  readonly tenantKey?: string;
  /** Where events and callbacks go; can be set later. */
  readonly eventsUrl?: string;
  /** Port of the API; 0 (default) takes a free one. */
  readonly port?: number;
  readonly scopes?: readonly string[];
  /** Clock of messages and of the 14 days of a card; the playground moves it. */
  readonly now?: () => Date;
  /** Clock of tokens and uuids: real time, unless a test moves it. Signatures and rate limits are always real. */
  readonly tokenNow?: () => Date;
  /** Waits before the 2nd to 5th delivery of an event. */
  readonly retryDelaysMs?: readonly number[];
  /** Whether a retry carries the first signature or a new one: the documents leave it open. */
  readonly retrySignature?: "first" | "fresh";
  /** The 3 seconds the app has to answer. */
  readonly answerTimeoutMs?: number;
  readonly limits?: Partial<Limits>;
  readonly users?: readonly UserDraft[];
};

/** Everything the pretend tenant holds. */
export type World = {
  readonly appId: string;
  readonly appSecret: string;
  readonly appName: string;
  readonly botOpenId: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly tenantKey: string;
  readonly retryDelaysMs: readonly number[];
  readonly retrySignature: "first" | "fresh";
  readonly answerTimeoutMs: number;
  eventsUrl: string;
  readonly scopes: Set<string>;
  readonly limits: Limits;
  readonly now: () => Date;
  readonly tokenNow: () => Date;
  readonly users: Map<string, FeishuUser>;
  readonly chats: Map<string, FeishuChat>;
  readonly messages: Map<string, FeishuMessage>;
  /** What a `uuid` sent: message id and time in milliseconds. */
  readonly sentUuids: Map<string, { messageId: string; at: number }>;
  readonly images: Map<string, number>;
  readonly files: Map<string, StoredFile>;
  readonly toasts: Map<string, string[]>;
  readonly faults: { pattern: string | RegExp; fault: Fault; left: number }[];
  readonly tokens: { token: string; expiresAt: number }[];
  readonly cardTokens: Map<string, CardToken>;
  readonly hits: Map<string, number[]>;
  readonly timers: Set<NodeJS.Timeout>;
  readonly log: WireEntry[];
  /** Called whenever a person may see something else than before. */
  readonly listeners: Set<() => void>;
};

/** `by` is `bot`, or who sent it: an app sends what it has uploaded itself. */
export type StoredFile = SeenFile & { readonly key: string; readonly by: string };

export type CardToken = { messageId: string; createdAt: number; uses: number; answered: boolean };
