import { afterEach, describe, expect, it } from "vitest";
import type { ChatEvent } from "#chat/event.ts";
import { nothing, type Reply, say as sayReply } from "#chat/reply.ts";
import { claimEvents, storeEvent } from "#outbox/inbox.ts";
import { createInboxWorker, type InboxOptions } from "#outbox/inbox-worker.ts";
import type { KillPoint } from "#outbox/kill-points.ts";
import { newWorkspace } from "#test/directory/support.ts";
import { card, messageEvent, monday10, outboxDatabase, testClock } from "./support.ts";

const database = await outboxDatabase();
const workspace = await newWorkspace(database);
const workers: ReturnType<typeof createInboxWorker>[] = [];

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.drain(5_000)));
});

function newWorker(options: Partial<InboxOptions> = {}) {
  const clock = testClock();
  const worker = createInboxWorker({
    database,
    answer: async () => nothing,
    gaveUp: async (_event, reference) => sayReply(card(`failed ${reference}`)),
    locale: async () => "en",
    replied: () => undefined,
    now: () => monday10,
    realNow: clock.realNow,
    ...options,
  });
  workers.push(worker);
  return { worker, clock };
}

async function settled(): Promise<void> {
  const end = performance.now() + 10_000;
  const waiting = () => database.prisma.inboundEvent.count({ where: { doneAt: null } });
  while ((await waiting()) > 0 && performance.now() < end) await sleep(10);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function storeAll(worker: ReturnType<typeof createInboxWorker>, events: readonly ChatEvent[]) {
  for (const [index, event] of events.entries())
    await worker.store(event, new Date(monday10.getTime() + index));
}

describe("stored events", () => {
  it("are answered, and the answer is in the outbox", async () => {
    let replied = 0;
    const { worker } = newWorker({
      answer: async (event) => sayReply(card(`re ${event.key}`)),
      replied: () => {
        replied += 1;
      },
    });
    expect(await worker.store(messageEvent(workspace, "m1"), monday10)).toBe("new");
    expect(await worker.store(messageEvent(workspace, "m1"), monday10)).toBe("seen");
    await settled();
    await worker.drain(1_000);
    const rows = await database.prisma.outboundMessage.findMany();
    expect(rows.map((row) => row.payload)).toMatchObject([{ content: { card: { title: "re m1" } } }]);
    expect(replied).toBe(1);
    expect(await worker.stats()).toMatchObject({ stored: 1, repeated: 1, finished: 1, waiting: 0 });
  });

  it("of one account are processed one after the other, of different ones side by side", async () => {
    const running = new Map<string, number>();
    const order: string[] = [];
    let together = 0;
    const answer = async (event: ChatEvent): Promise<Reply> => {
      running.set(event.userId, (running.get(event.userId) ?? 0) + 1);
      expect(running.get(event.userId)).toBe(1);
      together = Math.max(
        together,
        [...running.values()].reduce((sum, count) => sum + count, 0),
      );
      await sleep(5);
      order.push(event.key);
      running.set(event.userId, 0);
      return nothing;
    };
    const first = newWorker({ answer });
    const second = newWorker({ answer });
    const events = Array.from({ length: 60 }, (_, index) =>
      messageEvent(workspace, `m${String(index).padStart(2, "0")}`, `U${index % 4}`),
    );
    const stored = storeAll(first.worker, events);
    const kicking = setInterval(() => second.worker.kick(), 3);
    await stored;
    await settled();
    clearInterval(kicking);
    expect(order).toHaveLength(60);
    for (const user of ["0", "1", "2", "3"]) {
      const ofUser = order.filter((key) => Number(key.slice(1)) % 4 === Number(user));
      expect(ofUser).toEqual([...ofUser].sort());
    }
    expect(together).toBeGreaterThan(1);
  });

  it("that fail are tried again, in order, and not lost", async () => {
    const tried: string[] = [];
    const { worker } = newWorker({
      answer: async (event) => {
        tried.push(event.key);
        if (tried.length === 1) throw new Error("database away");
        return nothing;
      },
    });
    await storeEvent(database, messageEvent(workspace, "m1"), monday10);
    await storeEvent(database, messageEvent(workspace, "m2"), new Date(monday10.getTime() + 1));
    worker.kick();
    await settled();
    expect(tried).toEqual(["m1", "m1", "m2"]);
    expect(await worker.stats()).toMatchObject({ retried: 1, finished: 2 });
  });

  it("are given up after five failures, and the person is told", async () => {
    let attempts = 0;
    const { worker, clock } = newWorker({
      answer: async () => {
        attempts += 1;
        throw new Error("poison");
      },
    });
    await worker.store(messageEvent(workspace, "m1"), monday10);
    for (let round = 0; round < 6; round += 1) {
      await sleep(60);
      clock.aheadMs += 60_000;
      worker.kick();
    }
    await settled();
    expect(attempts).toBe(5);
    const row = await database.prisma.outboundMessage.findFirstOrThrow();
    expect(row.payload).toMatchObject({
      content: { card: { title: expect.stringMatching(/^failed [0-9A-F]{6}$/) } },
    });
    expect(await worker.stats()).toMatchObject({ gaveUp: 1, waiting: 0 });
  });

  it("that another version stored and nobody can read are put aside", async () => {
    const { worker } = newWorker();
    await worker.store(messageEvent(workspace, "m1"), monday10);
    await worker.drain(1_000);
    await database.prisma.inboundEvent.updateMany({
      data: { payload: { type: "new kind" }, doneAt: null, lockedUntil: new Date(0) },
    });
    newWorker({ answer: async () => Promise.reject(new Error("must not be asked")) }).worker.kick();
    await settled();
    expect(await database.prisma.inboundEvent.count({ where: { doneAt: null } })).toBe(0);
  });
});

describe("a process that dies", () => {
  const points: readonly KillPoint[] = ["inbox.stored", "inbox.answered", "inbox.finished"];

  it.each(points)("at %s leaves the event to another, and it is answered once", async (point) => {
    const dying = newWorker({
      answer: async () => sayReply(card("hello")),
      leaseMs: 1_000,
      at: async (here) => {
        // For a process that is killed nothing follows; here the worker never hears of it again.
        if (here === point) await new Promise(() => undefined);
      },
    });
    void dying.worker.store(messageEvent(workspace, "m1"), monday10);
    await sleep(100);
    const { worker, clock } = newWorker({ answer: async () => sayReply(card("hello")) });
    clock.aheadMs = 1_100;
    worker.kick();
    await settled();
    await worker.drain(1_000);
    const rows = await database.prisma.outboundMessage.findMany();
    expect(rows.map((row) => row.payload)).toMatchObject([{ content: { card: { title: "hello" } } }]);
    workers.splice(workers.indexOf(dying.worker), 1);
  });

  // Whatever was under way when a process died was taken for the cause, and given up at the sixth death.
  it("over an event ten times leaves it to another all the same", async () => {
    await storeEvent(database, messageEvent(workspace, "m1"), monday10);
    const { worker, clock } = newWorker({ answer: async () => sayReply(card("hello")) });
    for (let death = 0; death < 10; death += 1) {
      await claimEvents(database, { limit: 1, leaseMs: 1_000, realNow: clock.realNow() });
      clock.aheadMs += 1_100;
    }
    worker.kick();
    await settled();
    expect(await worker.stats()).toMatchObject({ finished: 1, gaveUp: 0 });
  });

  it("leaves nothing under way that it was given time for", async () => {
    let isAnswered = false;
    const { worker } = newWorker({
      answer: async () => {
        await sleep(50);
        isAnswered = true;
        return nothing;
      },
    });
    await worker.store(messageEvent(workspace, "m1"), monday10);
    await sleep(20);
    expect(await worker.drain(5)).toBe(false);
    expect(await worker.drain(1_000)).toBe(true);
    expect(isAnswered).toBe(true);
    await worker.store(messageEvent(workspace, "m2"), monday10);
    await sleep(20);
    expect(await worker.stats()).toMatchObject({ finished: 1, waiting: 1 });
  });
});
