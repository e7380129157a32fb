import { addWorkingDays, type Calendar, isWorkingDay } from "./calendar.ts";
import { addDays } from "./civil.ts";
import { instantOf, instantOfMinute, isoInZone, localDateOf, minutesOf } from "./zone.ts";

/** Local `HH:mm` from and to; a range that ends before it starts runs across midnight. */
export type LocalRange = readonly [from: string, to: string];

/** One of: hours by the clock, working days, or hours that run inside working hours only. */
export type DeadlineRule =
  | { readonly hours: number }
  | { readonly workingDays: number }
  | { readonly workingHours: number };

export type WorkingTime = {
  readonly tz: string;
  readonly calendar: Calendar;
  readonly workingHours: LocalRange;
};
export type CertainInstant = { readonly at: Date; readonly certain: boolean };

const MS_PER_HOUR = 3_600_000;
/** A year without a minute of work is a mistake in the calendar. */
const DAYS_OFF_MAX = 366;
/** Eleven years of hours: more is a slip, and would only count days. */
const AMOUNT_MAX = 100_000;

/**
 * When something that started at `start` is due, as ISO 8601 with the zone's offset. `workingDays: n` is the n-th
 * working day after the start's local date, at the end of working hours. `certain` is false when the calendar of a
 * year on the way is not published. Throws a RangeError for an amount that is not positive or leads out of range.
 */
export function deadlineOf(input: {
  readonly start: Date;
  readonly tz: string;
  readonly rule: DeadlineRule;
  readonly calendar: Calendar;
  readonly hours: LocalRange;
}): { due: string; certain: boolean } {
  const time = { tz: input.tz, calendar: input.calendar, workingHours: input.hours };
  const { at, certain } = dueAt(input.start, input.rule, time);
  return { due: isoInZone(at, input.tz), certain };
}

/** As `deadlineOf`, as an instant. */
export function dueAt(start: Date, rule: DeadlineRule, time: WorkingTime): CertainInstant {
  if ("hours" in rule) {
    return { at: new Date(start.getTime() + positive(rule.hours) * MS_PER_HOUR), certain: true };
  }
  if ("workingHours" in rule) return addWorkingHours(start, rule.workingHours, time);
  const today = localDateOf(start, time.tz);
  const { date, certain } = addWorkingDays(time.calendar, today, whole(rule.workingDays));
  return { at: shiftOf(date, time).end, certain };
}

/** Lets `hours` pass inside the working hours of working days only. Ends at closing time, not at the next opening. */
export function addWorkingHours(start: Date, hours: number, time: WorkingTime): CertainInstant {
  let leftMs = positive(hours) * MS_PER_HOUR;
  let certain = true;
  // From the day before, whose shift may run across midnight.
  let date = addDays(localDateOf(start, time.tz), -1);
  for (let daysOff = 0; daysOff <= DAYS_OFF_MAX; daysOff += 1, date = addDays(date, 1)) {
    const shift = shiftOf(date, time);
    const from = Math.max(shift.start.getTime(), start.getTime());
    const roomMs = shift.end.getTime() - from;
    if (roomMs <= 0) continue;
    const day = isWorkingDay(time.calendar, date);
    certain &&= day.certain;
    if (!day.isWork) continue;
    if (roomMs >= leftMs) return { at: new Date(from + leftMs), certain };
    leftMs -= roomMs;
    daysOff = 0;
  }
  throw new RangeError(`no working hours within a year of ${start.toISOString()}`);
}

/** Time that was worked: in whole working days of the length that `time` has, and whole hours besides. */
export type Worked = { readonly days: number; readonly hours: number };

/** How much of the time between two instants lies inside working hours of working days; of years the last one. */
export function workedBetween(from: Date, to: Date, time: WorkingTime): Worked {
  if (time.workingHours[0] === time.workingHours[1]) return { days: 0, hours: 0 };
  const begun = Math.max(from.getTime(), to.getTime() - DAYS_OFF_MAX * 24 * MS_PER_HOUR);
  const last = localDateOf(to, time.tz);
  let workedMs = 0;
  // From the day before, whose shift may run across midnight.
  let date = addDays(localDateOf(new Date(begun), time.tz), -1);
  for (; date <= last; date = addDays(date, 1)) {
    if (!isWorkingDay(time.calendar, date).isWork) continue;
    const { start, end } = shiftOf(date, time);
    const ms = Math.min(end.getTime(), to.getTime()) - Math.max(start.getTime(), begun);
    workedMs += Math.max(0, ms);
  }
  const [opens, closes] = time.workingHours.map(minutesOf);
  const dayMs = ((((closes ?? 0) - (opens ?? 0) + 1440) % 1440) * MS_PER_HOUR) / 60;
  return { days: Math.floor(workedMs / dayMs), hours: Math.floor((workedMs % dayMs) / MS_PER_HOUR) };
}

function shiftOf(date: string, time: WorkingTime): { start: Date; end: Date } {
  const [from, to] = time.workingHours;
  if (from === to) throw new RangeError("working hours must not be empty");
  const end = minutesOf(to);
  return {
    start: instantOf(date, from, time.tz),
    end: instantOfMinute(date, end > minutesOf(from) ? end : end + 1440, time.tz),
  };
}

function positive(amount: number): number {
  if (!(amount > 0 && amount <= AMOUNT_MAX))
    throw new RangeError(`the amount must be above 0, up to ${AMOUNT_MAX}`);
  return amount;
}

function whole(days: number): number {
  if (!Number.isInteger(days)) throw new RangeError("working days must be a whole number");
  return positive(days);
}
