import type { Sweep } from "#chat/feature.ts";
import type { Database } from "#db/client.ts";
import { log } from "#src/log.ts";
import type { At } from "./kill-points.ts";

/** Rows that one statement of a sweep turns into messages. */
const rowsMax = 500;

export type SweepOptions = {
  readonly database: Database;
  readonly sweeps: readonly Sweep[];
  readonly at?: At | undefined;
};

/**
 * Turns everything whose time has come (business time) into messages. A sweep that fails is logged and does not
 * hold up the others; its rows are still due at the next tick. Returns how many rows were claimed.
 */
export async function sweepDue(options: SweepOptions, now: Date): Promise<number> {
  let total = 0;
  for (const sweep of options.sweeps) {
    try {
      total += await runOut(options, sweep, now);
    } catch (error) {
      log.error({ err: error, sweep: sweep.name }, "a sweep failed");
    }
  }
  return total;
}

async function runOut({ database, at }: SweepOptions, sweep: Sweep, now: Date): Promise<number> {
  let total = 0;
  for (let count = rowsMax; count >= rowsMax; total += count) {
    count = await sweep.claim(database, { now, limit: rowsMax });
    if (count > 0) await at?.("sweep.claimed");
  }
  return total;
}
