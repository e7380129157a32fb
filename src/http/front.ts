import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import type { RawResponse, Route } from "#chat/http.ts";
import { log } from "#src/log.ts";

export type Front = {
  /** Resolves with the port that is listened on. */
  listen(): Promise<number>;
  /** Stops accepting, waits for what is in flight at most `withinMs`, then closes what is left. */
  stop(withinMs: number): Promise<void>;
};

/**
 * Answers what no route claims; `undefined` leaves it to the 404. It may resolve while a stream is still open: the
 * front hangs up when it stops.
 */
export type Others = (request: IncomingMessage, response: ServerResponse) => Promise<void> | undefined;

/** A body that takes longer than this to arrive is not waited for. */
const bodyWithinMs = 5000;

/**
 * The one HTTP server: exact paths, one method per route, a body bounded in size and time, read as raw bytes because
 * signatures are over bytes. Anything else is 404, unless `others` answers it.
 */
export function createFront(
  routes: readonly Route[],
  options: { readonly port: number; readonly host?: string; readonly others?: Others },
): Front {
  const table = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const inFlight = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const done = serve({ table, others: options.others }, request, response).catch((error: unknown) => {
      log.error({ err: error }, "a request failed");
      if (!response.headersSent) write(response, { status: 500 });
    });
    inFlight.add(done);
    void done.finally(() => inFlight.delete(done));
  });
  server.requestTimeout = 15_000;
  server.headersTimeout = 10_000;
  return { listen: () => listen(server, options), stop: (withinMs) => stop(server, inFlight, withinMs) };
}

async function serve(
  { table, others }: { readonly table: ReadonlyMap<string, Route>; readonly others: Others | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  const route = table.get(`${request.method} ${path}`);
  if (route === undefined) return others?.(request, response) ?? refuse(request, response, 404);
  const body = await readBody(request, route.bodyBytesMax);
  if (typeof body === "number") return refuse(request, response, body);
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value[0] : value;
  }
  const result = await route.handle({ headers, body, receivedAt: new Date() });
  write(response, result);
  await result.after?.();
}

/** The bytes, or the status that refuses them. */
export function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | 408 | 413> {
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) return Promise.resolve(413);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => resolve(408), bodyWithinMs);
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > bytesMax) resolve(413);
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => clearTimeout(timer));
  });
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.setHeader("connection", "close");
  write(response, { status });
  request.resume();
}

/** With its length said, an answer is written at once; else it goes out in pieces. */
function write(response: ServerResponse, { status, headers, body = "" }: RawResponse): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

function listen(
  server: Server,
  { port, host }: { readonly port: number; readonly host?: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(z.object({ port: z.number() }).parse(server.address()).port);
    });
  });
}

async function stop(server: Server, inFlight: ReadonlySet<Promise<void>>, withinMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
  await Promise.race([Promise.allSettled(inFlight), deadline]);
  server.closeAllConnections();
  await closed;
}
