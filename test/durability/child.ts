import { startApp } from "#src/app.ts";
import { parseConfig } from "#src/config.ts";
import { setLogLevel } from "#src/log.ts";
import { type News, type Order, order, type Stop } from "./protocol.ts";

/**
 * The program as a process of its own, whose parent says when it starts, what time it is, and where it dies. It is
 * loaded before it is needed, since loading takes longer than anything that is tested.
 */
let nowMs = 0;
let stop: Stop | undefined;
let goOn: (() => void) | undefined;

async function obey(told: Order): Promise<number | undefined> {
  switch (told.type) {
    case "start":
      nowMs = told.nowMs;
      return start(told);
    case "stop":
      stop = told;
      return undefined;
    case "now":
      nowMs = told.nowMs;
      return undefined;
    case "go-on":
      goOn?.();
      return undefined;
  }
}

async function start({ databaseUrl, variables }: Order & { readonly type: "start" }): Promise<number> {
  const { secret = "", ...config } = parseConfig(variables);
  const app = await startApp({
    config: { ...config, secret },
    databaseUrl,
    now: () => new Date(nowMs),
    host: "127.0.0.1",
    at: async (point) => {
      if (stop?.point !== point) return;
      stop = { ...stop, nth: stop.nth - 1 };
      if (stop.nth > 0) return;
      const { how } = stop;
      stop = undefined;
      if (how === "die") process.kill(process.pid, "SIGKILL");
      else say({ type: "waiting" });
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    },
  });
  return app.port;
}

function say(news: News): void {
  process.send?.(news);
}

setLogLevel(process.env["STAGE_LOG"] ?? "silent");
process.on("unhandledRejection", (error) =>
  say({ type: "uncaught", error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
process.on("message", (message) => {
  obey(order.parse(message)).then(
    (port) => say({ type: "heard", ...(port !== undefined && { port }) }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// Whose parent has died has nobody to end it.
process.on("disconnect", () => process.exit());
say({ type: "loaded" });
