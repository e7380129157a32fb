import type { ServerResponse } from "node:http";
import type { ClientName, PageEvent } from "../web/wire.ts";
import { beginEvents } from "./answer.ts";

/** Who is told when somebody may see something else. */
export type Feed = {
  /** Keeps a stream open that tells of both clients: a browser has six connections for all of its windows. */
  open(response: ServerResponse): void;
  changed(client: ClientName): void;
  clock(now: Date): void;
  stop(): void;
};

/** One change comes as several steps: by then they are done. */
const settleMs = 15;
/** Ten a second. */
const betweenMs = 100;
/** Keeps what stands between from closing an idle connection, and finds out who has gone. */
const heartbeatMs = 15_000;

export function createFeed(): Feed {
  const streams = new Set<ServerResponse>();
  const tell = (event: PageEvent) => {
    for (const response of streams) response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const changes = {
    slack: coalesced(() => tell({ type: "changed", client: "slack" })),
    feishu: coalesced(() => tell({ type: "changed", client: "feishu" })),
  };
  const heartbeat = setInterval(() => {
    for (const response of streams) response.write(":\n\n");
  }, heartbeatMs);
  heartbeat.unref();
  return {
    open: (response) => {
      beginEvents(response);
      streams.add(response);
      response.on("close", () => streams.delete(response));
    },
    changed: (client) => changes[client].run(),
    clock: (now) => tell({ type: "clock", now: now.toISOString() }),
    stop: () => {
      clearInterval(heartbeat);
      for (const change of Object.values(changes)) change.stop();
      for (const response of streams) response.end();
    },
  };
}

/** Calls soon after the first of several runs, and again no sooner than `betweenMs` later. */
function coalesced(call: () => void): { run(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let calledAt = Number.NEGATIVE_INFINITY;
  return {
    run: () => {
      const waitMs = Math.max(settleMs, calledAt + betweenMs - performance.now());
      timer ??= setTimeout(() => {
        timer = undefined;
        calledAt = performance.now();
        call();
      }, waitMs);
    },
    stop: () => clearTimeout(timer),
  };
}
