import fc from "fast-check";
import { expect, test } from "vitest";
import { addWorkingDays, calendarFrom } from "#domain/calendar/calendar.ts";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { countryCalendar } from "#domain/calendar/country.ts";
import {
  addWorkingHours,
  type DeadlineRule,
  deadlineOf,
  type LocalRange,
  workedBetween,
} from "#domain/calendar/deadline.ts";
import { isoInZone, localDateOf } from "#domain/calendar/zone.ts";

const calendar = chinaCalendar();
const hours: LocalRange = ["09:00", "18:00"];
const china = { tz: "Asia/Shanghai", calendar, hours };
const anyStart = fc.date({ min: new Date("2026-01-05"), max: new Date("2026-10-01"), noInvalidDate: true });

function due(start: string, rule: DeadlineRule, where: Partial<typeof china> = {}): string {
  return deadlineOf({ ...china, ...where, start: new Date(start), rule }).due;
}

test("hours run by the clock, over nights, days off and the change of the clocks", () => {
  expect(due("2026-05-08T17:00:00+08:00", { hours: 48 })).toBe("2026-05-10T17:00:00+08:00");
  expect(due("2026-03-07T12:00:00-05:00", { hours: 24 }, { tz: "America/New_York" })).toBe(
    "2026-03-08T13:00:00-04:00",
  );
  expect(due("2026-05-08T17:00:00.250+08:00", { hours: 0.5 })).toBe("2026-05-08T17:30:00.250+08:00");
});

test("working days end with the working hours of the n-th working day after the start's date", () => {
  expect(due("2026-05-06T10:30:00+08:00", { workingDays: 1 })).toBe("2026-05-07T18:00:00+08:00");
  expect(due("2026-05-06T23:59:00+08:00", { workingDays: 3 })).toBe("2026-05-09T18:00:00+08:00");
  expect(due("2026-09-30T08:00:00+08:00", { workingDays: 1 })).toBe("2026-10-08T18:00:00+08:00");
  // 23:30 in Shanghai is still the same date there, though the next one in Auckland.
  expect(due("2026-05-06T15:30:00Z", { workingDays: 1 })).toBe("2026-05-07T18:00:00+08:00");
  expect(due("2026-05-06T16:30:00Z", { workingDays: 1 })).toBe("2026-05-08T18:00:00+08:00");
});

test("working hours pass inside the working hours of working days only", () => {
  expect(due("2026-05-06T10:30:00+08:00", { workingHours: 4 })).toBe("2026-05-06T14:30:00+08:00");
  expect(due("2026-05-06T16:00:00+08:00", { workingHours: 4 })).toBe("2026-05-07T11:00:00+08:00");
  expect(due("2026-05-06T06:00:00+08:00", { workingHours: 1 })).toBe("2026-05-06T10:00:00+08:00");
  expect(due("2026-05-06T18:00:00+08:00", { workingHours: 1 })).toBe("2026-05-07T10:00:00+08:00");
  // Saturday 9 May is worked, Sunday is not.
  expect(due("2026-05-09T17:30:00+08:00", { workingHours: 1 })).toBe("2026-05-11T09:30:00+08:00");
  expect(due("2026-10-03T12:00:00+08:00", { workingHours: 9.5 })).toBe("2026-10-09T09:30:00+08:00");
});

test("working hours that end with the day end at closing time, not at the next opening", () => {
  expect(due("2026-05-06T17:00:00+08:00", { workingHours: 1 })).toBe("2026-05-06T18:00:00+08:00");
});

test("a shift across midnight belongs to the day on which it starts", () => {
  const night = { hours: ["22:00", "06:00"] as const };
  expect(due("2026-05-06T23:00:00+08:00", { workingHours: 4 }, night)).toBe("2026-05-07T03:00:00+08:00");
  expect(due("2026-05-07T05:00:00+08:00", { workingHours: 2 }, night)).toBe("2026-05-07T23:00:00+08:00");
  expect(due("2026-05-06T12:00:00+08:00", { workingDays: 1 }, night)).toBe("2026-05-08T06:00:00+08:00");
});

test("working hours that contain the change of the clocks are as long as they are", () => {
  const tz = "America/New_York";
  const sundays = calendarFrom({ layers: [[{ date: "2026-03-08", isWork: true }]], knownYears: [2026] });
  const where = { tz, calendar: sundays, hours: ["00:00", "06:00"] as const };
  expect(due("2026-03-08T00:00:00-05:00", { workingHours: 5 }, where)).toBe("2026-03-08T06:00:00-04:00");
});

test("a deadline that needs an unpublished year says so", () => {
  const certain = (start: string, rule: DeadlineRule) =>
    deadlineOf({ ...china, start: new Date(start), rule }).certain;
  expect(certain("2026-12-31T10:00:00+08:00", { workingDays: 1 })).toBe(false);
  expect(certain("2026-12-30T10:00:00+08:00", { workingDays: 1 })).toBe(true);
  expect(certain("2026-12-31T17:30:00+08:00", { workingHours: 1 })).toBe(false);
  expect(certain("2026-12-31T17:00:00+08:00", { workingHours: 1 })).toBe(true);
  expect(certain("2026-12-31T10:00:00+08:00", { hours: 100 })).toBe(true);
  const us = { ...china, calendar: countryCalendar("US"), tz: "America/New_York" };
  expect(
    deadlineOf({ ...us, start: new Date("2026-07-02T12:00:00Z"), rule: { workingDays: 1 } }).certain,
  ).toBe(false);
});

test("working hours agree with counting minute by minute", () => {
  fc.assert(
    fc.property(anyStart, fc.integer({ min: 1, max: 40 }), (day, quarters) => {
      const start = new Date(Math.floor(day.getTime() / 900_000) * 900_000);
      const { at } = addWorkingHours(start, quarters / 4, { tz: china.tz, calendar, workingHours: hours });
      let worked = 0;
      for (let ms = start.getTime(); ms < at.getTime(); ms += 900_000) {
        const local = isoInZone(new Date(ms), china.tz);
        const isOpen = local.slice(11, 16) >= "09:00" && local.slice(11, 16) < "18:00";
        const date = local.slice(0, 10);
        const isWork = addWorkingDays(calendar, addWorkingDays(calendar, date, -1).date, 1).date === date;
        if (isOpen && isWork) worked += 1;
      }
      expect(worked).toBe(quarters);
    }),
    { numRuns: 40 },
  );
});

test("a deadline never lies before its start, nor on a day off", () => {
  fc.assert(
    fc.property(anyStart, fc.integer({ min: 1, max: 30 }), (start, n) => {
      const at = new Date(deadlineOf({ ...china, start, rule: { workingDays: n } }).due);
      expect(at.getTime()).toBeGreaterThan(start.getTime());
      const date = localDateOf(at, china.tz);
      expect(addWorkingDays(calendar, addWorkingDays(calendar, date, 1).date, -1).date).toBe(date);
    }),
  );
});

test("an amount or hours that make no sense are refused", () => {
  const start = "2026-05-06T10:30:00+08:00";
  for (const rule of [
    { hours: 0 },
    { hours: -1 },
    { hours: Number.NaN },
    { workingDays: 1.5 },
    { workingHours: 1e9 },
  ]) {
    expect(() => due(start, rule), JSON.stringify(rule)).toThrow(RangeError);
  }
  expect(() => due(start, { workingDays: 1 }, { hours: ["09:00", "09:00"] })).toThrow(RangeError);
  expect(() => due(start, { workingDays: 1 }, { tz: "Mars/Olympus" })).toThrow(RangeError);
});

test("what was worked between two instants is told in days of that length and hours, days off left out", () => {
  const time = { tz: "Asia/Shanghai", calendar, workingHours: hours };
  const worked = (from: string, to: string, more: Partial<typeof time> = {}) =>
    workedBetween(new Date(from), new Date(to), { ...time, ...more });
  expect(worked("2026-09-14T10:00:00+08:00", "2026-09-14T10:59:00+08:00")).toEqual({ days: 0, hours: 0 });
  expect(worked("2026-09-14T10:00:00+08:00", "2026-09-14T14:00:00+08:00")).toEqual({ days: 0, hours: 4 });
  expect(worked("2026-09-14T10:00:00+08:00", "2026-09-15T18:00:00+08:00")).toEqual({ days: 1, hours: 8 });
  // Over the days off of the National Day, with a make-up Saturday before nobody works on Sunday.
  expect(worked("2026-09-30T17:00:00+08:00", "2026-10-08T10:00:00+08:00")).toEqual({ days: 0, hours: 2 });
  expect(worked("2026-09-12T08:00:00+08:00", "2026-09-13T20:00:00+08:00")).toEqual({ days: 0, hours: 0 });
  const night = { workingHours: ["22:00", "06:00"] as const };
  expect(worked("2026-09-15T00:00:00+08:00", "2026-09-15T23:00:00+08:00", night)).toEqual({
    ...{ days: 0, hours: 7 },
  });
  const never = { workingHours: ["09:00", "09:00"] as const };
  expect(worked("2026-09-14T10:00:00+08:00", "2026-09-18T10:00:00+08:00", never)).toEqual({
    ...{ days: 0, hours: 0 },
  });
  expect(worked("2020-01-01T10:00:00+08:00", "2026-09-14T10:00:00+08:00").days).toBeGreaterThan(200);
});

test("what is due after so many working hours has waited just as many", () => {
  const time = { tz: "Asia/Shanghai", calendar, workingHours: hours };
  fc.assert(
    fc.property(anyStart, fc.integer({ min: 1, max: 200 }), (start, count) => {
      const { days, hours: rest } = workedBetween(start, addWorkingHours(start, count, time).at, time);
      expect(days * 9 + rest).toBe(count);
    }),
    { numRuns: 50 },
  );
});
