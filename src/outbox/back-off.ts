/** Waiting before each further attempt; 10 attempts end after about two and a half hours. */
const waitMs = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000, 3_600_000] as const;

export type BackOff = {
  readonly realNow: () => Date;
  /** In [0, 1). */
  readonly random: () => number;
};

/**
 * When to try again after the n-th attempt (from 1) has failed: later each time, up to an hour, and after between
 * half and the whole of it, so that what failed together does not come back together. `undefined` after the last.
 */
export function nextAttemptAt(
  { realNow, random }: BackOff,
  { attempts }: { readonly attempts: number },
): Date | undefined {
  const whole = waitMs[attempts - 1];
  return whole === undefined ? undefined : new Date(realNow().getTime() + whole * (0.5 + random() / 2));
}
