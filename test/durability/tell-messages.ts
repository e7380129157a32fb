import { expect, it } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import type { KillPoint } from "#outbox/kill-points.ts";
import { sees } from "#test/support/stage-watch.ts";
import type { Company } from "./company.ts";
import { whileLocked } from "./locked.ts";
import { newWord, posted, saidWith } from "./received.ts";
import { until } from "./until.ts";
import type { PlatformName } from "./wire.ts";

/** Where the processing of a message, and the delivery of its answer, can be cut. */
const messagePoints = [
  "inbox.stored",
  "inbox.answered",
  "inbox.finished",
  "deliver.claimed",
  "deliver.built",
  "deliver.sent",
  "deliver.marked",
] as const satisfies readonly KillPoint[];

const t = followUpTexts.zh;
const logged = t.logged("华为技术有限公司");

/** What is typed to the bot is delivered again until it is taken, so it must be done once and answered once. */
export function tellMessages(company: Company, platform: PlatformName): void {
  const lin = company.client("lin", platform);
  const { prisma } = company.database;
  const say = (word: string) => lin.say(noteWith(word));

  it.each(messagePoints)(
    "a message is recorded and answered once when the process dies at %s",
    async (point) => {
      const word = newWord();
      const before = await prisma.inboundEvent.count();
      await company.dieAt(point, () => say(word));
      await company.restart();
      await isLoggedOnce(company, platform, word);
      expect(await prisma.inboundEvent.count()).toBe(before + 1);
    },
  );

  // The server does not notice that its client is gone: it went on with the dead process's statement while the next
  // process tried the event again, and the buttons of the answer led to a row that was never made.
  it("a message is recorded and answered once when the process dies in the transaction", async () => {
    const word = newWord();
    await whileLocked(company, "customer", async (waiting) => {
      const saying = say(word);
      await waiting(1);
      company.process().kill();
      await company.process().ended;
      await saying;
      await company.restart();
      await waiting(2);
    });
    await isLoggedOnce(company, platform, word);
    const card = await sees(lin, word);
    await lin.press(t.undo, { on: card.id });
    const undone = { content: { contains: word }, undoneAt: { not: null } };
    await until(
      "the follow-up to be undone",
      async () => (await prisma.followUp.count({ where: undone })) > 0,
    );
  });
}

export function noteWith(word: string): string {
  return `跟进 华为 今天拜访了王总，谈了${word}。周五前发报价${word}`;
}

/** One row with its to-do, one card on the screen, one message that the platform made. */
export async function isLoggedOnce(company: Company, platform: PlatformName, word: string): Promise<void> {
  const { prisma } = company.database;
  const lin = company.client("lin", platform);
  await until(`an answer about ${word}`, () => saidWith(lin, word).length > 0);
  await company.settled();
  await isRecordedWhole(company, word);
  expect(saidWith(lin, word).map(({ text }) => text.split("\n")[0])).toEqual([logged]);
  expect(posted(company.log(), word).size).toBe(1);
  expect(await prisma.outboundMessage.count({ where: { status: { in: ["failed", "cancelled"] } } })).toBe(0);
}

/** One follow-up and its to-do. */
export async function isRecordedWhole({ database: { prisma } }: Company, word: string): Promise<void> {
  const rows = await prisma.followUp.findMany({ where: { content: { contains: word } } });
  expect(rows).toHaveLength(1);
  const todos = await prisma.todo.findMany({ where: { title: { contains: word } } });
  expect(todos.map(({ followUpId }) => followUpId)).toEqual([rows[0]?.id]);
}
