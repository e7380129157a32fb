import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addWorkingDays,
  calendarFrom,
  isWorkingDay,
  nextWorkingDay,
  withLayer,
  workingDayFrom,
} from "#domain/calendar/calendar.ts";
import { chinaCalendar, chinaCalendarDays } from "#domain/calendar/china.ts";
import { addDays } from "#domain/calendar/civil.ts";
import { countryCalendar, isCountry } from "#domain/calendar/country.ts";

const china = chinaCalendar();
const dayOf2026 = fc.integer({ min: 0, max: 300 }).map((days) => addDays("2026-01-01", days));

function datesBetween(first: string, last: string): string[] {
  const dates = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

test("China works on its make-up days and rests on its holidays", () => {
  const worked = ["2025-01-26", "2025-02-08", "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28"];
  for (const date of [...worked, "2026-05-09", "2026-09-20", "2026-10-10"]) {
    expect(isWorkingDay(china, date), date).toEqual({ isWork: true, certain: true });
  }
  const off = [
    ["2025-10-01", "2025-10-08"],
    ["2026-02-15", "2026-02-23"],
    ["2026-10-01", "2026-10-07"],
  ] as const;
  for (const date of off.flatMap(([first, last]) => datesBetween(first, last))) {
    expect(isWorkingDay(china, date), date).toEqual({ isWork: false, certain: true });
  }
});

test("each published year has the working days that the State Council's notices leave", () => {
  const workedIn = (year: number) =>
    datesBetween(`${year}-01-01`, `${year}-12-31`).filter((date) => isWorkingDay(china, date).isWork).length;
  expect([2024, 2025, 2026].map(workedIn)).toEqual([251, 248, 248]);
});

test("a year whose schedule is not published is answered as uncertain", () => {
  expect(isWorkingDay(china, "2027-03-03")).toEqual({ isWork: true, certain: false });
  expect(isWorkingDay(china, "2003-03-03")).toEqual({ isWork: true, certain: false });
  expect(addWorkingDays(china, "2026-12-31", 1)).toEqual({ date: "2027-01-01", certain: false });
  expect(addWorkingDays(china, "2026-12-30", 1)).toEqual({ date: "2026-12-31", certain: true });
});

test("a lone row at the edge of a year does not make the year known", () => {
  const calendar = chinaCalendar([{ date: "2027-01-01", isWork: false }]);
  expect(isWorkingDay(calendar, "2027-01-01")).toEqual({ isWork: false, certain: true });
  expect(isWorkingDay(calendar, "2027-01-04").certain).toBe(false);
});

test("rows for the calendar table name the day and where it is from", () => {
  const rows = chinaCalendarDays();
  expect(rows.find((row) => row.date === "2026-10-01")).toEqual({
    calendar: "CN",
    date: "2026-10-01",
    isWork: false,
    name: "国庆节",
    source: "chinese-days",
    version: "1.5.7",
  });
  expect(new Set(rows.map((row) => row.date)).size).toBe(rows.length);
});

test("the highest layer that speaks about a day wins", () => {
  const company = withLayer(china, [{ date: "2026-10-10", isWork: false, name: "团建" }]);
  const team = withLayer(company, [
    { date: "2026-10-10", isWork: true },
    { date: "2027-01-01", isWork: false },
  ]);
  expect(isWorkingDay(company, "2026-10-10").isWork).toBe(false);
  expect(isWorkingDay(team, "2026-10-10").isWork).toBe(true);
  expect(isWorkingDay(team, "2027-01-01")).toEqual({ isWork: false, certain: true });
  expect(isWorkingDay(team, "2026-10-01").isWork).toBe(false);
});

test("working days are counted over holidays and make-up days in both directions", () => {
  expect(addWorkingDays(china, "2026-05-06", 3).date).toBe("2026-05-09");
  expect(addWorkingDays(china, "2026-05-06", 5).date).toBe("2026-05-12");
  expect(addWorkingDays(china, "2026-09-30", 1).date).toBe("2026-10-08");
  expect(addWorkingDays(china, "2026-10-08", -1).date).toBe("2026-09-30");
  expect(addWorkingDays(china, "2026-10-03", 0).date).toBe("2026-10-03");
  expect(nextWorkingDay(china, "2026-10-09").date).toBe("2026-10-10");
  expect(workingDayFrom(china, "2026-10-10").date).toBe("2026-10-10");
  expect(workingDayFrom(china, "2026-10-11").date).toBe("2026-10-12");
});

test("n working days later lie exactly n working days", () => {
  fc.assert(
    fc.property(dayOf2026, fc.integer({ min: 1, max: 40 }), (date, n) => {
      const end = addWorkingDays(china, date, n).date;
      const worked = datesBetween(addDays(date, 1), end).filter((day) => isWorkingDay(china, day).isWork);
      expect(worked).toHaveLength(n);
      expect(worked.at(-1)).toBe(end);
    }),
  );
});

test("steps add up, and a working day can be walked back to", () => {
  fc.assert(
    fc.property(dayOf2026, fc.nat({ max: 20 }), fc.nat({ max: 20 }), (date, a, b) => {
      const start = workingDayFrom(china, date).date;
      expect(addWorkingDays(china, addWorkingDays(china, start, a).date, b).date).toBe(
        addWorkingDays(china, start, a + b).date,
      );
      expect(addWorkingDays(china, addWorkingDays(china, start, a).date, -a).date).toBe(start);
    }),
  );
});

test("a calendar in which nobody ever works is an error, not an endless search", () => {
  const never = calendarFrom({ layers: [], weekend: [1, 2, 3, 4, 5, 6, 7] });
  expect(() => addWorkingDays(never, "2026-05-06", 1)).toThrow(RangeError);
});

test("of other countries the weekend is known and nothing is certain", () => {
  expect(isWorkingDay(countryCalendar("US"), "2026-07-03")).toEqual({ isWork: true, certain: false });
  expect(isWorkingDay(countryCalendar("US"), "2026-07-04")).toEqual({ isWork: false, certain: false });
  expect(isWorkingDay(countryCalendar("SA"), "2026-07-03").isWork).toBe(false);
  expect(isWorkingDay(countryCalendar("SA"), "2026-07-05").isWork).toBe(true);
  expect(isWorkingDay(countryCalendar("CN"), "2026-10-10")).toEqual({ isWork: true, certain: true });
});

test("a country is a code that exists", () => {
  expect(["CN", "US", "DE"].every(isCountry)).toBe(true);
  expect(["XX", "cn", "CHN", ""].some(isCountry)).toBe(false);
});
