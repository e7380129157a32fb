import { clearScreenDown, createInterface, cursorTo, moveCursor } from "node:readline";

export type Screen = {
  /** Puts lines above what is being typed. */
  print(text: string): void;
  /** What stands before what is being typed, from now on. */
  prompt(text: string): void;
  close(): void;
};

export type ScreenOptions = {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  onLine(line: string): void;
  /** Ctrl-C and Ctrl-D, of which the terminal makes no signal while lines are edited. */
  onEnd(): void;
};

/** Lines typed at the bottom while messages arrive above them. */
export function createScreen({ input, output, onLine, onEnd }: ScreenOptions): Screen {
  const typed = createInterface({ input, output, prompt: "" });
  let isClosed = false;
  typed.on("line", onLine);
  typed.on("SIGINT", onEnd);
  typed.on("close", () => {
    if (!isClosed) onEnd();
  });
  return {
    print: (text) => {
      if (output.isTTY !== true || isClosed) {
        output.write(`${text}\n`);
        return;
      }
      const { rows } = typed.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      // The prompt is drawn as many rows higher as it took before.
      output.write(`${text}\n${"\n".repeat(rows)}`);
      typed.prompt(true);
    },
    prompt: (text) => {
      if (isClosed) return;
      typed.setPrompt(text);
      typed.prompt(true);
    },
    close: () => {
      isClosed = true;
      typed.close();
    },
  };
}
