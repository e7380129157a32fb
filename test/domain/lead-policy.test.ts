import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextApprovalClock } from "#domain/approval-clock.ts";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import { catchUp } from "#domain/lead-catch-up.ts";
import { firstContactDueAt, type LeadFacts, nextClock } from "#domain/lead-clock.ts";
import { recycleAt } from "#domain/lead-idle.ts";
import { presetFirstPlan } from "#domain/lead-plan.ts";
import { policySchema } from "#domain/policy.ts";

const person = {
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
} as const;
const calendar = chinaCalendar();
const day = 86_400_000;
const from = instantOf("2026-09-14", "10:00", person.tz);

const count = (min: number) => fc.integer({ min, max: 400 });
/** Any numbers that an admin may set. */
const anyPolicy = fc
  .record({
    lead: fc.record({
      ...{ registerWithinWorkingDays: count(0), firstContactHoursA: count(1), graceHoursA: count(1) },
      ...{ firstContactWorkingDaysB: count(1), graceWorkingDaysB: count(1), nextFollowUpDays: count(1) },
      ...{ warnAtPercent: fc.integer({ min: 10, max: 99 }), idleDays: count(1), customerIdleDays: count(1) },
      idleWarningDays: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 5 }),
      ...{
        extendDays: count(0),
        claimsMax: count(0),
        claimsWithinDays: count(1),
        claimCoolDownDays: count(0),
      },
    }),
    approval: fc.record({ nudgeWorkingHours: count(0), escalateWorkingDays: count(0) }),
    missingVisitHours: count(0),
  })
  .map((numbers) => ({ person, calendar, policy: policySchema.parse(numbers) }));

describe("whatever numbers an admin sets", () => {
  test("the first contact is due after the assignment, then the grace, then the lead is recycled, each in order", () => {
    const extended = fc.constantFrom(null, new Date(from.getTime() + day));
    fc.assert(
      fc.property(
        anyPolicy,
        fc.constantFrom("A" as const, "B" as const),
        extended,
        (rules, grade, extendedAt) => {
          const dueAt = firstContactDueAt(grade, from, rules);
          expect(dueAt.getTime()).toBeGreaterThan(from.getTime());
          const lead: LeadFacts = {
            ...{ status: "assigned", grade, registeredAt: from, assignedAt: from, firstContactDueAt: dueAt },
            ...{ lastFollowUpAt: null, nextAt: null, nextHasTime: false, nextMethod: null, extendedAt },
          };
          expect(recycleAt(lead, from, rules)?.getTime()).toBeGreaterThan(from.getTime() - day);
          const clock = { at: from, step: "contact-warning" } as const;
          const now = new Date(from.getTime() + 800 * day);
          const first = catchUp(lead, clock, { now, rules });
          const times = first.passed.map(({ at }) => at.getTime());
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          // Nobody looked for 800 days: it is warned of now, and goes when that is over.
          expect(first.passed.some(({ step }) => step === "recycle")).toBe(first.warned === undefined);
          if (first.next === undefined) return;
          const later = new Date(now.getTime() + 400 * day);
          const then = catchUp({ ...lead, ...first.warned }, first.next, { now: later, rules });
          expect([then.next, then.passed.at(-1)?.step]).toEqual([undefined, "recycle"]);
          const preset = presetFirstPlan(from, dueAt, rules);
          expect(preset.getTime()).toBeGreaterThan(from.getTime());
        },
      ),
    );
  });

  test("something that waits for an approval, or idle in a pool, is looked at again", () => {
    fc.assert(
      fc.property(anyPolicy, fc.integer({ min: 0, max: 100 * day }), (rules, ms) => {
        const now = new Date(from.getTime() + ms);
        for (const status of ["waiting", "returned"] as const) {
          const { at } = nextApprovalClock({ status, since: from }, now, rules);
          expect(at.getTime()).toBeGreaterThan(now.getTime());
        }
        const pooled: LeadFacts = {
          ...{ status: "pooled", grade: null, registeredAt: from, assignedAt: null, firstContactDueAt: null },
          ...{ lastFollowUpAt: null, nextAt: null, nextHasTime: false, nextMethod: null, extendedAt: null },
        };
        expect(nextClock(pooled, now, rules)?.at.getTime()).toBeGreaterThan(now.getTime());
      }),
    );
  });

  test.each([
    ...["firstContactHoursA", "firstContactWorkingDaysB", "graceHoursA", "graceWorkingDaysB"],
    ...["nextFollowUpDays", "idleDays", "customerIdleDays", "claimsWithinDays"],
  ])("0 is refused as %s, by its name", (name) => {
    const read = policySchema.safeParse({ lead: { [name]: 0 } });
    expect(read.error?.issues.map(({ path }) => path)).toEqual([["lead", name]]);
  });
});
