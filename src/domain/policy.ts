import { z } from "zod";

/** `HH:mm`, 24 hours. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const count = (fallback: number) => z.int().min(0).max(10_000).default(fallback);
/** Nothing is due at the moment that it begins: these are at least one. */
const atLeastOne = (fallback: number) => z.int().min(1).max(10_000).default(fallback);

const leadPolicy = z.object({
  /** From the day it was acquired; later is late. 0: at once. */
  registerWithinWorkingDays: count(1),
  /** Of the first contact, from assignment. */
  firstContactHoursA: atLeastOne(48),
  firstContactWorkingDaysB: atLeastOne(3),
  /** The owner is warned after this share of the time. */
  warnAtPercent: z.int().min(10).max(99).default(80),
  /** After the deadline: then the manager is offered reassignment or the public pool. */
  graceHoursA: atLeastOne(24),
  graceWorkingDaysB: atLeastOne(1),
  /** A contacted lead always has a next follow-up. */
  nextFollowUpDays: atLeastOne(7),
  /** An owned lead without a follow-up for so long goes back to the pool; a customer likewise. */
  idleDays: atLeastOne(30),
  customerIdleDays: atLeastOne(90),
  idleWarningDays: z.array(z.int().min(1).max(60)).max(5).default([7, 3, 1]),
  /** The one extension; 0 for none. */
  extendDays: count(14),
  /** Claims from the public pool, 0 for none; who has lost a lead waits before claiming it again, 0 for not at all. */
  claimsMax: count(5),
  claimsWithinDays: atLeastOne(7),
  claimCoolDownDays: count(14),
  /** Person who keeps the nurture pool; absent: whoever approved the grade. */
  nurtureOwnerId: z.uuid().optional(),
});

const approvalPolicy = z.object({
  nudgeWorkingHours: count(4),
  escalateWorkingDays: count(1),
});

/**
 * The numbers of the workspace, one table. What an admin has not changed has its default; units stand last in the
 * names. Days are calendar days unless they say working days.
 */
export const policySchema = z.object({
  /** A follow-up that was just logged can be taken back. */
  undoMinutes: count(10),
  /** A contact is logged within this of its time, or of the end of its local day; later is late. */
  recordWithinHours: count(24),
  /** A question that could not be answered on the spot becomes a to-do due in this. */
  questionDueHours: count(48),
  /** Contact at least this often, by segment; a longer silence is an alert. */
  cadenceDays: z
    .object({ strategic_maintenance: count(30), key_expansion: count(7), routine: count(30) })
    .prefault({}),
  /** A person's first settings, local time. */
  workStart: clockTime.default("09:00"),
  workEnd: clockTime.default("18:00"),
  quietStart: clockTime.default("21:00"),
  quietEnd: clockTime.default("08:00"),
  digestAt: clockTime.default("08:45"),
  /** The shortest of the snoozes that a card offers. */
  snoozeHours: count(1),
  /** A reminder of something with a time of day comes this long before; without one, at this local time of its day. */
  remindBeforeMinutes: count(30),
  remindUntimedAt: clockTime.default("15:00"),
  /** A planned visit without a record is reminded after this. */
  missingVisitHours: count(24),
  lead: leadPolicy.prefault({}),
  approval: approvalPolicy.prefault({}),
});
export type Policy = z.infer<typeof policySchema>;

export const defaultPolicy: Policy = policySchema.parse({});

/** What a workspace has stored, completed. A value that is no longer allowed has its default; the others are kept. */
export function policyOf(stored: unknown): Policy {
  const whole = policySchema.safeParse(stored ?? {});
  if (whole.success) return whole.data;
  const kept = whole.error.issues.reduce((left: unknown, { path }) => without(left, path), stored);
  const rest = policySchema.safeParse(kept);
  return rest.success ? rest.data : defaultPolicy;
}

/** A copy of `value` without what stands at the path; of a list that has something wrong in it nothing is kept. */
function without(value: unknown, [key, ...deeper]: readonly PropertyKey[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || key === undefined)
    return undefined;
  const entries = Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
    if (name !== key) return [[name, part]];
    const left = deeper.length === 0 ? undefined : without(part, deeper);
    return left === undefined ? [] : [[name, left]];
  });
  return Object.fromEntries(entries);
}
