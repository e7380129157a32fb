import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Client, EventDispatcher, LoggerLevel } from "@larksuiteoapi/node-sdk";
import { decrypt } from "#playground/feishu/crypto.ts";
import { createFeishuEmulator, type FeishuEmulator } from "#playground/feishu/emulator.ts";
import { type Json, parseJson, record } from "#playground/feishu/json.ts";
import type { EmulatorOptions } from "#playground/feishu/types.ts";

/** What a test's app saw, and how it answers; both may be changed while it runs. */
type TestApp = {
  readonly url: string;
  /** Decrypted bodies of deliveries with a right signature, in order. */
  readonly seen: Json[];
  /** HTTP status of every request, in order. */
  readonly statuses: number[];
  /** Through the SDK's dispatcher. */
  readonly dispatched: Json[];
  answer: (body: Json) => unknown;
  status: number;
  delayMs: number;
  close(): Promise<void>;
};

const silence = () => undefined;
const SILENT = { error: silence, warn: silence, info: silence, debug: silence, trace: silence };

const ENCRYPT_KEY = "test key";

/** A small app: own verification on the raw bytes, then the SDK's dispatcher without its check. */
async function startApp(): Promise<TestApp> {
  const seen: Json[] = [];
  const statuses: number[] = [];
  const dispatched: Json[] = [];
  const note = (data: unknown) => {
    dispatched.push(record(data));
  };
  const dispatcher = new EventDispatcher({
    encryptKey: ENCRYPT_KEY,
    loggerLevel: LoggerLevel.error,
  }).register({
    "im.message.receive_v1": note,
    "application.bot.menu_v6": note,
    "im.chat.member.bot.added_v1": note,
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const raw = Buffer.concat(chunks).toString("utf8");
    const outer = record(parseJson(raw));
    if (outer["encrypt"] === undefined) {
      statuses.push(400);
      response.writeHead(400).end();
      return;
    }
    const body = record(parseJson(decrypt(String(outer["encrypt"]), ENCRYPT_KEY)));
    if (body["type"] === "url_verification") {
      response.end(JSON.stringify({ challenge: body["challenge"] }));
      return;
    }
    const { headers } = request;
    const stamp = `${headers["x-lark-request-timestamp"]}${headers["x-lark-request-nonce"]}`;
    const wanted = createHash("sha256").update(`${stamp}${ENCRYPT_KEY}${raw}`).digest();
    const given = Buffer.from(String(headers["x-lark-signature"]), "hex");
    const isGenuine = given.length === wanted.length && timingSafeEqual(given, wanted);
    if (isGenuine) {
      seen.push(body);
      await dispatcher.invoke({ headers, ...outer }, { needCheck: false });
      await new Promise((resolve) => setTimeout(resolve, app.delayMs));
    }
    const status = isGenuine ? app.status : 401;
    statuses.push(status);
    response.writeHead(status).end(isGenuine ? wire(app.answer(body)) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const app: TestApp = {
    url: `http://127.0.0.1:${port(server.address())}/feishu/events`,
    seen,
    statuses,
    dispatched,
    answer: () => ({}),
    status: 200,
    delayMs: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return app;
}

export type Stage = { feishu: FeishuEmulator; app: TestApp; api: Client; close(): Promise<void> };

/** A tenant with 张三 and 李四, the group 华东组, an app and the real SDK client. */
export async function startStage(options: EmulatorOptions = {}): Promise<Stage> {
  const app = await startApp();
  const feishu = createFeishuEmulator({
    encryptKey: ENCRYPT_KEY,
    eventsUrl: app.url,
    limits: { enabled: false },
    retryDelaysMs: [20, 20, 20, 20],
    answerTimeoutMs: 400,
    ...options,
  });
  const lead = feishu.addUser({ name: "李四", email: "lisi@example.com", openId: "ou_li" });
  feishu.addUser({
    name: "张三",
    email: "zhangsan@example.com",
    openId: "ou_zhang",
    leaderOpenId: lead.openId,
  });
  feishu.addChat({ name: "华东组", chatId: "oc_east", members: ["ou_zhang", "ou_li"] });
  await feishu.start();
  const { appId, appSecret, domain } = feishu;
  const api = new Client({ appId, appSecret, domain, logger: SILENT });
  return {
    feishu,
    app,
    api,
    close: async () => {
      await feishu.stop();
      await app.close();
    },
  };
}

/** Sends a card through the SDK, to 张三 or to a group; its message id. */
export async function sendCard(stage: Stage, content: object, to = "ou_zhang"): Promise<string> {
  const answer = await stage.api.im.message.create({
    params: { receive_id_type: to.startsWith("oc_") ? "chat_id" : "open_id" },
    data: { receive_id: to, msg_type: "interactive", content: JSON.stringify(content) },
  });
  if (answer.code !== 0) throw new Error(`${answer.code}: ${answer.msg}`);
  return answer.data?.message_id ?? "";
}

/** Error code and HTTP status of a call that the API refused. */
export async function refusal(call: Promise<unknown>): Promise<{ http: number; code: unknown; msg: string }> {
  try {
    const body = record(await call);
    return { http: 200, code: body["code"], msg: String(body["msg"]) };
  } catch (error) {
    const response = record(record(error)["response"]);
    const body = record(response["data"]);
    return { http: Number(response["status"]), code: body["code"], msg: String(body["msg"]) };
  }
}

export function card(elements: readonly object[], title = "标题"): Json {
  return {
    schema: "2.0",
    config: { update_multi: true },
    header: { title: { tag: "plain_text", content: title } },
    body: { elements },
  };
}

export function button(label: string, value: object = { id: label }): object {
  return {
    tag: "button",
    text: { tag: "plain_text", content: label },
    behaviors: [{ type: "callback", value }],
  };
}

function wire(answer: unknown): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}

function port(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
