import type { Actor } from "#chat/actor.ts";
import type { Ctx, MessageKind, Sweep, View } from "#chat/feature.ts";
import type { PlatformPort } from "#chat/port.ts";
import type { Database } from "#db/client.ts";
import type { Calendar } from "#domain/calendar/calendar.ts";
import { claimDue } from "./claim.ts";
import { type DeliverOptions, deliver } from "./deliver.ts";
import { groupBy } from "./group-by.ts";
import type { At } from "./kill-points.ts";
import { defaultSpacing, type Spacing } from "./lanes.ts";
import type { BundleCard } from "./prepare.ts";
import { pruneMessages } from "./prune-messages.ts";
import { countMessages, type MessageCounts } from "./queue-length.ts";
import type { Outcome } from "./settle.ts";
import { sweepDue } from "./sweep.ts";
import { createWorkLoop, type Found, type Rest } from "./work-loop.ts";

/** Messages that wait in memory for their place in the lanes, a second at most; a claim of few rows costs like one of many. */
const restingMax = 2000;

export type OutboxOptions = {
  readonly database: Database;
  readonly platforms: readonly PlatformPort[];
  /** Every kind that any feature declares. */
  readonly messages: readonly MessageKind[];
  /** What messages that stand there are drawn afresh with. */
  readonly views: ReadonlyMap<string, View>;
  readonly sweeps: readonly Sweep[];
  readonly context: (workspaceId: string) => Ctx;
  readonly actorById: (workspaceId: string, personId: string) => Promise<Actor | undefined>;
  readonly calendarOf: (workspaceId: string) => Promise<Calendar>;
  /** Several reminders of one person as one card. */
  readonly bundleCard: BundleCard;
  /** Business time. */
  readonly now: () => Date;
  readonly realNow: () => Date;
  readonly random?: () => number;
  readonly spacing?: Spacing;
  /** Messages that are sent side by side. */
  readonly concurrency?: number;
  /** How long a claimed message is nobody else's; twice as long as a platform's calls take at most. */
  readonly leaseMs?: number;
  readonly at?: At;
};

export type Outbox = {
  /** Says that a message may be due: after a commit that made one. Returns at once. */
  kick(): void;
  /** Sweeps what is due and kicks: what the ticker does. */
  wake(): Promise<void>;
  /** Sweeps and sends what is due at `now` (business time); resolves once that is settled. */
  tick(now?: Date): Promise<void>;
  /** Forgets what was said long ago. */
  prune(): Promise<number>;
  /** Takes nothing more and waits for what is under way. False if that took longer. */
  drain(timeoutMs: number): Promise<boolean>;
  stats(): Promise<OutboxStats>;
};

/** Rows by what became of them since the start, and what stands in the table. */
export type OutboxStats = { readonly outcomes: Readonly<Record<Outcome["type"], number>> } & MessageCounts;

/** What will be said later: due rows are claimed, looked at again, bundled, paced and sent, each once. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { database } = options;
  const outcomes = {
    sent: 0,
    cancelled: 0,
    moved: 0,
    retried: 0,
    unmade: 0,
    limited: 0,
    parted: 0,
    failed: 0,
  };
  const leaseMs = options.leaseMs ?? 60_000;
  const deliverOptions: Omit<DeliverOptions, "rest"> = {
    ...options,
    messages: new Map(options.messages.map((kind) => [kind.kind, kind])),
    random: options.random ?? Math.random,
    observe: (outcome) => {
      outcomes[outcome] += 1;
    },
    sendWithinMs: leaseMs / 2,
  };
  let tickNow: Date | undefined;
  const loop = createWorkLoop({
    name: "outbox",
    concurrency: options.concurrency ?? 200,
    tasksMax: restingMax + (options.concurrency ?? 200),
    realNow: options.realNow,
    isChained: false,
    claim: (limit) => findDue({ options, deliverOptions, leaseMs }, limit, tickNow ?? options.now()),
  });
  const tick = async (now?: Date) => {
    tickNow = now;
    await sweepDue(options, now ?? options.now());
    loop.kick();
    await loop.settled();
    tickNow = undefined;
  };
  return {
    kick: loop.kick,
    wake: async () => {
      await sweepDue(options, options.now());
      loop.kick();
    },
    tick,
    prune: () => pruneMessages(database, options.realNow()),
    drain: loop.drain,
    stats: async () => ({ outcomes: { ...outcomes }, ...(await countMessages(database, options.now())) }),
  };
}

type Parts = {
  readonly options: OutboxOptions;
  readonly deliverOptions: Omit<DeliverOptions, "rest">;
  readonly leaseMs: number;
};

async function findDue(
  { options, deliverOptions, leaseMs }: Parts,
  limit: number,
  now: Date,
): Promise<Found> {
  const { database, realNow, spacing = defaultSpacing } = options;
  const { claimed, isMore, turns } = await claimDue(database, {
    now,
    realNow: realNow(),
    limit,
    leaseMs,
    spacing,
  });
  const calendars = onceEach(options.calendarOf);
  const tasks = groupBy(claimed, (row) => `${row.workspaceId} ${row.deliveryId}`).map(
    (rows) => (rest: Rest) => deliver({ ...deliverOptions, calendarOf: calendars, rest }, rows, now),
  );
  return { tasks, isMore, turns };
}

/** A claim's messages of one workspace share what was looked up for the first. */
function onceEach<T>(lookUp: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const found = known.get(key) ?? lookUp(key);
    known.set(key, found);
    return found;
  };
}
