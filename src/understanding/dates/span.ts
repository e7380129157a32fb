import { addWorkingDays } from "#domain/calendar/calendar.ts";
import { addDays, addMonths } from "#domain/calendar/civil.ts";
import type { Day, Instant, Reading } from "./piece.ts";

export type SpanUnit = keyof typeof UNITS;

/** In minutes, days or months. House rule: half a month is 15 days. */
const UNITS = {
  minute: { minutes: 1 },
  quarterHour: { minutes: 15 },
  hour: { minutes: 60 },
  day: { days: 1 },
  week: { days: 7 },
  fortnight: { days: 14 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { months: 12 },
} as const;
const HALF_MONTH_DAYS = 15;
const MS_PER_MINUTE = 60_000;

/** So long from now, or ago for a negative count; undefined for half a day or week, which is no date. */
export function span(count: number, unit: SpanUnit, reading: Reading): Day | Instant | undefined {
  const size: { readonly minutes?: number; readonly days?: number; readonly months?: number } = UNITS[unit];
  if (size.minutes !== undefined)
    return { type: "instant", at: minutesFrom(reading.now, count * size.minutes) };
  if (size.months !== undefined) return { type: "day", date: monthsFrom(reading.today, count * size.months) };
  const days = count * (size.days ?? 0);
  return Number.isInteger(days) ? { type: "day", date: addDays(reading.today, days) } : undefined;
}

/** The n-th working day from today by the workspace's calendar. */
export function workingDaySpan(count: number, reading: Reading): Day {
  return { type: "day", ...addWorkingDays(reading.calendar, reading.today, count) };
}

function monthsFrom(today: string, months: number): string {
  const whole = Math.trunc(months);
  return addDays(addMonths(today, whole), Math.round((months - whole) * 2 * HALF_MONTH_DAYS));
}

/** To the whole minute: seconds are nobody's intent. */
function minutesFrom(now: Date, minutes: number): Date {
  return new Date((Math.floor(now.getTime() / MS_PER_MINUTE) + minutes) * MS_PER_MINUTE);
}
