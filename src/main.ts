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
  const isReal = hasPlatform(config) && secret !== undefined;
  const isPlaying = !isReal || values.playground === true;
  if (!isPlaying && values.empty) throw new ConfigError(["--empty is for the playground"]);
  if (isReal) {
    const { url, stop } = await openDatabase(config.databaseUrl, "real");
    stops.unshift(stop);
    await keep(startApp({ config: { ...config, secret }, databaseUrl: url }));
  }
  if (isPlaying) await keep(runPlayground({ config, isEmpty: values.empty === true, isBeside: isReal }));
}

async function keep(starting: Promise<{ readonly port: number; stop(): Promise<void> }>): Promise<void> {
  const { port, stop } = await starting;
  stops.unshift(stop);
  log.info({ port }, "listening");
}

async function end(signal: NodeJS.Signals): Promise<void> {
  log.info({ signal }, "stopping");
  setTimeout(() => process.exit(1), endWithinMs).unref();
  for (const stop of stops) await stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  const isTaken = isErrorCode(error, "EADDRINUSE");
  const said = error instanceof Error ? error.message : String(error);
  const reason = isTaken ? "the port is taken: set PORT to another" : said;
  if (!(error instanceof ConfigError)) log.fatal({ err: error }, "could not start");
  console.error(`Genjin could not start. ${reason}\nMore is said by: npm run genjin -- doctor`);
  process.exit(1);
});
