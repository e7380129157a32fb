import { styleText } from "node:util";
import type { SeenMessage } from "./client.ts";
import type { TerminalTexts } from "./terminal-texts.ts";

export type Drawn = { readonly message: SeenMessage; readonly isChanged: boolean };

/** Title, text, and the buttons where they stand, with the numbers that press them. */
export function drawMessage({ message, isChanged }: Drawn, words: TerminalTexts): string {
  const notes = [...(isChanged ? [words.updated] : []), ...(message.ephemeral ? [words.onlyYou] : [])];
  const [title = "", ...lines] = numbered(message);
  const head =
    styleText("bold", title) + (notes.length > 0 ? styleText("dim", `  (${notes.join(", ")})`) : "");
  return ["", head, ...lines].map((line) => `  ${line}`.trimEnd()).join("\n");
}

/** A line that is the next button's label is that button; what the text does not show comes last. */
function numbered({ text, buttons }: SeenMessage): readonly string[] {
  const lines: string[] = [];
  let row: string[] = [];
  let next = 0;
  const flush = () => {
    if (row.length > 0) lines.push(row.join("  "));
    row = [];
  };
  const take = (label: string) => {
    next += 1;
    row.push(`${styleText("cyan", `[${next}]`)} ${label}`);
  };
  for (const line of text.split("\n")) {
    if (line === buttons[next]) take(line);
    else {
      flush();
      lines.push(line);
    }
  }
  for (const label of buttons.slice(next)) take(label);
  flush();
  return lines;
}
