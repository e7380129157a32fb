import { afterAll, afterEach, vi } from "vitest";
import { z } from "zod";
import { log, setLogLevel } from "#src/log.ts";

const line = z.looseObject({ level: z.number(), msg: z.string().optional() });
export type LogLine = z.infer<typeof line>;

export type StageLog = {
  readonly lines: readonly LogLine[];
  /** Takes out the first line with this sentence, so that it no longer counts as unexpected; `undefined` while there is none. */
  take(sentence: string): LogLine | undefined;
  /** Takes all of them: for a test that broke things on purpose. */
  takeAll(): readonly LogLine[];
};

/** pino's level of `error`. */
const errorLevel = 50;

let reading: StageLog | undefined;

/**
 * Reads what the program would have written to its log, line by line. A test fails when an error was logged that it
 * did not take out. `STAGE_LOG=1` shows the lines as well.
 */
export function readLog(): StageLog {
  reading ??= startReading();
  return reading;
}

function startReading(): StageLog {
  const lines: LogLine[] = [];
  const write = vi.spyOn(streamOfLog(), "write").mockImplementation((text) => {
    if (process.env["STAGE_LOG"]) console.log(text);
    lines.push(line.parse(JSON.parse(text)));
  });
  setLogLevel("info");
  afterEach(() => {
    const errors = lines.splice(0).filter(({ level }) => level >= errorLevel);
    if (errors.length > 0) throw new Error(`logged as errors: ${JSON.stringify(errors, null, 1)}`);
  });
  afterAll(() => {
    setLogLevel("silent");
    write.mockRestore();
    reading = undefined;
  });
  return {
    lines,
    take: (sentence) => {
      const at = lines.findIndex(({ msg }) => msg === sentence);
      return at < 0 ? undefined : lines.splice(at, 1)[0];
    },
    takeAll: () => lines.splice(0),
  };
}

/** Where pino puts its lines. */
function streamOfLog(): { write(text: string): void } {
  const symbol = Object.getOwnPropertySymbols(log).find(({ description }) => description === "pino.stream");
  const stream: unknown = symbol && Reflect.get(log, symbol);
  if (!isStream(stream)) throw new Error("pino keeps its stream elsewhere");
  return stream;
}

function isStream(value: unknown): value is { write(text: string): void } {
  return typeof value === "object" && value !== null && "write" in value;
}
