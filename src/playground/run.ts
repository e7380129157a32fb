import { log, logToFile } from "#src/log.ts";
import { buildPage } from "./build-page.ts";
import { type PlaygroundOptions, startPlayground } from "./start.ts";
import { startTerminal } from "./terminal.ts";

const logFile = ".genjin/log";

/** The playground with its page, and a chat where somebody sits at a terminal; the log then goes to `.genjin/log`. */
export async function runPlayground(
  options: PlaygroundOptions,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const { stdin: input, stdout: output } = process;
  const isTerminal = input.isTTY === true && output.isTTY === true;
  if (isTerminal) logToFile(logFile);
  const building = () =>
    output.write("The page is being built, which takes some seconds and is done once.\n");
  const page = buildPage({ building });
  // It says so itself when it is opened; until then the bot works without it.
  page.catch((error: unknown) => log.error({ err: error }, "no page"));
  const playground = await startPlayground({ ...options, page: () => page });
  const { port } = playground;
  if (!isTerminal) {
    log.info({ url: `http://localhost:${port}` }, "playground; start it in a terminal to chat");
    return playground;
  }
  output.write(`The page is at http://localhost:${port}\n`);
  // The locale of the terminal: from LANG and its like.
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  const terminal = startTerminal({
    ...{ playground, input, output, locale: locale.startsWith("zh") ? "zh" : "en" },
    quit: () => process.kill(process.pid, "SIGINT"),
  });
  return {
    port,
    stop: async () => {
      terminal.stop();
      await playground.stop();
    },
  };
}
