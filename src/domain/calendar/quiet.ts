import { type Calendar, isWorkingDay, workingDayFrom } from "./calendar.ts";
import { addDays } from "./civil.ts";
import type { LocalRange } from "./deadline.ts";
import { instantOf, instantOfMinute, localDateOf, localTimeOf, minutesOf, nextOccurrence } from "./zone.ts";

/** What of a person decides when a message may reach him or her; a chat `Actor` is one. */
export type PersonTime = {
  readonly tz: string;
  readonly workingHours: LocalRange;
  /** No messages from the first to before the second; the same twice: never quiet. */
  readonly quietHours: LocalRange;
};

/** How far back a warning is looked for: longer than any block of holidays. */
const DAYS_BACK_MAX = 31;

export function inQuietHours(at: Date, person: PersonTime): boolean {
  return isQuiet(minutesOf(localTimeOf(at, person.tz)), person.quietHours);
}

/** The first instant from `at` on that is not quiet: `at` itself, or the end of the quiet hours it falls into. */
export function endOfQuietHours(at: Date, person: PersonTime): Date {
  if (!inQuietHours(at, person)) return at;
  return nextOccurrence(person.quietHours[1], person.tz, at);
}

/** The next start of working hours on a working day, after `after`, outside quiet hours. */
export function nextWorkingMorning(after: Date, person: PersonTime, calendar: Calendar): Date {
  let date = workingDayFrom(calendar, localDateOf(after, person.tz)).date;
  for (;;) {
    const at = endOfQuietHours(instantOf(date, person.workingHours[0], person.tz), person);
    if (at.getTime() > after.getTime()) return at;
    date = workingDayFrom(calendar, addDays(date, 1)).date;
  }
}

/** Later, for reminders and notices: a time in quiet hours or on a day off moves to the next working morning. */
export function moveOutOfQuiet(when: Date, person: PersonTime, calendar: Calendar): Date {
  return isAllowed(when, person, calendar) ? when : nextWorkingMorning(when, person, calendar);
}

/**
 * Earlier, for a warning before a deadline: a time in quiet hours or on a day off moves back to the last allowed
 * minute. Never later than `when`; `when` itself if no minute of the month before is allowed.
 */
export function moveEarlier(when: Date, person: PersonTime, calendar: Calendar): Date {
  if (isAllowed(when, person, calendar)) return when;
  const today = localDateOf(when, person.tz);
  for (let daysBack = 0; daysBack <= DAYS_BACK_MAX; daysBack += 1) {
    const date = addDays(today, -daysBack);
    if (!isWorkingDay(calendar, date).isWork) continue;
    const at = lastAllowedMinute(date, when, person);
    if (at) return at;
  }
  return when;
}

/** The last minute of the local day that is outside quiet hours and not after `when`. */
function lastAllowedMinute(date: string, when: Date, person: PersonTime): Date | undefined {
  const minuteBeforeQuiet = (minutesOf(person.quietHours[0]) + 1439) % 1440;
  return [1439, minuteBeforeQuiet]
    .map((minute) => instantOfMinute(date, minute, person.tz))
    .find((at) => at.getTime() <= when.getTime() && !inQuietHours(at, person));
}

function isAllowed(at: Date, person: PersonTime, calendar: Calendar): boolean {
  return isWorkingDay(calendar, localDateOf(at, person.tz)).isWork && !inQuietHours(at, person);
}

function isQuiet(minute: number, [from, to]: LocalRange): boolean {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === end) return false;
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}
