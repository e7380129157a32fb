import cron from "node-cron";
import { log } from "#src/log.ts";
import type { InboxWorker } from "./inbox-worker.ts";
import type { Outbox } from "./outbox.ts";
import { isDoneWithin } from "./within.ts";

// Cron's notation, with seconds.
const everyTwoSeconds = "*/2 * * * * *";
const everyHour = "0 7 * * * *";

/** Something to be done whenever the clock says so, and with `atStart` before it first does. */
export type Tick = {
  readonly name: string;
  readonly every: string;
  readonly atStart?: boolean;
  readonly run: () => Promise<void>;
};

export type Ticker = {
  /** Wakes nobody any more and waits for what runs. False if that took longer. */
  stop(timeoutMs: number): Promise<boolean>;
};

/**
 * Wakes others. node-cron forgets what it missed, so it owns no schedule: what is due is a row. A tick that still
 * runs when the next is due takes its place.
 */
export function startTicker(ticks: readonly Tick[]): Ticker {
  const running = new Map<Tick, Promise<void>>();
  const wake = (tick: Tick) => {
    if (running.has(tick)) return;
    const ran = tick
      .run()
      .catch((error: unknown) => log.error({ err: error, tick: tick.name }, "a tick failed"))
      .finally(() => running.delete(tick));
    running.set(tick, ran);
  };
  const tasks = ticks.map((tick) => {
    if (tick.atStart === true) wake(tick);
    return cron.schedule(tick.every, () => wake(tick), { name: tick.name, logger: quiet });
  });
  return {
    stop: (timeoutMs) => {
      for (const task of tasks) task.destroy();
      return isDoneWithin(timeoutMs, Promise.all(running.values()));
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
    { name: "outbox", atStart: true, every: everyTwoSeconds, run: outbox.wake },
    { name: "inbox", atStart: true, every: everyTwoSeconds, run: async () => inbox.kick() },
    {
      name: "prune",
      every: everyHour,
      run: async () => {
        await Promise.all([inbox.prune(), outbox.prune()]);
      },
    },
  ];
}
