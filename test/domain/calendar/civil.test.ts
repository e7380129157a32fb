import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { addDays, addMonths, civilDate, isCivilDate, mondayOf, weekdayOf } from "#domain/calendar/civil.ts";

const civil = fc
  .tuple(
    fc.integer({ min: 1900, max: 2200 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => civilDate({ year, month, day }) ?? "");

test("adding days agrees with luxon in UTC and can be taken back", () => {
  fc.assert(
    fc.property(civil, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
      const moved = addDays(date, days);
      expect(moved).toBe(DateTime.fromISO(date, { zone: "utc" }).plus({ days }).toISODate());
      expect(addDays(moved, -days)).toBe(date);
    }),
  );
});

test("adding months and weekdays agree with luxon in UTC", () => {
  fc.assert(
    fc.property(civil, fc.integer({ min: -500, max: 500 }), (date, months) => {
      const luxon = DateTime.fromISO(date, { zone: "utc" });
      expect(addMonths(date, months)).toBe(luxon.plus({ months }).toISODate());
      expect(weekdayOf(date)).toBe(luxon.weekday);
      expect(mondayOf(date)).toBe(luxon.startOf("week").toISODate());
    }),
  );
});

test("a month without the day ends on its last one", () => {
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2028-01-31", 1)).toBe("2028-02-29");
  expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
});

test("a date that does not exist is not a civil date", () => {
  for (const text of [
    "2026-02-30",
    "2026-02-29",
    "2026-13-01",
    "2026-04-31",
    "2026-00-10",
    "2026-1-1",
    "x",
  ]) {
    expect(isCivilDate(text), text).toBe(false);
  }
  for (const text of ["2026-02-28", "2028-02-29", "0001-01-01", "9999-12-31"]) {
    expect(isCivilDate(text), text).toBe(true);
  }
});

test("leaving the years 1 to 9999 is an error, not a strange string", () => {
  expect(() => addDays("9999-12-31", 1)).toThrow(RangeError);
  expect(() => addDays("0001-01-01", -1)).toThrow(RangeError);
  expect(() => addMonths("9999-12-01", 1)).toThrow(RangeError);
  expect(() => addDays("tomorrow", 1)).toThrow(RangeError);
});
