import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import { grades } from "#domain/grading.ts";
import { isEnded, leadStatuses } from "#domain/lead.ts";
import { catchUp } from "#domain/lead-catch-up.ts";
import { type ClockRules, firstContactDueAt, type LeadFacts, nextClock } from "#domain/lead-clock.ts";
import { recycleAt } from "#domain/lead-idle.ts";
import { defaultPolicy, policySchema } from "#domain/policy.ts";

const person = {
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
} as const;
const rules: ClockRules = { person, calendar: chinaCalendar(), policy: defaultPolicy };
const day = 86_400_000;

function local(time: string): Date {
  return instantOf(time.slice(0, 10), time.slice(11), person.tz);
}

type Case = [grade: "A" | "B", assigned: string, at: string, why: string];

describe("the warning of the first contact", () => {
  test.each<Case>([
    ["A", "2026-09-14 10:00", "2026-09-15 20:59", "leaves the night for the evening before"],
    ["A", "2026-09-18 17:00", "2026-09-18 20:59", "leaves the days off for the last working minute"],
    ["A", "2026-09-14 21:30", "2026-09-16 11:54", "is at 80 % of the time"],
  ])("%s assigned %s: %s, it %s", (grade, assigned, at) => {
    const assignedAt = local(assigned);
    const lead = assignedTo({
      grade,
      assignedAt,
      firstContactDueAt: firstContactDueAt(grade, assignedAt, rules),
    });
    expect(nextClock(lead, assignedAt, rules)).toMatchObject({ step: "contact-warning", at: local(at) });
  });
});

const base: LeadFacts = {
  ...{ status: "registered", grade: null, registeredAt: local("2026-09-14 10:00"), assignedAt: null },
  ...{ firstContactDueAt: null, lastFollowUpAt: null, nextAt: null, nextHasTime: false, extendedAt: null },
};

function assignedTo(more: Partial<LeadFacts>): LeadFacts {
  return { ...base, status: "assigned", ...more };
}

const anyTime = fc.date({ min: new Date("2026-01-05"), max: new Date("2026-10-20"), noInvalidDate: true });
const offset = fc.option(fc.integer({ min: 0, max: 120 * day }), { nil: null });

/** A lead as the program could have made it: facts come after those that they need. */
const anyLead = fc
  .record({
    ...{ status: fc.constantFrom(...leadStatuses), grade: fc.constantFrom(...grades), at: anyTime },
    ...{ followedUp: offset, planned: offset, extended: offset, nextHasTime: fc.boolean() },
    nextMethod: fc.constantFrom("visit", "phone", null),
  })
  .map(({ status, grade, at, followedUp, planned, extended, nextHasTime, nextMethod }): LeadFacts => {
    const isOwned = status === "assigned" || status === "contacted";
    const after = (ms: number | null) => (ms === null ? null : new Date(at.getTime() + ms));
    return {
      ...{
        status,
        grade,
        registeredAt: at,
        nextHasTime,
        nextAt: after(planned),
        extendedAt: after(extended),
      },
      assignedAt: isOwned ? at : null,
      firstContactDueAt: isOwned ? firstContactDueAt(grade, at, rules) : null,
      nextMethod,
      lastFollowUpAt: status === "contacted" ? (after(followedUp) ?? at) : null,
    };
  });

describe("a lead's timetable", () => {
  test("always has a next, unless the lead has ended or its approval has one", () => {
    fc.assert(
      fc.property(anyLead, anyTime, (lead, after) => {
        const next = nextClock(lead, after, rules);
        expect(next === undefined).toBe(isEnded(lead.status) || lead.status === "grading");
      }),
    );
  });

  test("has nothing in the past", () => {
    fc.assert(
      fc.property(anyLead, anyTime, (lead, after) => {
        const next = nextClock(lead, after, rules);
        if (next !== undefined) expect(next.at.getTime()).toBeGreaterThan(after.getTime());
      }),
    );
  });

  test("warns before the deadline and after the assignment, never else", () => {
    fc.assert(
      fc.property(anyLead, anyTime, (lead, after) => {
        for (const { at, deadline } of stepsFrom(lead, after)) {
          if (deadline === undefined) continue;
          expect(at.getTime()).toBeLessThan(deadline.getTime());
          expect(at.getTime()).toBeGreaterThan(lead.assignedAt?.getTime() ?? 0);
        }
      }),
    );
  });

  test("of an owned lead ends in the pool, after every warning in order", () => {
    fc.assert(
      fc.property(anyLead, (lead) => {
        const steps = stepsFrom(lead, lead.registeredAt);
        if (lead.assignedAt !== null) expect(steps.at(-1)?.step).toBe("recycle");
        const times = steps.map(({ at }) => at.getTime());
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });
});

/** Step by step, until it is recycled or begins to repeat itself; a warning that is given is known from then on. */
function stepsFrom(lead: LeadFacts, after: Date) {
  const steps: NonNullable<ReturnType<typeof nextClock>>[] = [];
  let known = lead;
  for (
    let next = nextClock(lead, after, rules);
    next !== undefined;
    next = nextClock(known, next.at, rules)
  ) {
    steps.push(next);
    if (["recycle", "ungraded", "monthly"].includes(next.step)) break;
    if (next.step === "idle-warning" && next.deadline !== undefined) {
      known = { ...known, idleWarnedAt: next.at, idleWarnedOf: next.deadline };
    }
  }
  return steps;
}

describe("a follow-up", () => {
  test("ends the ladder and begins the idle time anew", () => {
    fc.assert(
      fc.property(anyLead, anyTime, (lead, now) => {
        const contacted: LeadFacts = { ...lead, status: "contacted", lastFollowUpAt: now, extendedAt: null };
        const steps = stepsFrom(contacted, now);
        expect(steps.filter(({ step }) => step.startsWith("contact-"))).toEqual([]);
        const recycled = steps.at(-1)?.at.getTime() ?? 0;
        expect(recycled).toBeGreaterThan(now.getTime() + (defaultPolicy.lead.idleDays - 1) * day);
      }),
    );
  });
});

describe("a later policy", () => {
  test("does not move a deadline that is stored", () => {
    const assignedAt = local("2026-09-14 10:00");
    const lead = assignedTo({
      grade: "A",
      assignedAt,
      firstContactDueAt: firstContactDueAt("A", assignedAt, rules),
    });
    const shorter = { ...rules, policy: policySchema.parse({ lead: { firstContactHoursA: 4 } }) };
    const due = [rules, shorter].map((each) => {
      const warned = nextClock(lead, assignedAt, each);
      return warned && nextClock(lead, warned.at, each);
    });
    expect(due).toEqual([1, 2].map(() => ({ step: "contact-due", at: local("2026-09-16 10:00") })));
  });
});

describe("catching up after a time when nobody ran", () => {
  const assignedAt = local("2026-09-14 10:00");
  const lead = assignedTo({ grade: "A", assignedAt, firstContactDueAt: local("2026-09-16 10:00") });
  const warning = { at: local("2026-09-15 20:59"), step: "contact-warning" } as const;
  const since = { ...lead, status: "contacted" as const, lastFollowUpAt: local("2026-09-15 10:00") };

  test("leaves out the warning whose deadline is over, and keeps what happened at its time", () => {
    const { passed, next } = catchUp(lead, warning, { now: local("2026-09-17 11:00"), rules });
    expect(passed.map(({ step, at }) => [step, at])).toEqual([
      ["contact-due", local("2026-09-16 10:00")],
      ["contact-grace", local("2026-09-17 10:00")],
    ]);
    expect(next).toMatchObject({ step: "idle-warning", at: local("2026-09-30 20:59") });
  });

  test("warns once with all the time of a first warning, though the day it would have gone is over", () => {
    const clock = { at: local("2026-09-30 20:59"), step: "idle-warning" } as const;
    for (const [now, deadline] of [
      ["2026-10-14 20:00", "2026-10-21 09:00"],
      ["2026-11-20 09:00", "2026-11-27 09:00"],
    ] as const) {
      const late = catchUp(since, clock, { now: local(now), rules });
      expect(late.passed).toMatchObject([{ step: "idle-warning", deadline: local(deadline) }]);
      expect(late.warned).toEqual({ idleWarnedAt: local(now), idleWarnedOf: local(deadline) });
    }
  });

  test("recycles only what is idle by the rules of today", () => {
    const warned = { idleWarnedAt: local("2026-09-30 20:59"), idleWarnedOf: local("2026-10-15 09:00") };
    const clock = { at: local("2026-10-15 09:00"), step: "recycle" } as const;
    const after = catchUp({ ...since, ...warned }, clock, { now: local("2026-10-16 09:00"), rules });
    expect(after.passed.map(({ step }) => step)).toEqual(["recycle"]);
    expect(after.next).toBeUndefined();
    const longer = { ...rules, policy: policySchema.parse({ lead: { idleDays: 60 } }) };
    const kept = catchUp(since, clock, { now: local("2026-10-16 09:00"), rules: longer });
    expect(kept.passed).toEqual([]);
    expect(kept.next?.at.getTime()).toBeGreaterThan(local("2026-10-16 09:00").getTime());
  });

  // The stored clock stays as it is when somebody plans, puts off, or leaves with, what has come.
  test("drops no deadline, and says nothing of a plan that was made in the meantime", () => {
    const moments = { after: anyTime, down: fc.integer({ min: 0, max: 60 * day }) };
    const change = { planned: fc.integer({ min: 1, max: 60 * day }), isExtended: fc.boolean() };
    fc.assert(
      fc.property(anyLead, fc.record({ ...moments, ...change }), (before, { after, down, ...changed }) => {
        const clock = nextClock(before, after, rules);
        if (clock === undefined) return;
        const now = new Date(clock.at.getTime() + down);
        const nextAt = new Date(now.getTime() + changed.planned);
        const any = { ...before, nextAt, extendedAt: changed.isExtended ? now : before.extendedAt };
        const passed = catchUp(any, clock, { now, rules }).passed.map(({ step }) => step);
        const dueAt = before.status === "assigned" ? before.firstContactDueAt : null;
        expect(passed.includes("contact-due")).toBe(dueAt !== null && clock.at <= dueAt && dueAt <= now);
        expect(passed).not.toContain("visit-missing");
        if (changed.planned > day * 20) expect(passed).not.toContain("plan");
      }),
    );
  });

  test("never ends at a time that has come, whatever the lead and however long", () => {
    fc.assert(
      fc.property(anyLead, anyTime, fc.integer({ min: 0, max: 400 * day }), (any, after, down) => {
        const clock = nextClock(any, after, rules);
        if (clock === undefined) return;
        const now = new Date(clock.at.getTime() + down);
        const { passed, next } = catchUp(any, clock, { now, rules });
        const isRecycled = passed.some(({ step }) => step === "recycle");
        expect(next === undefined).toBe(isRecycled);
        if (next !== undefined) expect(next.at.getTime()).toBeGreaterThan(now.getTime());
        if (isRecycled) expect(recycleAt(any, now, rules)?.getTime()).toBeLessThanOrEqual(now.getTime());
      }),
    );
  });
});
