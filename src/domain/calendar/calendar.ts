import { addDays, partsOf, weekdayOf } from "./civil.ts";

/** A day that a calendar speaks about; every other day follows the weekend. */
export type CalendarDay = { readonly date: string; readonly isWork: boolean; readonly name?: string };

/** Which days are worked. Built by `calendarFrom`, `chinaCalendar` or `countryCalendar`. */
export type Calendar = {
  /** First hit wins: team, company, country. */
  readonly layers: readonly ReadonlyMap<string, CalendarDay>[];
  /** ISO weekdays (1 Monday to 7 Sunday) that are off where no layer speaks. */
  readonly weekend: readonly number[];
  /** Years whose official schedule is in the country layer: elsewhere the weekend is only a guess. */
  readonly knownYears: ReadonlySet<number>;
};

/** `certain: false`: the year's schedule is not published, the weekend decided. */
export type WorkingDay = { readonly isWork: boolean; readonly certain: boolean };
export type CertainDate = { readonly date: string; readonly certain: boolean };

/** A calendar without a single day off for a year is a mistake in the data, not a reason to search forever. */
const DAYS_OFF_MAX = 366;

export function calendarFrom(options: {
  readonly layers: readonly (readonly CalendarDay[])[];
  readonly weekend?: readonly number[];
  readonly knownYears?: Iterable<number>;
}): Calendar {
  return {
    layers: options.layers.map((days) => new Map(days.map((day) => [day.date, day]))),
    weekend: options.weekend ?? [6, 7],
    knownYears: new Set(options.knownYears),
  };
}

/** The same calendar with days of higher rank on top: the company's own, then the team's, then a person's leave. */
export function withLayer(calendar: Calendar, days: readonly CalendarDay[]): Calendar {
  return { ...calendar, layers: [new Map(days.map((day) => [day.date, day])), ...calendar.layers] };
}

/** What the layers say about a date, if anything: the day's name is here. */
export function dayAt(calendar: Calendar, date: string): CalendarDay | undefined {
  for (const layer of calendar.layers) {
    const day = layer.get(date);
    if (day) return day;
  }
  return undefined;
}

export function isWorkingDay(calendar: Calendar, date: string): WorkingDay {
  const day = dayAt(calendar, date);
  if (day) return { isWork: day.isWork, certain: true };
  return {
    isWork: !calendar.weekend.includes(weekdayOf(date)),
    certain: calendar.knownYears.has(partsOf(date).year),
  };
}

/**
 * The n-th working day after `date` (before it for a negative n; `date` itself for 0, worked or not).
 * `certain` is false when any day on the way is only a guess. Throws a RangeError when nothing is worked for a year.
 */
export function addWorkingDays(calendar: Calendar, date: string, n: number): CertainDate {
  const step = n < 0 ? -1 : 1;
  let left = Math.abs(n);
  let at = date;
  let certain = true;
  let daysOff = 0;
  while (left > 0) {
    at = addDays(at, step);
    const day = isWorkingDay(calendar, at);
    certain &&= day.certain;
    daysOff = day.isWork ? 0 : daysOff + 1;
    if (daysOff > DAYS_OFF_MAX) throw new RangeError(`no working day within a year of ${date}`);
    if (day.isWork) left -= 1;
  }
  return { date: at, certain };
}

export function nextWorkingDay(calendar: Calendar, date: string): CertainDate {
  return addWorkingDays(calendar, date, 1);
}

/** `date` where it is worked, else the next day that is. */
export function workingDayFrom(calendar: Calendar, date: string): CertainDate {
  const day = isWorkingDay(calendar, date);
  return day.isWork ? { date, certain: day.certain } : nextWorkingDay(calendar, date);
}
