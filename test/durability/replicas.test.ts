import { expect, it, vi } from "vitest";
import { testDatabase } from "#test/support/database.ts";
import type { CastKey } from "#test/support/stage-cast.ts";
import { said } from "#test/support/stage-watch.ts";
import { openCompany } from "./company.ts";
import { newWord } from "./received.ts";
import { openThings } from "./settle.ts";
import { createStream } from "./stream.ts";
import { isLoggedOnce, noteWith } from "./tell-messages.ts";
import { until } from "./until.ts";

vi.setConfig({ testTimeout: 120_000 });

const company = await openCompany({ database: await testDatabase(), platforms: ["slack"] });
let second = await company.openSecond();
const people: readonly CastKey[] = ["lin", "zhao", "chen", "li", "wang"];

it("two processes on one database do and say each thing once", async () => {
  const first = company.process();
  const stream = createStream(company);
  for (const key of people) await stream.remind(key, 5);
  for (let round = 0; round < 4; round += 1) {
    company.deliverTo(round % 2 === 0 ? second : first);
    await Promise.all(people.map((key) => stream.tell("todo", key, "slack")));
  }
  await company.moveBy(6);
  await company.settled();
  await stream.expectEachOnce();
});

it.each(["inbox.answered", "deliver.claimed", "deliver.sent"] as const)(
  "what a process holds that dies at %s is left alone while its lease lasts, and then done by the other, once",
  async (point) => {
    const word = newWord();
    // Whichever is quicker takes what is due: it must be the one that dies.
    const other = second;
    other.freeze();
    await company.dieAt(point, () => company.client("lin", "slack").say(noteWith(word)));
    other.thaw();
    company.deliverTo(other);
    const held = await openThings(company);
    expect(held).toHaveLength(1);
    await isHelped("zhao");
    expect(await openThings(company)).toEqual(held);
    await company.passMinute();
    await isLoggedOnce(company, "slack", word);
    second = await company.openSecond();
  },
);

/** The process takes what comes, does it and answers. */
async function isHelped(key: CastKey): Promise<void> {
  const client = company.client(key, "slack");
  const before = said(client).length;
  expect(await client.say("帮助")).toMatchObject({ status: 200 });
  await until("help", () => said(client).length > before);
  const others = () => openThings(company).then((open) => open.length === 1);
  await until("the answer to be marked", others);
}
