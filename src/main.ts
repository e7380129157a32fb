import { parseArgs } from "node:util";
import { startApp } from "./app.ts";
import { ConfigError, hasPlatform, readConfig } from "./config.ts";
import { isErrorCode } from "./db/embedded-user.ts";
import { openDatabase } from "./db/open.ts";
import { log, setLogLevel } from "./log.ts";
import { runPlayground } from "./playground/run.ts";

/** A process that has not ended by then after a signal is ended: whoever sent it waits 5 s. */
const endWithinMs = 4800;

/** What ends what runs, the last started first. */
const stops: (() => Promise<void>)[] = [];

async function main(): Promise<void> {
  // One failed promise somewhere must not end everybody's bot; it is a defect and says so.
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a failure that nobody caught"));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, end);
  const options = { empty: { type: "boolean" }, playground: { type: "boolean" } } as const;
  const { values } = parseArgs({ options });
  const config = readConfig();
  setLogLevel(config.logLevel);
  const { secret } = config;
  const isReal = hasPlatform(config);
  const isPlaying = !isReal || secret === undefined || values.playground === true;
  if (!isPlaying && values.empty) throw new ConfigError(["--empty is for the playground"]);
  // Beside real credentials the playground leaves their database alone.
  const url = isPlaying && isReal ? undefined : config.databaseUrl;
  const database = await openDatabase(url, isPlaying ? "playground" : "real");
  stops.unshift(database.stop);
  const app = isPlaying
    ? await runPlayground({ config, databaseUrl: database.url, isEmpty: values.empty === true })
    : await startApp({ config: { ...config, secret }, databaseUrl: database.url });
  stops.unshift(app.stop);
  log.info({ port: app.port }, "listening");
}

async function end(signal: NodeJS.Signals): Promise<void> {
  log.info({ signal }, "stopping");
  setTimeout(() => process.exit(1), endWithinMs).unref();
  for (const stop of stops) await stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  const isTaken = isErrorCode(error, "EADDRINUSE");
  const reason = isTaken ? "the port is taken: set PORT to another" : explain(error);
  if (!(error instanceof ConfigError)) log.fatal({ err: error }, "could not start");
  console.error(`Genjin could not start. ${reason}\nMore is said by: npm run genjin -- doctor`);
  process.exit(1);
});

function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
