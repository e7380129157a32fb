import { storedEventTypes } from "#chat/event.ts";
import type { PlatformHost, PlatformParts } from "#chat/host.ts";
import type { RawRequest, RawResponse } from "#chat/http.ts";
import { DeliveryError, type PlatformPort } from "#chat/port.ts";
import { log } from "#src/log.ts";
import { answer, type Call } from "./answer.ts";
import { checkToken } from "./check.ts";
import { type Clients, createClients } from "./clients.ts";
import { downloadFile, sendFile } from "./files.ts";
import { listen, type Process } from "./listen.ts";
import { type Body, isSslCheck, parseBody } from "./parse-body.ts";
import { readProfile } from "./profile.ts";
import { type Received, receive } from "./receive.ts";
import { redraw, sendContent } from "./send.ts";
import { createReplayGuard, type ReplayGuard, verifyRequest } from "./verify.ts";

export type SlackOptions = {
  readonly signingSecret: string;
  /** Slack's own if absent, e.g. `https://slack.com/api/`. */
  readonly apiUrl?: string | undefined;
  /** For `check()` alone; calls take the installation's token from the host. */
  readonly botToken?: string | undefined;
  /** Real time, for signatures. */
  readonly now?: () => Date;
};

/** Slack over HTTP: one route for events, commands, presses and forms, and the way out. */
export function createSlack(options: SlackOptions, host: PlatformHost): PlatformParts {
  const clients = createClients({ apiUrl: options.apiUrl, token: (tenant) => host.token(tenant) });
  const front: Front = {
    signingSecret: options.signingSecret,
    now: options.now ?? (() => new Date()),
    replays: createReplayGuard(),
    botUserId: (tenant) => host.botUserId(tenant),
    process: listen({
      keep: (call) => keep(host, call),
      answer: (call) => answer({ host, clients }, call),
    }),
  };
  const route = {
    method: "POST",
    path: "/slack/events",
    bodyBytesMax: 1024 * 1024,
    handle: (request: RawRequest) => handle(front, request),
  } as const;
  return { routes: [route], port: createPort(clients, options, host) };
}

function createPort(clients: Clients, { apiUrl, botToken }: SlackOptions, host: PlatformHost): PlatformPort {
  return {
    platform: "slack",
    send: (message) => sendContent(clients.api(message.tenant, "outbox"), message),
    async update(tenant, ref, card) {
      await redraw(clients.api(tenant, "outbox"), ref, card);
    },
    sendFile: (sending) => sendFile(clients.api(sending.tenant, "outbox"), sending),
    async downloadFile(tenant, ref) {
      const token = await host.token(tenant);
      if (token === undefined) throw new DeliveryError("forbidden", { code: "not_installed" });
      return downloadFile({ api: clients.api(tenant, "interactive"), token, apiUrl }, ref.file);
    },
    profile: (tenant, userId) => readProfile(clients.api(tenant, "interactive"), userId),
    async check() {
      if (botToken === undefined) return { ok: false, problem: "SLACK_BOT_TOKEN is not set." };
      return checkToken(clients.apiWith(botToken));
    },
  };
}

/** Slack sends an event again until it is answered with 200, so that answer says: it is kept. */
async function keep(host: PlatformHost, call: Call): Promise<void> {
  await host.store(call.received.event, call.receivedAt);
  call.respond();
}

type Front = {
  readonly signingSecret: string;
  readonly now: () => Date;
  readonly replays: ReplayGuard;
  readonly botUserId: PlatformHost["botUserId"];
  readonly process: Process;
};

const accepted: RawResponse = { status: 200 };

async function handle(front: Front, request: RawRequest): Promise<RawResponse> {
  if (isSslCheck(request)) return accepted;
  const nowMs = front.now().getTime();
  const verdict = verifyRequest(front.signingSecret, request, nowMs);
  if (!verdict.ok) {
    log.warn({ reason: verdict.reason }, "a request to the Slack route was refused");
    return { status: 401 };
  }
  const body = parseBody(request);
  if (body === undefined) return { status: 400 };
  if (body["type"] === "url_verification") return json({ challenge: body["challenge"] });
  const received = await receiveAddressed(front, body, verdict.signature);
  if (received === undefined) return accepted;
  if (runsOnce(received) && !front.replays.isFirst(verdict, nowMs)) return accepted;
  return run(front.process, { body, received, receivedAt: request.receivedAt });
}

/** The words of a message that a shortcut was used on are read without the mention of the bot, as a message to it is. */
async function receiveAddressed(front: Front, body: Body, requestId: string): Promise<Received | undefined> {
  const received = receive(body, requestId);
  if (received?.event.type !== "shortcut" || received.event.text === undefined) return received;
  return receive(body, requestId, await front.botUserId(received.event.tenant));
}

/** Stored events are told apart by their key; asking for options changes nothing and may be the same twice in a second. */
function runsOnce({ event }: Received): boolean {
  return !storedEventTypes.has(event.type) && event.type !== "options";
}

type Run = { readonly body: Body; readonly received: Received; readonly receivedAt: Date };

/** Answers as soon as the listener does; what it does beyond that counts as in flight. */
function run(process: Process, { body, received, receivedAt }: Run): Promise<RawResponse> {
  return new Promise((resolve) => {
    const after = () => work;
    const call: Call = {
      received,
      receivedAt,
      respond: (answerBody) =>
        resolve({ ...(answerBody === undefined ? accepted : json(answerBody)), after }),
    };
    const work = process(body, call)
      .catch((error: unknown) => log.error({ err: error }, "a request from Slack failed"))
      // Nothing was answered: Slack repeats an event, and tells a person that it did not work.
      .finally(() => resolve({ status: 503 }));
  });
}

function json(value: object): RawResponse {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(value),
  };
}
