/** One line of the result: what was measured, against what, and how they compare. */
export type Line = {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  /** Ours divided by the other; `undefined` where there is nothing to divide by. */
  readonly ratio: number | undefined;
  /** What is aimed at, and what is not done yet. */
  readonly aim?: string;
  readonly fails?: boolean;
};

/** The result as a Markdown table, ready for the README. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ what, ours, against, ratio, aim, fails }) => {
    const shown = ratio === undefined ? "–" : ratio.toFixed(2);
    return `| ${what} | ${ours} | ${against} | ${fails === true ? `**${shown}** (missed)` : shown} | ${aim ?? "–"} |`;
  });
  return ["| what | ours | against | ratio | aim |", "|---|---|---|---|---|", ...rows].join("\n");
}

export function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString("en")}/s`;
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}
