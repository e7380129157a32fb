import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { connectDatabase } from "#db/client.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded.ts";
import { applyMigrations } from "#db/migrate.ts";
import type { KillPoint } from "#outbox/kill-points.ts";
import { type CompanyDatabase, openCompany } from "./company.ts";
import { newWord, saidWith } from "./received.ts";
import { isLoggedOnce, noteWith } from "./tell-messages.ts";
import { addTodo } from "./tell-reminders.ts";
import { until } from "./until.ts";
import type { PlatformName } from "./wire.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const server = await openServer();
const company = await openCompany({
  database: server.database,
  platforms: ["slack", "feishu"],
  retryDelaysMs: Array.from({ length: 20 }, () => 700),
});
const { prisma } = company.database;
const ownerId = company.people.get("lin") ?? "";

/** A server of our own, which can be stopped. */
async function openServer() {
  const root = await mkdtemp(join(tmpdir(), "genjin-durability-"));
  await chmod(root, 0o755);
  const start = () => startEmbeddedPostgres({ dataDir: join(root, "postgres"), isDurable: false });
  let running: EmbeddedPostgres = await start();
  const { url } = running;
  await applyMigrations(url);
  const opened = await connectDatabase({ url, poolSize: 5, onConnectionLost: () => undefined });
  const database: CompanyDatabase = { ...opened, url };
  afterAll(async () => {
    await opened.close();
    await running.stop();
    await rm(root, { recursive: true, force: true });
  });
  return {
    database,
    stop: () => running.stop(),
    start: async () => {
      running = await start();
      expect(running.url).toBe(url);
    },
  };
}

async function restartServer(): Promise<void> {
  await server.stop();
  await server.start();
}

const messageDeaths: readonly (readonly [KillPoint, PlatformName])[] = [
  ["inbox.stored", "slack"],
  ["inbox.answered", "feishu"],
  ["deliver.claimed", "slack"],
  ["deliver.sent", "feishu"],
  ["deliver.sent", "slack"],
];

it.each(messageDeaths)(
  "a message is recorded and answered once when the process dies at %s on %s and the database is restarted",
  async (point, platform) => {
    const word = newWord();
    await company.dieAt(point, () => company.client("lin", platform).say(noteWith(word)));
    await restartServer();
    await company.restart();
    await isLoggedOnce(company, platform, word);
  },
);

it.each(["sweep.claimed", "deliver.sent"] as const)(
  "a reminder is received once when the process dies at %s and the database is restarted",
  async (point) => {
    const word = newWord();
    await addTodo(company, { title: word, ownerId, inMinutes: 5 });
    await company.dieAt(point, () => company.moveBy(6));
    await restartServer();
    await company.restart();
    await isRemindedOnce(word);
  },
);

const survivals: readonly (readonly [KillPoint, PlatformName])[] = [
  ["inbox.answered", "slack"],
  ["deliver.claimed", "feishu"],
  ["deliver.sent", "slack"],
];

it.each(survivals)(
  "a message is recorded and answered once when the database is restarted while the process is at %s on %s",
  async (point, platform) => {
    const word = newWord();
    const process = company.process();
    const { reached } = await process.waitAt(point);
    await company.client("lin", platform).say(noteWith(word));
    await reached;
    await restartServer();
    await process.goOn();
    await until(
      "the process to be well",
      async () => (await company.client("zhao", platform).say("帮助")).status === 200,
    );
    await company.passMinute();
    await isLoggedOnce(company, platform, word);
    expect(process.isAlive()).toBe(true);
  },
);

it("what comes while the database is away is delivered again by the platform, and done once", async () => {
  const words = { slack: newWord(), feishu: newWord() };
  await server.stop();
  const platforms = ["slack", "feishu"] as const;
  for (const platform of platforms) {
    expect(await company.client("lin", platform).say(noteWith(words[platform]))).toMatchObject({
      status: 503,
    });
  }
  await server.start();
  for (const platform of platforms) await isLoggedOnce(company, platform, words[platform]);
});

it("a command that comes while the database is away has done nothing and says so", async () => {
  const word = newWord();
  const lin = company.client("lin", "slack");
  await server.stop();
  const outcome = await lin.command(noteWith(word));
  await server.start();
  expect(outcome.error ?? lin.messages().at(-1)?.text).toMatch(/operation_timeout|dispatch_failed|没有保存/);
  await company.settled();
  const followUps = () => prisma.followUp.count({ where: { content: { contains: word } } });
  expect(await followUps()).toBe(0);
  await until("a command to be done again", async () => {
    await lin.command(noteWith(word));
    return (await followUps()) > 0;
  });
  expect(await followUps()).toBe(1);
});

it("a reminder that falls due while the database is away is received once", async () => {
  const word = newWord();
  await addTodo(company, { title: word, ownerId, inMinutes: 5 });
  await company.moveBy(4);
  await server.stop();
  await company.skip(2);
  await server.start();
  await isRemindedOnce(word);
});

/** Wherever Lin wrote last. */
async function isRemindedOnce(word: string): Promise<void> {
  const seen = () =>
    (["slack", "feishu"] as const).flatMap((platform) => saidWith(company.client("lin", platform), word));
  await until("the reminder", () => seen().length > 0);
  await company.settled();
  expect(seen()).toHaveLength(1);
}
