import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarFrom, isWorkingDay } from "#domain/calendar/calendar.ts";
import { chinaCalendar } from "#domain/calendar/china.ts";
import type { LocalRange } from "#domain/calendar/deadline.ts";
import {
  endOfQuietHours,
  inQuietHours,
  moveEarlier,
  moveOutOfQuiet,
  nextWorkingMorning,
} from "#domain/calendar/quiet.ts";
import { isoInZone, localDateOf } from "#domain/calendar/zone.ts";

const calendar = chinaCalendar();
const person = {
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
} as const;

const at = (local: string) => new Date(`${local}:00+08:00`);
const iso = (instant: Date) => isoInZone(instant, person.tz).slice(0, 16);
const withQuiet = (quietHours: LocalRange) => ({ ...person, quietHours });

test("quiet hours may run across midnight and end before their last minute", () => {
  const quiet = (local: string, range: LocalRange) => inQuietHours(at(local), withQuiet(range));
  expect(quiet("2026-05-06T21:00", ["21:00", "08:00"])).toBe(true);
  expect(quiet("2026-05-06T20:59", ["21:00", "08:00"])).toBe(false);
  expect(quiet("2026-05-06T07:59", ["21:00", "08:00"])).toBe(true);
  expect(quiet("2026-05-06T08:00", ["21:00", "08:00"])).toBe(false);
  expect(quiet("2026-05-06T12:30", ["12:00", "13:00"])).toBe(true);
  expect(quiet("2026-05-06T13:00", ["12:00", "13:00"])).toBe(false);
  expect(quiet("2026-05-06T23:59", ["22:00", "24:00"])).toBe(true);
  expect(quiet("2026-05-06T03:00", ["00:00", "00:00"])).toBe(false);
});

test("quiet hours end at their local time, over the change of the clocks too", () => {
  expect(iso(endOfQuietHours(at("2026-05-06T22:00"), person))).toBe("2026-05-07T08:00");
  expect(iso(endOfQuietHours(at("2026-05-06T12:00"), person))).toBe("2026-05-06T12:00");
  const newYork = { ...person, tz: "America/New_York" };
  const end = endOfQuietHours(new Date("2026-03-08T04:00:00Z"), newYork);
  expect(isoInZone(end, newYork.tz)).toBe("2026-03-08T08:00:00-04:00");
});

test.each([
  ["stays in the day", "2026-05-06T10:30", "2026-05-06T10:30"],
  ["stays after work, before the quiet hours", "2026-05-06T19:30", "2026-05-06T19:30"],
  ["waits for the morning at night", "2026-05-06T22:00", "2026-05-07T09:00"],
  ["waits for the same morning before dawn", "2026-05-06T06:00", "2026-05-06T09:00"],
  ["comes on a Saturday that is worked", "2026-05-09T10:00", "2026-05-09T10:00"],
  ["waits over a Sunday", "2026-05-10T10:00", "2026-05-11T09:00"],
  ["waits over the national holiday", "2026-09-30T22:00", "2026-10-08T09:00"],
])("a reminder %s", (_name, when, expected) => {
  expect(iso(moveOutOfQuiet(at(when), person, calendar))).toBe(expected);
});

test.each([
  ["stays in the day", "2026-05-06T10:30", "2026-05-06T10:30"],
  ["comes before the quiet hours", "2026-05-06T22:00", "2026-05-06T20:59"],
  ["comes the evening before", "2026-05-07T06:00", "2026-05-06T20:59"],
  ["comes before a Sunday, on the worked Saturday", "2026-05-10T15:00", "2026-05-09T20:59"],
  ["comes before the national holiday", "2026-10-04T12:00", "2026-09-30T20:59"],
])("a warning %s", (_name, when, expected) => {
  expect(iso(moveEarlier(at(when), person, calendar))).toBe(expected);
});

test("a warning without quiet hours comes in the last minute of the last working day", () => {
  expect(iso(moveEarlier(at("2026-05-10T15:00"), withQuiet(["00:00", "00:00"]), calendar))).toBe(
    "2026-05-09T23:59",
  );
  expect(iso(moveEarlier(at("2026-05-06T07:00"), withQuiet(["00:00", "08:00"]), calendar))).toBe(
    "2026-04-30T23:59",
  );
  expect(iso(moveEarlier(at("2026-05-06T13:00"), withQuiet(["12:00", "14:00"]), calendar))).toBe(
    "2026-05-06T11:59",
  );
});

test("a warning that no minute of a month allows comes when it was meant to", () => {
  const never = calendarFrom({ layers: [], weekend: [1, 2, 3, 4, 5, 6, 7] });
  expect(moveEarlier(at("2026-05-06T10:00"), person, never)).toEqual(at("2026-05-06T10:00"));
});

test("the next working morning is after the given time", () => {
  expect(iso(nextWorkingMorning(at("2026-05-06T08:59"), person, calendar))).toBe("2026-05-06T09:00");
  expect(iso(nextWorkingMorning(at("2026-05-06T09:00"), person, calendar))).toBe("2026-05-07T09:00");
  expect(iso(nextWorkingMorning(at("2026-05-09T12:00"), person, calendar))).toBe("2026-05-11T09:00");
});

test("an early bird's working morning waits for the end of the quiet hours", () => {
  const early = { ...person, workingHours: ["07:00", "16:00"] } as const;
  expect(iso(moveOutOfQuiet(at("2026-05-06T22:00"), early, calendar))).toBe("2026-05-07T08:00");
});

test("whatever the time, reminders move later, warnings earlier, and both to an allowed minute", () => {
  const anyInstant = fc.date({
    min: new Date("2026-01-05"),
    max: new Date("2026-11-01"),
    noInvalidDate: true,
  });
  const anyQuiet = fc.constantFrom<LocalRange>(["21:00", "08:00"], ["12:00", "14:00"], ["00:00", "07:00"]);
  fc.assert(
    fc.property(
      anyInstant,
      anyQuiet,
      fc.constantFrom("Asia/Shanghai", "America/New_York"),
      (when, quiet, tz) => {
        const anyone = { ...person, tz, quietHours: quiet };
        const later = moveOutOfQuiet(when, anyone, calendar);
        const earlier = moveEarlier(when, anyone, calendar);
        expect(later.getTime()).toBeGreaterThanOrEqual(when.getTime());
        expect(earlier.getTime()).toBeLessThanOrEqual(when.getTime());
        for (const moved of [later, earlier]) {
          expect(inQuietHours(moved, anyone)).toBe(false);
          expect(isWorkingDay(calendar, localDateOf(moved, tz)).isWork).toBe(true);
        }
      },
    ),
  );
});
