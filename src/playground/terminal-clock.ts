import { countryCalendar } from "#domain/calendar/country.ts";
import { instantOf, isLocalTime, nextOccurrence, readInstant } from "#domain/calendar/zone.ts";
import { resolveDate } from "#understanding/dates.ts";

const minutesPer: Readonly<Record<string, number>> = {
  m: 1,
  min: 1,
  分钟: 1,
  h: 60,
  小时: 60,
  d: 1440,
  天: 1440,
  w: 10_080,
  周: 10_080,
};

/** The time of day meant by a date without one: when work begins. */
const morning = "09:00";

/**
 * The moment that was typed: `+1h`, `08:45` (the next), `2026-11-24 08:45`, `tomorrow 08:45`, `下周一 9点`; as the
 * clocks of `tz` show. `undefined` for anything else.
 */
export function readMoment(text: string, { now, tz }: { now: Date; tz: string }): Date | undefined {
  const [, count, unit = ""] = /^\+\s*(\d{1,4})\s*(\p{L}+)$/u.exec(text) ?? [];
  const minutes = minutesPer[unit.toLowerCase()];
  if (count !== undefined && minutes !== undefined) {
    return new Date(now.getTime() + Number(count) * minutes * 60_000);
  }
  if (isLocalTime(text)) return nextOccurrence(text, tz, now);
  const date = resolveDate(text, { now, tz, calendar: countryCalendar("CN") });
  if (date === undefined) return readInstant(text, tz);
  return date.hasTime ? readInstant(date.start, tz) : instantOf(date.start, morning, tz);
}
