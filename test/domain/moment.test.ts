import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isWorkingDay } from "#domain/calendar/calendar.ts";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { inQuietHours, type PersonTime } from "#domain/calendar/quiet.ts";
import { instantOf, localDateOf } from "#domain/calendar/zone.ts";
import {
  contactMoment,
  dueMoment,
  hasPassed,
  isLateRecord,
  type Moment,
  plannedMoment,
  readSaid,
  remindAt,
} from "#domain/moment.ts";

const person: PersonTime = {
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
};
const calendar = chinaCalendar();
const policy = { remindBeforeMinutes: 30, remindUntimedAt: "15:00" };
const at = (local: string, tz = person.tz) => instantOf(local.slice(0, 10), local.slice(11), tz);
const remind = (due: Moment, now: string, of = person) =>
  remindAt(due, { now: at(now), person: of, calendar, policy });

test("a said date is read with its time, whatever stands between and behind", () => {
  expect(readSaid("2026-09-18")).toEqual({ on: "2026-09-18" });
  expect(readSaid("2026-09-18 15:00")).toEqual({ on: "2026-09-18", time: "15:00" });
  expect(readSaid("2026-09-18T15:00:00+08:00")).toEqual({ on: "2026-09-18", time: "15:00" });
});

describe("a day without a time", () => {
  const said = readSaid("2026-09-18");

  test("is due at the end of its working hours, planned at their start", () => {
    expect(dueMoment(said, person)).toEqual({ at: at("2026-09-18 18:00"), hasTime: false });
    expect(plannedMoment(said, person)).toEqual({ at: at("2026-09-18 09:00"), hasTime: false });
  });

  test("of a contact is over at its end, but today's at the words", () => {
    expect(contactMoment(said, person, at("2026-09-19 10:00"))).toEqual(at("2026-09-18 24:00"));
    expect(contactMoment(said, person, at("2026-09-18 10:00"))).toEqual(at("2026-09-18 10:00"));
    expect(contactMoment(readSaid("2026-09-18 09:15"), person, at("2026-09-18 10:00"))).toEqual(
      at("2026-09-18 09:15"),
    );
  });

  test("ends when the clocks show midnight, on the longest and the shortest day of New York too", () => {
    const there = { ...person, tz: "America/New_York" };
    for (const day of ["2026-03-08", "2026-11-01"]) {
      const end = contactMoment(readSaid(day), there, at("2026-12-01 10:00"));
      expect(localDateOf(new Date(end.getTime() - 1), there.tz)).toBe(day);
      expect(localDateOf(end, there.tz)).not.toBe(day);
    }
  });

  test("has passed only with the day; a time has passed with the minute", () => {
    const plan = plannedMoment(said, person);
    expect(hasPassed(plan, at("2026-09-18 23:59"), person.tz)).toBe(false);
    expect(hasPassed(plan, at("2026-09-19 00:00"), person.tz)).toBe(true);
    const timed = plannedMoment(readSaid("2026-09-18 15:00"), person);
    expect(hasPassed(timed, at("2026-09-18 15:00"), person.tz)).toBe(false);
    expect(hasPassed(timed, at("2026-09-18 15:01"), person.tz)).toBe(true);
  });
});

describe("a record", () => {
  test("is late after 24 hours from the time of the contact, or from the end of its day", () => {
    const timed = at("2026-09-14 15:00");
    expect(isLateRecord(timed, at("2026-09-15 15:00"), 24)).toBe(false);
    expect(isLateRecord(timed, new Date(at("2026-09-15 15:00").getTime() + 1), 24)).toBe(true);
    const untimed = contactMoment(readSaid("2026-09-14"), person, at("2026-09-16 09:00"));
    expect(isLateRecord(untimed, at("2026-09-15 24:00"), 24)).toBe(false);
    expect(isLateRecord(untimed, at("2026-09-16 00:01"), 24)).toBe(true);
  });

  test("gets no less late by waiting, and no later by a longer limit", () => {
    const ms = fc.integer({ min: 0, max: 4e12 });
    const limit = fc.nat(200);
    fc.assert(
      fc.property(
        fc.tuple(ms, ms, ms),
        fc.tuple(limit, limit),
        ([contact, logged, more], [hours, moreHours]) => {
          const late = (loggedMs: number, withinHours: number) =>
            isLateRecord(new Date(contact), new Date(loggedMs), withinHours);
          if (late(logged, hours)) expect(late(logged + more, hours)).toBe(true);
          if (!late(logged, hours)) expect(late(logged, hours + moreHours)).toBe(false);
          expect(late(contact, hours)).toBe(false);
        },
      ),
    );
  });
});

describe("a reminder", () => {
  test.each([
    ["half an hour before a time", "2026-09-18 16:00", "2026-09-18 10:00", "2026-09-18 15:30"],
    [
      "at the time, if that is nearer than half an hour",
      "2026-09-18 10:20",
      "2026-09-18 10:00",
      "2026-09-18 10:20",
    ],
    ["in the afternoon of a day", "2026-09-18", "2026-09-14 10:00", "2026-09-18 15:00"],
    ["at the end of a day whose afternoon has begun", "2026-09-18", "2026-09-18 16:00", "2026-09-18 18:00"],
    [
      "the evening before a time that is within quiet hours",
      "2026-09-18 07:00",
      "2026-09-17 10:00",
      "2026-09-17 20:59",
    ],
    ["in the last minute awake", "2026-09-18 21:05", "2026-09-18 20:40", "2026-09-18 20:59"],
    ["on the last working evening before a Saturday", "2026-09-19", "2026-09-14 10:00", "2026-09-18 20:59"],
    ["before the whole holiday", "2026-10-06 10:00", "2026-09-14 10:00", "2026-09-30 20:59"],
    ["on a Sunday that is worked", "2026-09-20", "2026-09-14 10:00", "2026-09-20 15:00"],
    ["on a Saturday that is worked", "2026-10-10 10:00", "2026-09-14 10:00", "2026-10-10 09:30"],
    [
      "at the time itself on a day off that has begun",
      "2026-09-19 15:00",
      "2026-09-19 10:00",
      "2026-09-19 15:00",
    ],
  ])("comes %s", (_, ...[due, now, expected]) => {
    expect(remind(dueMoment(readSaid(due), person), now)).toEqual(at(expected));
  });

  test("never comes for what is over", () => {
    expect(remind(dueMoment(readSaid("2026-09-18 10:00"), person), "2026-09-18 10:00")).toBeUndefined();
    expect(remind(dueMoment(readSaid("2026-09-17"), person), "2026-09-18 10:00")).toBeUndefined();
  });

  test("of a plan for today comes in the afternoon, though the day's work has begun", () => {
    const plan = plannedMoment(readSaid("2026-09-18"), person);
    expect(remind(plan, "2026-09-18 10:00")).toEqual(at("2026-09-18 15:00"));
    expect(remind(plan, "2026-09-18 15:00")).toBeUndefined();
    const saturday = plannedMoment(readSaid("2026-09-19"), person);
    expect(remind(saturday, "2026-09-19 10:00")).toEqual(at("2026-09-19 15:00"));
  });

  test("of a day comes before work ends for who goes home at two", () => {
    const early: PersonTime = { ...person, workingHours: ["08:00", "14:00"] };
    const due = dueMoment(readSaid("2026-09-18"), early);
    expect(remind(due, "2026-09-14 10:00", early)).toEqual(at("2026-09-18 14:00"));
  });
});

const tz = fc.constantFrom("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
const people: fc.Arbitrary<PersonTime> = fc.record({
  tz,
  workingHours: fc.constantFrom(["09:00", "18:00"] as const, ["06:30", "14:00"] as const),
  quietHours: fc.constantFrom(
    ["21:00", "08:00"] as const,
    ["00:00", "00:00"] as const,
    ["12:00", "14:00"] as const,
  ),
});
const days = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const clock = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
});
const dues = fc.record({ of: people, day: days, time: fc.option(clock, { nil: undefined }) }).map((said) => {
  const { of, day, time } = said;
  return { of, due: dueMoment({ on: day, ...(time !== undefined && { time }) }, of) };
});
const instants = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));

describe("any reminder", () => {
  test("is ahead, not after what it is of, and there wherever that is ahead", () => {
    fc.assert(
      fc.property(dues, instants, ({ of, due }, now) => {
        const found = remindAt(due, { now, person: of, calendar, policy });
        expect(found !== undefined).toBe(due.at > now);
        if (found === undefined) return;
        expect(found.getTime()).toBeGreaterThan(now.getTime());
        expect(found.getTime()).toBeLessThanOrEqual(due.at.getTime());
      }),
    );
  });

  test("reaches the person awake and at work, unless it would have had to come already", () => {
    fc.assert(
      fc.property(dues, instants, ({ of, due }, now) => {
        const found = remindAt(due, { now, person: of, calendar, policy });
        if (found === undefined || found.getTime() === due.at.getTime()) return;
        expect(inQuietHours(found, of)).toBe(false);
        expect(isWorkingDay(calendar, localDateOf(found, of.tz)).isWork).toBe(true);
      }),
    );
  });

  test("of something later does not come earlier, if both are far enough ahead", () => {
    const farAhead = { now: at("2025-10-01 10:00"), calendar, policy };
    fc.assert(
      fc.property(people, fc.tuple(days, clock), fc.tuple(days, clock), (of, one, other) => {
        const [first, second] = [one, other]
          .map(([on, time]) => dueMoment({ on, time }, of))
          .sort((a, b) => a.at.getTime() - b.at.getTime());
        if (first === undefined || second === undefined) return;
        const when = (due: Moment) => remindAt(due, { ...farAhead, person: of })?.getTime() ?? 0;
        expect(when(first)).toBeLessThanOrEqual(when(second));
      }),
    );
  });
});
