import {
  addDays,
  addMonths,
  civilDate,
  daysInMonth,
  mondayOf,
  partsOf,
  weekdayOf,
} from "#domain/calendar/civil.ts";
import { type Day, day, type Invalid, type Period, type Reading } from "./piece.ts";

/** A part of a month, quarter or year as people say it; `end` is the last day. */
export type PartOfPeriod = "early" | "middle" | "late" | "end";

/** Days of a month; the last is cut to the month's length. House rule: 月初 is the 1st to the 10th. */
const MONTH_PARTS: Readonly<Record<PartOfPeriod, readonly [number, number]>> = {
  early: [1, 10],
  middle: [11, 20],
  late: [21, 31],
  end: [31, 31],
};
/** Weekdays: the beginning, middle and end of a working week. */
const WEEK_PARTS: Readonly<Record<PartOfPeriod, readonly [number, number]>> = {
  early: [1, 2],
  middle: [2, 4],
  late: [4, 5],
  end: [5, 5],
};

/** The next day with this number, or the latest if the sentence is in the past. Undefined for the 32nd. */
export function dayOfMonth(number: number, reading: Reading): Day | undefined {
  if (number < 1 || number > 31) return undefined;
  const [from, step] = reading.isPast() ? [reading.today, -1] : [reading.anchor, 1];
  for (let months = 0; months < 12; months += 1) {
    const month = partsOf(addMonths(`${from.slice(0, 7)}-01`, months * step));
    const date = civilDate({ ...month, day: number });
    if (date !== undefined && (step > 0 ? date >= from : date <= from)) return { type: "day", date };
  }
  return undefined;
}

/** Month and day; without a year the next such date, or the latest if the sentence is in the past. */
export function monthDay(month: number, number: number, year: number | Reading): Day | Invalid | undefined {
  if (month < 1 || month > 12 || number < 1 || number > 31) return undefined;
  if (typeof year === "number") return day(civilDate({ year, month, day: number }));
  return day(civilDate({ year: yearFor(month, number, year), month, day: number }));
}

/** The year of a date that may not exist: compared as text, so that 29 February is judged where it falls. */
function yearFor(month: number, number: number, reading: Reading): number {
  const from = reading.isPast() ? reading.today : reading.anchor;
  const { year } = partsOf(from);
  const rest = `-${String(month).padStart(2, "0")}-${String(number).padStart(2, "0")}`;
  const text = from.slice(0, 4) + rest;
  if (reading.isPast()) return text > from ? year - 1 : year;
  return text < from ? year + 1 : year;
}

/** 1 Monday to 7 Sunday: the next one, today included; or the latest if the sentence is in the past. */
export function nearestWeekday(weekday: number, reading: Reading): Day {
  const from = reading.isPast() ? reading.today : reading.anchor;
  const ahead = (weekday - weekdayOf(from) + 7) % 7;
  const days = reading.isPast() && ahead > 0 ? ahead - 7 : ahead;
  return { type: "day", date: addDays(from, days), isWeekday: true };
}

/** A weekday of the calendar week so many weeks from this one. Weeks start on Monday. */
export function weekdayOfWeek(weekday: number, weeks: number, reading: Reading): Day {
  const date = addDays(mondayOf(reading.today), weeks * 7 + weekday - 1);
  return { type: "day", date, isWeekday: true };
}

export function week(weeks: number, reading: Reading, part?: PartOfPeriod): Period {
  const monday = addDays(mondayOf(reading.today), weeks * 7);
  const [first, last] = part ? WEEK_PARTS[part] : [1, 7];
  return period(addDays(monday, first - 1), addDays(monday, last - 1), part === undefined);
}

/** Saturday and Sunday of the week so many weeks from this one. */
export function weekend(weeks: number, reading: Reading): Period {
  const monday = addDays(mondayOf(reading.today), weeks * 7);
  return period(addDays(monday, 5), addDays(monday, 6), true);
}

/** The month so many months from this one, or a part of it. */
export function relativeMonth(months: number, reading: Reading, part?: PartOfPeriod): Period {
  const { year, month } = partsOf(addMonths(`${reading.today.slice(0, 7)}-01`, months));
  return monthPeriod(year, month, part);
}

/** 月初, 月底 of no month in particular: of this month, or of the next once it has begun. */
export function bareMonthPart(part: PartOfPeriod, reading: Reading): Period {
  const here = relativeMonth(0, reading, part);
  return here.start < reading.anchor && !reading.isPast() ? relativeMonth(1, reading, part) : here;
}

/** A named month without a year: the one that is not over, or the latest that has begun. */
export function namedMonth(month: number, reading: Reading, part?: PartOfPeriod): Period | undefined {
  if (month < 1 || month > 12) return undefined;
  return notOver((year) => monthPeriod(year, month, part), reading);
}

/** The same period of whichever year fits: not over yet, or begun already if the sentence is in the past. */
export function notOver(of: (year: number) => Period, reading: Reading): Period {
  const { year } = partsOf(reading.anchor);
  const here = of(year);
  if (reading.isPast()) return here.start > reading.today ? of(year - 1) : here;
  return here.end < reading.anchor ? of(year + 1) : here;
}

export function monthPeriod(year: number, month: number, part?: PartOfPeriod): Period {
  const last = daysInMonth(year, month);
  const [from, to] = part ? MONTH_PARTS[part] : [1, last];
  const text = (number: number) => civilDate({ year, month, day: Math.min(number, last) }) ?? "";
  return period(text(from), text(to), part === undefined);
}

/** Quarter 1 to 4; its early, middle and late parts are its months. */
export function quarter(year: number, number: number, part?: PartOfPeriod): Period {
  const first = number * 3 - 2;
  const months = part ? { early: [0, 0], middle: [1, 1], late: [2, 2], end: [2, 2] }[part] : [0, 2];
  const start = monthPeriod(year, first + (months[0] ?? 0), part === "end" ? "end" : undefined);
  return period(start.start, monthPeriod(year, first + (months[1] ?? 2)).end, part === undefined);
}

/** The quarter so many quarters from this one. */
export function relativeQuarter(quarters: number, reading: Reading, part?: PartOfPeriod): Period {
  const { year, month } = partsOf(addMonths(`${reading.today.slice(0, 7)}-01`, quarters * 3));
  return quarter(year, Math.ceil(month / 3), part);
}

export function halfYear(year: number, half: 1 | 2): Period {
  return half === 1
    ? period(`${year}-01-01`, `${year}-06-30`, true)
    : period(`${year}-07-01`, `${year}-12-31`, true);
}

/** A year, or its first month, its sixth, its last, its last day. */
export function yearPeriod(year: number, part?: PartOfPeriod): Period {
  if (part === "early") return { ...monthPeriod(year, 1), isWhole: false };
  if (part === "middle") return { ...monthPeriod(year, 6), isWhole: false };
  if (part === "late") return { ...monthPeriod(year, 12), isWhole: false };
  if (part === "end") return monthPeriod(year, 12, "end");
  return period(`${year}-01-01`, `${year}-12-31`, true);
}

function period(start: string, end: string, isWhole: boolean): Period {
  return { type: "period", start, end, isWhole };
}
