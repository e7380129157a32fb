import cron from "node-cron";
import { log } from "#src/log.ts";
import type { InboxWorker } from "./inbox-worker.ts";
import type { Outbox } from "./outbox.ts";

// Cron's notation, with seconds.
const everyTwoSeconds = "*/2 * * * * *";
const everyHour = "0 7 * * * *";

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
      { name, noOverlap: true, logger: quiet },
    ),
  );
  return {
    stop: () => {
      for (const task of tasks) task.destroy();
    },
  };
}

/** node-cron speaks to the console of what was left out, which is how it is meant. */
const quiet = {
  info: () => undefined,
  warn: (message: string) => log.debug({ message }, "a tick was left out"),
  error: (error: string | Error) => log.error({ err: error }, "the ticker failed"),
  debug: () => undefined,
};

/** What a process looks at by itself: other replicas' work, timers, and what a crash left. */
export function ticksOf(outbox: Outbox, inbox: InboxWorker): Tick[] {
  return [
    { name: "outbox", every: everyTwoSeconds, run: outbox.wake },
    { name: "inbox", every: everyTwoSeconds, run: async () => inbox.kick() },
    {
      name: "prune",
      every: everyHour,
      run: async () => {
        await Promise.all([inbox.prune(), outbox.prune()]);
      },
    },
  ];
}
