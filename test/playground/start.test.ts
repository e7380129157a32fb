import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Platform } from "#chat/event.ts";
import { connectDatabase, type Database } from "#db/client.ts";
import type { ChatClient, SeenMessage } from "#playground/client.ts";
import { type Playground, startPlayground } from "#playground/start.ts";
import { sampleTeam } from "#playground/team.ts";
import { parseConfig } from "#src/config.ts";
import { setLogLevel } from "#src/log.ts";
import { testServer } from "#test/support/database.ts";
import { createFromTemplate, dropDatabase } from "#test/support/database-server.ts";
import { said, until } from "#test/support/stage-watch.ts";

const server = await testServer();
let directory: string;
let databaseUrl: string;
const running: Playground[] = [];

async function play(options: { isEmpty?: boolean } = {}): Promise<Playground> {
  const config = parseConfig({ PORT: "0" });
  const playground = await startPlayground({
    ...{ config, databaseUrl, secretFile: join(directory, "deep", "secret") },
    ...options,
  });
  running.push(playground);
  return playground;
}

async function stopAll(): Promise<void> {
  for (const playground of running.splice(0)) await playground.stop();
}

function seat(playground: Playground, platform: Platform, name: string) {
  const person = playground.people.find((one) => one.name === name);
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return playground.seat(platform, person);
}

/** The first answer of a process that has just started takes its time. */
function sees(client: ChatClient, words: string | RegExp): Promise<SeenMessage> {
  const matches = ({ text }: SeenMessage) =>
    typeof words === "string" ? text.includes(words) : words.test(text);
  return until(`${client.userId} sees ${words}`, () => said(client).findLast(matches), 20_000);
}

/**
 * From one due moment to the next; the samples have theirs, too. It is done when the clock has moved, and not when the
 * bot next looks by itself.
 */
async function moveUntilReminded(playground: Playground, client: ChatClient): Promise<void> {
  const reminder = "待办提醒：给王总发报价";
  const isReminded = () => said(client).some(({ text }) => text.includes(reminder));
  for (let moves = 0; moves < 40 && !isReminded(); moves++) {
    const next = await playground.nextDue();
    if (next !== undefined) await playground.moveTo(next);
  }
  expect(said(client).map(({ text }) => text.split("\n")[0])).toContain(reminder);
}

async function inDatabase<T>(look: (database: Database) => Promise<T>): Promise<T> {
  const database = await connectDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

beforeAll(() => setLogLevel("silent"));
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "genjin-playground-"));
  databaseUrl = await createFromTemplate(server);
});
afterEach(async () => {
  await stopAll();
  await dropDatabase(server.serverUrl, databaseUrl);
  await rm(directory, { recursive: true });
});
afterAll(stopAll);

test("the sample team has its accounts on both platforms, with managers and teams, and is answered at once", async () => {
  const playground = await play();
  const onFeishu = seat(playground, "feishu", "王小明");
  await onFeishu.say("跟进 今天拜访了华为技术有限公司，周五前给报价");
  await sees(onFeishu, "华为技术有限公司");
  const onSlack = seat(playground, "slack", "Emma Clark");
  await onSlack.say("help");
  await sees(onSlack, "log");
  const people = await inDatabase((database) =>
    database.prisma.person.findMany({
      include: { manager: true, team: true, identities: { orderBy: { platform: "asc" } } },
    }),
  );
  const both = [{ platform: "slack" }, { platform: "feishu" }];
  expect(people).toHaveLength(sampleTeam.length);
  expect(people.find(({ name }) => name === "王小明")).toMatchObject({
    ...{ status: "active", roles: ["rep"], locale: "zh" },
    manager: { name: "赵敏" },
    team: { name: "华东组" },
    identities: both,
  });
  expect(people.find(({ name }) => name === "Emma Clark")).toMatchObject({
    ...{ team: { name: "Overseas" }, locale: "en" },
    identities: both,
  });
});

test("started again on the same database it knows its people and what they said, and hears them", async () => {
  const first = await play();
  const before = seat(first, "slack", "李娜");
  await before.say("客户");
  await sees(before, "客户");
  await stopAll();
  const again = await play();
  const after = seat(again, "slack", "李娜");
  expect(after.userId).toBe(before.userId);
  expect(after.messages()).toEqual([]);
  await after.say("待办 明天下午三点给王总发报价");
  await sees(after, "给王总发报价");
  const { workspaces, people, events } = await inDatabase(async ({ prisma }) => ({
    workspaces: await prisma.workspace.count(),
    people: await prisma.person.count(),
    events: await prisma.inboundEvent.count({ where: { source: "slack" } }),
  }));
  expect({ workspaces, people, events }).toEqual({ workspaces: 1, people: sampleTeam.length, events: 2 });
});

test("who wrote in a former run is reminded in the next without writing again, and nobody else is", async () => {
  const first = await play();
  await seat(first, "slack", "陈刚").say("待办 明天下午三点给王总发报价");
  await sees(seat(first, "slack", "陈刚"), "给王总发报价");
  await stopAll();
  const again = await play();
  // Whoever is first to write now must not get the place that was another's.
  await seat(again, "slack", "李娜").say("帮助");
  await sees(seat(again, "slack", "李娜"), "跟进");
  await moveUntilReminded(again, seat(again, "slack", "陈刚"));
  const others = said(seat(again, "slack", "李娜")).filter(({ text }) =>
    text.includes("待办提醒：给王总发报价"),
  );
  expect(others).toEqual([]);
});

test("what falls due comes when the clock is moved there, and the clock does not go back", async () => {
  const playground = await play();
  const wang = seat(playground, "feishu", "王小明");
  const realNow = playground.now();
  await wang.say("待办 明天下午三点给王总发报价");
  await sees(wang, "给王总发报价");
  const due = await playground.nextDue();
  if (due === undefined) throw new Error("nothing is due");
  expect(due.getTime()).toBeGreaterThan(realNow.getTime());
  await playground.moveTo(due);
  expect(playground.now().getTime()).toBeGreaterThanOrEqual(due.getTime());
  await expect(playground.moveTo(realNow)).rejects.toThrow("only moves ahead");
  await moveUntilReminded(playground, wang);
});

test("empty, it has accounts and nobody in the directory", async () => {
  const playground = await play({ isEmpty: true });
  expect(await inDatabase(({ prisma }) => prisma.person.count())).toBe(0);
  const alex = seat(playground, "slack", "Alex Morgan");
  await alex.say("hello");
  expect((await sees(alex, /管理员|admin/)).buttons).not.toEqual([]);
});

test("listens on this machine only", async () => {
  const { port } = await play();
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  await expect(fetch(`http://[::1]:${port}/readyz`)).rejects.toThrow();
});

test("makes its secret once, for nobody else to read", async () => {
  await play();
  const file = join(directory, "deep", "secret");
  const secret = await readFile(file, "utf8");
  expect(secret.trim().length).toBeGreaterThanOrEqual(32);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await stopAll();
  await play();
  expect(await readFile(file, "utf8")).toBe(secret);
});

/** The bot would hand a real workspace's reminders to the pretend Slack, and give them up as undeliverable. */
test("refuses the database of a real workspace, before anything in it moves", async () => {
  await play();
  await stopAll();
  await inDatabase(async ({ prisma }) => {
    const id = uuid();
    await prisma.workspace.create({
      data: { id, name: "Real", defaultTz: "Asia/Shanghai", defaultLocale: "zh" },
    });
    await prisma.installation.create({
      data: { workspaceId: id, id: uuid(), platform: "slack", externalId: "T0REAL" },
    });
  });
  await expect(play()).rejects.toThrow("the database of a real workspace");
});
