import { describe, expect, it } from "vitest";
import { forgetReply, queueReply } from "#outbox/queue-reply.ts";
import { card, messageEvent, monday10, newRig, outboxDatabase, rowsOf } from "./support.ts";

const database = await outboxDatabase();

/** An answer that is kept for a minute, until which somebody else performs it. */
async function keepAnswer() {
  const rig = await newRig(database);
  const event = messageEvent(rig.workspace, "press:1");
  const to = { type: "direct", userId: "U1" } as const;
  const queue = (title: string, lockedUntil?: Date) =>
    queueReply(database, event, {
      reply: { to, content: { type: "card", card: card(title) } },
      now: monday10,
      ...(lockedUntil && { lockedUntil }),
    });
  const kept = await queue("done", new Date(rig.clock.realNow().getTime() + 60_000));
  if (kept === undefined) throw new Error("nothing was kept");
  return { rig, queue, kept };
}

describe("an answer that was kept before its event was acknowledged", () => {
  it("is not delivered while it may still be performed", async () => {
    const { rig } = await keepAnswer();
    await rig.outbox.tick();
    expect(rig.sent).toEqual([]);
  });

  it("is delivered when whoever was to perform it has died, and looked for first", async () => {
    const { rig, kept } = await keepAnswer();
    rig.clock.aheadMs = 61_000;
    await rig.outbox.tick();
    expect(rig.sent).toMatchObject([{ message: { deliveryId: kept.id, maybeSent: true } }]);
  });

  it("is forgotten when it was performed", async () => {
    const { rig, kept } = await keepAnswer();
    await forgetReply(database, kept);
    expect(await rowsOf(rig)).toEqual([]);
  });

  it("is delivered at once, under the same id, when performing it has failed", async () => {
    const { rig, queue, kept } = await keepAnswer();
    await queue("done");
    await forgetReply(database, kept);
    await rig.outbox.tick();
    expect(rig.sent).toMatchObject([{ message: { deliveryId: kept.id, maybeSent: true } }]);
  });

  it("is replaced by the answer to the same event sent again", async () => {
    const { rig, queue, kept } = await keepAnswer();
    const again = await queue("done again", new Date(rig.clock.realNow().getTime() + 60_000));
    expect(again?.id).toBe(kept.id);
    rig.clock.aheadMs = 121_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["done again"]);
  });

  it("is not kept again once it was delivered", async () => {
    const { rig, queue } = await keepAnswer();
    rig.clock.aheadMs = 61_000;
    await rig.outbox.tick();
    expect(await queue("done again")).toBeUndefined();
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["done"]);
  });
});
