import type { Calendar } from "./calendar/calendar.ts";
import { addDays } from "./calendar/civil.ts";
import { moveEarlier, nextWorkingMorning, type PersonTime } from "./calendar/quiet.ts";
import { instantOf, localDateOf } from "./calendar/zone.ts";
import type { Policy } from "./policy.ts";

/**
 * An owned lead that nobody follows up goes back to the public pool. Its owner is always warned before, whatever the
 * policy has become meanwhile and however long nobody looked, and it never goes before the day that was said.
 */

export type IdleFacts = {
  readonly assignedAt: Date | null;
  readonly lastFollowUpAt: Date | null;
  /** The idle time begins when a follow-up is logged, however long ago the contact was. */
  readonly lastLoggedAt?: Date | null;
  readonly extendedAt: Date | null;
  /** The last warning, and the time that it warned of. */
  readonly idleWarnedAt?: Date | null;
  readonly idleWarnedOf?: Date | null;
};

export type IdleRules = {
  /** The owner. */
  readonly person: PersonTime;
  readonly calendar: Calendar;
  readonly policy: Policy;
};

/** What an idle lead has before it, by the rules of today. */
export type IdleCourse = {
  readonly warnings: readonly Date[];
  /** What the warnings warn of. */
  readonly deadline: Date;
  /** Absent where a warning has to be given first. */
  readonly goesAt?: Date;
};

const msPerDay = 86_400_000;

/** As it stands after `after`; `undefined` while nobody owns the lead. */
export function idleCourse(lead: IdleFacts, after: Date, rules: IdleRules): IdleCourse | undefined {
  const plan = planOf(lead, rules);
  if (plan === undefined) return undefined;
  const { warnings, deadline, isWarned } = plan;
  const { person, calendar } = rules;
  const isOnTime = warnings.length > 0 && warnings.every(({ at }) => at > after);
  if (isOnTime || isWarned || hasNoWarnings(rules)) {
    const goesAt = deadline > after ? deadline : nextWorkingMorning(after, person, calendar);
    return { warnings: warnings.map(({ at }) => at), deadline, goesAt };
  }
  const at = nextWorkingMorning(after, person, calendar);
  return { warnings: [at], deadline: deadlineIfWarnedAt(at, plan, rules) };
}

/** When an idle lead goes back to the pool at the earliest, at the start of that day's work, as it stands after `after`. */
export function recycleAt(lead: IdleFacts, after: Date, rules: IdleRules): Date | undefined {
  return idleCourse(lead, after, rules)?.deadline;
}

/** What the owner is warned of now; `undefined` where it is too early to warn. */
export function idleWarning(lead: IdleFacts, now: Date, rules: IdleRules): Date | undefined {
  const plan = planOf(lead, rules);
  if (plan === undefined) return undefined;
  const isTime = plan.warnings.length === 0 || plan.warnings.some(({ at }) => at <= now);
  if (!isTime) return undefined;
  return plan.isWarned ? plan.deadline : deadlineIfWarnedAt(now, plan, rules);
}

/** Whether it goes now: its time is over, and its owner was warned. */
export function isIdle(lead: IdleFacts, now: Date, rules: IdleRules): boolean {
  const plan = planOf(lead, rules);
  return plan !== undefined && plan.deadline <= now && (plan.isWarned || hasNoWarnings(rules));
}

/** Whether an extension still reaches further than a follow-up that is logged now; else it has had its use. */
export function outlastsFollowUp(lead: IdleFacts, now: Date, rules: IdleRules): boolean {
  const without = planOf({ ...lead, lastLoggedAt: now, extendedAt: null }, rules);
  const deadline = planOf(lead, rules)?.deadline;
  return deadline !== undefined && without !== undefined && deadline > without.deadline;
}

type Plan = {
  readonly deadline: Date;
  /** Those that can be given: after what the idle time counts from. */
  readonly warnings: readonly { readonly days: number; readonly at: Date }[];
  /** Since the last follow-up and the last extension. */
  readonly isWarned: boolean;
};

function planOf(lead: IdleFacts, rules: IdleRules): Plan | undefined {
  const touchedAt = latest(lead.assignedAt, lead.lastFollowUpAt, lead.lastLoggedAt);
  if (touchedAt === undefined) return undefined;
  const { person, calendar, policy } = rules;
  const deadline = deadlineOf(lead, touchedAt, rules);
  const knownAt = latest(touchedAt, lead.extendedAt) ?? touchedAt;
  const warnings = policy.lead.idleWarningDays
    .map((days) => ({
      ...{ days, at: moveEarlier(new Date(deadline.getTime() - days * msPerDay), person, calendar) },
    }))
    .filter(({ at }) => at > knownAt);
  return { deadline, warnings, isWarned: lead.idleWarnedAt != null && lead.idleWarnedAt > knownAt };
}

/** Never before the day that somebody was warned of. */
function deadlineOf(
  { extendedAt, idleWarnedOf }: IdleFacts,
  touchedAt: Date,
  { person, policy }: IdleRules,
): Date {
  const { idleDays, extendDays } = policy.lead;
  const idleOn = addDays(localDateOf(touchedAt, person.tz), idleDays);
  if (extendedAt === null) return latest(startOf(idleOn, person), idleWarnedOf) ?? touchedAt;
  const [from = idleOn] = [idleOn, localDateOf(extendedAt, person.tz)].toSorted().reverse();
  return latest(startOf(addDays(from, extendDays), person), idleWarnedOf) ?? touchedAt;
}

/** Who hears of it late has all the time that a first warning gives. */
function deadlineIfWarnedAt(at: Date, { deadline, warnings }: Plan, { person, policy }: IdleRules): Date {
  const { idleDays, idleWarningDays } = policy.lead;
  const usable = warnings.map(({ days }) => days);
  const days = usable.length > 0 ? Math.max(...usable) : Math.min(idleDays, ...idleWarningDays);
  const inFull = startOf(addDays(localDateOf(at, person.tz), days), person);
  return inFull > deadline ? inFull : deadline;
}

function hasNoWarnings({ policy }: IdleRules): boolean {
  return policy.lead.idleWarningDays.length === 0;
}

function startOf(date: string, { workingHours, tz }: PersonTime): Date {
  return instantOf(date, workingHours[0], tz);
}

function latest(...times: readonly (Date | null | undefined)[]): Date | undefined {
  const known = times.filter((at) => at != null).map((at) => at.getTime());
  return known.length === 0 ? undefined : new Date(Math.max(...known));
}
