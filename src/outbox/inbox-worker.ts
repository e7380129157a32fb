import { randomBytes } from "node:crypto";
import type { ChatEvent } from "#chat/event.ts";
import type { Locale } from "#chat/locale.ts";
import type { Reply } from "#chat/reply.ts";
import type { Database } from "#db/client.ts";
import { log } from "#src/log.ts";
import { groupBy } from "./group-by.ts";
import { type ClaimedEvent, claimEvents, finishEvent, type Stored, storeEvent } from "./inbox.ts";
import { countWaitingEvents, pruneInbox, releaseEvents } from "./inbox-upkeep.ts";
import type { At } from "./kill-points.ts";
import { type ReadyReply, readyReply } from "./ready-reply.ts";
import { createWorkLoop, type WorkLoop } from "./work-loop.ts";

export type InboxOptions = {
  readonly database: Database;
  /** The dispatch's `attempt`: what it throws is tried again. */
  readonly answer: (event: ChatEvent) => Promise<Reply>;
  /** What the person is told when an event failed for good; `reference` is found in the log. */
  readonly gaveUp: (event: ChatEvent, reference: string) => Promise<Reply>;
  /** Language of the account. */
  readonly locale: (event: ChatEvent) => Promise<Locale>;
  /** Called when a reply was put into the outbox: kicks it. */
  readonly replied: () => void;
  /** Business time. */
  readonly now: () => Date;
  readonly realNow: () => Date;
  /** Accounts whose events are processed side by side. */
  readonly concurrency?: number;
  /** Longer than an account's few events take. */
  readonly leaseMs?: number;
  readonly at?: At;
};

export type InboxWorker = {
  /** Keeps an event and has it processed: what the platforms' `store` is. */
  store(event: ChatEvent, receivedAt: Date): Promise<Stored>;
  /** Says that there may be something to do; returns at once. */
  kick(): void;
  /** Takes nothing more and waits for what is under way. False if that took longer. */
  drain(timeoutMs: number): Promise<boolean>;
  /** Forgets what was done long ago. */
  prune(): Promise<number>;
  stats(): Promise<InboxStats>;
};

export type InboxStats = typeof noEvents & { readonly waiting: number };

const noEvents = { stored: 0, repeated: 0, finished: 0, retried: 0, gaveUp: 0, lost: 0 };
/**
 * An event is given up after five failures or fifteen deaths of the process: a failure is the event's, a death may be
 * the fault of anything that was under way.
 */
const strikesOf = { death: 1, failure: 3 } as const;
const strikesMax = 15;
/** After a failure: 1 s, 2 s, 4 s, 8 s. */
const retryAfterMs = 1_000;

/**
 * Processes stored events: those of one account one after the other in order of arrival, different accounts side
 * by side. An event that fails is tried again, its successors wait behind it, until it is given up and the person
 * is told.
 */
export function createInboxWorker(options: InboxOptions): InboxWorker {
  const { database, realNow, leaseMs = 60_000 } = options;
  const counters = { ...noEvents };
  const loop = createWorkLoop({
    name: "inbox",
    concurrency: options.concurrency ?? 64,
    realNow,
    // What came meanwhile, here or elsewhere, may have waited for the account's earlier events.
    isChained: true,
    claim: async (room) => {
      const events = await claimEvents(database, { limit: room, leaseMs, realNow: realNow() });
      const chains = groupBy(events, (event) => `${event.workspaceId} ${event.source} ${event.userId}`);
      const tasks = chains.map((chain) => () => runChain({ options, counters, loop }, chain));
      return { tasks, isMore: chains.length >= room, turns: [] };
    },
  });
  return {
    store: async (event, receivedAt) => {
      const stored = await storeEvent(database, event, receivedAt);
      await options.at?.("inbox.stored");
      if (stored !== "unknown-tenant") counters[stored === "new" ? "stored" : "repeated"] += 1;
      loop.kick();
      return stored;
    },
    kick: loop.kick,
    drain: loop.drain,
    prune: () => pruneInbox(database, realNow()),
    stats: async () => ({ ...counters, waiting: await countWaitingEvents(database) }),
  };
}

type Work = { readonly options: InboxOptions; readonly counters: typeof noEvents; readonly loop: WorkLoop };

async function runChain(work: Work, chain: readonly ClaimedEvent[]): Promise<void> {
  const { database, realNow } = work.options;
  for (const [index, event] of chain.entries()) {
    // Later is somebody else's: the lease ends before the event would.
    if (realNow() >= event.leasedUntil) return;
    try {
      await run(work, event);
    } catch (error) {
      work.counters.retried += 1;
      log.error({ err: error, ...idsOf(event) }, "a stored event failed and is tried again");
      // The first was taken as if the process died over it.
      const strikes = event.strikes + strikesOf.failure - (index === 0 ? strikesOf.death : 0);
      const failures = Math.ceil(strikes / strikesOf.failure);
      const until = new Date(realNow().getTime() + retryAfterMs * 2 ** (failures - 1));
      await releaseEvents(database, chain.slice(index), { until, strikes });
      work.loop.kickAt([until]);
      return;
    }
  }
}

async function run({ options, counters }: Work, claimed: ClaimedEvent): Promise<void> {
  const { database, now, realNow } = options;
  const reply = await replyTo(options, claimed);
  await options.at?.("inbox.answered");
  const isFinished = await finishEvent(database, claimed, { reply, now: now(), realNow: realNow() });
  await options.at?.("inbox.finished");
  counters[isFinished ? "finished" : "lost"] += 1;
  if (claimed.strikes > strikesMax) counters.gaveUp += 1;
  if (reply !== undefined) options.replied();
}

async function replyTo(options: InboxOptions, claimed: ClaimedEvent): Promise<ReadyReply | undefined> {
  const { event } = claimed;
  if (event === undefined) {
    log.error(idsOf(claimed), "a stored event cannot be read and is dropped");
    return undefined;
  }
  const reply =
    claimed.strikes > strikesMax ? await giveUp(options, claimed, event) : await options.answer(event);
  return readyReply(event, reply, () => options.locale(event));
}

async function giveUp(options: InboxOptions, claimed: ClaimedEvent, event: ChatEvent): Promise<Reply> {
  const reference = randomBytes(3).toString("hex").toUpperCase();
  log.error({ reference, ...idsOf(claimed) }, "a stored event was given up");
  return options.gaveUp(event, reference);
}

function idsOf({ workspaceId, source, eventKey, strikes }: ClaimedEvent): object {
  return { workspaceId, source, eventKey, strikes };
}
