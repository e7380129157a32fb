import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import { type ClockRules, firstContactDueAt, firstContactWithin } from "#domain/lead-clock.ts";
import { presetFirstPlan } from "#domain/lead-plan.ts";
import { defaultPolicy, policySchema } from "#domain/policy.ts";

const person = {
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
} as const;
const rules: ClockRules = { person, calendar: chinaCalendar(), policy: defaultPolicy };

function local(time: string): Date {
  return instantOf(time.slice(0, 10), time.slice(11), person.tz);
}

type Case = [grade: "A" | "B", assigned: string, at: string, why: string];
const anyTime = fc.date({ min: new Date("2026-01-05"), max: new Date("2026-10-20"), noInvalidDate: true });

describe("the first contact is due", () => {
  test.each<Case>([
    ["A", "2026-09-14 10:00", "2026-09-16 10:00", "48 hours by the clock"],
    ["A", "2026-09-18 17:00", "2026-09-20 17:00", "over the weekend, too"],
    ["A", "2026-09-30 17:00", "2026-10-02 17:00", "and in the golden week"],
    ["B", "2026-09-14 10:00", "2026-09-17 18:00", "the third working day, when work ends"],
    ["B", "2026-09-17 20:00", "2026-09-21 18:00", "not counting a Saturday; this Sunday is worked"],
    ["B", "2026-09-29 10:00", "2026-10-09 18:00", "not counting the golden week"],
    [
      "B",
      "2026-02-12 10:00",
      "2026-02-24 18:00",
      "not counting the Spring Festival; the Saturday before is worked",
    ],
    ["B", "2026-04-30 10:00", "2026-05-08 18:00", "not counting the Labour Day holidays"],
  ])("%s from %s: %s, %s", (grade, assigned, due) => {
    expect(firstContactDueAt(grade, local(assigned), rules)).toEqual(local(due));
  });

  test("is said with the time that was given, by a later policy, too", () => {
    const numbers = {
      firstContactHoursA: fc.integer({ min: 1, max: 500 }),
      days: fc.integer({ min: 1, max: 60 }),
    };
    fc.assert(
      fc.property(anyTime, fc.record(numbers), (assignedAt, { firstContactHoursA, days }) => {
        const lead = { firstContactHoursA, firstContactWorkingDaysB: days };
        const then = { ...rules, policy: policySchema.parse({ lead }) };
        for (const grade of ["A", "B"] as const) {
          const given = { grade, assignedAt, firstContactDueAt: firstContactDueAt(grade, assignedAt, then) };
          const within = grade === "A" ? { hours: firstContactHoursA } : { workingDays: days };
          expect(firstContactWithin(given, rules)).toEqual(within);
        }
      }),
    );
  });
});

describe("the plan of a first contact is preset", () => {
  test.each([
    ["2026-09-14 10:00", "2026-09-16 10:00", "2026-09-15 10:00", "an hour into the next working morning"],
    ["2026-09-18 17:00", "2026-09-20 17:00", "2026-09-20 10:00", "of a Sunday that is worked, too"],
    ["2026-09-18 08:30", "2026-09-18 09:40", "2026-09-18 08:40", "an hour before a near deadline"],
    ["2026-09-14 10:00", "2026-09-14 10:40", "2026-09-14 10:20", "to the middle of what is left"],
    ["2026-09-14 10:00", "2026-09-14 09:00", "2026-09-15 10:00", "the next morning, once it is over"],
  ])("at %s with a deadline of %s to %s, %s", (now, deadline, preset) => {
    expect(presetFirstPlan(local(now), local(deadline), rules)).toEqual(local(preset));
  });
});
