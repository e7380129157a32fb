import { expect, it } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import type { ChatClient, SeenMessage } from "#playground/client.ts";
import type { PlatformName, Stage } from "#test/support/stage.ts";
import {
  accepted,
  answerTo,
  isNoticed,
  opens,
  refusals,
  said,
  saidDuring,
  sees,
  until,
} from "#test/support/stage-watch.ts";
import { type DayScript, dayScripts } from "./day-scripts.ts";

type Teller = {
  readonly stage: Stage;
  readonly lin: ChatClient;
  readonly script: DayScript;
  /** A line typed where the platform has a place for commands. */
  command(line: string): Promise<SeenMessage>;
};

/** The working days of one rep, from the first line to the digest. Each test goes on where the one before ended. */
export function tellDay(stage: Stage, platform: PlatformName): void {
  const { locale } = stage;
  const lin = stage.person("lin", platform);
  const teller: Teller = {
    ...{ stage, lin, script: dayScripts[locale] },
    command: (line) => answerTo(lin, () => lin.command(line)),
  };
  tellFriday(teller);
  tellReminders(teller);
  tellMornings(teller);
  readTheWire(stage, platform);
}

/** The emulator's own log of the story: what was delivered to the program, and what it said how often. */
function readTheWire(stage: Stage, platform: PlatformName): void {
  const { locale } = stage;
  const { log } = stage[platform];

  it("answered every delivery at the first attempt", () => {
    const deliveries = log.filter(({ kind }) => kind === "delivery");
    expect(deliveries.length).toBeGreaterThan(12);
    const failed = deliveries.filter(({ status, attempt }) => status !== 200 || attempt > 0);
    expect(failed).toEqual([]);
  });

  it("made no call that the platform refused", () => {
    expect(refusals(log)).toEqual([]);
  });

  it("said each reminder and each digest once", () => {
    const { goodMorning, formTodo, quote } = dayScripts[locale];
    const times = (words: string) => accepted(log).filter((call) => call.includes(words)).length;
    expect(times(goodMorning)).toBe(3);
    expect(times(myDayTexts[locale].bundle(2))).toBe(1);
    expect(times(todoTexts[locale].dueTitle(formTodo))).toBe(2);
    expect(times(todoTexts[locale].dueTitle(""))).toBe(3);
    expect(times(quote)).toBeGreaterThan(3);
  });
}

function tellFriday({ stage, lin, script, command }: Teller): void {
  const { locale, database } = stage;
  const t = followUpTexts[locale];
  const todo = todoTexts[locale];
  const { prisma } = database;

  it("knows Lina by her e-mail when she writes for the first time", async () => {
    await answerTo(lin, () => lin.say("?"));
    expect(await prisma.identity.count({ where: { personId: stage.people.get("lin") ?? "" } })).toBe(1);
  });

  it("turns one line into a follow-up, and shows what it understood", async () => {
    const card = await answerTo(lin, () => lin.say(script.note));
    expect(card.text).toContain(t.logged("华为技术有限公司"));
    expect(card.text).toContain(script.method);
    expect(card.text).toContain(script.next);
    expect(card.text).toContain(script.quote);
    expect(card.text).toContain(script.quoteDue);
    const [row] = await prisma.followUp.findMany();
    expect(row).toMatchObject({
      ...{ method: "visit", nextMethod: "phone", isLate: false, undoneAt: null },
      ...{ personId: stage.people.get("lin"), customerId: stage.customers.get("lin") },
    });
    expect(await openTodos(stage)).toEqual([expect.stringContaining(script.quote)]);
  });

  it("takes it back, with its to-do, and offers the words again", async () => {
    const undone = await answerTo(lin, () => lin.press(t.undo));
    expect(undone.text).toContain(t.undone("华为技术有限公司"));
    expect(undone.buttons).toEqual([t.again]);
    expect(await openTodos(stage)).toEqual([]);
    expect(await prisma.followUp.count({ where: { undoneAt: null } })).toBe(0);
  });

  it("logs it again, as a command", async () => {
    const card = await command(script.note);
    expect(card.text).toContain(t.logged("华为技术有限公司"));
    expect(await prisma.followUp.count({ where: { undoneAt: null } })).toBe(1);
    expect(await openTodos(stage)).toHaveLength(1);
  });

  it("adds a to-do from a line, with the time it names", async () => {
    const card = await command(script.todo);
    expect(card.text).toContain(todo.added(script.todoTitle));
    expect(card.text).toContain("16:00");
  });

  it("adds a to-do for the customer from a form", async () => {
    await opens(lin, () => lin.press(t.addTodo));
    const at = "2026-09-18 16:00";
    const card = await answerTo(lin, () => lin.submit({ [todo.title]: script.formTodo, [todo.dueAt]: at }));
    expect(card.outcome.fieldErrors).toBeUndefined();
    await sees(lin, todo.added(script.formTodo));
    const row = await prisma.todo.findFirst({ where: { title: script.formTodo } });
    expect(row).toMatchObject({ customerId: stage.customers.get("lin"), status: "open" });
  });

  it("lists the to-dos, the nearest first", async () => {
    const list = await command(script.list);
    const lines = list.text.split("\n").filter((line) => line.includes(" · "));
    expect(lines[0]).toContain("16:00");
    expect(lines[2]).toContain(script.quote);
  });
}

function tellReminders({ stage, lin, script }: Teller): void {
  const { locale, database } = stage;
  const todo = todoTexts[locale];
  const day = myDayTexts[locale];

  it("says nothing a minute before a reminder is due", async () => {
    expect(await saidDuring(lin, () => stage.moveTo("2026-09-18 15:29"))).toEqual([]);
    expect(await database.prisma.outboundMessage.count({ where: { personId: { not: null } } })).toBe(0);
  });

  it("reminds of both to-dos in one message, half an hour before", async () => {
    const reminders = await saidDuring(lin, async () => {
      await stage.moveTo("2026-09-18 15:30");
      await sees(lin, day.bundle(2));
    });
    expect(reminders).toEqual([expect.stringContaining(script.todoTitle)]);
    expect(reminders[0]).toContain(script.formTodo);
  });

  it("leaves the other one in the reminder when one of them is done", async () => {
    const { id, text } = await sees(lin, day.bundle(2));
    const nth = text.indexOf(script.todoTitle) < text.indexOf(script.formTodo) ? 0 : 1;
    expect((await lin.press(day.done, { on: id, nth })).error).toBeUndefined();
    const card = await until("the reminder of the other", () =>
      said(lin).find((one) => one.id === id && one.text.includes(day.bundle(1))),
    );
    expect(card.text).toContain(script.formTodo);
    expect(card.text).not.toContain(script.todoTitle);
    expect(await isNoticed(lin, todoTexts[locale].doneTitle(""))).toBe(true);
    expect(await openTodos(stage)).toEqual([expect.stringContaining(script.quote), script.formTodo]);
  });

  it("snoozes the other to a chosen time, and then reminds of it alone", async () => {
    const form = await opens(lin, () => lin.press(day.snooze));
    expect(form.title).toBe(todo.snoozeTitle);
    await answerTo(lin, () => lin.submit({ [todo.dueAt]: "2026-09-18 17:10" }));
    await stage.moveTo("2026-09-18 17:09");
    expect(said(lin).some(({ text }) => text.includes(todo.dueTitle("")))).toBe(false);
    await stage.moveTo("2026-09-18 17:10");
    const reminder = await sees(lin, todo.dueTitle(""));
    expect(reminder.buttons).toEqual(
      expect.arrayContaining([todo.done, todo.inAnHour, todo.tomorrow, todo.monday]),
    );
  });

  it("snoozes that one by an hour, reminds again, and is done with a press", async () => {
    const snoozed = await answerTo(lin, () => lin.press(todo.inAnHour));
    expect(snoozed.text).toContain("18:10");
    await stage.moveTo("2026-09-18 18:10");
    const again = await sees(lin, todo.dueTitle(""));
    const done = await answerTo(lin, () => lin.press(todo.done, { on: again.id }));
    expect(done.text).toContain(todo.doneTitle(""));
    expect(await openTodos(stage)).toHaveLength(1);
  });
}

function tellMornings({ stage, lin, script, command }: Teller): void {
  const { locale } = stage;
  const day = myDayTexts[locale];
  const todo = todoTexts[locale];

  it("sends no digest on a Saturday, though something is overdue by then", async () => {
    await command(script.sunday);
    expect(await saidDuring(lin, () => stage.moveTo("2026-09-19 09:30"))).toEqual([]);
  });

  it("sends the digest at 08:45 of the make-up working day, with what is due", async () => {
    expect(await saidDuring(lin, () => stage.moveTo("2026-09-20 08:44"))).toEqual([]);
    const morning = await saidDuring(lin, async () => {
      await stage.moveTo("2026-09-20 08:45");
      await sees(lin, script.goodMorning);
    });
    expect(morning).toEqual([expect.stringContaining(script.goodMorning)]);
    expect(morning[0]).toContain(day.today(1));
    expect(morning[0]).toContain(script.sundayTitle);
    expect(morning[0]).not.toContain(script.quote);
  });

  it("keeps the digest current when something in it is done", async () => {
    const { id } = await sees(lin, script.goodMorning);
    expect((await lin.press(day.done, { on: id })).error).toBeUndefined();
    await until("an empty day", () => said(lin).find((one) => one.id === id && one.text.includes(day.empty)));
    expect(await isNoticed(lin, todo.doneTitle(script.sundayTitle))).toBe(true);
  });

  it("has nothing to say on Monday and says nothing", async () => {
    expect(await saidDuring(lin, () => stage.moveTo("2026-09-21 10:00"))).toEqual([]);
  });

  it("names the quote on Tuesday, and on Wednesday the planned call beside the overdue quote", async () => {
    await stage.moveTo("2026-09-22 08:45");
    const tuesday = await sees(lin, script.goodMorning);
    expect(tuesday.text).toContain(day.today(1));
    expect(tuesday.text).toContain(script.quote);
    await stage.moveTo("2026-09-22 15:00");
    await sees(lin, todo.dueTitle(""));
    await stage.moveTo("2026-09-23 08:45");
    const wednesday = await sees(lin, day.overdue(1));
    expect(wednesday.text).toContain(script.goodMorning);
    expect(wednesday.text).toContain(day.plans(1));
    expect(wednesday.text).toContain(script.next.split(" · ")[1]);
  });

  it("told nobody else anything", () => {
    for (const key of ["wang", "li", "chen", "zhao"] as const) {
      for (const platform of ["slack", "feishu"] as const) {
        expect(said(stage.person(key, platform))).toEqual([]);
      }
    }
  });
}

async function openTodos({ database }: Stage): Promise<string[]> {
  const where = { status: "open" } as const;
  const rows = await database.prisma.todo.findMany({ where, orderBy: { createdAt: "asc" } });
  return rows.map(({ title }) => title);
}
