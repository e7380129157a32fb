import { nextWorkingDay } from "#domain/calendar/calendar.ts";
import { countryCalendar } from "#domain/calendar/country.ts";
import { instantOf, localDateOf, nextOccurrence } from "#domain/calendar/zone.ts";
import type { ClockMove } from "../web/wire.ts";

/** When the morning digests come, if nobody has set it otherwise. */
const morning = "08:45";
const hourMs = 3_600_000;

/** The moment that a button of the clock leads to, by the clocks of `tz` and China's calendar. */
export function momentOf({ to }: ClockMove, { now, tz }: { now: Date; tz: string }): Date {
  if (to === "+1h") return new Date(now.getTime() + hourMs);
  if (to === "next-morning") return nextOccurrence(morning, tz, now);
  const { date } = nextWorkingDay(countryCalendar("CN"), localDateOf(now, tz));
  return instantOf(date, morning, tz);
}
