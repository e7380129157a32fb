import { describe, expect, it } from "vitest";
import type { View } from "#chat/feature.ts";
import { remember } from "#outbox/shown.ts";
import { redraw } from "#outbox/views.ts";
import {
  card,
  kindNamed,
  newRig,
  noSpacing,
  outboxDatabase,
  refusing,
  rowsOf,
  say,
  titleOf,
} from "./support.ts";

const database = await outboxDatabase();

/** A kind whose card shows the thing `t`, and the views that draw it, a list and a bundle. */
function showing(bundled: boolean) {
  const state = { title: "as it was" };
  const kind = kindNamed("shown", {
    bundled,
    build: async () => ({
      card: { ...card(state.title), shows: { view: "one:t", topics: ["t"] } },
    }),
  });
  const one: View = { id: "one", draw: async ({ locale }, id) => card(`${state.title} ${id} ${locale}`) };
  const list: View = { id: "list", draw: async (_ctx, page) => card(`list ${page}`) };
  const bundle: View = { id: "bundle", draw: async () => card("what is left") };
  return { state, kind, views: new Map([one, list, bundle].map((view) => [view.id, view])) };
}

async function rigShowing(bundled = false) {
  const { state, kind, views } = showing(bundled);
  const rig = await newRig(database, { messages: [kind], views, spacing: noSpacing });
  const { workspaceId } = rig.workspace;
  const change = (title: string, except?: Parameters<typeof redraw>[2]["except"]) => {
    state.title = title;
    return redraw(database.prisma, workspaceId, { topics: ["t", "u"], now: rig.clock.now, except });
  };
  return { ...rig, shown: state, kind, change };
}

describe("a message that shows something", () => {
  it("is drawn afresh where it stands, once for several changes, at night too, and again later", async () => {
    const rig = await rigShowing();
    await say(rig, rig.kind, "x");
    await rig.outbox.tick();
    rig.clock.now = new Date("2026-11-23T17:00:00Z");
    expect(await rig.change("b")).toBe(1);
    expect(await rig.change("c")).toBe(1);
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["as it was", "c t zh"]);
    expect(rig.sent[1]?.message).toMatchObject({
      tenant: rig.workspace.tenants.slack,
      to: { type: "message", ref: rig.sent[0]?.ref },
    });
    await rig.change("d");
    await rig.outbox.tick();
    expect(rig.titles().at(-1)).toBe("d t zh");
    expect((await rowsOf(rig)).map(({ status }) => status)).toEqual(["sent", "sent"]);
  });

  it("that changes while it is being drawn is drawn once more", async () => {
    const rig = await rigShowing();
    await say(rig, rig.kind, "x");
    await rig.outbox.tick();
    await rig.change("b");
    rig.state.refuse = async () => {
      rig.state.refuse = async () => undefined;
      await rig.change("c");
    };
    await rig.outbox.tick();
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["as it was", "b t zh", "c t zh"]);
  });

  it("stays as it is where it was pressed, for the answer changes it, and in another workspace", async () => {
    const rig = await rigShowing();
    await say(rig, rig.kind, "x");
    await rig.outbox.tick();
    expect(await rig.change("b", rig.sent[0]?.ref)).toBe(0);
    const other = await rigShowing();
    expect(await other.change("b")).toBe(0);
  });

  it("is a bundle with what is left, where several were one", async () => {
    const rig = await rigShowing(true);
    await say(rig, rig.kind, "x", "y");
    await rig.outbox.tick();
    await rig.change("b");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["as it was + as it was", "what is left"]);
  });

  it.each([
    { platform: "feishu", days: 15, count: 0 },
    { platform: "feishu", days: 13, count: 1 },
    { platform: "slack", days: 15, count: 1 },
  ] as const)("of $platform is redrawn $count times $days days later", async ({ platform, days, count }) => {
    const rig = await rigShowing();
    await say(rig, rig.kind, "x");
    await rig.outbox.tick();
    await database.prisma.$executeRaw`
      UPDATE shown_message SET platform = ${platform}::platform, shown_at = now() - ${days} * interval '1 day'`;
    expect(await rig.change("b")).toBe(count);
  });

  it("is drawn as what it became in answer to a press, and no more once it shows nothing", async () => {
    const rig = await rigShowing();
    await say(rig, rig.kind, "x");
    await rig.outbox.tick();
    const ref = rig.sent[0]?.ref ?? { platform: "slack", conversation: "", message: "" };
    const stood = { tenant: rig.workspace.tenants.slack, ref, reader: { userId: "nobody known" } };
    await remember(database, { ...stood, reader: rig.person, shows: { view: "list:2", topics: ["u"] } });
    expect(await rig.change("b")).toBe(1);
    await rig.outbox.tick();
    expect(rig.titles().at(-1)).toBe("list 2");
    await remember(database, { ...stood, shows: undefined });
    expect(await rig.change("c")).toBe(0);
    await remember(database, { ...stood, shows: { view: "list:3", topics: ["u"] } });
    expect(await rig.change("d")).toBe(0);
  });

  it("that was deleted is nobody's failure, and no admin hears of it", async () => {
    const rig = await rigShowing();
    await say(rig, rig.kind, "x");
    await rig.outbox.tick();
    rig.state.refuse = refusing("rejected");
    await rig.change("b");
    await rig.outbox.tick();
    const rows = await rowsOf(rig);
    expect(rows.map(({ status }) => status)).toEqual(["sent", "cancelled"]);
    expect(rig.sent.map(({ message }) => titleOf(message))).toEqual(["as it was"]);
    expect(await rig.change("c")).toBe(0);
  });

  it("is not drawn for who has left", async () => {
    const rig = await rigShowing();
    await say(rig, rig.kind, "x");
    await rig.outbox.tick();
    await rig.workspace.db.person.updateMany({ data: { status: "left" } });
    await rig.change("b");
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["as it was"]);
  });
});
