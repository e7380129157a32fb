import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { deleteEphemeral, sendEphemeral, updateCardLater } from "./api-cards.ts";
import { ApiRefusal, describeCode } from "./api-errors.ts";
import { downloadResource, uploadFile } from "./api-files.ts";
import {
  type ApiCall,
  createMessage,
  editMessage,
  getMessage,
  listMessages,
  patchMessage,
  recallMessage,
  replyMessage,
  urgeMessage,
} from "./api-messages.ts";
import {
  botInfo,
  findUserIds,
  getChat,
  getUser,
  grantedScopes,
  listMembers,
  tenantInfo,
  uploadImage,
} from "./api-people.ts";
import { ENDPOINTS, type Endpoint, type EndpointName, findInvalid } from "./api-table.ts";
import { type Json, parseJson, record } from "./json.ts";
import { limitApi } from "./limits.ts";
import { checkScopes, checkTenantToken, issueTenantToken } from "./tokens.ts";
import type { Fault, World } from "./types.ts";
import { logWire } from "./world.ts";

const HANDLERS: Readonly<Record<EndpointName, (world: World, call: ApiCall) => object>> = {
  "POST /open-apis/auth/v3/tenant_access_token/internal": (world, call) => issueTenantToken(world, call.body),
  "POST /open-apis/im/v1/messages": createMessage,
  "POST /open-apis/im/v1/messages/:message_id/reply": replyMessage,
  "PATCH /open-apis/im/v1/messages/:message_id": patchMessage,
  "PUT /open-apis/im/v1/messages/:message_id": editMessage,
  "GET /open-apis/im/v1/messages/:message_id": getMessage,
  "DELETE /open-apis/im/v1/messages/:message_id": recallMessage,
  "GET /open-apis/im/v1/messages": listMessages,
  "PATCH /open-apis/im/v1/messages/:message_id/urgent_app": urgeMessage,
  "POST /open-apis/im/v1/images": uploadImage,
  "POST /open-apis/im/v1/files": uploadFile,
  "GET /open-apis/im/v1/messages/:message_id/resources/:file_key": downloadResource,
  "GET /open-apis/im/v1/chats/:chat_id": getChat,
  "GET /open-apis/im/v1/chats/:chat_id/members": listMembers,
  "GET /open-apis/contact/v3/users/:user_id": getUser,
  "POST /open-apis/contact/v3/users/batch_get_id": findUserIds,
  "POST /open-apis/interactive/v1/card/update": updateCardLater,
  "POST /open-apis/ephemeral/v1/send": sendEphemeral,
  "POST /open-apis/ephemeral/v1/delete": deleteEphemeral,
  "GET /open-apis/bot/v3/info": botInfo,
  "GET /open-apis/application/v6/scopes": grantedScopes,
  "GET /open-apis/tenant/v2/tenant/query": tenantInfo,
};

/** Where an answer's payload goes when it is not under `data`. */
const PAYLOAD_KEYS: Readonly<Record<string, string>> = {
  "POST /open-apis/auth/v3/tenant_access_token/internal": "",
  "GET /open-apis/bot/v3/info": "bot",
};

const ROUTES = Object.keys(HANDLERS)
  .filter(isEndpointName)
  .map((name) => ({ name, pattern: new RegExp(`^${name.replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}$`) }));

type Answer = {
  status: number;
  body: object;
  headers: Readonly<Record<string, string>>;
  /** A file in place of JSON. */
  bytes?: Buffer;
};

/** The open platform's API for one app, on a server that is not listening yet. */
export function createApiServer(world: World): Server {
  return createServer((request, response) => {
    handle(world, request, response).catch((error: unknown) => {
      response.writeHead(500).end(JSON.stringify({ code: 500, msg: String(error) }));
    });
  });
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedAt = performance.now();
  const at = world.now();
  const raw = await readBody(request);
  const url = new URL(request.url ?? "/", "http://feishu");
  const path = `${request.method} ${decodeURIComponent(url.pathname)}`;
  const isJson = request.headers["content-type"]?.includes("application/json") === true;
  const body = isJson ? record(parseJson(raw.toString("utf8"))) : {};
  const query = Object.fromEntries(url.searchParams);
  const route = ROUTES.find((known) => known.pattern.test(path));
  const type = request.headers["content-type"] ?? "";
  const call: ApiCall = { params: { ...route?.pattern.exec(path)?.groups }, query, body, raw, type };
  const fault = takeFault(world, path);
  if (fault?.delayMs !== undefined) await wait(fault.delayMs);
  const answer = faulty(fault) ?? perform(world, { name: route?.name, call, request });
  logWire(world, {
    at,
    kind: "api",
    name: route?.name ?? path,
    request: { path: url.pathname, query, body: withoutSecret(body) },
    status: answer.status,
    response: answer.bytes === undefined ? answer.body : `${answer.bytes.length} bytes`,
    tookMs: performance.now() - startedAt,
    attempt: 0,
  });
  if (fault?.loseResponse === true) {
    request.socket.destroy();
    return;
  }
  if (answer.bytes !== undefined) {
    response.writeHead(answer.status, answer.headers).end(answer.bytes);
    return;
  }
  const headers = { "content-type": "application/json; charset=utf-8", ...answer.headers };
  response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
}

type Routed = { name: EndpointName | undefined; call: ApiCall; request: IncomingMessage };

function perform(world: World, { name, call, request }: Routed): Answer {
  if (name === undefined) return { status: 404, body: { code: 404, msg: "404 page not found" }, headers: {} };
  const endpoint: Endpoint = ENDPOINTS[name];
  try {
    if (endpoint.open !== true) {
      checkTenantToken(world, request.headers.authorization);
      checkScopes(world, endpoint.scopes);
      limitApi(world, name);
    }
    const wrong =
      findInvalid(endpoint.query ?? {}, call.query) ?? findInvalid(endpoint.body ?? {}, call.body);
    if (wrong !== undefined) throw new ApiRefusal(endpoint.invalid, `${wrong} is missing or invalid`);
    const result = HANDLERS[name](world, call);
    if (Buffer.isBuffer(result)) {
      return {
        status: 200,
        body: {},
        bytes: result,
        headers: { "content-type": "application/octet-stream" },
      };
    }
    return { status: 200, body: success(name, result), headers: {} };
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    const { http, msg } = describeCode(error.code);
    const body = { code: error.code, msg: `${msg} ${error.detail}`.trim() };
    return { status: http, body, headers: error.headers };
  }
}

function success(name: EndpointName, payload: object): object {
  const key = PAYLOAD_KEYS[name] ?? "data";
  const head = { code: 0, msg: key === "" ? "ok" : "success" };
  return key === "" ? { ...head, ...payload } : { ...head, [key]: payload };
}

function takeFault(world: World, path: string): Fault | undefined {
  const found = world.faults.find(
    ({ pattern, left }) =>
      left > 0 && (typeof pattern === "string" ? path.includes(pattern) : pattern.test(path)),
  );
  if (found !== undefined) found.left -= 1;
  return found?.fault;
}

function faulty(fault: Fault | undefined): Answer | undefined {
  if (fault?.status === undefined && fault?.code === undefined) return undefined;
  const code = fault.code ?? fault.status ?? 0;
  const { http, msg } = describeCode(code);
  return { status: fault.status ?? http, body: { code, msg }, headers: {} };
}

function withoutSecret(body: Json): Json {
  return "app_secret" in body ? { ...body, app_secret: "(left out)" } : body;
}

function isEndpointName(name: string): name is EndpointName {
  return name in ENDPOINTS;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
