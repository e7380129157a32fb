import { startApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { startEmbeddedPostgres } from "./db/embedded.ts";
import { log, setLogLevel } from "./log.ts";
import { startPlayground } from "./playground/start.ts";

/** A process that has not ended by then after a signal is ended: whoever sent it waits. */
const endWithinMs = 5000;

async function main(): Promise<void> {
  const config = readConfig();
  setLogLevel(config.logLevel);
  // One failed promise somewhere must not end everybody's bot; it is a defect and says so.
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a failure that nobody caught"));
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir: ".genjin/postgres" })
      : undefined;
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? "";
  const { secret } = config;
  const app =
    secret === undefined || (config.slack ?? config.feishu) === undefined
      ? await startPlayground({ config, databaseUrl })
      : await startApp({ config: { ...config, secret }, databaseUrl });
  log.info({ port: app.port }, "listening");
  const end = async (signal: NodeJS.Signals) => {
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), endWithinMs).unref();
    await app.stop();
    await embedded?.stop();
    process.exit(0);
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) console.error(error.message);
  else log.fatal({ err: error }, "could not start");
  process.exit(1);
});
