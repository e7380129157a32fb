import { beforeEach, expect, test } from "vitest";
import { connectDatabase } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { WorkspaceScopeError } from "#db/workspace-scope.ts";
import { testDatabase } from "#test/support/database.ts";

const { prisma, pool, url } = await testDatabase();

const mine = "0190a000-0000-7000-8000-00000000000a";
const other = "0190a000-0000-7000-8000-00000000000b";
const myTeam = "0190a000-0000-7000-8000-0000000000a1";
const otherTeam = "0190a000-0000-7000-8000-0000000000b1";
const db = forWorkspace(prisma, mine);

beforeEach(async () => {
  await pool.query("TRUNCATE workspace, team, person, calendar_day CASCADE");
  for (const id of [mine, other]) {
    await prisma.workspace.create({
      data: { id, name: id, defaultTz: "Asia/Shanghai", defaultLocale: "zh" },
    });
  }
  await prisma.team.createMany({
    data: [
      { workspaceId: mine, id: myTeam, name: "North" },
      { workspaceId: other, id: otherTeam, name: "South" },
    ],
  });
});

async function otherName(): Promise<string | undefined> {
  const team = await prisma.team.findFirst({ where: { workspaceId: other } });
  return team?.name;
}

test("reads only its own rows, whatever the condition", async () => {
  expect(await db.team.findMany({ select: { name: true } })).toEqual([{ name: "North" }]);
  expect(await db.team.findMany({ where: { workspaceId: other } })).toEqual([]);
  expect(await db.team.findMany({ where: { OR: [{ workspaceId: other }, { id: otherTeam }] } })).toEqual([]);
  expect(await db.team.findMany({ where: { AND: [{ workspaceId: other }] } })).toEqual([]);
  expect(await db.team.findMany({ where: { NOT: { workspaceId: mine } } })).toEqual([]);
  expect(await db.team.findMany({ where: { workspaceId: { in: [mine, other] } } })).toHaveLength(1);
  expect(await db.team.findFirst({ where: { id: otherTeam } })).toBeNull();
  expect(await db.team.count()).toBe(1);
  expect(await db.team.aggregate({ _count: true })).toEqual({ _count: 1 });
  expect(await db.team.groupBy({ by: ["workspaceId"] })).toEqual([{ workspaceId: mine }]);
});

test("keeps the caller's own AND", async () => {
  expect(await db.team.findMany({ where: { AND: { name: "South" } } })).toEqual([]);
  expect(await db.team.findMany({ where: { AND: [{ name: "North" }, { id: myTeam }] } })).toHaveLength(1);
});

test("does not find another workspace's row by its key", async () => {
  const where = { workspaceId_id: { workspaceId: other, id: otherTeam } };
  expect(await db.team.findUnique({ where })).toBeNull();
  await expect(db.team.findUniqueOrThrow({ where })).rejects.toThrow(/No record/);
  expect(
    await db.team.findUnique({ where: { workspaceId_id: { workspaceId: mine, id: myTeam } } }),
  ).not.toBeNull();
});

test("changes and deletes nothing of another workspace", async () => {
  const where = { workspaceId_id: { workspaceId: other, id: otherTeam } };
  await expect(db.team.update({ where, data: { name: "taken" } })).rejects.toThrow(/[Nn]o record/);
  await expect(db.team.delete({ where })).rejects.toThrow(/[Nn]o record/);
  expect(await db.team.updateMany({ where: { workspaceId: other }, data: { name: "taken" } })).toEqual({
    count: 0,
  });
  expect(await db.team.updateManyAndReturn({ where: { id: otherTeam }, data: { name: "taken" } })).toEqual(
    [],
  );
  expect(await db.team.deleteMany({ where: { id: otherTeam } })).toEqual({ count: 0 });
  expect(await otherName()).toBe("South");
  expect(await db.team.deleteMany()).toEqual({ count: 1 });
  expect(await prisma.team.count()).toBe(1);
});

test("makes rows in its own workspace and refuses another's", async () => {
  const id = "0190a000-0000-7000-8000-0000000000a2";
  const created = await db.team.create({ data: { workspaceId: mine, id, name: "East" } });
  expect(created.workspaceId).toBe(mine);
  const foreign = { workspaceId: other, id, name: "West" };
  await expect(db.team.create({ data: foreign })).rejects.toThrow(WorkspaceScopeError);
  await expect(db.team.create({ data: foreign })).rejects.toThrow("Team.create: another workspace");
  await expect(db.team.createMany({ data: [foreign] })).rejects.toThrow(/another workspace/);
  await expect(db.team.createManyAndReturn({ data: foreign })).rejects.toThrow(/another workspace/);
  await expect(
    db.team.upsert({ where: { workspaceId_id: { workspaceId: mine, id } }, create: foreign, update: {} }),
  ).rejects.toThrow(/another workspace/);
  expect(await prisma.team.count({ where: { workspaceId: other } })).toBe(1);
});

test("does not move a row to another workspace", async () => {
  const where = { workspaceId_id: { workspaceId: mine, id: myTeam } };
  for (const workspaceId of [other, { set: other }]) {
    await expect(db.team.update({ where, data: { workspaceId } })).rejects.toThrow(/another workspace/);
    await expect(db.team.updateMany({ data: { workspaceId } })).rejects.toThrow(/another workspace/);
  }
  await expect(
    db.team.upsert({
      where,
      create: { workspaceId: mine, id: myTeam, name: "x" },
      update: { workspaceId: other },
    }),
  ).rejects.toThrow(/another workspace/);
});

test("an upsert on another workspace's key makes no change there", async () => {
  await db.team.upsert({
    where: { workspaceId_id: { workspaceId: other, id: otherTeam } },
    create: { workspaceId: mine, id: otherTeam, name: "copy" },
    update: { name: "taken" },
  });
  expect(await otherName()).toBe("South");
});

test("an upsert on its own key stays one statement, which two at once cannot collide in", async () => {
  const { prisma: single, close } = await connectDatabase({ url, poolSize: 1 });
  await forWorkspace(single, mine).team.upsert({
    where: { workspaceId_name: { workspaceId: mine, name: "East" } },
    create: { workspaceId: mine, id: otherTeam, name: "East" },
    update: { name: "East" },
  });
  const sent =
    await single.$queryRaw`SELECT statement FROM pg_prepared_statements WHERE statement LIKE ${'%"team"%'}`;
  await close();
  expect(sent).toEqual([{ statement: expect.stringContaining("ON CONFLICT") }]);
});

test("refuses nested writes, through which rows of another workspace could be taken", async () => {
  const where = { workspaceId_id: { workspaceId: mine, id: myTeam } };
  const children = { connect: { workspaceId_id: { workspaceId: other, id: otherTeam } } };
  await expect(db.team.update({ where, data: { children } })).rejects.toThrow(/"children" is not a column/);
  await expect(
    db.team.create({ data: { workspaceId: mine, id: otherTeam, name: "x", children } }),
  ).rejects.toThrow(/"children" is not a column/);
  expect(await otherName()).toBe("South");
});

test("sees its own workspace row and no other", async () => {
  expect(await db.workspace.findMany({ select: { id: true } })).toEqual([{ id: mine }]);
  expect(await db.workspace.findUnique({ where: { id: other } })).toBeNull();
  await expect(db.workspace.update({ where: { id: other }, data: { name: "taken" } })).rejects.toThrow(
    /[Nn]o record/,
  );
  expect(await db.workspace.updateMany({ data: { name: "renamed" } })).toEqual({ count: 1 });
});

test("reads what all workspaces share, and does not write it", async () => {
  const day = { calendar: "CN", date: new Date("2026-10-01"), isWork: false, source: "s", version: "1" };
  await expect(db.calendarDay.create({ data: day })).rejects.toThrow(/shared by all workspaces/);
  await expect(db.calendarDay.deleteMany()).rejects.toThrow(/shared by all workspaces/);
  await prisma.calendarDay.create({ data: day });
  expect(await db.calendarDay.count()).toBe(1);
});

test("lets a raw statement through only with the workspace's id among its values", async () => {
  const rows = await db.$queryRaw`SELECT name FROM team WHERE workspace_id = ${mine}::uuid`;
  expect(rows).toEqual([{ name: "North" }]);
  expect(await db.$executeRaw`UPDATE team SET name = 'N' WHERE workspace_id = ${mine}::uuid`).toBe(1);
  await expect(db.$queryRaw`SELECT name FROM team`).rejects.toThrow(/no value is the workspace's id/);
  await expect(db.$executeRaw`DELETE FROM team WHERE workspace_id = ${other}::uuid`).rejects.toThrow(
    /no value/,
  );
  await expect(db.$queryRawUnsafe("SELECT $1::text", mine)).rejects.toThrow(/template/);
  await expect(db.$executeRawUnsafe("DELETE FROM team")).rejects.toThrow(/template/);
  expect(await prisma.team.count()).toBe(2);
});

test("holds inside transactions of both kinds", async () => {
  await db.$transaction(async (tx) => {
    expect(await tx.team.count()).toBe(1);
    await expect(tx.$executeRaw`DELETE FROM team`).rejects.toThrow(/no value/);
    await expect(tx.team.create({ data: { workspaceId: other, id: myTeam, name: "x" } })).rejects.toThrow(
      /another/,
    );
  });
  expect(await db.$transaction([db.team.count(), db.team.findMany({ where: { id: otherTeam } })])).toEqual([
    1,
    [],
  ]);
  expect(await otherName()).toBe("South");
});

test("nested reads stay inside, since every foreign key between tables of a workspace holds the workspace", async () => {
  const { rows } = await pool.query(`
    SELECT conrelid::regclass || ': ' || conname AS leak
    FROM pg_constraint k
    WHERE contype = 'f'
      AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = conrelid AND attname = 'workspace_id')
      AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = confrelid AND attname = 'workspace_id')
      AND NOT EXISTS (
        SELECT FROM unnest(conkey, confkey) AS pair (here, there)
        JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = here AND a.attname = 'workspace_id'
        JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = there AND b.attname = 'workspace_id')`);
  expect(rows).toEqual([]);
  const keys = await pool.query("SELECT count(*)::int AS n FROM pg_constraint WHERE contype = 'f'");
  expect(keys.rows[0].n).toBeGreaterThan(3);
});
