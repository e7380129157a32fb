import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import type { Outcome } from "../client.ts";
import { encrypt, sign } from "./crypto.ts";
import { parseJson, record } from "./json.ts";
import type { World } from "./types.ts";
import { logWire } from "./world.ts";

/** What is posted to the app, exactly. */
export type RawDelivery = {
  /** An object is sent as JSON, a string as it stands. */
  readonly body: object | string;
  /** Added last, so that they can replace the signature headers or the timestamp. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Signs over the raw bytes with the encrypt key; true by default. */
  readonly sign?: boolean;
  /** Wraps the body as `{"encrypt": "..."}`; true by default when the app has an encrypt key. */
  readonly encrypt?: boolean;
  /** Seconds since 1970 to sign for; now by default. */
  readonly timestampS?: number;
  /** Shown in the log. */
  readonly name?: string;
  readonly timeoutMs?: number;
};

export type Delivered = Outcome & { readonly body: string; readonly failure?: "timeout" | "connection" };

type Sealed = { raw: string; headers: Readonly<Record<string, string>> };

const CHALLENGE_MS = 1000;

/**
 * Posts one delivery and waits for the answer. Events and callbacks are signed, `url_verification` is not:
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export async function deliverRaw(world: World, delivery: RawDelivery): Promise<Delivered> {
  return await postSealed(world, seal(world, delivery), { delivery, attempt: 0 });
}

/**
 * An event: delivered until the app answers HTTP 200 within 3 seconds, four more times at most. Resolves with the
 * first attempt's outcome; the retries come later, with the same event id.
 */
export async function deliverEvent(world: World, body: object, name: string): Promise<Outcome> {
  const delivery = { body, name };
  const first = seal(world, delivery);
  const outcome = await postSealed(world, first, { delivery, attempt: 0 });
  if (outcome.status !== 200) scheduleRetry(world, { delivery, first, attempt: 1 });
  return outcome;
}

/** Asks the app to prove its address, as saving it in the console does. True when it echoes the challenge within 1 second. */
export async function verifyUrl(world: World): Promise<boolean> {
  const challenge = randomBytes(16).toString("hex");
  const body = { challenge, token: world.verificationToken, type: "url_verification" };
  const name = "url_verification";
  const answer = await deliverRaw(world, { body, name, sign: false, timeoutMs: CHALLENGE_MS });
  return answer.status === 200 && record(parseJson(answer.body))["challenge"] === challenge;
}

type Retry = { delivery: RawDelivery; first: Sealed; attempt: number };

function scheduleRetry(world: World, retry: Retry): void {
  const delayMs = world.retryDelaysMs[retry.attempt - 1];
  if (delayMs === undefined) return;
  const timer = setTimeout(() => {
    world.timers.delete(timer);
    const sealed = world.retrySignature === "first" ? retry.first : seal(world, retry.delivery);
    void postSealed(world, sealed, retry).then((outcome) => {
      if (outcome.status !== 200) scheduleRetry(world, { ...retry, attempt: retry.attempt + 1 });
    });
  }, delayMs);
  timer.unref();
  world.timers.add(timer);
}

function seal(world: World, delivery: RawDelivery): Sealed {
  const plain = typeof delivery.body === "string" ? delivery.body : JSON.stringify(delivery.body);
  const isEncrypted = delivery.encrypt ?? world.encryptKey !== "";
  const raw = isEncrypted ? JSON.stringify({ encrypt: encrypt(plain, world.encryptKey) }) : plain;
  const headers: Record<string, string> = { "content-type": "application/json; charset=utf-8" };
  if (delivery.sign !== false && world.encryptKey !== "") {
    const timestamp = String(delivery.timestampS ?? Math.floor(Date.now() / 1000));
    const nonce = randomBytes(8).toString("hex");
    headers["x-lark-request-timestamp"] = timestamp;
    headers["x-lark-request-nonce"] = nonce;
    headers["x-lark-signature"] = sign(raw, { timestamp, nonce, encryptKey: world.encryptKey });
  }
  return { raw, headers: { ...headers, ...delivery.headers } };
}

async function postSealed(
  world: World,
  sealed: Sealed,
  { delivery, attempt }: { delivery: RawDelivery; attempt: number },
): Promise<Delivered> {
  const startedAt = performance.now();
  const at = world.now();
  const answer = await post(world.eventsUrl, sealed, delivery.timeoutMs ?? world.answerTimeoutMs);
  const tookMs = performance.now() - startedAt;
  logWire(world, {
    at,
    kind: "delivery",
    name: delivery.name ?? "raw",
    request: { body: delivery.body, raw: sealed.raw, headers: sealed.headers },
    status: answer.status,
    response: parseJson(answer.body) ?? answer.body,
    tookMs,
    attempt,
  });
  return { ...answer, tookMs };
}

type Answer = { status: number; body: string; failure?: "timeout" | "connection"; error?: string };

/** Status 0 stands for no answer at all. A redirect is an answer like any other: it is not followed. */
function post(url: string, sealed: Sealed, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    if (url === "") return resolve({ status: 0, body: "", failure: "connection", error: "no events URL" });
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { ...sealed.headers, "content-length": Buffer.byteLength(sealed.raw) };
    const request = httpRequest(url, { method: "POST", headers, agent: false, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.on("error", fail);
    request.end(sealed.raw);

    function fail(error: Error): void {
      const failure = signal.aborted ? "timeout" : "connection";
      resolve({
        status: 0,
        body: "",
        failure,
        error: signal.aborted ? `no answer in ${timeoutMs} ms` : error.message,
      });
    }
  });
}
