import { EventDispatcher } from "@larksuiteoapi/node-sdk";
import { ZodError } from "zod";
import type { ChatEvent } from "#chat/event.ts";
import type { PlatformHost, PlatformParts } from "#chat/host.ts";
import type { RawRequest, RawResponse } from "#chat/http.ts";
import { log } from "#src/log.ts";
import { answerPress, respond } from "./answer-press.ts";
import { createApi, silentLogger } from "./api.ts";
import { withQuoted } from "./quoted.ts";
import { type Received, receivers } from "./receive.ts";
import { createSeen } from "./seen.ts";
import { createPort } from "./send.ts";
import { createVerifier, type Secrets } from "./verify.ts";

export type FeishuOptions = Secrets & {
  readonly appSecret: string;
  /** `https://open.feishu.cn` by default; Lark's or a private one. */
  readonly domain?: string;
  /** Real time: ages of signatures and tokens. */
  readonly now?: () => Date;
};

/** 30 KB of card and 150 KB of text are the most the platform carries. */
const bodyBytesMax = 1024 * 1024;
/** The first retry of an event comes after 15 s, the second after 5 min: an older one means that we were down. */
const oldMs = 300_000;
/** As long as a signature is accepted. */
const replays = { keysMax: 20_000, ageMaxMs: 8 * 3_600_000 };

/**
 * Feishu (and Lark) over a webhook: one route for events and card callbacks, and the port for what is sent. The
 * long connection will hand what its frames carry to the same `deliver`: only verification and the route differ.
 */
export function createFeishu(options: FeishuOptions, host: PlatformHost): PlatformParts {
  const now = options.now ?? (() => new Date());
  const api = createApi(options, now);
  const verify = createVerifier(options);
  const deliver = createDelivery({ host, api }, now);
  const handle = async (request: RawRequest): Promise<RawResponse> => {
    const verified = verify(request, now());
    if (verified.type === "challenge") return respond({ challenge: verified.challenge });
    if (verified.type === "refused") {
      log.warn(
        { status: verified.status, reason: verified.reason },
        "a request to Feishu's route was refused",
      );
      return { status: verified.status };
    }
    if (verified.ageMs > oldMs) log.warn({ ageMs: verified.ageMs }, "a delivery of Feishu comes late");
    return await deliver(verified.body, request.receivedAt);
  };
  return {
    routes: [{ method: "POST", path: "/feishu/events", bodyBytesMax, handle }],
    port: createPort(api, options.appId, host.locale),
  };
}

type Deliver = (body: object, receivedAt: Date) => Promise<RawResponse>;

/** From a verified body to the response. The SDK's dispatcher finds the receiver by event type and flattens the envelope. */
function createDelivery(tools: Parameters<typeof answerPress>[1], now: () => Date): Deliver {
  const dispatcher = new EventDispatcher({ logger: silentLogger }).register(receivers);
  const seen = createSeen(replays, now);
  return async (body, receivedAt) => {
    const received = await receive(dispatcher, body);
    if (received === "unreadable") return { status: 400 };
    if (received === undefined) return respond({});
    if (received.type !== "press") {
      return await store(tools.host, await withQuoted(tools, received), receivedAt);
    }
    // The platform sends a callback once: a second one is a replay, and what it did is done.
    return seen.before(received.key) ? respond({}) : await answerPress(received, tools);
  };
}

/** The dispatcher answers with words where nobody is registered for a type. */
async function receive(
  dispatcher: EventDispatcher,
  body: object,
): Promise<Received | "unreadable" | undefined> {
  try {
    const received: Received | string | undefined = await dispatcher.invoke(body, { needCheck: false });
    return typeof received === "string" ? undefined : received;
  } catch (error) {
    if (!(error instanceof ZodError || error instanceof SyntaxError)) throw error;
    // Paths only: what a message says stays out of the log.
    const issues =
      error instanceof ZodError ? error.issues.map((issue) => issue.path.join(".")) : [error.name];
    log.error({ issues }, "a delivery of Feishu has an unknown shape");
    return "unreadable";
  }
}

/** The 200 says that the event is ours now; anything else and the platform delivers it again. */
async function store(host: PlatformHost, event: ChatEvent, receivedAt: Date): Promise<RawResponse> {
  try {
    await host.store(event, receivedAt);
    return respond({});
  } catch (error) {
    log.error({ err: error, type: event.type }, "an event of Feishu could not be kept");
    return { status: 503 };
  }
}
