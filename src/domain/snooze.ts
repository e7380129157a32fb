import type { Calendar } from "./calendar/calendar.ts";
import { addDays, weekdayOf } from "./calendar/civil.ts";
import { moveOutOfQuiet, nextWorkingMorning, type PersonTime } from "./calendar/quiet.ts";
import { instantOf, localDateOf } from "./calendar/zone.ts";
import type { Policy } from "./policy.ts";

export const snoozes = ["hour", "morning", "monday"] as const;
export type Snooze = (typeof snoozes)[number];

/**
 * When something snoozed comes back: after an hour, at the start of work on the next working day after today, or on
 * the next Monday (the first working day from it). Never in quiet hours or on a day off, when nothing would be said.
 */
export function snoozedUntil(
  snooze: Snooze,
  when: {
    readonly now: Date;
    readonly person: PersonTime;
    readonly calendar: Calendar;
    readonly policy: Pick<Policy, "snoozeHours">;
  },
): Date {
  const { now, person, calendar, policy } = when;
  if (snooze === "hour") {
    return moveOutOfQuiet(new Date(now.getTime() + policy.snoozeHours * 3_600_000), person, calendar);
  }
  const today = localDateOf(now, person.tz);
  const from = addDays(today, snooze === "morning" ? 1 : 8 - weekdayOf(today));
  const justBefore = new Date(instantOf(from, "00:00", person.tz).getTime() - 1);
  return nextWorkingMorning(justBefore, person, calendar);
}
