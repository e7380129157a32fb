import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isWorkingDay } from "#domain/calendar/calendar.ts";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { inQuietHours, type PersonTime } from "#domain/calendar/quiet.ts";
import { instantOf, localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import { type Snooze, snoozedUntil, snoozes } from "#domain/snooze.ts";

const person: PersonTime = {
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
};
const calendar = chinaCalendar();
const policy = { snoozeHours: 1 };
const at = (local: string) => instantOf(local.slice(0, 10), local.slice(11), person.tz);
const local = (date: Date, tz = person.tz) => `${localDateOf(date, tz)} ${localTimeOf(date, tz)}`;

describe("snoozed", () => {
  test.each<[Snooze, string, string, string]>([
    ["hour", "an hour later", "2026-09-14 10:10", "2026-09-14 11:10"],
    ["hour", "in the morning where an hour later is night", "2026-09-14 20:30", "2026-09-15 09:00"],
    ["hour", "on Monday where today is off", "2026-09-12 10:00", "2026-09-14 09:00"],
    ["morning", "the next morning", "2026-09-14 10:10", "2026-09-15 09:00"],
    ["morning", "tomorrow, even before work begins", "2026-09-14 07:00", "2026-09-15 09:00"],
    ["morning", "on the Sunday that is worked", "2026-09-18 10:00", "2026-09-20 09:00"],
    ["morning", "after the holiday", "2026-09-30 10:00", "2026-10-08 09:00"],
    ["morning", "on the Saturday that is worked", "2026-10-09 10:00", "2026-10-10 09:00"],
    ["monday", "next Monday", "2026-09-16 10:00", "2026-09-21 09:00"],
    ["monday", "in a week, on a Monday", "2026-09-14 10:00", "2026-09-21 09:00"],
    ["monday", "tomorrow, on a Sunday", "2026-09-13 10:00", "2026-09-14 09:00"],
    ["monday", "on the first working day, where Monday is off", "2026-09-30 10:00", "2026-10-08 09:00"],
  ])("until %s: %s", (snooze, _, ...[now, expected]) => {
    expect(local(snoozedUntil(snooze, { now: at(now), person, calendar, policy }))).toBe(expected);
  });

  test("until the first minute awake where work begins in quiet hours", () => {
    const late: PersonTime = { ...person, quietHours: ["21:00", "10:30"] };
    for (const snooze of ["morning", "monday"] as const) {
      const until = snoozedUntil(snooze, { now: at("2026-09-13 10:00"), person: late, calendar, policy });
      expect(local(until)).toBe("2026-09-14 10:30");
    }
  });

  test("until midnight of the very next day for who starts then", () => {
    const night: PersonTime = { ...person, workingHours: ["00:00", "08:00"], quietHours: ["00:00", "00:00"] };
    const until = snoozedUntil("morning", { now: at("2026-09-14 10:00"), person: night, calendar, policy });
    expect(local(until)).toBe("2026-09-15 00:00");
  });

  const people: fc.Arbitrary<PersonTime> = fc.record({
    tz: fc.constantFrom("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
    workingHours: fc.constantFrom(["09:00", "18:00"] as const, ["00:00", "08:00"] as const),
    quietHours: fc.constantFrom(["21:00", "08:00"] as const, ["00:00", "00:00"] as const),
  });
  const instants = fc.date({
    min: new Date("2026-01-01"),
    max: new Date("2026-12-20"),
    noInvalidDate: true,
  });

  test("anyhow, it is ahead, awake and at work, and the longer choice never comes first", () => {
    fc.assert(
      fc.property(people, instants, (of, now) => {
        const until = (snooze: Snooze) => snoozedUntil(snooze, { now, person: of, calendar, policy });
        for (const snooze of snoozes) {
          const found = until(snooze);
          expect(found.getTime()).toBeGreaterThan(now.getTime());
          expect(inQuietHours(found, of)).toBe(false);
          expect(isWorkingDay(calendar, localDateOf(found, of.tz)).isWork).toBe(true);
        }
        expect(localDateOf(until("morning"), of.tz) > localDateOf(now, of.tz)).toBe(true);
        expect(until("morning").getTime()).toBeLessThanOrEqual(until("monday").getTime());
      }),
    );
  });

  test("does not depend on when of the day the button was pressed, but for the hour", () => {
    fc.assert(
      fc.property(people, instants, (of, now) => {
        const noon = instantOf(localDateOf(now, of.tz), "12:00", of.tz);
        for (const snooze of ["morning", "monday"] as const) {
          const options = { person: of, calendar, policy };
          expect(snoozedUntil(snooze, { ...options, now })).toEqual(
            snoozedUntil(snooze, { ...options, now: noon }),
          );
        }
      }),
    );
  });
});
