import { once } from "node:events";
import type { WireEntry } from "../client.ts";
import { createSlackClient, type SlackClient } from "./client.ts";
import { type Answer, deliverRaw, JSON_TYPE, type RawDelivery, redeliver } from "./deliver.ts";
import type { JsonObject } from "./json.ts";
import { newResponseUrl, sendEvent } from "./payloads.ts";
import { addChannel, addUser, type Happenings, happenings, type NewChannel, type NewUser } from "./people.ts";
import { createSlackServer } from "./server.ts";
import { type Channel, directChannel, type SlackUser, type Store } from "./store.ts";
import { createWorld, type Fault, type Settings, type World } from "./world.ts";

export type SlackEmulatorOptions = Partial<Settings> & {
  /** 0, a free one, by default. */
  readonly port?: number;
  readonly users?: readonly NewUser[];
  readonly channels?: readonly NewChannel[];
};

export type SlackEmulator = Happenings & {
  /** `http://127.0.0.1:PORT/api/`, once started: the SDK's `slackApiUrl`. */
  readonly apiUrl: string;
  readonly team: Store["team"];
  readonly botUserId: string;
  readonly botId: string;
  readonly log: WireEntry[];
  /** May be changed at any time. */
  readonly settings: Settings;
  /** Everything there is, for whoever draws it. */
  readonly world: World;
  /** Calls whenever a person may see something else than before, until the function that it returns is called. */
  onChange(listener: () => void): () => void;
  start(): Promise<void>;
  /** Drops pending retries and open connections. It can be started again. */
  stop(): Promise<void>;
  /** Resolves when no delivery waits for a retry. */
  settled(): Promise<void>;
  addUser(user: NewUser): SlackUser;
  addChannel(channel: NewChannel): Channel;
  client(userId: string): SlackClient;
  /** The next call of a method (or of `response_url`) goes wrong; several queue up. */
  failNext(method: string, fault: Fault): void;
  /** Sends bytes to the app as they are: forged, stale, unsigned or broken. */
  deliverRaw(raw: RawDelivery): Promise<Answer>;
  /** Sends a logged delivery again: `exact` with its old headers, else freshly signed as retry `retryNum`. */
  redeliver(entry: WireEntry, how?: { exact?: boolean; retryNum?: number; reason?: string }): Promise<Answer>;
  /** Delivers any event, e.g. one that this emulator never makes by itself. */
  sendEvent(event: JsonObject): Promise<Answer | undefined>;
  /** An address as interactions carry it, for one that is forged: it answers in the person's direct chat. */
  responseUrl(userId: string): string;
  /** The signed question Slack asks when an events URL is set. True when the app echoes the challenge. */
  verifyUrl(): Promise<boolean>;
};

/** A pretend Slack workspace with one app installed, for the real SDK to talk to over loopback. */
export function createSlackEmulator(options: SlackEmulatorOptions = {}): SlackEmulator {
  const { port = 0, users = [], channels = [], ...settings } = options;
  const world = createWorld(settings);
  const server = createSlackServer(world);
  for (const user of users) addUser(world, user);
  for (const channel of channels) addChannel(world, channel);
  return {
    get apiUrl() {
      return `${world.origin}/api/`;
    },
    team: world.store.team,
    botUserId: world.store.botUserId,
    botId: world.store.botId,
    log: world.log,
    settings: world.settings,
    world,
    onChange(listener) {
      world.listeners.add(listener);
      return () => world.listeners.delete(listener);
    },
    async start() {
      world.stopping = new AbortController();
      // Started again, it is where the app expects it.
      server.listen(world.origin === "" ? port : Number(new URL(world.origin).port), "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      if (typeof address === "object" && address !== null) world.origin = `http://127.0.0.1:${address.port}`;
    },
    async stop() {
      world.stopping.abort();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
    async settled() {
      while (world.background.size > 0) await Promise.all(world.background);
    },
    addUser: (user) => addUser(world, user),
    addChannel: (channel) => addChannel(world, channel),
    client: (userId) => createSlackClient(world, userId),
    failNext(method, fault) {
      world.faults.set(method, [...(world.faults.get(method) ?? []), fault]);
    },
    deliverRaw: (raw) => deliverRaw(world, raw),
    redeliver: (entry, how) => redeliver(world, entry, how),
    sendEvent: (event) => sendEvent(world, event),
    responseUrl(userId) {
      const { id: channel } = directChannel(world.store, userId);
      return newResponseUrl(world, { userId, channel, original: undefined });
    },
    verifyUrl: () => verifyUrl((raw) => deliverRaw(world, raw)),
    ...happenings(world),
  };
}

/** https://docs.slack.dev/reference/events/url_verification */
async function verifyUrl(deliver: (raw: RawDelivery) => Promise<Answer>): Promise<boolean> {
  const challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P";
  const request = { token: "playground-verification-token", challenge, type: "url_verification" };
  const body = JSON.stringify(request);
  const answer = await deliver({ body, contentType: JSON_TYPE, request, name: "url_verification" });
  return answer.status === 200 && answer.body.includes(challenge);
}
