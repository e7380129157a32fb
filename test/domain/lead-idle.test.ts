import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import { catchUp } from "#domain/lead-catch-up.ts";
import { type ClockRules, type LeadClock, type LeadFacts, nextClock } from "#domain/lead-clock.ts";
import { outlastsFollowUp, recycleAt } from "#domain/lead-idle.ts";
import { policySchema } from "#domain/policy.ts";

const person = {
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
} as const;
const calendar = chinaCalendar();
const msPerHour = 3_600_000;

function local(time: string): Date {
  return instantOf(time.slice(0, 10), time.slice(11), person.tz);
}

function rulesOf(lead: object): ClockRules {
  return { person, calendar, policy: policySchema.parse({ lead }) };
}

function contacted(at: Date, more: Partial<LeadFacts> = {}): LeadFacts {
  return {
    ...{ status: "contacted", grade: "B", registeredAt: at, assignedAt: at, firstContactDueAt: at },
    ...{ lastFollowUpAt: at, lastLoggedAt: at, nextAt: null, nextHasTime: false, nextMethod: null },
    ...{ extendedAt: null, ...more },
  };
}

/** What a logged contact does to the facts, see `src/directory/leads/contact-lead.ts`. */
function followedUp(
  lead: LeadFacts,
  { occurredAt, now }: Record<"occurredAt" | "now", Date>,
  rules: ClockRules,
) {
  const last = lead.lastFollowUpAt;
  const lastFollowUpAt = last !== null && last > occurredAt ? last : occurredAt;
  const extendedAt = outlastsFollowUp(lead, now, rules) ? lead.extendedAt : null;
  return { ...lead, lastFollowUpAt, lastLoggedAt: now, extendedAt };
}

describe("a contact of long ago that is recorded today", () => {
  // On Friday 16 October a call of 15 September was recorded for a lead that was extended to the 28th: it went back to
  // the pool on the Monday, without a warning.
  test("does not take an extended lead away, but starts its idle time today", () => {
    const rules = rulesOf({});
    const before = contacted(local("2026-09-14 10:00"), { extendedAt: local("2026-10-13 10:00") });
    const now = local("2026-10-16 17:00");
    expect(recycleAt(before, now, rules)).toEqual(local("2026-10-28 09:00"));
    const after = followedUp(before, { occurredAt: local("2026-09-15 10:00"), now }, rules);
    expect(recycleAt(after, now, rules)).toEqual(local("2026-11-15 09:00"));
    expect(nextClock(after, now, rules)).toMatchObject({
      ...{ step: "idle-warning", at: local("2026-11-06 20:59") },
      deadline: local("2026-11-15 09:00"),
    });
  });

  test("right after an extension leaves the extension", () => {
    const rules = rulesOf({});
    const before = contacted(local("2026-09-14 10:00"), { extendedAt: local("2026-09-14 11:00") });
    const now = local("2026-09-15 10:00");
    const after = followedUp(before, { occurredAt: now, now }, rules);
    expect(after.extendedAt).toEqual(before.extendedAt);
  });
});

describe("fewer idle days in the policy", () => {
  const at = local("2026-09-14 10:00");
  const lead = contacted(at);
  const now = local("2026-10-05 10:00");

  // With 30 days made 10, a lead of 20 days without a contact was recycled at its next reminder, without a word.
  test("warn first, on the next working morning, with all the time of a first warning", () => {
    const rules = rulesOf({ idleDays: 10 });
    const old = nextClock(lead, at, rulesOf({}));
    if (old === undefined) throw new Error("nothing was to come");
    expect(old.step).toBe("idle-warning");
    const { passed, next } = catchUp(lead, old, { now, rules });
    expect(passed).toMatchObject([{ step: "idle-warning", deadline: local("2026-10-12 09:00") }]);
    expect(next).toMatchObject({ step: "idle-warning", deadline: local("2026-10-12 09:00") });
    expect(nextClock(lead, now, rules)).toEqual({
      ...{ step: "idle-warning", at: local("2026-10-08 09:00"), deadline: local("2026-10-15 09:00") },
    });
  });

  test("do not shorten what the owner was warned of", () => {
    const known = { idleWarnedAt: local("2026-09-30 20:59"), idleWarnedOf: local("2026-10-14 09:00") };
    const rules = rulesOf({ idleDays: 5 });
    const warned = { ...lead, ...known };
    expect(recycleAt(warned, now, rules)).toEqual(known.idleWarnedOf);
    const clock = { at: local("2026-10-14 09:00"), step: "recycle" } as const;
    expect(catchUp(warned, clock, { now: clock.at, rules }).passed).toMatchObject([{ step: "recycle" }]);
  });

  test("do not wait for a timer of the old number, and take no reminder of it away", () => {
    const far = { at: local("2026-10-13 09:00"), step: "idle-warning" } as const;
    expect(catchUp(lead, far, { now, rules: rulesOf({ idleDays: 10 }) })).toMatchObject({
      ...{ passed: [], next: { step: "idle-warning", at: local("2026-10-08 09:00") } },
    });
    const near = { at: local("2026-10-06 09:00"), step: "plan" } as const;
    expect(catchUp(lead, near, { now, rules: rulesOf({ idleDays: 10 }) }).next).toEqual(near);
  });

  test("made more again, say nothing of a day that is no longer meant", () => {
    const clock = { at: local("2026-10-06 20:59"), step: "idle-warning" } as const;
    const { passed, next } = catchUp(lead, clock, { now: clock.at, rules: rulesOf({ idleDays: 60 }) });
    expect(passed).toEqual([]);
    expect(next).toMatchObject({ step: "idle-warning", at: local("2026-11-06 09:00") });
  });
});

const anyRules = fc
  .record({
    idleDays: fc.integer({ min: 1, max: 60 }),
    idleWarningDays: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
    extendDays: fc.integer({ min: 1, max: 30 }),
  })
  .map(rulesOf);

const hours = fc.integer({ min: 0, max: 24 * 40 });
const anyEvent = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant("wait" as const), hours }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("log" as const), hours }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("extend" as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("policy" as const), rules: anyRules }) },
);

type State = { lead: LeadFacts; rules: ClockRules; clock: LeadClock | undefined; now: Date };
type Event = typeof anyEvent extends fc.Arbitrary<infer T> ? T : never;

describe("whatever happens to a lead, and however long nobody looks", () => {
  test("it is recycled only after a warning, when the day that was said has come; no follow-up makes that earlier", () => {
    const events = fc.array(anyEvent, { maxLength: 25 });
    fc.assert(
      fc.property(anyRules, events, fc.boolean(), (rules, all, isPunctual) => {
        const now = local("2026-03-02 10:00");
        const lead = contacted(now);
        const state: State = { lead, rules, clock: nextClock(lead, now, rules), now };
        all.every((event) => isStillOwned(state, event, isPunctual));
      }),
    );
  });

  function isStillOwned(state: State, event: Event, isPunctual: boolean): boolean {
    switch (event.what) {
      case "wait":
        return wait(state, new Date(state.now.getTime() + event.hours * msPerHour), isPunctual);
      case "policy":
        state.rules = event.rules;
        return look(state);
      default:
        change(state, event);
        return true;
    }
  }

  /** The sweep looks whenever something has come, or only at the end. */
  function wait(state: State, until: Date, isPunctual: boolean): boolean {
    while (isPunctual && state.clock !== undefined && state.clock.at <= until) {
      state.now = new Date(Math.max(state.clock.at.getTime(), state.now.getTime()));
      if (!look(state)) return false;
    }
    state.now = until;
    return state.clock === undefined || state.clock.at > until || look(state);
  }

  function look(state: State): boolean {
    const { lead, rules, now, clock } = state;
    if (clock === undefined) throw new Error("an owned lead always has a clock");
    const { passed, next, warned } = catchUp(lead, clock, { now, rules });
    if (passed.some(({ step }) => step === "recycle")) {
      const touched = Math.max(lead.lastLoggedAt?.getTime() ?? 0, lead.extendedAt?.getTime() ?? 0);
      expect(lead.idleWarnedAt?.getTime()).toBeGreaterThan(touched);
      expect(lead.idleWarnedOf?.getTime()).toBeLessThanOrEqual(now.getTime());
      return false;
    }
    expect(next?.at.getTime()).toBeGreaterThan(now.getTime());
    state.lead = { ...lead, ...warned };
    state.clock = next;
    return true;
  }

  function change(state: State, event: Event): void {
    const { lead, rules, now } = state;
    if (event.what === "extend" && lead.extendedAt !== null) return;
    const occurredAt = new Date(now.getTime() - ("hours" in event ? event.hours * msPerHour : 0));
    const changed =
      event.what === "extend" ? { ...lead, extendedAt: now } : followedUp(lead, { occurredAt, now }, rules);
    // As if it had been warned of in time, so that only the facts are compared.
    const before = recycleAt({ ...lead, idleWarnedAt: now }, now, rules)?.getTime() ?? 0;
    const after = recycleAt({ ...changed, idleWarnedAt: now }, now, rules)?.getTime();
    expect(after).toBeGreaterThanOrEqual(before);
    state.lead = changed;
    state.clock = nextClock(changed, now, rules);
  }
});
