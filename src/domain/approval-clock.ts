import type { Calendar } from "./calendar/calendar.ts";
import { dueAt } from "./calendar/deadline.ts";
import { nextWorkingMorning, type PersonTime } from "./calendar/quiet.ts";
import type { Policy } from "./policy.ts";

export const approvalSteps = [
  /** Who may decide is asked again. */
  "nudge",
  /** The next person upward may decide, too. */
  "escalate",
  /** Whoever asked has not answered a question. */
  "unanswered",
] as const;
export type ApprovalStep = (typeof approvalSteps)[number];

export type ApprovalClock = { readonly at: Date; readonly step: ApprovalStep };

type Rules = {
  /** Whose turn it is. */
  readonly person: PersonTime;
  readonly calendar: Calendar;
  readonly policy: Policy;
};

/**
 * What happens after `after` to something that waits since `since`: after some working hours a nudge, after some working
 * days one level up, from then on a nudge each working morning. What was returned is asked for each working morning.
 * There is always a next: nothing waits forgotten. A time of 0 in the policy leaves its step out.
 */
export function nextApprovalClock(
  waiting: { readonly status: "waiting" | "returned"; readonly since: Date },
  after: Date,
  rules: Rules,
): ApprovalClock {
  const { person, calendar } = rules;
  const { status, since } = waiting;
  const morning = nextWorkingMorning(after > since ? after : since, person, calendar);
  if (status === "returned") return { at: morning, step: "unanswered" };
  const steps = [
    { at: nudgesAt(since, rules), step: "nudge" },
    { at: goesUpAt(since, rules), step: "escalate" },
  ] as const;
  const first = steps
    .flatMap(({ at, step }) => (at !== undefined && at > after ? [{ at, step }] : []))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
  return first ?? { at: morning, step: "nudge" };
}

function nudgesAt(since: Date, { person, calendar, policy }: Rules): Date | undefined {
  const { nudgeWorkingHours: workingHours } = policy.approval;
  return workingHours === 0 ? undefined : dueAt(since, { workingHours }, { ...person, calendar }).at;
}

/** From when on the next person upward may decide, too, about what waits since `since`. */
export function goesUpAt(since: Date, { person, calendar, policy }: Rules): Date | undefined {
  const { escalateWorkingDays: workingDays } = policy.approval;
  return workingDays === 0 ? undefined : dueAt(since, { workingDays }, { ...person, calendar }).at;
}
