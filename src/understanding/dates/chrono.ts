import { Chrono, casual, type ParsedResult } from "chrono-node/en";
import { INVALID_DAY, type Piece, type Reading } from "./piece.ts";
import { monthDay, monthPeriod } from "./reckon.ts";

/** chrono's parsers one by one, without its refiners, which merge and choose by rules that are not ours. */
const reader = new Chrono({ parsers: casual.parsers, refiners: [] });

const MONTH_NAME = /(?<![a-z])(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)/i;
const SURE_TIME = /\d[ \t]*[ap]\.?m|:\d\d|o\W?clock|at night|in the (?:morning|afternoon)/i;
/** Without one of these in the text nothing that chrono finds would be read. */
const READABLE =
  /(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])|\d[ \t]*[ap]\.?m|:\d\d|o\W?clock|at night|in the (?:morning|afternoon)|at[ \t]+\d/i;
const BARE_HOUR = /^at[ \t]+\d{1,2}$/i;

export type ChronoReading = { readonly to: number; readonly read: (reading: Reading) => Piece };

/**
 * English dates with a month's name and times of day, by the position where they start. Only the components that
 * chrono read from the text are used: it would fill in the rest by the process's zone and its own idea of "next".
 */
export function chronoReadings(text: string): ReadonlyMap<number, ChronoReading> {
  const readings = new Map<number, ChronoReading>();
  if (!/[a-z]/i.test(text) || !READABLE.test(text)) return readings;
  for (const result of reader.parse(text, new Date(0))) {
    const read = readerOf(result);
    const from = result.index;
    const to = from + result.text.trimEnd().length;
    if (read && to > (readings.get(from)?.to ?? from)) readings.set(from, { to, read });
  }
  return readings;
}

function readerOf(result: ParsedResult): ChronoReading["read"] | undefined {
  const { start, text } = result;
  if (start.isCertain("hour")) return start.isCertain("day") ? undefined : clockReader(result);
  if (!start.isCertain("month") || !MONTH_NAME.test(text)) return undefined;
  if (start.isCertain("day")) return (reading) => dayOrRange(result, reading);
  if (!/\d{4}$/.test(text.trim())) return undefined;
  return () => monthPeriod(start.get("year") ?? 0, start.get("month") ?? 0);
}

function dayOrRange({ start, end }: ParsedResult, reading: Reading): Piece {
  const year = start.isCertain("year") ? (start.get("year") ?? 0) : reading;
  const first = monthDay(start.get("month") ?? 0, start.get("day") ?? 0, year) ?? INVALID_DAY;
  if (!end || first.type !== "day") return first;
  const last =
    monthDay(end.get("month") ?? 0, end.get("day") ?? 0, Number(first.date.slice(0, 4))) ?? INVALID_DAY;
  return last.type === "day" ? { type: "period", start: first.date, end: last.date } : last;
}

function clockReader({ start, end, text }: ParsedResult): ChronoReading["read"] | undefined {
  const isWeak = BARE_HOUR.test(text.trim());
  if (!isWeak && !SURE_TIME.test(text)) return undefined;
  const minute = minuteOf(start);
  const isExact = start.isCertain("meridiem") || minute >= 720 || /(?:^|\D)0\d:/.test(text);
  const to = end ? { toMinute: minuteOf(end) } : {};
  return () => ({ type: "clock", minute, isExact, isWeak, ...to });
}

function minuteOf(components: ParsedResult["start"]): number {
  return (components.get("hour") ?? 0) * 60 + (components.get("minute") ?? 0);
}
