import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { buttons, type Card, text } from "#chat/card.ts";
import type { ChatEvent, MessageRef } from "#chat/event.ts";
import type { PlatformHost, PlatformParts } from "#chat/host.ts";
import type { RawRequest, RawResponse, Route } from "#chat/http.ts";
import { nothing, type Reply } from "#chat/reply.ts";
import { value } from "#chat/text.ts";
import { createSlack } from "#platforms/slack/platform.ts";
import { createSlackEmulator, type SlackEmulator } from "#playground/slack/emulator.ts";

export const secret = "8f742231b10e8888abcd99yyyzzz85a5";
export const botToken = "xoxb-test";

type Handler = (event: ChatEvent) => Reply | Promise<Reply>;

/** A host that answers as the test says and remembers what it was given. */
export type TestHost = PlatformHost & {
  handler: Handler;
  /** What `store` does before it keeps an event. */
  beforeStore: () => Promise<void>;
  readonly answered: ChatEvent[];
  readonly stored: ChatEvent[];
  readonly queued: { readonly event: ChatEvent; readonly reply: Reply }[];
  /** What stands where, in answer to what. */
  readonly standing: { readonly ref: MessageRef; readonly card: Card }[];
  readonly kept: { readonly event: ChatEvent; readonly reply: Reply }[];
};

export function createHost(overrides: Partial<PlatformHost> = {}): TestHost {
  const host: TestHost = {
    handler: () => nothing,
    beforeStore: async () => undefined,
    answered: [],
    stored: [],
    queued: [],
    kept: [],
    standing: [],
    async stands(_event, ref, card) {
      host.standing.push({ ref, card });
    },
    async answer(event) {
      host.answered.push(event);
      return host.handler(event);
    },
    async store(event) {
      await host.beforeStore();
      host.stored.push(event);
    },
    async queue(event, reply) {
      host.queued.push({ event, reply });
    },
    async keep(event, reply) {
      host.kept.push({ event, reply });
      return { perform: (work) => work(randomUUID()) };
    },
    token: async () => botToken,
    botUserId: async () => undefined,
    locale: async (_tenant, userId) => (userId === "U2" ? "en" : "zh"),
    ...overrides,
  };
  return host;
}

export type Bench = {
  readonly slack: SlackEmulator;
  readonly host: TestHost;
  readonly parts: PlatformParts;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

/** The emulator and the adapter, pointed at each other over loopback. */
export async function startBench(host = createHost()): Promise<Bench> {
  const slack = createSlackEmulator({
    signingSecret: secret,
    botToken,
    rateLimits: "off",
    retryDelaysMs: [0, 10, 20],
    users: [
      { id: "U1", name: "li", realName: "李雷" },
      { id: "U2", name: "han", realName: "Han", locale: "en-US" },
    ],
    channels: [
      { id: "C1", name: "sales", members: ["U1", "U2"] },
      { id: "C2", name: "elsewhere", members: ["U1"], withBot: false },
    ],
  });
  await slack.start();
  host.botUserId = async () => slack.botUserId;
  const parts = createSlack({ signingSecret: secret, apiUrl: slack.apiUrl, botToken }, host);
  const front = await listen(parts.routes);
  slack.settings.eventsUrl = `${front.origin}/slack/events`;
  return {
    slack,
    host,
    parts,
    idle: front.idle,
    async stop() {
      await front.idle();
      await front.stop();
      await slack.stop();
    },
  };
}

async function listen(routes: readonly Route[]) {
  const inFlight = new Set<Promise<void>>();
  const [route] = routes;
  const server = createServer(async (request, response) => {
    const answer: RawResponse = (await route?.handle(await toRaw(request))) ?? { status: 404 };
    response.writeHead(answer.status, answer.headers).end(answer.body);
    const after = answer.after?.();
    if (after === undefined) return;
    inFlight.add(after);
    await after;
    inFlight.delete(after);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    async idle() {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function toRaw(request: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, header]) => [
      name,
      Array.isArray(header) ? header[0] : header,
    ]),
  );
  return { headers, body: Buffer.concat(chunks), receivedAt: new Date() };
}

/** A request as the front hands it to the route, signed unless a header says otherwise. */
export function signed(
  body: string,
  options: { readonly type?: string; readonly sentAt?: Date; readonly headers?: RawRequest["headers"] } = {},
): RawRequest {
  const sentAt = Math.floor((options.sentAt ?? new Date()).getTime() / 1000);
  const hmac = createHmac("sha256", secret).update(`v0:${sentAt}:${body}`).digest("hex");
  return {
    headers: {
      "content-type": options.type ?? "application/json",
      "x-slack-request-timestamp": String(sentAt),
      "x-slack-signature": `v0=${hmac}`,
      ...options.headers,
    },
    body: Buffer.from(body),
    receivedAt: new Date(),
  };
}

export function card(title: string, ...labels: readonly string[]): Card {
  return {
    title,
    tone: "info",
    body: [
      text(value(`about ${title}`)),
      buttons(...labels.map((label) => ({ label, action: { id: `test.${label}`, payload: { label } } }))),
    ],
  };
}

/** The requests of one kind in the emulator's log, e.g. `chat.postMessage`. */
export function calls(slack: SlackEmulator, name: string) {
  return slack.log.filter((entry) => entry.name === name).map((entry) => entry.request);
}

export const form = {
  id: "follow-up.log",
  title: "Log a follow-up",
  submit: "Save",
  cancel: "Cancel",
  payload: { customerId: "c1" },
  fields: [
    { name: "content", label: "Content", required: true, type: "multiline" },
    { name: "customer", label: "Customer", type: "search", source: "customer", suggestions: [] },
    { name: "at", label: "At", type: "datetime", initial: "2026-11-24 15:00" },
  ],
} as const;
