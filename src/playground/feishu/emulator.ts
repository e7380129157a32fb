import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Outcome, WireEntry } from "../client.ts";
import { createClient, type FeishuClient } from "./client.ts";
import { type Delivered, deliverRaw, type RawDelivery, verifyUrl } from "./deliver.ts";
import { botAdded, userDeleted } from "./events.ts";
import { createApiServer } from "./server.ts";
import type {
  ChatDraft,
  EmulatorOptions,
  Fault,
  FeishuChat,
  FeishuMessage,
  FeishuUser,
  Limits,
  UserDraft,
  World,
} from "./types.ts";
import { addChat, addUser, createWorld, directChat, findUser } from "./world.ts";

/** A pretend Feishu tenant with one app in it. */
export type FeishuEmulator = {
  readonly appId: string;
  readonly appSecret: string;
  readonly tenantKey: string;
  readonly botOpenId: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  /** `http://127.0.0.1:PORT`, for the SDK's `domain`; throws before `start`. */
  readonly domain: string;
  /** Where events and callbacks go. */
  eventsUrl: string;
  /** Everything that went over the wire, oldest first. */
  readonly log: readonly WireEntry[];
  /** Scopes granted to the app; change them to see 99991672. */
  readonly scopes: Set<string>;
  /** Rate limits in force; may be changed at any time. */
  readonly limits: Limits;
  readonly users: ReadonlyMap<string, FeishuUser>;
  readonly chats: ReadonlyMap<string, FeishuChat>;
  readonly messages: ReadonlyMap<string, FeishuMessage>;
  /** Everything there is, for whoever draws it. */
  readonly world: World;
  /** Calls whenever a person may see something else than before, until the function that it returns is called. */
  onChange(listener: () => void): () => void;
  start(): Promise<void>;
  /** Stops listening and forgets the retries still to come. */
  stop(): Promise<void>;
  addUser(draft: UserDraft): FeishuUser;
  addChat(draft: ChatDraft): FeishuChat;
  /** The direct chat of a person with the bot. */
  directChat(openId: string): FeishuChat;
  client(openId: string): FeishuClient;
  /** Adds the bot to a group and tells the app. */
  addBot(chatId: string, operatorOpenId: string): Promise<Outcome>;
  /** A person leaves the company; the app is told. */
  deleteUser(openId: string): Promise<Outcome>;
  /** The next call whose `METHOD /path` contains or matches the pattern goes wrong in this way. */
  failNext(pattern: string | RegExp, fault: Fault): void;
  /** Posts anything to the app: forged, replayed, old, plain. */
  deliverRaw(delivery: RawDelivery): Promise<Delivered>;
  /** Asks the app to prove its address, as saving it in the console does. */
  verifyUrl(): Promise<boolean>;
};

export function createFeishuEmulator(options: EmulatorOptions = {}): FeishuEmulator {
  const world = createWorld(options);
  const server = createApiServer(world);
  let domain: string | undefined;
  return {
    appId: world.appId,
    appSecret: world.appSecret,
    tenantKey: world.tenantKey,
    botOpenId: world.botOpenId,
    encryptKey: world.encryptKey,
    verificationToken: world.verificationToken,
    get domain() {
      if (domain === undefined) throw new Error("the pretend Feishu has not been started");
      return domain;
    },
    get eventsUrl() {
      return world.eventsUrl;
    },
    set eventsUrl(url: string) {
      world.eventsUrl = url;
    },
    log: world.log,
    scopes: world.scopes,
    limits: world.limits,
    users: world.users,
    chats: world.chats,
    messages: world.messages,
    world,
    onChange: (listener) => {
      world.listeners.add(listener);
      return () => world.listeners.delete(listener);
    },
    start: async () => {
      domain = await listen(server, options.port ?? 0);
    },
    stop: async () => await close(world, server),
    addUser: (draft) => addUser(world, draft),
    addChat: (draft) => addChat(world, draft),
    directChat: (openId) => directChat(world, openId),
    client: (openId) => createClient(world, userOf(world, openId)),
    addBot: async (chatId, operatorOpenId) => {
      const chat = world.chats.get(chatId);
      if (chat === undefined) throw new Error(`no chat ${chatId}`);
      chat.hasBot = true;
      return await botAdded(world, chat, userOf(world, operatorOpenId));
    },
    deleteUser: async (openId) => {
      const user = userOf(world, openId);
      user.resigned = true;
      return await userDeleted(world, user);
    },
    failNext: (pattern, fault) => {
      world.faults.push({ pattern, fault, left: fault.times ?? 1 });
    },
    deliverRaw: async (delivery) => await deliverRaw(world, delivery),
    verifyUrl: async () => await verifyUrl(world),
  };
}

function userOf(world: World, openId: string): FeishuUser {
  const user = findUser(world, "open_id", openId);
  if (user === undefined) throw new Error(`no user ${openId}`);
  return user;
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return addressOf(server.address());
}

async function close(world: World, server: Server): Promise<void> {
  for (const timer of world.timers) clearTimeout(timer);
  world.timers.clear();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

function addressOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}
