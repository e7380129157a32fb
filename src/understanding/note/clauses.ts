import { type DateContext, type FoundDate, findDates } from "../dates.ts";
import { LABELS } from "./words.ts";

export type Section = keyof typeof LABELS;

/** A piece of the note between two marks, with the dates in it; `section` where a label says what it is. */
export type Clause = {
  readonly text: string;
  readonly dates: readonly FoundDate[];
  readonly section?: Section;
  /** The label: 下次拜访 tells the method. */
  readonly heading?: string;
  /** Its sentence, counted from 0. */
  readonly sentence: number;
};

export type Clauses = {
  readonly clauses: readonly Clause[];
  /** The text without its labelled to-dos. */
  readonly untasked: string;
  readonly invalid: readonly string[];
};

/** A comma in 300,000 and a point in 3.5 end nothing; nor does a mark inside a date. */
const SENTENCE_END = /[。！!？?；;\n]+|(?<!(?:^|\n)\s*\d{1,2}|\b(?:Mr|Ms|Mrs|Dr|No))\.(?=\s|$)/g;
const CLAUSE_END =
  /，|、(?![一二三四五六日])|,(?!\d)|(?<=\s)(?:and|then)(?=\s+(?:follow|send|call|visit|will|then|we|i|to)\b)/gi;
const BULLET = /^\s*(?:[-*•·]|\d{1,2}[.、)）](?!\d)|[①-⑳])\s*/;

type Stretch = { readonly from: number; readonly to: number };

/** Cuts a note into clauses. A section runs to the end of its sentence, and on over semicolons and list items. */
export function clausesOf(text: string, context: DateContext): Clauses {
  const { dates, invalid } = findDates(text, context);
  const page: Page = { text, dates };
  const clauses: Clause[] = [];
  let untasked = "";
  let section: Section | undefined;
  let heading: string | undefined;
  let goesOn = false;
  for (const [sentence, whole] of cut(page, SENTENCE_END, { from: 0, to: text.length }).entries()) {
    const said = text.slice(whole.from, whole.to);
    const bullet = BULLET.exec(said)?.[0] ?? "";
    const label = labelOf(said.slice(bullet.length));
    heading = label ? said.slice(bullet.length, bullet.length + label.length) : heading;
    section = label?.section ?? (goesOn || bullet !== "" ? section : undefined);
    const inner = { from: whole.from + bullet.length + (label?.length ?? 0), to: whole.to };
    for (const stretch of cut(page, CLAUSE_END, inner)) {
      clauses.push({ ...clauseAt(page, stretch), sentence, ...(section && heading && { section, heading }) });
    }
    if (section !== "todo") untasked += text.slice(whole.from, nextFrom(page, whole.to));
    goesOn = /[；;]/.test(text.charAt(whole.to)) || text.slice(inner.from, inner.to).trim() === "";
  }
  return { clauses, untasked: untasked.trim(), invalid };
}

type Page = { readonly text: string; readonly dates: readonly FoundDate[] };

/** Where the marks after a sentence end. */
function nextFrom({ text }: Page, to: number): number {
  return to + (/^(?:[。！!？?；;\n]+|\.)/.exec(text.slice(to))?.[0].length ?? 0);
}

function labelOf(text: string): { section: Section; length: number } | undefined {
  const space = text.length - text.trimStart().length;
  for (const section of ["todo", "next", "question"] as const) {
    const label = LABELS[section].exec(text.trimStart())?.[0];
    if (label !== undefined) return { section, length: space + label.length };
  }
  return undefined;
}

function cut({ text, dates }: Page, mark: RegExp, { from, to }: Stretch): Stretch[] {
  const stretches: Stretch[] = [];
  let start = from;
  for (const match of text.slice(from, to).matchAll(mark)) {
    const at = from + match.index;
    if (dates.some((date) => at > date.index && at < date.index + date.text.length)) continue;
    stretches.push({ from: start, to: at });
    start = at + match[0].length;
  }
  stretches.push({ from: start, to });
  return stretches.filter((stretch) => text.slice(stretch.from, stretch.to).trim() !== "");
}

function clauseAt(
  { text, dates }: Page,
  { from, to }: Stretch,
): Omit<Clause, "sentence" | "section" | "heading"> {
  return {
    text: text.slice(from, to).trim(),
    dates: dates.filter((date) => date.index >= from && date.index < to),
  };
}
