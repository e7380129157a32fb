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

/**
 * What happens after `after` to something that waits since `since`: after some working hours a nudge, after some working
 * days one level up, from then on a nudge each working morning. What was returned is asked for each working morning.
 * There is always a next: nothing waits forgotten. A time of 0 in the policy leaves its step out.
 */
export function nextApprovalClock(
  waiting: { readonly status: "waiting" | "returned"; readonly since: Date },
  after: Date,
  rules: {
    /** Whose turn it is. */
    readonly person: PersonTime;
    readonly calendar: Calendar;
    readonly policy: Policy;
  },
): ApprovalClock {
  const { person, calendar, policy } = rules;
  const morning = nextWorkingMorning(after > waiting.since ? after : waiting.since, person, calendar);
  if (waiting.status === "returned") return { at: morning, step: "unanswered" };
  const { nudgeWorkingHours, escalateWorkingDays } = policy.approval;
  const time = { ...person, calendar };
  const steps = [
    { step: "nudge", count: nudgeWorkingHours, rule: { workingHours: nudgeWorkingHours } },
    { step: "escalate", count: escalateWorkingDays, rule: { workingDays: escalateWorkingDays } },
  ] as const;
  const first = steps
    .filter(({ count }) => count > 0)
    .map(({ step, rule }) => ({ at: dueAt(waiting.since, rule, time).at, step }))
    .filter(({ at }) => at > after)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
  return first ?? { at: morning, step: "nudge" };
}
