import type { Calendar } from "./calendar/calendar.ts";
import type { PersonTime } from "./calendar/quiet.ts";
import { type IdleFacts, idleCourse, idleWarning, isIdle, recycleAt } from "./lead-idle.ts";
import type { Policy } from "./policy.ts";

/**
 * An owned customer without a follow-up for too long goes back to nobody, by the same rules as an idle lead: its owner
 * is always warned before, with all the time that a first warning gives.
 */

export type IdleCustomer = {
  readonly createdAt: Date;
  readonly lastFollowUpAt: Date | null;
  readonly extendedAt: Date | null;
  /** The last warning, and the time that it warned of. */
  readonly idleWarnedAt: Date | null;
  readonly idleWarnedOf: Date | null;
};

export type CustomerRules = {
  /** The owner. */
  readonly person: PersonTime;
  readonly calendar: Calendar;
  readonly policy: Policy;
};

export type CustomerLook = {
  /** What is done now; nothing if absent. */
  readonly act?: "warn" | "release";
  /** When the customer goes, unless it is contacted. */
  readonly deadline: Date;
  /** When it is looked at next; absent where it goes now. */
  readonly next?: Date;
};

/** Put off once since the last follow-up: a later follow-up makes that void. */
export function isExtended({
  lastFollowUpAt,
  extendedAt,
}: Pick<IdleCustomer, "lastFollowUpAt" | "extendedAt">): boolean {
  return extendedAt !== null && (lastFollowUpAt === null || extendedAt > lastFollowUpAt);
}

/** At the start of that day's work, as it stands at `now`. */
export function customerRecycleAt(customer: IdleCustomer, now: Date, rules: CustomerRules): Date {
  return recycleAt(factsOf(customer), now, asOfLeads(rules)) ?? now;
}

/** What is to be done at a look, and when the next is. `since` is when it was to be looked at; absent if never. */
export function lookAtCustomer(
  customer: IdleCustomer,
  { since, now }: { readonly since: Date | null; readonly now: Date },
  customerRules: CustomerRules,
): CustomerLook {
  const rules = asOfLeads(customerRules);
  const facts = factsOf(customer);
  if (isIdle(facts, now, rules)) return { act: "release", deadline: recycleAt(facts, now, rules) ?? now };
  const from = since ?? now;
  const before = idleCourse(facts, new Date(from.getTime() - 1), rules);
  const isTime = before?.warnings.some((at) => at >= from && at <= now) === true;
  const warnedOf = isTime ? idleWarning(facts, now, rules) : undefined;
  const known = warnedOf ? { ...facts, idleWarnedAt: now, idleWarnedOf: warnedOf } : facts;
  const course = idleCourse(known, now, rules);
  const [next = now] = [...(course?.warnings ?? []), ...(course?.goesAt ? [course.goesAt] : [])]
    .filter((at) => at > now)
    .toSorted((a, b) => a.getTime() - b.getTime());
  const deadline = warnedOf ?? course?.deadline ?? next;
  return { ...(warnedOf && { act: "warn" as const }), deadline, next };
}

function factsOf(customer: IdleCustomer): IdleFacts {
  const { createdAt, lastFollowUpAt, extendedAt, idleWarnedAt, idleWarnedOf } = customer;
  return {
    ...{ assignedAt: createdAt, lastFollowUpAt, idleWarnedAt, idleWarnedOf },
    extendedAt: isExtended(customer) ? extendedAt : null,
  };
}

function asOfLeads({ policy, ...rest }: CustomerRules): CustomerRules {
  return { ...rest, policy: { ...policy, lead: { ...policy.lead, idleDays: policy.lead.customerIdleDays } } };
}
