import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { connectDatabase, type Database } from "#db/client.ts";
import { nextWorkingDay } from "#domain/calendar/calendar.ts";
import { countryCalendar } from "#domain/calendar/country.ts";
import { localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import type { ClockMove } from "#playground/web/wire.ts";
import { setLogLevel } from "#src/log.ts";
import { directOf, idOf, type Visit, visit } from "./visit.ts";

const tz = "Asia/Shanghai";
let page: Visit;
beforeEach(async () => {
  setLogLevel("silent");
  page = await visit();
});
afterEach(() => page.stop());

async function move(to: ClockMove["to"]): Promise<Date> {
  const response = await page.post("clock", { to });
  return new Date(z.object({ now: z.iso.datetime() }).parse(await response.json()).now);
}

async function inDatabase<T>(look: (database: Database) => Promise<T>): Promise<T> {
  const database = await connectDatabase({ url: page.databaseUrl, poolSize: 1 });
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

const count = () =>
  inDatabase(async ({ prisma }) => ({
    customers: await prisma.customer.count(),
    followUps: await prisma.followUp.count(),
    todos: await prisma.todo.count(),
  }));

const isDigest = (raw: unknown) => /早上好|Good morning/.test(JSON.stringify(raw));

test("the next working day is answered when every rep has the digest with what is due that day", async () => {
  const before = page.playground().now();
  const now = await move("next-working-day");
  expect(localTimeOf(now, tz)).toBe("08:45");
  expect(localDateOf(now, tz)).toBe(nextWorkingDay(countryCalendar("CN"), localDateOf(before, tz)).date);
  for (const [client, name] of [
    ["feishu", "王小明"],
    ["feishu", "李娜"],
    ["feishu", "陈刚"],
    ["slack", "Emma Clark"],
  ] as const) {
    const digests = directOf(await page.view(client, name)).filter(({ raw }) => isDigest(raw));
    expect(digests, name).toHaveLength(1);
    expect(JSON.stringify(digests[0]?.raw), name).toContain("todo.done");
  }
  const legal = directOf(await page.view("feishu", "孙洁"));
  expect(legal).toEqual([]);
});

test("an hour is an hour, and a morning the next 08:45", async () => {
  const before = page.playground().now().getTime();
  const now = await move("+1h");
  expect(now.getTime() - before).toBeGreaterThanOrEqual(3_600_000);
  expect(now.getTime() - before).toBeLessThan(3_660_000);
  expect((await page.post("clock", { to: "yesterday" })).status).toBe(400);
});

test("samples are made once, in plausible numbers, with something due tomorrow for each rep", async () => {
  const made = await count();
  expect(made).toEqual({ customers: 30, followUps: 36, todos: 24 });
  await page.restart();
  expect(await count()).toEqual(made);
  const { names, late, loggedLater } = await inDatabase(async ({ prisma }) => ({
    names: (await prisma.customer.findMany({ orderBy: { name: "asc" } })).map(({ name }) => name),
    late: await prisma.todo.count({ where: { status: "open", dueAt: { lt: page.playground().now() } } }),
    loggedLater: await prisma.followUp.count({ where: { loggedAt: { gt: page.playground().now() } } }),
  }));
  expect(names.filter((name) => /\p{Script=Han}/u.test(name)).length).toBeGreaterThan(15);
  expect(names.filter((name) => /^[\p{Script=Latin}\W]+$/u.test(name)).length).toBeGreaterThan(5);
  expect(late).toBeGreaterThan(3);
  expect(loggedLater).toBe(0);
});

test("started again it goes on where it was: nothing recorded lies in the future, nothing is said twice", async () => {
  const now = await move("next-working-day");
  await page.act({
    ...{ client: "feishu", user: idOf("feishu", "王小明"), do: "say" },
    text: "跟进 华为 今天给王总打了电话",
  });
  await page.sees("feishu", "王小明", "今天给王总打了电话");
  await page.restart();
  expect(page.playground().now().getTime()).toBeGreaterThanOrEqual(now.getTime());
  await move("+1h");
  const again = directOf(await page.view("feishu", "王小明")).filter(({ raw }) => isDigest(raw));
  expect(again).toEqual([]);
});

test("empty, nobody is there and nothing was done", async () => {
  await page.stop();
  page = await visit({ isEmpty: true });
  expect(await count()).toEqual({ customers: 0, followUps: 0, todos: 0 });
  expect(await inDatabase(({ prisma }) => prisma.identity.count())).toBe(0);
});
