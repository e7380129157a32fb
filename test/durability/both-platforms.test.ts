import { expect, it, vi } from "vitest";
import { type KillPoint, killPoints } from "#outbox/kill-points.ts";
import type { ChatClient } from "#playground/client.ts";
import { testDatabase } from "#test/support/database.ts";
import type { CastKey } from "#test/support/stage-cast.ts";
import { refusals, said } from "#test/support/stage-watch.ts";
import { openCompany } from "./company.ts";
import { newWord, saidWith } from "./received.ts";
import { createStream } from "./stream.ts";
import { addTodo } from "./tell-reminders.ts";
import { until } from "./until.ts";
import type { PlatformName } from "./wire.ts";

vi.setConfig({ testTimeout: 240_000 });

const deaths = 10;
const messagesPerLife = 6;
const remindersPerLife = 2;
/** A life that does not come to its point is ended from outside. */
const lifeMs = 2500;

const platforms: readonly PlatformName[] = ["slack", "feishu"];
const keepers: readonly CastKey[] = ["lin", "zhao"];
const people: readonly CastKey[] = ["lin", "zhao", "chen", "li", "wang"];
const points: readonly KillPoint[] = killPoints.filter((point) => !point.startsWith("answer."));

const company = await openCompany({
  database: await testDatabase(),
  platforms,
  // A message that comes while the process is dead several times over must not be given up by the platform.
  retryDelaysMs: Array.from({ length: 60 }, () => 900),
});

it("a reminder that one platform has taken is not repeated on the other, though the person has moved there since", async () => {
  const word = newWord();
  const [onSlack, onFeishu] = [company.client("lin", "slack"), company.client("lin", "feishu")];
  await isHelped(onSlack);
  await addTodo(company, { title: word, ownerId: company.people.get("lin") ?? "", inMinutes: 5 });
  await company.dieAt("deliver.sent", () => company.moveBy(6));
  await company.replace();
  await isHelped(onFeishu);
  await company.passMinute();
  await company.settled();
  expect(saidWith(onSlack, word)).toHaveLength(1);
  expect(saidWith(onFeishu, word)).toEqual([]);
});

async function isHelped(client: ChatClient): Promise<void> {
  const before = said(client).length;
  await client.say("帮助");
  await until("help", () => said(client).length > before);
}

it("of 60 messages, 20 reminders and 10 commands nothing is lost and nothing comes twice, though the process dies ten times", async () => {
  const seed = Number(process.env["DURABILITY_SEED"] ?? 1);
  const random = randomFrom(seed);
  const pick = <T>(all: readonly [T, ...T[]] | readonly T[]): T => {
    const one = all[Math.floor(random() * all.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  };
  const stream = createStream(company);
  const telling: Promise<void>[] = [];
  for (let life = 0; life < deaths; life += 1) {
    const child = company.process();
    await child.dieAt(pick(points), 1 + Math.floor(random() * 3));
    for (let count = 0; count < remindersPerLife; count += 1) await stream.remind(pick(people), 2);
    for (let count = 0; count < messagesPerLife; count += 1) {
      const isNote = random() < 0.5;
      telling.push(stream.tell(isNote ? "note" : "todo", pick(isNote ? keepers : people), pick(platforms)));
    }
    telling.push(stream.tell("command", pick(keepers), "slack"));
    await company.moveBy(3);
    const deadline = performance.now() + lifeMs;
    await until("the end of a life", () => !child.isAlive() || performance.now() > deadline);
    child.kill();
    await child.ended;
    await company.restart();
  }
  await Promise.all(telling);
  await company.settled();
  await stream.expectEachOnce();
  expect(refusals(company.log())).toEqual([]);
});

/** A repeatable sequence in [0, 1): mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
