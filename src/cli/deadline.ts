import { z } from "zod";
import { countryCalendar, isCountry } from "#domain/calendar/country.ts";
import { deadlineOf } from "#domain/calendar/deadline.ts";
import { isLocalTime, isTimeZone, readInstant } from "#domain/calendar/zone.ts";
import { answerLines } from "./json-lines.ts";

const amount = z.number().positive();
const localTime = z.string().refine(isLocalTime, "not a time HH:mm");

const request = z.object({
  start: z.string(),
  tz: z.string().refine(isTimeZone, "unknown time zone"),
  rule: z.union([
    z.strictObject({ hours: amount }),
    z.strictObject({ workingDays: amount.int() }),
    z.strictObject({ workingHours: amount }),
  ]),
  calendar: z.string().refine(isCountry, "not a country code"),
  hours: z.tuple([localTime, localTime]).default(["09:00", "18:00"]),
});

/**
 * The command line's `deadline`: a line `{"start", "tz", "rule", "calendar", "hours"?}` gives `{"due", "certain"}` or
 * `{"error"}`. A start without an offset is what the clocks of `tz` show.
 */
export function deadlineLines(input: AsyncIterable<string>): AsyncIterable<string> {
  return answerLines(input, request, ({ start, tz, rule, calendar, hours }) => {
    const at = readInstant(start, tz);
    if (!at) throw new RangeError("start: not an ISO date or time");
    return deadlineOf({ start: at, tz, rule, calendar: countryCalendar(calendar), hours });
  });
}
