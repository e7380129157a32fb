/**
 * Arithmetic on civil dates, `YYYY-MM-DD` strings from year 1 to 9999. A civil date has no zone: nothing here
 * depends on where the process runs. `Date.UTC` is used as a day counter only.
 */
const MS_PER_DAY = 86_400_000;
const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

export type YearMonthDay = { readonly year: number; readonly month: number; readonly day: number };

/** True for a date that exists: `2026-02-30` does not. */
export function isCivilDate(text: string): boolean {
  const match = PATTERN.exec(text);
  if (!match) return false;
  return civilDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }) === text;
}

/** The date of these numbers, undefined when it does not exist. Months count from 1. */
export function civilDate({ year, month, day }: YearMonthDay): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Splits a civil date. Throws a RangeError for anything else. */
export function partsOf(date: string): YearMonthDay {
  const match = PATTERN.exec(date);
  if (!match) throw new RangeError(`not a civil date: ${date}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** Adds whole days; throws a RangeError outside the years 1 to 9999. */
export function addDays(date: string, days: number): string {
  const at = new Date(dayNumber(date) * MS_PER_DAY + days * MS_PER_DAY);
  const year = at.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`${days} days from ${date} is out of range`);
  return at.toISOString().slice(0, 10);
}

/** Adds whole months; a day that the month does not have becomes its last one (31 January + 1 = 28 February). */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  if (!(target.year >= 1 && target.year <= 9999)) throw new RangeError(`${months} months from ${date}`);
  const last = daysInMonth(target.year, target.month);
  return `${pad(target.year, 4)}-${pad(target.month, 2)}-${pad(Math.min(day, last), 2)}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** ISO weekday: 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Monday of the date's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}

/** Days from one civil date to another; negative backwards. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

function dayNumber(date: string): number {
  const { year, month, day } = partsOf(date);
  // setUTCFullYear, because Date.UTC reads the years 0 to 99 as 1900 to 1999.
  return Math.floor(new Date(0).setUTCFullYear(year, month - 1, day) / MS_PER_DAY);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
