import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { callApi, type HttpReply } from "./api.ts";
import { openFile, takeUpload } from "./api-files.ts";
import { isObject, type JsonObject, parseJson, textAt } from "./json.ts";
import { postToResponseUrl } from "./respond.ts";
import type { World } from "./world.ts";

/** The HTTP side of the pretend Slack: `/api/<method>`, response URLs and uploads. */
export function createSlackServer(world: World): Server {
  return createServer((request, response) => {
    serve(world, request)
      .then((reply) => send(request, response, reply))
      .catch((error: unknown) => {
        const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
        send(request, response, {
          status: 500,
          headers: {},
          body: `pretend Slack failed: ${detail}`,
          lost: false,
        });
      });
  });
}

async function serve(world: World, request: IncomingMessage): Promise<HttpReply> {
  const body = await readBody(request);
  const { pathname } = new URL(request.url ?? "/", world.origin);
  const [, root, first = "", second = ""] = pathname.split("/");
  if (root === "files-pri" && request.method === "GET") return download(world, request, first);
  if (request.method !== "POST") return plain(405, "POST only");
  if (root === "api") {
    const args = readArgs(request, body);
    return callApi(world, { method: first, args, token: tokenOf(request, args) });
  }
  if (root === "actions") return postToResponseUrl(world, second, readArgs(request, body));
  if (root === "upload") {
    const done = takeUpload(world, second, fileBytes(request, body));
    return done === undefined ? plain(404, "no such upload") : plain(200, done);
  }
  return plain(404, "not found");
}

/** `T0000000-F0000001`: the team and the file. */
function download(world: World, request: IncomingMessage, place: string): HttpReply {
  const bytes = openFile(world, place.slice(world.store.team.id.length + 1), tokenOf(request, {}));
  if (bytes === undefined) return plain(404, "no such file");
  if (bytes !== "sign-in") return { ...plain(200, ""), body: bytes };
  const headers = { "content-type": "text/html; charset=utf-8" };
  return { ...plain(200, "<!DOCTYPE html><title>Sign in | Slack</title>"), headers };
}

function plain(status: number, body: string): HttpReply {
  return { status, headers: {}, body, lost: false };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Arguments of a form or JSON body. https://docs.slack.dev/apis/web-api/#post-bodies */
function readArgs(request: IncomingMessage, body: Buffer): JsonObject {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("application/json")) return Object.fromEntries(new URLSearchParams(body.toString()));
  const value = parseJson(body.toString());
  return isObject(value) ? value : {};
}

function tokenOf(request: IncomingMessage, args: JsonObject): string | undefined {
  const header = request.headers.authorization;
  return header?.startsWith("Bearer ") ? header.slice("Bearer ".length) : textAt(args, "token");
}

/** The SDK posts the bytes as the one part of a multipart form; others post them as they are. */
function fileBytes(request: IncomingMessage, body: Buffer): Buffer {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(
    request.headers["content-type"] ?? "",
  )?.[1];
  if (boundary === undefined) return body;
  const start = body.indexOf("\r\n\r\n") + 4;
  const end = body.lastIndexOf(`\r\n--${boundary}`);
  return body.subarray(start, end);
}

function send(request: IncomingMessage, response: ServerResponse, reply: HttpReply): void {
  if (reply.lost) {
    request.socket.destroy();
    return;
  }
  const { status, headers, body } = reply;
  const [type, content] =
    typeof body === "string"
      ? ["text/plain; charset=utf-8", body]
      : Buffer.isBuffer(body)
        ? ["application/octet-stream", body]
        : ["application/json; charset=utf-8", JSON.stringify(body)];
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(content);
}
