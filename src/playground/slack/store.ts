import type { JsonObject } from "./json.ts";

/** What the pretend workspace remembers. Plain data; the files beside this one hold the rules. */
export type Store = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly users: Map<string, SlackUser>;
  readonly channels: Map<string, Channel>;
  /** By channel, then by ts, in the order of posting. */
  readonly messages: Map<string, Map<string, Message>>;
  /** Open modals by user, the topmost last. */
  readonly modals: Map<string, View[]>;
  readonly homes: Map<string, View>;
  readonly files: Map<string, StoredFile>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** What a searched select offered last, by person and field: the list that stands open. */
  readonly offered: Map<string, readonly JsonObject[]>;
  /** Error lines shown to a user, oldest first. */
  readonly toasts: Map<string, string[]>;
  readonly counters: { id: number; lastTs: number };
};

export type SlackUser = {
  readonly id: string;
  name: string;
  realName: string;
  email: string | undefined;
  tz: string;
  locale: string;
  isBot: boolean;
  deleted: boolean;
};

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "im";
  readonly members: Set<string>;
  archived: boolean;
};

export type Message = {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | undefined;
  readonly ephemeralFor: string | undefined;
  /** text, blocks, attachments, metadata, files as sent, with the block and action ids that were left out. */
  body: JsonObject;
  edited: JsonObject | undefined;
  state: StateValues;
  readonly reactions: Set<string>;
};

/** `values[block_id][action_id]`, as in a `view_submission`. */
export type StateValues = { [blockId: string]: { [actionId: string]: JsonObject } };

export type View = {
  readonly id: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  hash: string;
  source: JsonObject;
  state: StateValues;
};

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly size: number;
  readonly user: string;
  bytes: Buffer | undefined;
  completed: boolean;
  deleted: boolean;
  /** Message ts by channel. */
  readonly shares: Map<string, string>;
};

type Trigger = { readonly userId: string; readonly sentAtMs: number; used: boolean };

export type ResponseUrl = {
  readonly userId: string;
  readonly channel: string;
  /** The message whose button was pressed; undefined for slash commands. */
  readonly original: { readonly ts: string; readonly ephemeral: boolean } | undefined;
  readonly createdAt: Date;
  uses: number;
};

const BOT_USER_ID = "U0BOTGENJIN";

export function createStore(): Store {
  const store: Store = {
    team: { id: "T0PLAYGRND", name: "Playground", domain: "playground" },
    appId: "A0PLAYGRND",
    botId: "B0BOTGENJIN",
    botUserId: BOT_USER_ID,
    users: new Map(),
    channels: new Map(),
    messages: new Map(),
    modals: new Map(),
    homes: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    offered: new Map(),
    toasts: new Map(),
    // From the time on, so that no id of a former run comes again: an app that remembers them would take it for a repetition.
    counters: { id: Date.now(), lastTs: 0 },
  };
  const bot = {
    id: BOT_USER_ID,
    name: "genjin",
    realName: "Genjin",
    email: undefined,
    tz: "UTC",
    locale: "en-US",
  };
  store.users.set(BOT_USER_ID, { ...bot, isBot: true, deleted: false });
  return store;
}

export function newId(store: Store, prefix: string): string {
  store.counters.id += 1;
  return prefix + store.counters.id.toString(36).toUpperCase().padStart(10, "0");
}

/** A message timestamp: `seconds.microseconds`, unique and increasing, as Slack promises within a channel. */
export function newTs(store: Store, now: Date): string {
  const micros = Math.max(now.getTime() * 1000, store.counters.lastTs + 1);
  store.counters.lastTs = micros;
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")}`;
}

export function messagesIn(store: Store, channel: string): Map<string, Message> {
  const known = store.messages.get(channel);
  if (known !== undefined) return known;
  const fresh = new Map<string, Message>();
  store.messages.set(channel, fresh);
  return fresh;
}

/** The direct channel between the bot and a person, made on first use. Its id follows from the person's, in every run. */
export function directChannel(store: Store, userId: string): Channel {
  for (const channel of store.channels.values()) {
    if (channel.kind === "im" && channel.members.has(userId)) return channel;
  }
  const members = new Set([userId, store.botUserId]);
  const channel: Channel = {
    id: userId.replace(/^U?/, "D"),
    name: "directmessage",
    kind: "im",
    members,
    archived: false,
  };
  store.channels.set(channel.id, channel);
  return channel;
}

/** A channel by id or name, with or without `#`. */
export function channelNamed(store: Store, idOrName: string): Channel | undefined {
  const name = idOrName.replace(/^#/, "");
  return (
    store.channels.get(idOrName) ??
    [...store.channels.values()].find((c) => c.kind !== "im" && c.name === name)
  );
}

export function showError(store: Store, userId: string, line: string): void {
  store.toasts.set(userId, [...(store.toasts.get(userId) ?? []), line]);
}
