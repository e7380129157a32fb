import { expect, it } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import type { Outcome } from "#playground/client.ts";
import { isNoticed, opens, sees } from "#test/support/stage-watch.ts";
import type { Company } from "./company.ts";
import { endWaiting, whileLocked } from "./locked.ts";
import { newWord, posted, saidWith } from "./received.ts";
import { isRecordedWhole, noteWith } from "./tell-messages.ts";
import { until } from "./until.ts";
import type { PlatformName } from "./wire.ts";

const t = followUpTexts.zh;
const logged = t.logged("华为技术有限公司");
const undone = t.undone("华为技术有限公司");

/** A red line at the client: nobody else will try again. */
function expectFailed(outcome: Outcome): void {
  expect(outcome.error).toMatch(/dispatch_failed|operation_timeout|200342/);
}

/** A command is not delivered again: what was cut short is seen as failed. */
export function tellCommands(company: Company): void {
  const lin = company.client("lin", "slack");
  const { prisma } = company.database;
  const command = (word: string) => lin.command(noteWith(word));
  const followUps = (word: string) => prisma.followUp.count({ where: { content: { contains: word } } });

  it("a command has done nothing and is seen as failed when the process dies at answer.begun", async () => {
    const word = newWord();
    expectFailed(await company.dieAt("answer.begun", () => command(word)));
    await company.restart();
    await company.settled();
    expect(await followUps(word)).toBe(0);
    expect(saidWith(lin, word)).toEqual([]);
    expect(await command(word)).toMatchObject({ status: 200 });
    await isRecordedWhole(company, word);
    expect(saidWith(lin, word)).toHaveLength(1);
  });

  it("a command has done all and is seen as failed when the process dies at answer.done, and delivered again does no more", async () => {
    const word = newWord();
    expectFailed(await company.dieAt("answer.done", () => command(word)));
    await company.restart();
    await company.settled();
    await isRecordedWhole(company, word);
    expect(saidWith(lin, word)).toEqual([]);
    await company.wires.get("slack")?.deliverAgain("slash_command");
    await isRecordedWhole(company, word);
  });

  it("a command has done all when the process dies in the transaction and the server goes on with it", async () => {
    const word = newWord();
    expectFailed(await dieInTransaction(company, { table: "customer" }, () => command(word)));
    await until("the statement's end", async () => (await followUps(word)) > 0);
    await company.restart();
    await company.settled();
    await isRecordedWhole(company, word);
  });

  it("a command has done nothing when the process dies in the transaction and the server notices", async () => {
    const word = newWord();
    expectFailed(
      await dieInTransaction(company, { table: "customer", isNoticed: true }, () => command(word)),
    );
    await company.restart();
    await company.settled();
    expect(await followUps(word)).toBe(0);
    expect(await prisma.todo.count({ where: { title: { contains: word } } })).toBe(0);
  });
}

/** A press is done or not; pressed again it does no more, and says so. */
export function tellPresses(company: Company, platform: PlatformName): void {
  const lin = company.client("lin", platform);
  const { prisma } = company.database;
  const rowOf = (word: string) =>
    prisma.followUp.findFirstOrThrow({ where: { content: { contains: word } } });
  const open = async (word: string) => {
    await lin.say(noteWith(word));
    const { id } = await until("a card", () => saidWith(lin, word)[0]);
    await company.settled();
    const press = () => lin.press(t.undo, { on: id });
    const title = () =>
      lin
        .messages()
        .find((message) => message.id === id)
        ?.text.split("\n")[0];
    return { press, title };
  };

  it("a press has done nothing and is seen as failed when the process dies at answer.begun", async () => {
    const word = newWord();
    const { press, title } = await open(word);
    expectFailed(await company.dieAt("answer.begun", press));
    await company.restart();
    expect(await rowOf(word)).toMatchObject({ undoneAt: null });
    expect(title()).toBe(logged);
    expect(await press()).toMatchObject({ status: 200 });
    await until("the card to change", () => title() === undone);
    expect(await rowOf(word)).toMatchObject({ undoneAt: company.now() });
  });

  it("a press has done all and is seen as failed when the process dies at answer.done, and pressed again says so", async () => {
    const word = newWord();
    const { press } = await open(word);
    expectFailed(await company.dieAt("answer.done", press));
    const undoneAt = company.now();
    expect(await rowOf(word)).toMatchObject({ undoneAt });
    await company.restart();
    await company.moveBy(1);
    expect(await press()).toMatchObject({ status: 200 });
    await isNoticed(lin, t.alreadyUndone);
    expect(await rowOf(word)).toMatchObject({ undoneAt });
  });

  it("a press has done all or nothing and is seen as failed when the process dies in the transaction, and pressed again does the rest", async () => {
    const word = newWord();
    const { press } = await open(word);
    const stateOf = async () => {
      const [{ undoneAt }, todo] = await Promise.all([
        rowOf(word),
        prisma.todo.findFirstOrThrow({ where: { title: { contains: word } } }),
      ]);
      return undoneAt === null ? `not undone, ${todo.status}` : `undone, ${todo.status}`;
    };
    expectFailed(await dieInTransaction(company, { table: "follow_up" }, press));
    await company.restart();
    expect(["not undone, open", "undone, cancelled"]).toContain(await stateOf());
    expect(await press()).toMatchObject({ status: 200 });
    expect(await stateOf()).toBe("undone, cancelled");
  });

  // On Feishu the answer is the acknowledgement.
  if (platform === "feishu") return;
  it("a press has done all, and the card changes a minute later, when the process dies at answer.acknowledged", async () => {
    const word = newWord();
    const { press, title } = await open(word);
    const outcome = await company.dieOnceAnswered("answer.acknowledged", press);
    expect(outcome).toMatchObject({ status: 200 });
    expect(outcome.error).toBeUndefined();
    expect(title()).toBe(logged);
    expect(await rowOf(word)).toMatchObject({ undoneAt: company.now() });
    await company.restart();
    await until("the card to change", () => title() === undone);
    await company.settled();
    expect(saidWith(lin, word)).toHaveLength(1);
  });
}

/** A form is saved or not; it stays until it was answered, and saved again it is the same. */
export function tellForms(company: Company, platform: PlatformName): void {
  const lin = company.client("lin", platform);
  const { prisma } = company.database;
  const todo = todoTexts.zh;
  const open = async (word: string) => {
    await lin.say("待办");
    await sees(lin, todo.formTitle);
    await company.settled();
    await opens(lin, () => lin.press(todo.formTitle));
    return () => lin.submit({ [todo.title]: word });
  };
  const rows = (word: string) => prisma.todo.count({ where: { title: word } });
  const isAddedOnce = async (word: string) => {
    await until("a card", () => saidWith(lin, todo.added(word)).length > 0);
    await company.settled();
    expect(await rows(word)).toBe(1);
    expect(saidWith(lin, todo.added(word))).toHaveLength(1);
    expect(posted(company.log(), word).size).toBeLessThanOrEqual(1);
  };

  it.each([
    ["answer.begun", 0],
    ["answer.done", 1],
  ] as const)(
    "a form is seen as failed when the process dies at %s, stays, and is saved once when sent again",
    async (point, made) => {
      const word = newWord();
      const submit = await open(word);
      expectFailed(await company.dieAt(point, submit));
      expect(await rows(word)).toBe(made);
      await company.restart();
      expect(lin.form()?.title).toBe(todo.formTitle);
      expect(await submit()).toMatchObject({ status: 200 });
      await isAddedOnce(word);
    },
  );

  // On Feishu the answer is the acknowledgement.
  if (platform === "feishu") return;
  it("a form is saved, and its card comes a minute later, when the process dies at answer.acknowledged", async () => {
    const word = newWord();
    const submit = await open(word);
    const outcome = await company.dieOnceAnswered("answer.acknowledged", submit);
    expect(outcome).toMatchObject({ status: 200 });
    expect(lin.form()).toBeUndefined();
    expect(saidWith(lin, word)).toEqual([]);
    await company.restart();
    await isAddedOnce(word);
  });
}

type Dying = {
  readonly table: "customer" | "follow_up";
  /** Whether the server ends the statement with its client; it does not by itself. */
  readonly isNoticed?: boolean;
};

/** Kills the process while a statement of it waits for a lock, then lets the lock go. */
async function dieInTransaction(
  company: Company,
  { table, isNoticed: isEnded = false }: Dying,
  act: () => Promise<Outcome>,
): Promise<Outcome> {
  let acting: Promise<Outcome> | undefined;
  await whileLocked(company, table, async (waiting) => {
    acting = act();
    await waiting(1);
    company.process().kill();
    await company.process().ended;
    if (isEnded) await endWaiting(company);
  });
  if (acting === undefined) throw new Error("nothing was done");
  return acting;
}
