import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import { type CustomerRules, type IdleCustomer, isExtended, lookAtCustomer } from "#domain/customer-clock.ts";
import { policySchema } from "#domain/policy.ts";

const person = {
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
} as const;
const calendar = chinaCalendar();
const msPerHour = 3_600_000;
const start = instantOf("2026-03-02", "10:00", person.tz);

function rulesOf(lead: object): CustomerRules {
  return { person, calendar, policy: policySchema.parse({ lead }) };
}

function untouched(createdAt: Date): IdleCustomer {
  return { createdAt, lastFollowUpAt: null, extendedAt: null, idleWarnedAt: null, idleWarnedOf: null };
}

type State = { customer: IdleCustomer; rules: CustomerRules; since: Date | null; now: Date };

/** What the sweep does with a look; the time where something was done. */
function look(state: State): "warn" | "release" | undefined {
  const { customer, rules, since, now } = state;
  const { act, deadline, next } = lookAtCustomer(customer, { since, now }, rules);
  if (act === "warn") {
    expect(deadline.getTime()).toBeGreaterThan(now.getTime());
    state.customer = { ...customer, idleWarnedAt: now, idleWarnedOf: deadline };
  }
  if (act !== "release") expect(next?.getTime()).toBeGreaterThan(now.getTime());
  state.since = next ?? null;
  return act;
}

/** Looks whenever it is time to, until the customer is released. */
function toTheEnd(state: State): Date[] {
  const warnings: Date[] = [];
  for (;;) {
    const act = look(state);
    if (act === "release") return warnings;
    if (act === "warn") warnings.push(state.now);
    state.now = state.since ?? state.now;
  }
}

const daysOld = fc.integer({ min: 100, max: 1000 });

describe("a customer that is idle for too long when it is first looked at", () => {
  test("gets every warning before it goes", () => {
    fc.assert(
      fc.property(daysOld, fc.integer({ min: 0, max: 24 * 300 }), (days, hours) => {
        const now = new Date(start.getTime() + hours * msPerHour);
        const customer = untouched(new Date(now.getTime() - days * 24 * msPerHour));
        const state: State = { customer, rules: rulesOf({}), since: null, now };
        const warnings = toTheEnd(state);
        const [first = now] = warnings;
        // In a long holiday, what was to be said on a day off is said before it, at the same minute.
        expect(warnings.length).toBeGreaterThanOrEqual(2);
        expect(warnings.length).toBeLessThanOrEqual(3);
        expect(state.now.getTime() - first.getTime()).toBeGreaterThanOrEqual(7 * 24 * msPerHour);
      }),
    );
  });

  test("gets three warnings in weeks without a holiday", () => {
    const now = instantOf("2026-11-02", "12:00", person.tz);
    const state: State = { customer: untouched(start), rules: rulesOf({}), since: null, now };
    expect(toTheEnd(state)).toEqual([
      instantOf("2026-11-03", "09:00", person.tz),
      instantOf("2026-11-06", "20:59", person.tz),
      instantOf("2026-11-09", "09:00", person.tz),
    ]);
    expect(state.now).toEqual(instantOf("2026-11-10", "09:00", person.tz));
  });
});

const anyRules = fc
  .record({
    customerIdleDays: fc.integer({ min: 1, max: 120 }),
    idleWarningDays: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
    extendDays: fc.integer({ min: 1, max: 30 }),
  })
  .map(rulesOf);
const hours = fc.integer({ min: 0, max: 24 * 60 });
const anyEvent = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant("wait" as const), hours }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("log" as const), hours }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("extend" as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("policy" as const), rules: anyRules }) },
);
type Event = typeof anyEvent extends fc.Arbitrary<infer T> ? T : never;

describe("whatever happens to a customer, and however long nobody looks", () => {
  test("it goes only after a warning since the last follow-up and extension, when the day that was said has come", () => {
    fc.assert(
      fc.property(anyRules, fc.array(anyEvent, { maxLength: 25 }), fc.boolean(), (rules, all, isPunctual) => {
        const state: State = { customer: untouched(start), rules, since: null, now: start };
        all.every((event) => isStillOwned(state, event, isPunctual));
      }),
    );
  });

  function isStillOwned(state: State, event: Event, isPunctual: boolean): boolean {
    const { customer, now } = state;
    switch (event.what) {
      case "policy":
        state.rules = event.rules;
        return true;
      case "log":
        state.customer = { ...customer, lastFollowUpAt: new Date(now.getTime() - event.hours * msPerHour) };
        return true;
      case "extend":
        if (isExtended(customer)) return true;
        state.customer = { ...customer, extendedAt: now };
        state.since = now;
        return true;
      default:
        return wait(state, new Date(now.getTime() + event.hours * msPerHour), isPunctual);
    }
  }

  /** The sweep looks whenever something has come, or only at the end. */
  function wait(state: State, until: Date, isPunctual: boolean): boolean {
    while (isPunctual && (state.since ?? state.now) <= until) {
      state.now = new Date(Math.max((state.since ?? state.now).getTime(), state.now.getTime()));
      if (!isKept(state)) return false;
    }
    state.now = until;
    return (state.since !== null && state.since > until) || isKept(state);
  }

  function isKept(state: State): boolean {
    const { customer, now } = state;
    if (look(state) !== "release") return true;
    const touched = Math.max(
      ...[customer.createdAt, customer.lastFollowUpAt, customer.extendedAt].map((at) => at?.getTime() ?? 0),
    );
    expect(customer.idleWarnedAt?.getTime()).toBeGreaterThan(touched);
    expect(customer.idleWarnedOf?.getTime()).toBeLessThanOrEqual(now.getTime());
    return false;
  }
});
