import { describe, expect, it } from "vitest";
import { defaultSpacing } from "#outbox/lanes.ts";
import { newPerson } from "#test/directory/support.ts";
import {
  due,
  newRig,
  news,
  noSpacing,
  openOutbox,
  outboxDatabase,
  outboxOptions,
  refusing,
  rowsOf,
  type Sent,
  say,
  titleOf,
} from "./support.ts";

const database = await outboxDatabase();

function lasted(sent: readonly Sent[]): number {
  return (sent.at(-1)?.atMs ?? 0) - (sent[0]?.atMs ?? 0);
}

async function until(isDone: () => boolean, timeoutMs = 10_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!isDone() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe("lanes", () => {
  it("are kept to with three workers at once, without a tick in between", async () => {
    const spacing = {
      bundleMs: 0,
      platforms: { ...noSpacing.platforms, slack: { destinationMs: 300, appMs: 50 } },
    };
    const rig = await newRig(database, { spacing });
    const other = await newPerson(rig.workspace, { slack: "V1" });
    const workers = [rig.outbox, openOutbox(rig.boxOptions), openOutbox(rig.boxOptions)];
    await say(rig, news, "1", "2", "3", "4", "5");
    await say({ ...rig, person: other }, news, "a", "b", "c", "d", "e");
    for (const worker of workers) worker.kick();
    await until(() => rig.sent.length === 10);
    const toRig = rig.sent.filter(
      ({ message }) => message.to.type === "direct" && message.to.userId === "U1",
    );
    expect(toRig.map(({ message }) => titleOf(message))).toEqual(["1", "2", "3", "4", "5"]);
    expect(rig.sent).toHaveLength(10);
    // The reserved places are exact (see claim.test.ts); what is measured here also holds the timers' delays.
    expect(lasted(toRig)).toBeGreaterThan(3 * 300);
  });

  it("are waited for where the app has a place in the next second", async () => {
    const slack = { destinationMs: 0, appMs: 100 };
    const rig = await newRig(database, {
      spacing: { ...noSpacing, platforms: { ...noSpacing.platforms, slack } },
    });
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, index) => newPerson(rig.workspace, { slack: `V${index}` })),
    );
    for (const person of people) await say({ ...rig, person }, news, "hello");
    await rig.outbox.tick();
    expect(rig.sent).toHaveLength(8);
    expect(lasted(rig.sent)).toBeGreaterThan(6 * 100);
  });

  it("does not let one app's queue hold up another's", async () => {
    const spacing = {
      ...noSpacing,
      platforms: { ...noSpacing.platforms, slack: { destinationMs: 0, appMs: 60_000 } },
    };
    const busy = await newRig(database, { spacing });
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, index) => newPerson(busy.workspace, { slack: `V${index}` })),
    );
    for (const person of people) await say({ ...busy, person }, news, "busy");
    const other = await newRig(database);
    await say({ ...other, clock: busy.clock }, news, "other");
    const outbox = openOutbox({ ...busy.boxOptions, concurrency: 4 });
    await outbox.tick();
    expect(busy.titles().sort()).toEqual(["busy", "other"]);
  });

  // Those that waited for their turn filled the worker, which then took one by one what others could have had.
  it("takes nobody's place for a message that waits for its own", async () => {
    const slack = { destinationMs: 0, appMs: 900 };
    const spacing = { ...noSpacing, platforms: { ...noSpacing.platforms, slack } };
    const busy = await newRig(database, { spacing });
    const second = await newPerson(busy.workspace, { slack: "V1" });
    await say(busy, news, "first");
    await say({ ...busy, person: second }, news, "waits");
    busy.clock.now = new Date(busy.clock.now.getTime() + 1_000);
    const other = await newRig(database);
    await say({ ...other, clock: busy.clock }, news, "other");
    await openOutbox({ ...busy.boxOptions, concurrency: 1 }).tick();
    expect(busy.titles()).toEqual(["first", "other", "waits"]);
  });

  it("waits as long as the platform asks, and counts it as no attempt", async () => {
    const rig = await newRig(database);
    rig.state.refuse = refusing("rate-limited", 30_000);
    await say(rig, news, "1");
    await rig.outbox.tick();
    const [limited] = await rowsOf(rig);
    expect(limited).toMatchObject({ status: "waiting", attempts: 0, triedAt: null });

    rig.state.refuse = async () => undefined;
    await say(rig, news, "2");
    rig.clock.aheadMs = 29_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual([]);
    rig.clock.aheadMs = 31_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["1"]);
    expect(rig.sent[0]?.message.maybeSent).toBe(false);
  });

  it("puts rows that cannot go yet off to their turn, so that they are not looked at again and again", async () => {
    const rig = await newRig(database);
    await say(rig, news, "1", "2", "3");
    const before = rig.clock.realNow().getTime();
    await rig.outbox.tick();
    const turns = (await rowsOf(rig)).slice(1).map((row) => row.lockedUntil.getTime() - before);
    const step = defaultSpacing.platforms.slack.destinationMs;
    for (const [index, turn] of turns.entries()) {
      expect(turn).toBeGreaterThanOrEqual(step * (index + 1));
      expect(turn).toBeLessThan(step * (index + 1) + 900);
    }
  });
});

describe("bundles", () => {
  it("says all that is due to a person in one message", async () => {
    const rig = await newRig(database);
    await say(rig, due, "a", "b", "c");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["a + b + c"]);
    const rows = await rowsOf(rig);
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(["sent"]));
    expect(new Set(rows.map((row) => JSON.stringify(row.sentRef))).size).toBe(1);
  });

  it("says a single one with its own card", async () => {
    const rig = await newRig(database, { bundleCard: () => ({ title: "bundle", tone: "info", body: [] }) });
    await say(rig, due, "alone");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["alone"]);
  });

  it("sends a person at most one bundle a minute", async () => {
    const rig = await newRig(database);
    await say(rig, due, "a");
    await rig.outbox.tick();
    await say(rig, due, "b");
    await say(rig, due, "c");
    rig.clock.aheadMs = 59_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["a"]);
    rig.clock.aheadMs = 61_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["a", "b + c"]);
  });

  it("is said again as soon as the platform allows, for its minute was not used", async () => {
    const rig = await newRig(database);
    rig.state.refuse = refusing("rate-limited", 5_000);
    await say(rig, due, "a");
    await rig.outbox.tick();
    rig.state.refuse = async () => undefined;
    await say(rig, due, "b");
    rig.clock.aheadMs = 6_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["a + b"]);
  });

  it("keeps what is not bundled out of it", async () => {
    const rig = await newRig(database);
    await say(rig, due, "a", "b");
    await say(rig, news, "n");
    await rig.outbox.tick();
    expect(rig.titles().sort()).toEqual(["a + b", "n"]);
  });

  it("claims a person's rows together though the claim's limit falls between them", async () => {
    const rig = await newRig(database, { concurrency: 1 });
    await say(rig, due, "a", "b", "c");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["a + b + c"]);
  });

  it("is one message per person with three workers at once", async () => {
    const rig = await newRig(database);
    const people = await Promise.all(
      Array.from({ length: 10 }, (_, index) => newPerson(rig.workspace, { slack: `V${index}` })),
    );
    for (const person of people) await say({ ...rig, person }, due, "a", "b", "c");
    const options = outboxOptions(database, rig.clock, {
      platforms: [rig.port],
      spacing: { ...noSpacing, bundleMs: 60_000 },
    });
    const workers = [openOutbox(options), openOutbox(options), openOutbox(options)];
    await Promise.all(workers.map((worker) => worker.tick()));
    expect(rig.titles()).toEqual(Array.from({ length: 10 }, () => "a + b + c"));
  });

  it("tries the same set again under the same id after an attempt whose end is not known", async () => {
    const rig = await newRig(database);
    rig.state.refuse = refusing("unknown");
    await say(rig, due, "a", "b");
    await rig.outbox.tick();
    const [tried] = await rowsOf(rig);
    rig.state.refuse = async () => undefined;
    await say(rig, due, "c");
    rig.clock.aheadMs = 61_000;
    await rig.outbox.tick();
    expect(rig.sent.map(({ message }) => [message.deliveryId, message.maybeSent])).toEqual([
      [tried?.deliveryId, true],
    ]);
    rig.clock.aheadMs = 122_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["a + b", "c"]);
  });

  it("gives up only the row at fault when the platform refuses the bundle", async () => {
    const rig = await newRig(database);
    rig.state.refuse = async (message) => {
      if (JSON.stringify(message.content).includes("bad")) await refusing("rejected")();
    };
    await say(rig, due, "a", "bad", "c");
    for (let minute = 0; minute < 4; minute += 1) {
      rig.clock.aheadMs = minute * 61_000;
      await rig.outbox.tick();
    }
    expect(rig.titles()).toEqual(["a", "c"]);
    expect((await rowsOf(rig)).map((row) => row.status)).toEqual(["sent", "failed", "sent"]);
  });
});
