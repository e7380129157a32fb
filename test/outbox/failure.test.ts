import { describe, expect, it } from "vitest";
import { deliveryFailedPayload } from "#outbox/delivery-failed.ts";
import type { KillPoint } from "#outbox/kill-points.ts";
import { newPerson } from "#test/directory/support.ts";
import {
  card,
  due,
  kindNamed,
  monday10,
  newRig,
  news,
  openOutbox,
  outboxDatabase,
  refusing,
  rowsOf,
  say,
} from "./support.ts";

const database = await outboxDatabase();
const hour = 3_600_000;

async function onlyRow(rig: Parameters<typeof rowsOf>[0]) {
  const [row] = await rowsOf(rig);
  if (row === undefined) throw new Error("no row");
  return row;
}

describe("a message that the platform does not take", () => {
  it("is tried again, later each time, and looked for before", async () => {
    const rig = await newRig(database);
    rig.state.refuse = refusing("unreachable");
    await say(rig, news, "hello");
    await rig.outbox.tick();
    const first = await onlyRow(rig);
    const waited = first.lockedUntil.getTime() - rig.clock.realNow().getTime();
    expect(first).toMatchObject({ status: "waiting", attempts: 1, lastError: "unreachable: test" });
    expect(waited).toBeGreaterThan(300);
    expect(waited).toBeLessThanOrEqual(750);

    rig.clock.aheadMs = 2_000;
    await rig.outbox.tick();
    const second = await onlyRow(rig);
    expect(second.attempts).toBe(2);
    expect(second.lockedUntil.getTime() - rig.clock.realNow().getTime()).toBeGreaterThan(3_000);

    rig.state.refuse = async () => undefined;
    rig.clock.aheadMs = 10_000;
    await rig.outbox.tick();
    expect(rig.sent.map(({ message }) => message.maybeSent)).toEqual([true]);
  });

  it("is not said twice when only the answer was lost", async () => {
    const rig = await newRig(database);
    let isLost = true;
    const outbox = openOutbox({
      ...rig.boxOptions,
      platforms: [
        {
          ...rig.port,
          send: async (message) => {
            const ref = await rig.port.send(message);
            if (isLost) await refusing("unknown")();
            return ref;
          },
        },
      ],
    });
    await say(rig, news, "hello");
    await outbox.tick();
    isLost = false;
    rig.clock.aheadMs = 5_000;
    await outbox.tick();
    expect(rig.titles()).toEqual(["hello"]);
    expect(await onlyRow(rig)).toMatchObject({ status: "sent", sentRef: rig.sent[0]?.ref });
  });

  it("is given up after ten attempts, never marked as sent", async () => {
    const rig = await newRig(database);
    rig.state.refuse = refusing("unknown");
    await say(rig, news, "hello");
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      rig.clock.aheadMs += 2 * hour;
      await rig.outbox.tick();
      const { status } = await onlyRow(rig);
      expect(status).toBe(attempt < 10 ? "waiting" : "failed");
    }
    expect(await onlyRow(rig)).toMatchObject({ attempts: 10, sentAt: null, sentRef: null });
    expect((await rig.outbox.stats()).failed).toBe(1);
  });

  it("tells the admins, once per person and day, and nobody of the notice's own failure", async () => {
    const rig = await newRig(database);
    const first = await newPerson(rig.workspace, { slack: "A1", roles: ["admin"] });
    const second = await newPerson(rig.workspace, { slack: "A2", roles: ["rep", "admin"] });
    await newPerson(rig.workspace, { slack: "A3", roles: ["admin"], status: "left" });
    rig.state.refuse = refusing("forbidden");
    await say(rig, news, "one", "two");
    for (let seconds = 0; seconds < 4; seconds += 1) {
      rig.clock.aheadMs = seconds * 1_500;
      await rig.outbox.tick();
    }
    const notices = (await rowsOf(rig)).filter((row) => row.kind === "delivery-failed");
    expect(new Set(notices.map((row) => row.personId))).toEqual(new Set([first.personId, second.personId]));
    expect(notices).toHaveLength(2);
    expect(deliveryFailedPayload.parse(notices[0]?.payload)).toEqual({
      personId: rig.person.personId,
      reason: "forbidden",
    });
    expect((await rowsOf(rig)).map((row) => row.status)).toEqual(Array.from({ length: 4 }, () => "failed"));

    rig.clock.now = new Date(monday10.getTime() + 24 * hour);
    await say(rig, news, "three");
    rig.clock.aheadMs += 5_000;
    await rig.outbox.tick();
    expect((await rowsOf(rig)).filter((row) => row.kind === "delivery-failed")).toHaveLength(4);
  });

  it("is failed at once for who has no account", async () => {
    const rig = await newRig(database);
    const silent = await newPerson(rig.workspace);
    await say({ ...rig, person: silent }, news, "hello");
    await rig.outbox.tick();
    expect(await onlyRow(rig)).toMatchObject({ status: "failed", lastError: "no account" });
  });

  it("waits while its platform is not configured", async () => {
    const rig = await newRig(database, { platforms: [] });
    await say(rig, news, "hello");
    await rig.outbox.tick();
    expect(await onlyRow(rig)).toMatchObject({ status: "waiting", attempts: 1 });
  });
});

describe("a message that cannot be made", () => {
  it("is tried again, and leaves the rest of its bundle alone", async () => {
    let isBroken = true;
    const fragile = kindNamed("fragile", {
      bundled: true,
      build: async () => {
        if (isBroken) throw new Error("broken");
        return { card: card("mended") };
      },
    });
    const rig = await newRig(database, { messages: [fragile, due] });
    await say(rig, due, "a");
    await say(rig, fragile, "x");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["a"]);
    isBroken = false;
    rig.clock.aheadMs = 61_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["a", "mended"]);
  });

  it("is failed when no feature knows its kind", async () => {
    const rig = await newRig(database, { messages: [] });
    await say(rig, news, "hello");
    await rig.outbox.tick();
    expect(await onlyRow(rig)).toMatchObject({ status: "failed", lastError: "unknown kind" });
  });
});

describe("a process that dies", () => {
  const points: readonly KillPoint[] = ["deliver.claimed", "deliver.built", "deliver.sent"];

  it.each(points)(
    "at %s leaves its message to another after the lease, and it is said once",
    async (point) => {
      const rig = await newRig(database);
      const dying = openOutbox({
        ...rig.boxOptions,
        leaseMs: 10_000,
        at: async (here) => {
          if (here === point) throw new Error("killed");
        },
      });
      await say(rig, due, "a", "b");
      await dying.tick();
      rig.clock.aheadMs = 9_000;
      await rig.outbox.tick();
      expect((await rowsOf(rig)).map((row) => row.status)).toEqual(["waiting", "waiting"]);
      rig.clock.aheadMs = 61_000;
      await rig.outbox.tick();
      expect(rig.titles()).toEqual(["a + b"]);
      expect((await rowsOf(rig)).map((row) => row.status)).toEqual(["sent", "sent"]);
    },
  );

  it("and comes back to life after its lease does not send any more", async () => {
    const rig = await newRig(database);
    const late = openOutbox({
      ...rig.boxOptions,
      leaseMs: 10_000,
      at: async (here) => {
        if (here === "deliver.built") rig.clock.aheadMs = 10_001;
      },
    });
    await say(rig, news, "hello");
    await late.tick();
    expect(rig.sent).toEqual([]);
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["hello"]);
  });
});
