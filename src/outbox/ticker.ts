import cron from "node-cron";
import { log } from "#src/log.ts";

// Cron's notation, with seconds.
export const everyTwoSeconds = "*/2 * * * * *";
export const everyHour = "0 7 * * * *";

/** Something to be done whenever the clock says so. */
export type Tick = { readonly name: string; readonly every: string; readonly run: () => Promise<void> };

/**
 * Wakes others. node-cron forgets what it missed, so it owns no schedule: what is due is a row. A tick that still
 * runs when the next is due takes its place.
 */
export function startTicker(ticks: readonly Tick[]): { stop(): void } {
  const tasks = ticks.map(({ name, every, run }) =>
    cron.schedule(
      every,
      () => run().catch((error: unknown) => log.error({ err: error, tick: name }, "a tick failed")),
      { name, noOverlap: true },
    ),
  );
  return {
    stop: () => {
      for (const task of tasks) task.destroy();
    },
  };
}
