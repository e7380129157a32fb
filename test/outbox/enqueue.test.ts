import { describe, expect, it } from "vitest";
import type { Sweep } from "#chat/feature.ts";
import { Prisma } from "#db/generated/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { enqueue, insertMessages } from "#outbox/enqueue.ts";
import { due, monday10, newRig, news, outboxDatabase, rowsOf, say } from "./support.ts";

const database = await outboxDatabase();

describe("enqueue", () => {
  it("is part of the caller's transaction", async () => {
    const rig = await newRig(database);
    const { workspaceId } = rig.workspace;
    const message = { kind: news, key: "k", personId: rig.person.personId, payload: {}, dueAt: monday10 };
    const failing = forWorkspace(database.prisma, workspaceId).$transaction(async (tx) => {
      expect(await enqueue(tx, workspaceId, [message])).toBe(1);
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    expect(await rowsOf(rig)).toEqual([]);
  });

  it("says how many are new", async () => {
    const rig = await newRig(database);
    const row = (key: string) => ({
      kind: news,
      key,
      personId: rig.person.personId,
      payload: {},
      dueAt: monday10,
    });
    expect(await enqueue(database.prisma, rig.workspace.workspaceId, [row("a"), row("b")])).toBe(2);
    expect(await enqueue(database.prisma, rig.workspace.workspaceId, [row("b"), row("c"), row("c")])).toBe(1);
    expect(await enqueue(database.prisma, rig.workspace.workspaceId, [])).toBe(0);
  });
});

/** To-dos stand in for any table with a timer. */
const sweep: Sweep = {
  name: "test",
  claim: ({ prisma }, { now, limit }) => prisma.$executeRaw`
    WITH due AS (
      SELECT workspace_id, id, owner_id, title FROM todo WHERE remind_at <= ${now}
      ORDER BY remind_at LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    cleared AS (
      UPDATE todo t SET remind_at = NULL FROM due WHERE t.workspace_id = due.workspace_id AND t.id = due.id)
    ${insertMessages(
      due,
      Prisma.sql`SELECT workspace_id, 'todo:' || id AS key, owner_id AS person_id,
        jsonb_build_object('text', title) AS payload, ${now}::timestamptz AS due_at FROM due`,
    )}`,
};

async function makeTodos(rig: Awaited<ReturnType<typeof newRig>>, count: number) {
  await database.prisma.$executeRaw`
    INSERT INTO todo (workspace_id, id, title, owner_id, created_by_id, remind_at, created_at)
    SELECT ${rig.workspace.workspaceId}::uuid, gen_random_uuid(), 'todo ' || n, ${rig.person.personId}::uuid,
      ${rig.person.personId}::uuid, ${monday10}::timestamptz, ${monday10}::timestamptz
    FROM generate_series(1, ${count}::int) AS n`;
}

describe("sweeps", () => {
  it("turn due rows into messages with ids of version 7, which are sent", async () => {
    const rig = await newRig(database, { sweeps: [sweep] });
    await makeTodos(rig, 2);
    await rig.outbox.tick(new Date(monday10.getTime() - 1));
    expect(await rowsOf(rig)).toEqual([]);
    await rig.outbox.tick();
    const rows = await rowsOf(rig);
    expect(rows.map((row) => [row.kind, row.lane, row.status])).toEqual(
      Array.from({ length: 2 }, () => ["due", `person:${rig.person.personId}`, "sent"]),
    );
    for (const { id } of rows) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
      const madeAt = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
      expect(Math.abs(Date.now() - madeAt)).toBeLessThan(60_000);
    }
  });

  it("run until nothing is left, with three at once, none twice", async () => {
    const points: string[] = [];
    const at = async (point: string) => void points.push(point);
    const rig = await newRig(database, { sweeps: [sweep], messages: [], at });
    await makeTodos(rig, 1_234);
    await Promise.all([rig.outbox.tick(), rig.outbox.tick(), rig.outbox.tick()]);
    expect(await database.prisma.outboundMessage.count()).toBe(1_234);
    expect(await database.prisma.todo.count({ where: { remindAt: { not: null } } })).toBe(0);
    expect(points.filter((point) => point === "sweep.claimed").length).toBeGreaterThanOrEqual(3);
  });

  it("that fail do not hold up the others", async () => {
    const broken: Sweep = { name: "broken", claim: async () => Promise.reject(new Error("broken")) };
    const rig = await newRig(database, { sweeps: [broken, sweep] });
    await makeTodos(rig, 1);
    await rig.outbox.tick();
    expect(rig.titles()).toEqual(["todo 1"]);
  });

  it("are for the tick; a kick sends what is there", async () => {
    const rig = await newRig(database, { sweeps: [sweep] });
    await makeTodos(rig, 1);
    await say(rig, news, "kicked");
    rig.outbox.kick();
    await rig.outbox.drain(5_000);
    expect(rig.titles()).toEqual(["kicked"]);
  });
});
