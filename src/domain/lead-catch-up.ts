import {
  type ClockRules,
  type ClockStep,
  type LeadClock,
  type LeadFacts,
  nextClock,
  visitMissingAt,
} from "./lead-clock.ts";
import { idleWarning, isIdle } from "./lead-idle.ts";
import { remindAt } from "./moment.ts";

export type CaughtUp = {
  /** What has come, oldest first; `at` is when it should have been done. */
  readonly passed: readonly LeadClock[];
  /** What comes next, after `now`. Not of a lead that is recycled. */
  readonly next: LeadClock | undefined;
  /** Facts that are new: the owner is warned of the recycling now. */
  readonly warned?: { readonly idleWarnedAt: Date; readonly idleWarnedOf: Date };
};

/**
 * Everything that has come for a lead since its stored clock, however long nobody looked: what is a fact of its time
 * is kept in order, while of what is only said now just the last counts, and a warning whose deadline is over does
 * not. A lead is recycled only if it is idle by the rules of today and its owner was warned. A clock that has not come
 * is looked at where the rules have changed: the sooner of it and what they say now is next.
 */
export function catchUp(
  lead: LeadFacts,
  clock: { readonly at: Date; readonly step: ClockStep },
  { now, rules }: { readonly now: Date; readonly rules: ClockRules },
): CaughtUp {
  if (clock.at > now) return { passed: [], next: soonest(clock, nextClock(lead, now, rules)) };
  const passed: LeadClock[] = [];
  let warned: CaughtUp["warned"];
  let step: LeadClock | undefined = clock;
  while (step !== undefined && step.at <= now) {
    const known: LeadFacts = { ...lead, ...warned };
    if (step.step === "recycle" && isIdle(known, now, rules)) {
      return { passed: lastOfEach([...passed, step], now), next: undefined };
    }
    const said = saidOf(known, step, { now, rules });
    if (said !== undefined) passed.push(said);
    if (said?.step === "idle-warning" && said.deadline !== undefined) {
      warned = { idleWarnedAt: now, idleWarnedOf: said.deadline };
    }
    step = nextClock({ ...lead, ...warned }, comesAgain.has(step.step) ? now : step.at, rules);
  }
  return { passed: lastOfEach(passed, now), next: step, ...(warned !== undefined && { warned }) };
}

/** However many mornings or months were missed, it is said once; a recycling that no longer stands is asked anew. */
const comesAgain: ReadonlySet<ClockStep> = new Set(["ungraded", "monthly", "recycle"]);

/** The step with what a warning warns of; `undefined` where it does not stand any more. */
function saidOf(
  lead: LeadFacts,
  step: LeadClock,
  { now, rules }: { readonly now: Date; readonly rules: ClockRules },
): LeadClock | undefined {
  switch (step.step) {
    case "recycle":
      return undefined;
    case "idle-warning": {
      const deadline = idleWarning(lead, now, rules);
      return deadline && { ...step, deadline };
    }
    case "plan":
    case "visit-missing":
      return isPlansTime(lead, step, { now, rules }) ? step : undefined;
    case "contact-warning":
      return lead.firstContactDueAt === null ? step : { ...step, deadline: lead.firstContactDueAt };
    default:
      return step;
  }
}

/** The plan may have been moved since. */
function isPlansTime(
  { nextAt, nextHasTime, nextMethod }: LeadFacts,
  { at, step }: LeadClock,
  { now, rules }: { readonly now: Date; readonly rules: ClockRules },
): boolean {
  if (nextAt === null) return false;
  if (step === "visit-missing") return nextMethod === "visit" && visitMissingAt(nextAt, rules) <= now;
  const before = new Date(at.getTime() - 1);
  const time = remindAt({ at: nextAt, hasTime: nextHasTime }, { ...rules, now: before });
  return time !== undefined && time <= now;
}

function soonest(clock: LeadClock, other: LeadClock | undefined): LeadClock {
  return other !== undefined && other.at < clock.at ? other : clock;
}

function lastOfEach(passed: readonly LeadClock[], now: Date): readonly LeadClock[] {
  return passed
    .filter(({ step }, index) => !passed.slice(index + 1).some((later) => later.step === step))
    .filter(({ deadline }) => deadline === undefined || deadline > now);
}
