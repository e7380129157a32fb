import { type OpenDatabase, openDatabase } from "#db/open.ts";
import type { Config } from "#src/config.ts";
import { log, logToFile } from "#src/log.ts";
import { buildPage } from "./build-page.ts";
import { type Playground, type PlaygroundOptions, startPlayground } from "./start.ts";
import { startTerminal } from "./terminal.ts";

const logFile = ".genjin/log";

export type RunOptions = {
  readonly config: Config;
  readonly isEmpty: boolean;
  /** The real bot runs in this process, too: the playground leaves its port, its database and its log alone. */
  readonly isBeside: boolean;
};

type Running = { readonly port: number; stop(): Promise<void> };

/** The playground with its page, and a chat where somebody sits at a terminal; the log then goes to `.genjin/log`. */
export async function runPlayground({ config, isEmpty, isBeside }: RunOptions): Promise<Running> {
  const database = await openPlayed(config, isBeside);
  const port = isBeside && config.port > 0 ? config.port + 1 : config.port;
  const options = { config: { ...config, port }, databaseUrl: database.url, isEmpty };
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const running = await (isTerminal && !isBeside ? runChat(options) : runPage(options));
  return {
    port: running.port,
    stop: async () => {
      await running.stop();
      await database.stop();
    },
  };
}

/** One embedded server serves one program once: beside one that holds the real data, the playground has another. */
function openPlayed({ databaseUrl }: Config, isBeside: boolean): Promise<OpenDatabase> {
  if (!isBeside) return openDatabase(databaseUrl, "playground");
  return openDatabase(undefined, "playground", databaseUrl === undefined ? ".genjin/playground" : undefined);
}

async function runPage(options: PlaygroundOptions, building?: () => void): Promise<Playground> {
  const page = buildPage(building && { building });
  // It says so itself when it is opened; until then the bot works without it.
  page.catch((error: unknown) => log.error({ err: error }, "no page"));
  const playground = await startPlayground({ ...options, page: () => page });
  const url = `http://localhost:${playground.port}`;
  log.info({ url }, "playground; started alone in a terminal it has a chat there, too");
  return playground;
}

async function runChat(options: PlaygroundOptions): Promise<Running> {
  const { stdin: input, stdout: output } = process;
  logToFile(logFile);
  const playground = await runPage(options, () =>
    output.write("The page is being built, which takes some seconds and is done once.\n"),
  );
  output.write(`The page is at http://localhost:${playground.port}\n`);
  // The locale of the terminal: from LANG and its like.
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  const terminal = startTerminal({
    ...{ playground, input, output, locale: locale.startsWith("zh") ? "zh" : "en" },
    quit: () => process.kill(process.pid, "SIGINT"),
  });
  return {
    port: playground.port,
    stop: async () => {
      terminal.stop();
      await playground.stop();
    },
  };
}
