import type { Calendar } from "#domain/calendar/calendar.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { fold } from "./dates/fold.ts";
import { type Found, scan } from "./dates/scan.ts";

/** The moment and place at which a text was written, and the calendar that its working days follow. */
export type DateContext = {
  readonly now: Date;
  readonly tz: string;
  readonly calendar: Calendar;
  /** The text tells of what has been: where no verb says more, a bare day is the latest one, not the next. */
  readonly leansPast?: boolean;
};

export type FoundDate = {
  /** The words as written, with what makes them a deadline: 5月15日前, by Friday. */
  readonly text: string;
  /** Where they start, in UTF-16 units. */
  readonly index: number;
  /** `YYYY-MM-DD`, or ISO 8601 with the zone's offset where a time was said. Of a deadline the last day or moment. */
  readonly start: string;
  /** The last day of a period, the end of a range of times; never of a deadline. */
  readonly end?: string;
  readonly deadline: boolean;
  readonly hasTime: boolean;
  readonly kind: "date" | "datetime" | "range";
  /** False when working days of a year without a published schedule were counted. */
  readonly certain: boolean;
};

export type FoundDates = {
  readonly dates: readonly FoundDate[];
  /** Words written like a date or time of which there is none: 2月30日. Never rolled over to another day. */
  readonly invalid: readonly string[];
};

/**
 * Dates and times in a Chinese or English text (or one that mixes them), in reading order. Weeks start on Monday; a
 * bare day that has passed is the next one, unless the sentence is in the past; recurrences, ids, amounts and names
 * are no dates.
 */
export function findDates(text: string, context: DateContext): FoundDates {
  const today = localDateOf(context.now, context.tz);
  const { found, invalid } = scan({ ...context, today, text: fold(text) });
  return {
    dates: found.map((date) => shown(date, text)),
    invalid: invalid.map(({ from, to }) => text.slice(from, to)),
  };
}

/** The one date that the whole text is, as typed into a field; undefined for anything else, or more, or none. */
export function resolveDate(text: string, context: DateContext): FoundDate | undefined {
  const trimmed = text.trim().replace(/[。.!！]$/, "");
  const [date, ...others] = findDates(trimmed, context).dates;
  return date && others.length === 0 && date.text === trimmed ? date : undefined;
}

/** A text without its date: "给王总发报价", due tomorrow, of "明天下午3点给王总发报价". */
export type SplitDate = { readonly rest: string; readonly date?: FoundDate; readonly invalid?: string };

const EDGES = /^[\s,，。.;；:：、-]+|[\s,，;；:：、-]+$/g;
/** Little words that are left behind: 在 before the date, "on" and "at" before it. */
const DANGLING = /(?:[在于]|(?:^|[ \t])(?:on|at|in|for))[ \t]*$/i;

/**
 * Takes the first deadline out of the text, or else the first date. Other dates stay. Where nothing but the date was
 * written, `rest` is the text.
 */
export function splitDate(text: string, context: DateContext): SplitDate {
  const { dates, invalid } = findDates(text, context);
  const wrong = invalid[0] === undefined ? {} : { invalid: invalid[0] };
  const date = dates.find((found) => found.deadline) ?? dates[0];
  if (!date) return { rest: text.trim(), ...wrong };
  const before = text.slice(0, date.index).replace(DANGLING, "");
  const after = text.slice(date.index + date.text.length);
  const rest = `${before.trimEnd()}${gap(before, after)}${after.trimStart()}`.replace(EDGES, "");
  return { rest: rest === "" ? text.trim() : rest, date, ...wrong };
}

/** The last day or moment that a date leaves: of a range its end. */
export function lastOf(date: FoundDate): string {
  return date.end ?? date.start;
}

function gap(before: string, after: string): string {
  return /[\w)]$/.test(before.trimEnd()) && /^\w/.test(after.trimStart()) ? " " : "";
}

function shown({ from, to, start, end, isDeadline, hasTime, certain }: Found, text: string): FoundDate {
  const kind = end === undefined ? (hasTime ? "datetime" : "date") : "range";
  return {
    text: text.slice(from, to).trimEnd(),
    index: from,
    start,
    ...(end !== undefined && { end }),
    deadline: isDeadline,
    hasTime,
    kind,
    certain,
  };
}
