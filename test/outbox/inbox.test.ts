import { describe, expect, it } from "vitest";
import { say as sayReply } from "#chat/reply.ts";
import { claimEvents, finishEvent, storeEvent } from "#outbox/inbox.ts";
import { pruneInbox, releaseEvents } from "#outbox/inbox-upkeep.ts";
import { readyReply } from "#outbox/ready-reply.ts";
import { newWorkspace } from "#test/directory/support.ts";
import { card, messageEvent, monday10, outboxDatabase } from "./support.ts";

const database = await outboxDatabase();
const workspace = await newWorkspace(database);
const other = await newWorkspace(database);
const leaseMs = 1_000;

function later(ms: number): Date {
  return new Date(monday10.getTime() + ms);
}

function claim(atMs: number, limit = 10) {
  return claimEvents(database, { limit, leaseMs, realNow: later(atMs) });
}

async function store(key: string, atMs = 0, userId = "U1") {
  return storeEvent(database, messageEvent(workspace, key, userId), later(atMs));
}

describe("storing", () => {
  it("keeps an event once, and says so", async () => {
    expect(await store("m1")).toBe("new");
    expect(await store("m1")).toBe("seen");
    expect(await database.prisma.inboundEvent.count()).toBe(1);
  });

  it("knows the second of two that arrive together", async () => {
    const outcomes = await Promise.all([store("a"), store("m1"), store("m1"), store("m1")]);
    expect(outcomes.sort()).toEqual(["new", "new", "seen", "seen"]);
  });

  it("keeps nothing of a tenant that is not installed", async () => {
    const event = { ...messageEvent(workspace, "m1"), tenant: "T-unknown" };
    const [unknown, known] = await Promise.all([storeEvent(database, event, monday10), store("m2")]);
    expect([unknown, known]).toEqual(["unknown-tenant", "new"]);
    expect(await database.prisma.inboundEvent.count()).toBe(1);
  });

  it("tells equal keys of two tenants apart", async () => {
    expect(await store("m1")).toBe("new");
    expect(await storeEvent(database, messageEvent(other, "m1"), monday10)).toBe("new");
  });

  it("takes characters that PostgreSQL cannot keep in JSON", async () => {
    const event = {
      ...messageEvent(workspace, "m1"),
      text: "zero \0, half \ud83d, whole 😀, written \\u0000",
    };
    expect(await storeEvent(database, event, monday10)).toBe("new");
    const [claimed] = await claim(0);
    expect(claimed?.event).toMatchObject({ text: "zero \uFFFD, half \uFFFD, whole 😀, written \\u0000" });
  });

  it("brings the event back as it was", async () => {
    const event = messageEvent(workspace, "m1");
    await storeEvent(database, event, monday10);
    expect((await claim(0))[0]?.event).toEqual(event);
  });
});

describe("claiming", () => {
  it("gives each event to one of several that ask at once", async () => {
    await Promise.all(Array.from({ length: 100 }, (_, index) => store(`m${index}`, index, `U${index % 40}`)));
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim(200, 20)));
    const keys = claims.flat().map(({ eventKey }) => eventKey);
    expect(keys).toHaveLength(100);
    expect(new Set(keys).size).toBe(100);
  });

  it("gives an account's events together, in order of arrival", async () => {
    await store("second", 2);
    await store("first", 1);
    await store("third", 3);
    expect((await claim(10)).map(({ eventKey }) => eventKey)).toEqual(["first", "second", "third"]);
  });

  it("gives nobody a later event while an earlier one of the account is under way", async () => {
    await store("first", 1);
    expect(await claim(10)).toHaveLength(1);
    await store("second", 2);
    await store("another", 2, "U2");
    expect((await claim(20)).map(({ eventKey }) => eventKey)).toEqual(["another"]);
  });

  it("gives nobody a later event while somebody is just taking an earlier one", async () => {
    await store("first", 1);
    await database.prisma.$transaction(async (taking) => {
      await taking.$queryRaw`SELECT FROM inbound_event WHERE event_key = 'first' FOR UPDATE`;
      await store("second", 2);
      expect(await claim(10)).toEqual([]);
    });
    expect(await claim(10)).toHaveLength(2);
  });

  it("gives an event to another when the lease is over, with a strike against it", async () => {
    await store("m1");
    expect((await claim(0))[0]?.strikes).toBe(1);
    expect(await claim(leaseMs - 1)).toEqual([]);
    expect((await claim(leaseMs))[0]?.strikes).toBe(2);
  });

  it("holds the successors of a failed event back behind it, without a strike", async () => {
    await store("first", 1);
    await store("second", 2);
    await releaseEvents(database, await claim(10), { until: later(500), strikes: 3 });
    expect(await claim(499)).toEqual([]);
    const again = await claim(500);
    expect(again.map(({ eventKey, strikes }) => [eventKey, strikes])).toEqual([
      ["first", 4],
      ["second", 0],
    ]);
  });

  // A process died ten times at various places; each time all events of a chain were counted as tried, and people's
  // messages were given up that nobody had ever begun.
  it("gives a strike to none but the first of those taken together when a process dies over them", async () => {
    await store("first", 1);
    await store("second", 2);
    for (let death = 0; death < 6; death += 1) await claim(death * leaseMs + 10);
    const last = await claim(6 * leaseMs + 10);
    expect(last.map(({ eventKey, strikes }) => [eventKey, strikes])).toEqual([
      ["first", 7],
      ["second", 0],
    ]);
  });
});

describe("finishing", () => {
  it("writes the end of the event and its reply in one commit", async () => {
    await store("m1");
    const [event] = await claim(0);
    if (event?.event === undefined) throw new Error("nothing claimed");
    const reply = await readyReply(event.event, sayReply(card("hello")), async () => "en");
    expect(await finishEvent(database, event, { reply, now: monday10, realNow: later(5) })).toBe(true);

    const stored = await database.prisma.inboundEvent.findFirstOrThrow();
    expect(stored).toMatchObject({ doneAt: later(5), payload: {} });
    const row = await database.prisma.outboundMessage.findFirstOrThrow();
    expect(row).toMatchObject({
      key: `reply:slack:${workspace.tenants.slack}:m1`,
      kind: "reply",
      lane: `slack:${workspace.tenants.slack}:D-U1`,
      dueAt: monday10,
      payload: { to: { type: "conversation", userId: "U1" }, content: { card: { title: "hello" } } },
    });
    expect(await claim(leaseMs)).toEqual([]);
  });

  it("writes nothing for who has lost the lease", async () => {
    await store("m1");
    const [slow] = await claim(0);
    const [fast] = await claim(leaseMs);
    if (slow?.event === undefined || fast === undefined) throw new Error("nothing claimed");
    const reply = await readyReply(slow.event, sayReply(card("slow")), async () => "en");
    expect(await finishEvent(database, slow, { reply, now: monday10, realNow: later(leaseMs) })).toBe(false);
    expect(await database.prisma.outboundMessage.count()).toBe(0);
    expect(await finishEvent(database, fast, { reply, now: monday10, realNow: later(leaseMs) })).toBe(true);
    expect(await database.prisma.outboundMessage.count()).toBe(1);
  });
});

describe("pruning", () => {
  it("forgets what was done three days ago, and nothing that waits", async () => {
    await Promise.all([store("old", 1, "U1"), store("recent", 2, "U2"), store("waiting", 3, "U3")]);
    const [old, recent] = await claim(10, 2);
    const day = 24 * 3_600_000;
    if (old === undefined || recent === undefined) throw new Error("nothing claimed");
    await finishEvent(database, old, { reply: undefined, now: monday10, realNow: later(0) });
    await finishEvent(database, recent, { reply: undefined, now: monday10, realNow: later(day) });
    expect(await pruneInbox(database, later(3 * day + 1))).toBe(1);
    const left = await database.prisma.inboundEvent.findMany({ orderBy: { eventKey: "asc" } });
    expect(left.map(({ eventKey }) => eventKey)).toEqual(["recent", "waiting"]);
  });
});
