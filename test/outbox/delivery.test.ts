import { describe, expect, it } from "vitest";
import { queueReply } from "#outbox/queue-reply.ts";
import { newPerson } from "#test/directory/support.ts";
import {
  card,
  due,
  kindNamed,
  messageEvent,
  monday10,
  newRig,
  news,
  noSpacing,
  openOutbox,
  outboxDatabase,
  rowsOf,
  say,
} from "./support.ts";

const database = await outboxDatabase();

async function onlyRow(rig: Parameters<typeof rowsOf>[0]) {
  const [row] = await rowsOf(rig);
  if (row === undefined) throw new Error("no row");
  return row;
}

describe("a message that is due", () => {
  it("is sent to the person's account and keeps where it was put", async () => {
    const rig = await newRig(database);
    await say(rig, news, "hello");
    await rig.outbox.tick();
    const row = await onlyRow(rig);
    expect(rig.sent.map(({ message }) => message)).toEqual([
      {
        tenant: rig.workspace.tenants.slack,
        deliveryId: row.id,
        to: { type: "direct", userId: "U1" },
        content: { type: "card", card: card("hello") },
        maybeSent: false,
      },
    ]);
    expect(row).toMatchObject({
      status: "sent",
      sentAt: monday10,
      sentRef: rig.sent[0]?.ref,
      lastError: null,
    });
  });

  it("is made once under its key", async () => {
    const rig = await newRig(database);
    await say(rig, news, "hello");
    await say(rig, news, "hello");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["hello"]);
  });

  it("is not sent when it no longer matters", async () => {
    const done = kindNamed("news", { build: async () => undefined });
    const rig = await newRig(database, { messages: [done] });
    await say(rig, done, "hello");
    await rig.outbox.tick();
    expect(rig.sent).toEqual([]);
    expect(await onlyRow(rig)).toMatchObject({ status: "cancelled" });
  });

  it("is not sent to who has left", async () => {
    const rig = await newRig(database);
    const left = await newPerson(rig.workspace, { slack: "V1", status: "left" });
    await say({ ...rig, person: left }, news, "hello");
    await rig.outbox.tick();
    expect(rig.sent).toEqual([]);
    expect(await onlyRow(rig)).toMatchObject({ status: "cancelled" });
  });

  it("is sent once by three workers at once", async () => {
    const rig = await newRig(database, { spacing: noSpacing });
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, index) => newPerson(rig.workspace, { slack: `V${index}` })),
    );
    const texts = Array.from({ length: 10 }, (_, index) => String(index));
    for (const person of people) await say({ ...rig, person }, news, ...texts);
    const workers = [rig.outbox, openOutbox(rig.boxOptions), openOutbox(rig.boxOptions)];
    while (rig.sent.length < 200) await Promise.all(workers.map((worker) => worker.tick()));
    expect(new Set(rig.sent.map(({ message }) => message.deliveryId)).size).toBe(200);
    expect(rig.sent).toHaveLength(200);
    expect((await rowsOf(rig)).every((row) => row.status === "sent")).toBe(true);
  });
});

describe("quiet hours and days off", () => {
  const monday22 = new Date("2026-11-23T14:00:00Z");
  const tuesday9 = new Date("2026-11-24T01:00:00Z");

  it("move a message to the next working morning", async () => {
    const rig = await newRig(database);
    rig.clock.now = monday22;
    await say(rig, news, "hello");
    await rig.outbox.tick();
    expect(rig.sent).toEqual([]);
    expect(await onlyRow(rig)).toMatchObject({ status: "waiting", dueAt: tuesday9, attempts: 0 });
    rig.clock.now = tuesday9;
    rig.clock.aheadMs = 2_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["hello"]);
  });

  it("do not hold an urgent kind", async () => {
    const urgent = kindNamed("urgent", { urgent: true });
    const rig = await newRig(database, { messages: [urgent] });
    rig.clock.now = monday22;
    await say(rig, urgent, "fire");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["fire"]);
  });

  it("hold the others of a bundle back and let the urgent one go", async () => {
    const urgent = kindNamed("urgent", { urgent: true, bundled: true });
    const rig = await newRig(database, { messages: [urgent, due] });
    rig.clock.now = monday22;
    await say(rig, due, "calm");
    await say(rig, urgent, "fire");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["fire"]);
    rig.clock.now = tuesday9;
    rig.clock.aheadMs = 61_000;
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["fire", "calm"]);
  });

  it("do not hold an answer", async () => {
    const rig = await newRig(database);
    rig.clock.now = monday22;
    const event = messageEvent(rig.workspace, "m1");
    const to = { type: "direct", userId: "U1" } as const;
    const reply = { to, content: { type: "card", card: card("answer") } } as const;
    await queueReply(database, event, { reply, now: monday22 });
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["answer"]);
  });
});

describe("an answer", () => {
  it("goes where it belongs and is forgotten once it is there", async () => {
    const rig = await newRig(database);
    const event = messageEvent(rig.workspace, "m1");
    const ref = { platform: "slack", conversation: "C1", message: "1.2" } as const;
    const content = { type: "card", card: card("changed") } as const;
    await queueReply(database, event, { reply: { to: { type: "message", ref }, content }, now: monday10 });
    await queueReply(database, event, { reply: { to: { type: "message", ref }, content }, now: monday10 });
    await rig.outbox.tick();
    expect(rig.sent.map(({ message }) => message)).toMatchObject([
      { tenant: event.tenant, to: { type: "message", ref }, content },
    ]);
    expect(await onlyRow(rig)).toMatchObject({ status: "sent", payload: {} });
  });
});
