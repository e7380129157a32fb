import { type Calendar, workingDayFrom } from "./calendar/calendar.ts";
import { addDays, weekdayOf } from "./calendar/civil.ts";
import { nextWorkingMorning, type PersonTime } from "./calendar/quiet.ts";
import { instantOf, localDateOf } from "./calendar/zone.ts";
import type { Policy } from "./policy.ts";

export const snoozes = ["hour", "morning", "monday"] as const;
export type Snooze = (typeof snoozes)[number];

/**
 * When something snoozed comes back: after an hour, at the start of work on the next working day after today, or on
 * the next Monday (the first working day from it).
 */
export function snoozedUntil(
  snooze: Snooze,
  when: {
    readonly now: Date;
    readonly person: PersonTime;
    readonly calendar: Calendar;
    readonly policy: Policy;
  },
): Date {
  const { now, person, calendar, policy } = when;
  const today = localDateOf(now, person.tz);
  if (snooze === "hour") return new Date(now.getTime() + policy.snoozeHours * 3_600_000);
  if (snooze === "morning") return nextWorkingMorning(instantOf(today, "24:00", person.tz), person, calendar);
  const monday = addDays(today, 8 - weekdayOf(today));
  return instantOf(workingDayFrom(calendar, monday).date, person.workingHours[0], person.tz);
}
