/** What a ratio should reach, and what it must reach. */
export type Limit = {
  readonly way: "at least" | "at most";
  readonly aim: number;
  readonly hard: number;
};

export type Row = {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio?: number;
  readonly limit?: Limit;
  /** What the time goes to; shown where the aim is missed. */
  readonly because?: string;
  readonly note?: string;
};

/** As Markdown, so that it can stand in the README. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.what,
    row.ours,
    row.against,
    row.ratio === undefined ? "" : row.ratio.toFixed(2),
    row.limit === undefined ? "" : `${row.limit.way} ${row.limit.aim} (hard ${row.limit.hard})`,
    verdictOf(row),
    [row.note, isMet(row, "aim") ? undefined : row.because].filter(Boolean).join("; "),
  ]);
  const head = ["what", "ours", "against", "ratio", "limit", "", "note"];
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** True when no hard limit is missed. */
export function isGood(rows: readonly Row[]): boolean {
  return rows.every((row) => isMet(row, "hard"));
}

function verdictOf(row: Row): string {
  if (row.ratio === undefined || row.limit === undefined) return "";
  if (!isMet(row, "hard")) return "FAILED";
  return isMet(row, "aim") ? "ok" : "short";
}

function isMet({ ratio, limit }: Row, which: "aim" | "hard"): boolean {
  if (ratio === undefined || limit === undefined) return true;
  return limit.way === "at least" ? ratio >= limit[which] : ratio <= limit[which];
}

/** `1,234/s` */
export function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString("en")}/s`;
}

/** `0.12 ms` */
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}
