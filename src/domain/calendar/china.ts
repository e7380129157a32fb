import published from "chinese-days/dist/chinese-days.json" with { type: "json" };
import about from "chinese-days/package.json" with { type: "json" };
import { type Calendar, type CalendarDay, calendarFrom } from "./calendar.ts";

/** A row of the calendar table: the day and where it is known from. */
export type PublishedDay = CalendarDay & {
  readonly calendar: "CN";
  readonly source: string;
  readonly version: string;
};

/**
 * China's holidays and make-up working days (调休) as the State Council published them, 2004 on, from the *data* of the
 * package chinese-days: its functions read days in the process's own zone and are wrong outside Asia.
 */
export function chinaCalendarDays(): PublishedDay[] {
  return [...rowsOf(published.holidays, false), ...rowsOf(published.workdays, true)].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  );
}

/** The calendar of mainland China; `days` are the rows of the calendar table where they are at hand. */
export function chinaCalendar(days: readonly CalendarDay[] = chinaCalendarDays()): Calendar {
  return calendarFrom({ layers: [days], knownYears: publishedYears(days) });
}

/**
 * A notice covers a year up to National Day. A lone row of a year's edge (a New Year's Day off that belongs to the
 * next year's notice) does not make the year known.
 */
function publishedYears(days: readonly CalendarDay[]): number[] {
  return days.filter((day) => day.date.endsWith("-10-01")).map((day) => Number(day.date.slice(0, 4)));
}

/** The data's values read `National Day,国庆节,3`: English name, Chinese name, days off by law. */
function rowsOf(days: Readonly<Record<string, string>>, isWork: boolean): PublishedDay[] {
  return Object.entries(days).map(([date, names]) => ({
    calendar: "CN",
    date,
    isWork,
    name: names.split(",")[1] ?? names,
    source: about.name,
    version: about.version,
  }));
}
