import { createHash, randomBytes } from "node:crypto";
import type { WireEntry } from "../client.ts";
import type {
  ChatDraft,
  EmulatorOptions,
  FeishuChat,
  FeishuMessage,
  FeishuUser,
  Limits,
  UserDraft,
  World,
} from "./types.ts";

/** https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN and the "frequency" line of each message API. */
export const DEFAULT_LIMITS: Limits = {
  enabled: true,
  perUser: 5,
  perGroup: 5,
  patchPerMessage: 5,
  perApi: 50,
  perApiMinute: 1000,
};

/** Waits before the four retries of an event: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
const RETRY_DELAYS_MS = [15_000, 300_000, 3_600_000, 21_600_000] as const;

/** The least an app like this asks for, with e-mail and tenant name. */
const DEFAULT_SCOPES = [
  "im:message:send_as_bot",
  "im:message.p2p_msg:readonly",
  "im:message.group_at_msg:readonly",
  "im:message:readonly",
  "im:message:update",
  "im:resource",
  "im:chat:readonly",
  "im:message.urgent",
  "contact:contact.base:readonly",
  "contact:user.base:readonly",
  "contact:user.email:readonly",
  "contact:user.department:readonly",
  "contact:user.id:readonly",
  "tenant:tenant:readonly",
] as const;

export function createWorld(options: EmulatorOptions): World {
  // The SDK keeps tokens per app id for the whole process: two emulators must not share one by default.
  const appId = options.appId ?? `cli_${randomBytes(8).toString("hex")}`;
  const world: World = {
    appId,
    appSecret: options.appSecret ?? "pretend-app-secret",
    appName: options.appName ?? "Genjin",
    botOpenId: idFrom("ou", `bot of ${appId}`),
    encryptKey: options.encryptKey ?? "",
    verificationToken: options.verificationToken ?? "pretend-verification-token",
    tenantKey: options.tenantKey ?? "7d1a2b3c4d5e6f70",
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    retrySignature: options.retrySignature ?? "fresh",
    answerTimeoutMs: options.answerTimeoutMs ?? 3000,
    eventsUrl: options.eventsUrl ?? "",
    scopes: new Set(options.scopes ?? DEFAULT_SCOPES),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    now: options.now ?? (() => new Date()),
    tokenNow: options.tokenNow ?? (() => new Date()),
    users: new Map(),
    chats: new Map(),
    messages: new Map(),
    sentUuids: new Map(),
    images: new Map(),
    files: new Map(),
    toasts: new Map(),
    faults: [],
    tokens: [],
    cardTokens: new Map(),
    hits: new Map(),
    timers: new Set(),
    log: [],
    listeners: new Set(),
  };
  for (const user of options.users ?? []) addUser(world, user);
  return world;
}

/** Ids follow from the name unless given, so that a restarted playground knows its people again. */
export function addUser(world: World, draft: UserDraft): FeishuUser {
  const seed = `${world.appId} ${draft.name}`;
  const user: FeishuUser = {
    openId: idFrom("ou", seed),
    unionId: idFrom("on", seed),
    userId: createHash("sha256").update(seed).digest("hex").slice(0, 8),
    enName: "",
    email: "",
    mobile: "",
    timeZone: "Asia/Shanghai",
    locale: "zh_cn",
    resigned: false,
    online: true,
    blocksBot: false,
    available: true,
    ...draft,
  };
  world.users.set(user.openId, user);
  return user;
}

export function addChat(world: World, draft: ChatDraft): FeishuChat {
  const chat: FeishuChat = {
    chatId: draft.chatId ?? idFrom("oc", `${world.appId} group ${draft.name}`),
    mode: "group",
    name: draft.name,
    ownerId: draft.members[0] ?? "",
    members: new Set(draft.members),
    hasBot: draft.hasBot ?? true,
    dissolved: false,
  };
  world.chats.set(chat.chatId, chat);
  return chat;
}

/** The direct chat of a person with the bot; it exists from the first use. */
export function directChat(world: World, openId: string): FeishuChat {
  const chatId = idFrom("oc", `${world.appId} direct ${openId}`);
  const found = world.chats.get(chatId);
  if (found !== undefined) return found;
  const chat: FeishuChat = {
    chatId,
    mode: "p2p",
    name: "",
    ownerId: openId,
    members: new Set([openId]),
    hasBot: true,
    dissolved: false,
  };
  world.chats.set(chatId, chat);
  return chat;
}

export function findUser(world: World, idType: string, id: string): FeishuUser | undefined {
  const readers: Record<string, (user: FeishuUser) => string> = {
    open_id: (user) => user.openId,
    union_id: (user) => user.unionId,
    user_id: (user) => user.userId,
    email: (user) => user.email,
  };
  const read = readers[idType];
  if (read === undefined || id === "") return undefined;
  return [...world.users.values()].find((user) => read(user) === id);
}

type MessageDraft = Pick<FeishuMessage, "chatId" | "msgType" | "content" | "sender"> &
  Partial<Pick<FeishuMessage, "rootId" | "parentId" | "threadId" | "mentions" | "visibleTo">>;

export function addMessage(world: World, draft: MessageDraft): FeishuMessage {
  const at = world.now().getTime();
  const message: FeishuMessage = {
    messageId: randomId("om"),
    history: [],
    createdAt: at,
    updatedAt: at,
    mentions: [],
    edits: 0,
    deleted: false,
    urgentFor: [],
    ...draft,
  };
  world.messages.set(message.messageId, message);
  changed(world);
  return message;
}

export function replaceContent(world: World, message: FeishuMessage, content: string): void {
  message.history.push(message.content);
  message.content = content;
  message.updatedAt = world.now().getTime();
  changed(world);
}

/** What a person sees, oldest first. */
export function visibleMessages(world: World, openId: string): readonly FeishuMessage[] {
  return [...world.messages.values()].filter((message) => {
    if (message.deleted) return false;
    if (message.visibleTo !== undefined && message.visibleTo !== openId) return false;
    return world.chats.get(message.chatId)?.members.has(openId) === true;
  });
}

const LOG_LENGTH_MAX = 10_000;

/** Appends a line to the log; a long-lived playground forgets its oldest half. */
export function logWire(world: World, entry: WireEntry): void {
  if (world.log.length >= LOG_LENGTH_MAX) world.log.splice(0, LOG_LENGTH_MAX / 2);
  world.log.push(entry);
  changed(world);
}

/** Tells those who watch; what is seen settles within the same turn of the event loop. */
function changed({ listeners }: World): void {
  for (const listener of listeners) listener();
}

export function randomId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString("hex")}`;
}

function idFrom(prefix: string, seed: string): string {
  return `${prefix}_${createHash("sha256").update(`${prefix} ${seed}`).digest("hex").slice(0, 32)}`;
}
