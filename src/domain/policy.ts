import { z } from "zod";

/** `HH:mm`, 24 hours. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const count = (fallback: number) => z.int().min(0).max(10_000).default(fallback);

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
});
export type Policy = z.infer<typeof policySchema>;

export const defaultPolicy: Policy = policySchema.parse({});

/** What a workspace has stored, completed. A value that is no longer allowed has its default; the others are kept. */
export function policyOf(stored: unknown): Policy {
  const whole = policySchema.safeParse(stored ?? {});
  if (whole.success) return whole.data;
  const wrong = new Set(whole.error.issues.map((issue) => String(issue.path[0])));
  const entries = typeof stored === "object" && stored !== null ? Object.entries(stored) : [];
  const kept = policySchema.safeParse(Object.fromEntries(entries.filter(([name]) => !wrong.has(name))));
  return kept.success ? kept.data : defaultPolicy;
}
