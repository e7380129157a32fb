import fc from "fast-check";
import { DateTime, Settings } from "luxon";
import { afterEach, expect, test } from "vitest";
import {
  instantOf,
  isLocalTime,
  isoInZone,
  isTimeZone,
  localDateOf,
  localTimeOf,
  nextOccurrence,
  readInstant,
} from "#domain/calendar/zone.ts";

const zones = [
  "Asia/Shanghai",
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Santiago",
  "Africa/Casablanca",
  "UTC",
];
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
const anyTime = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);

afterEach(() => {
  Settings.now = () => Date.now();
});

test.each([
  ["an ordinary day", "2026-05-06 09:00 Asia/Shanghai", "2026-05-06T09:00:00+08:00"],
  ["Kathmandu's 45 minutes", "2026-05-06 09:00 Asia/Kathmandu", "2026-05-06T09:00:00+05:45"],
  ["before New York's spring gap", "2026-03-08 01:59 America/New_York", "2026-03-08T01:59:00-05:00"],
  ["in New York's spring gap", "2026-03-08 02:30 America/New_York", "2026-03-08T03:30:00-04:00"],
  ["in Berlin's spring gap", "2026-03-29 02:30 Europe/Berlin", "2026-03-29T03:30:00+02:00"],
  ["New York's autumn overlap, the first", "2026-11-01 01:30 America/New_York", "2026-11-01T01:30:00-04:00"],
  ["after New York's autumn overlap", "2026-11-01 02:00 America/New_York", "2026-11-01T02:00:00-05:00"],
  ["Lord Howe's half-hour gap", "2026-10-04 02:15 Australia/Lord_Howe", "2026-10-04T02:45:00+11:00"],
  ["Lord Howe's half-hour overlap", "2026-04-05 01:45 Australia/Lord_Howe", "2026-04-05T01:45:00+11:00"],
  ["midnight that does not exist", "2026-09-06 00:00 America/Santiago", "2026-09-06T01:00:00-03:00"],
  ["the end of a day", "2026-05-06 24:00 Asia/Shanghai", "2026-05-07T00:00:00+08:00"],
  ["a zone without offset", "2026-05-06 09:00 UTC", "2026-05-06T09:00:00+00:00"],
])("%s: the clocks' instant", (_name, clocks, expected) => {
  const [date = "", time = "", tz = ""] = clocks.split(" ");
  expect(isoInZone(instantOf(date, time, tz), tz)).toBe(expected);
});

test("the instant does not depend on the season in which it is asked for", () => {
  // luxon resolves the overlap by the offset in force today, so the same text meant two instants over a year.
  const answers = ["2026-01-15", "2026-07-15"].map((today) => {
    Settings.now = () => Date.parse(today);
    return instantOf("2026-11-01", "01:30", "America/New_York").toISOString();
  });
  expect(answers).toEqual(["2026-11-01T05:30:00.000Z", "2026-11-01T05:30:00.000Z"]);
});

test("the clocks show the asked time wherever they show it at all", () => {
  fc.assert(
    fc.property(anyInstant, anyTime, anyZone, (day, time, tz) => {
      const date = localDateOf(day, tz);
      const at = instantOf(date, time, tz);
      const isShown = DateTime.fromISO(`${date}T${time}`, { zone: tz }).toFormat("HH:mm") === time;
      if (isShown) expect(`${localDateOf(at, tz)} ${localTimeOf(at, tz)}`).toBe(`${date} ${time}`);
      else expect(localTimeOf(at, tz) > time).toBe(true);
    }),
  );
});

test("the next occurrence is after, at the local time, and there is none between", () => {
  fc.assert(
    fc.property(anyInstant, anyTime, anyZone, (after, time, tz) => {
      const next = nextOccurrence(time, tz, after);
      expect(next.getTime()).toBeGreaterThan(after.getTime());
      expect(next.getTime() - after.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
      expect(instantOf(localDateOf(next, tz), time, tz)).toEqual(next);
    }),
  );
});

test("a daily time stays at its clock time over the change of the clocks", () => {
  const first = nextOccurrence("08:45", "America/New_York", new Date("2026-03-07T00:00:00Z"));
  const second = nextOccurrence("08:45", "America/New_York", first);
  const autumn = nextOccurrence("08:45", "America/New_York", new Date("2026-10-31T12:45:00Z"));
  expect(second.toISOString()).toBe("2026-03-08T12:45:00.000Z");
  expect(second.getTime() - first.getTime()).toBe(23 * 3_600_000);
  expect(autumn.toISOString()).toBe("2026-11-01T13:45:00.000Z");
});

test("a time that the clocks show twice occurs once that day", () => {
  const first = nextOccurrence("01:30", "America/New_York", new Date("2026-11-01T04:00:00Z"));
  expect(isoInZone(first, "America/New_York")).toBe("2026-11-01T01:30:00-04:00");
  expect(isoInZone(nextOccurrence("01:30", "America/New_York", first), "America/New_York")).toBe(
    "2026-11-02T01:30:00-05:00",
  );
});

test("an ISO time without an offset is what the clocks of the zone show", () => {
  const read = (text: string) => readInstant(text, "Asia/Shanghai")?.toISOString();
  expect(read("2026-05-06T10:30:00+08:00")).toBe("2026-05-06T02:30:00.000Z");
  expect(read("2026-05-06T10:30:15Z")).toBe("2026-05-06T10:30:15.000Z");
  expect(read("2026-05-06T10:30")).toBe("2026-05-06T02:30:00.000Z");
  expect(read("2026-05-06 10:30:15")).toBe("2026-05-06T02:30:15.000Z");
  expect(read("2026-05-06")).toBe("2026-05-05T16:00:00.000Z");
  for (const text of ["2026-02-30", "tomorrow", "", "10:30", "2026-05-06T25:00"]) {
    expect(read(text), text).toBeUndefined();
  }
});

test("zones and local times are checked", () => {
  expect(["Asia/Shanghai", "UTC"].every(isTimeZone)).toBe(true);
  expect(["Mars/Olympus", ""].some(isTimeZone)).toBe(false);
  expect(["00:00", "23:59", "24:00"].every(isLocalTime)).toBe(true);
  expect(["24:01", "9:00", "12:60", ""].some(isLocalTime)).toBe(false);
  expect(() => localDateOf(new Date(0), "Mars/Olympus")).toThrow(RangeError);
});
