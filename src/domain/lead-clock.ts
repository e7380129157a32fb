import { type Calendar, isWorkingDay } from "./calendar/calendar.ts";
import { addDays, daysBetween } from "./calendar/civil.ts";
import { type DeadlineRule, dueAt } from "./calendar/deadline.ts";
import { moveEarlier, nextWorkingMorning, type PersonTime } from "./calendar/quiet.ts";
import { instantOf, localDateOf } from "./calendar/zone.ts";
import type { Grade } from "./grading.ts";
import type { LeadStatus } from "./lead.ts";
import { type IdleFacts, idleCourse } from "./lead-idle.ts";
import type { Method } from "./method.ts";
import { remindAt } from "./moment.ts";
import type { Policy } from "./policy.ts";

/**
 * What happens to a lead by itself, and when. One timetable per lead, made of its facts: a sweep does what has come,
 * stores the next, and asks again when a fact changes. A follow-up moves all of it.
 */

export const clockSteps = [
  /** Registered and not graded yet: whoever registered it is reminded. */
  "ungraded",
  /** The owner, before the first contact is due. */
  "contact-warning",
  /** Owner and manager: it is due now. A breach begins. */
  "contact-due",
  /** The manager is offered reassignment or the public pool. */
  "contact-grace",
  /** The planned follow-up is near. */
  "plan",
  /** A planned visit has no record. */
  "visit-missing",
  /** The owner, some days before the lead goes back to the pool. */
  "idle-warning",
  /** Back to the public pool. */
  "recycle",
  /** The pool's owner: the list of the month. */
  "monthly",
] as const;
export type ClockStep = (typeof clockSteps)[number];

export type LeadFacts = IdleFacts & {
  readonly status: LeadStatus;
  readonly grade: Grade | null;
  readonly registeredAt: Date;
  readonly firstContactDueAt: Date | null;
  readonly nextAt: Date | null;
  readonly nextHasTime: boolean;
  /** Absent where nothing can be planned yet. */
  readonly nextMethod?: Method | null;
};

export type ClockRules = {
  /** Who is reminded: the owner, the pool's owner, or who registered it. */
  readonly person: PersonTime;
  readonly calendar: Calendar;
  readonly policy: Policy;
};

/** `deadline` is what a warning warns of. */
export type LeadClock = { readonly at: Date; readonly step: ClockStep; readonly deadline?: Date };

const msPerHour = 3_600_000;

/**
 * The first thing that happens to the lead after `after`; `undefined` only for one that has ended, and for one that is
 * being graded, whose approval has a clock of its own.
 */
export function nextClock(lead: LeadFacts, after: Date, rules: ClockRules): LeadClock | undefined {
  return timetable(lead, after, rules)
    .filter(({ at, deadline }) => at > after && (deadline === undefined || deadline > after))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
}

function timetable(lead: LeadFacts, after: Date, rules: ClockRules): readonly LeadClock[] {
  switch (lead.status) {
    case "registered":
      return [ungraded(lead, after, rules)];
    case "assigned":
      return [...contactLadder(lead, rules), ...plan(lead, rules, after), ...idle(lead, rules, after)];
    case "contacted":
      return [...plan(lead, rules, after), ...idle(lead, rules, after)];
    case "nurturing":
    case "pooled":
      return [monthly(after, rules)];
    default:
      return [];
  }
}

/** When an assigned lead must have been contacted: A by the clock, B by working days. */
export function firstContactDueAt(
  grade: Grade,
  assignedAt: Date,
  { person, calendar, policy }: ClockRules,
): Date {
  const { firstContactHoursA, firstContactWorkingDaysB } = policy.lead;
  const rule = grade === "A" ? { hours: firstContactHoursA } : { workingDays: firstContactWorkingDaysB };
  return due(assignedAt, rule, { person, calendar });
}

/** How long somebody had for a first contact when the lead was given: a later policy does not change what was asked. */
export function firstContactWithin(
  lead: { readonly grade: Grade | null; readonly assignedAt: Date; readonly firstContactDueAt: Date },
  { person, calendar }: Pick<ClockRules, "person" | "calendar">,
): { readonly hours: number } | { readonly workingDays: number } {
  const { grade, assignedAt, firstContactDueAt: dueAt } = lead;
  if (grade === "A") return { hours: Math.round((dueAt.getTime() - assignedAt.getTime()) / msPerHour) };
  const from = localDateOf(assignedAt, person.tz);
  const days = Array.from({ length: daysBetween(from, localDateOf(dueAt, person.tz)) }, (_, index) =>
    addDays(from, index + 1),
  );
  return { workingDays: days.filter((date) => isWorkingDay(calendar, date).isWork).length };
}

function contactLadder(lead: LeadFacts, rules: ClockRules): readonly LeadClock[] {
  const { assignedAt, firstContactDueAt: deadline } = lead;
  if (assignedAt === null || deadline === null) return [];
  const warning = warningAt(assignedAt, deadline, rules);
  const { graceHoursA, graceWorkingDaysB } = rules.policy.lead;
  const grace = lead.grade === "A" ? { hours: graceHoursA } : { workingDays: graceWorkingDaysB };
  return [
    ...(warning === undefined ? [] : [{ at: warning, step: "contact-warning" as const, deadline }]),
    { at: deadline, step: "contact-due" },
    { at: due(deadline, grace, rules), step: "contact-grace" },
  ];
}

/**
 * At 80 % of the time; out of quiet hours and days off to the last allowed minute before. Where that lies before the
 * assignment, to the first allowed one after, if there is any before the deadline.
 */
function warningAt(from: Date, deadline: Date, { person, calendar, policy }: ClockRules): Date | undefined {
  const share = policy.lead.warnAtPercent / 100;
  const wanted = new Date(from.getTime() + share * (deadline.getTime() - from.getTime()));
  const possible = [moveEarlier(wanted, person, calendar), nextWorkingMorning(wanted, person, calendar)];
  return possible.find((at) => at > from && at < deadline);
}

/** A follow-up makes another plan, so that what is past and still stands was not recorded. */
function plan(lead: LeadFacts, rules: ClockRules, after: Date): readonly LeadClock[] {
  if (lead.nextAt === null) return [];
  const at = remindAt({ at: lead.nextAt, hasTime: lead.nextHasTime }, { ...rules, now: after });
  const missingAt = visitMissingAt(lead.nextAt, rules);
  return [
    ...(at === undefined ? [] : [{ at, step: "plan" as const }]),
    ...(lead.nextMethod === "visit" ? [{ at: missingAt, step: "visit-missing" as const }] : []),
  ];
}

/** When a visit that was planned for then has no record. */
export function visitMissingAt(plannedFor: Date, { policy }: Pick<ClockRules, "policy">): Date {
  return new Date(plannedFor.getTime() + policy.missingVisitHours * msPerHour);
}

/** One that has been idle for too long already, and whose owner does not know, is warned before it goes. */
function idle(lead: LeadFacts, rules: ClockRules, after: Date): readonly LeadClock[] {
  const course = idleCourse(lead, after, rules);
  if (course === undefined) return [];
  const { warnings, deadline, goesAt } = course;
  return [
    ...warnings.map((at): LeadClock => ({ at, step: "idle-warning", deadline })),
    ...(goesAt === undefined ? [] : [{ at: goesAt, step: "recycle" as const }]),
  ];
}

function ungraded(lead: LeadFacts, after: Date, { person, calendar }: ClockRules): LeadClock {
  const from = after > lead.registeredAt ? after : lead.registeredAt;
  return { at: nextWorkingMorning(from, person, calendar), step: "ungraded" };
}

/** The first working morning of a month. */
function monthly(after: Date, { person, calendar }: ClockRules): LeadClock {
  let first = `${localDateOf(after, person.tz).slice(0, 7)}-01`;
  for (;;) {
    const midnight = instantOf(first, "00:00", person.tz);
    const at = nextWorkingMorning(new Date(midnight.getTime() - 1), person, calendar);
    if (at > after) return { at, step: "monthly" };
    first = `${addDays(first, 31).slice(0, 7)}-01`;
  }
}

function due(
  start: Date,
  rule: DeadlineRule,
  { person, calendar }: Pick<ClockRules, "person" | "calendar">,
): Date {
  return dueAt(start, rule, { ...person, calendar }).at;
}
