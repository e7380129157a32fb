import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { date, local, type Office, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = followUpTexts.zh;
const customer = "华为技术有限公司";

async function newPlan(next: string) {
  const desk = await newDesk(database);
  await desk.write(desk.rep, `跟进 华为 今天拜访了王总，谈了价格。${next}`);
  const [row] = await desk.rows();
  return { ...desk, followUpId: row?.id ?? "" };
}

/** Titles of what is sent when the clock moves there. */
async function titlesAt(office: Office, time: string): Promise<string[]> {
  return (await office.moveTo(time)).map(({ card }) => card.title);
}

/** The one reminder that is sent then. */
async function reminderAt(office: Office, time: string) {
  const [sent, ...others] = await office.moveTo(time);
  if (sent === undefined || others.length > 0) throw new Error(`not one reminder at ${time}`);
  return sent.card;
}

describe("a planned contact", () => {
  test("is reminded half an hour before its time, once, with what was said last", async () => {
    const desk = await newPlan("周三15:00再电话");
    expect(await titlesAt(desk, "2026-09-16 14:29")).not.toContain(t.dueTitle(customer));
    const card = await reminderAt(desk, "2026-09-16 14:30");
    expect(card.title).toBe(t.dueTitle(customer));
    expect(wordsOf(card)).toContain("9月16日 周三 15:00 · 电话");
    expect(wordsOf(card)).toContain("谈了价格");
    expect(buttonsOf(card)).toEqual(["follow-up.log-for", ...Array(3).fill("follow-up.snooze")]);
    expect(await titlesAt(desk, "2026-09-16 18:00")).toEqual([]);
  });

  test("of a day is reminded in its afternoon", async () => {
    const desk = await newPlan("周三再电话");
    await desk.moveTo("2026-09-16 14:59");
    expect(await titlesAt(desk, "2026-09-16 15:00")).toEqual([t.dueTitle(customer)]);
  });

  test("of a holiday is reminded on the last evening before", async () => {
    const desk = await newPlan("10月3日再拜访");
    await desk.moveTo("2026-09-30 20:58");
    expect(await titlesAt(desk, "2026-09-30 20:59")).toEqual([t.dueTitle(customer)]);
  });

  test.each([
    ["was kept meanwhile", "跟进 华为 今天电话沟通了合同"],
    ["was replaced by another plan", "跟进 华为 昨天电话沟通了合同。下周五再电话"],
  ])("is not reminded when it %s", async (_, line) => {
    const desk = await newPlan("周三15:00再电话");
    await desk.moveTo("2026-09-16 09:00");
    await desk.write(desk.rep, line);
    expect(await titlesAt(desk, "2026-09-16 15:00")).toEqual([]);
  });

  test("is reminded though there was another contact before its day", async () => {
    const desk = await newPlan("周三15:00再电话");
    await desk.moveTo("2026-09-15 09:00");
    await desk.write(desk.rep, "跟进 华为 今天电话沟通了合同");
    expect(await titlesAt(desk, "2026-09-16 14:30")).toEqual([t.dueTitle(customer)]);
  });

  test.each([
    ["undone", "followUp", { undoneAt: new Date(0) }],
    ["the plan of someone who has left", "person", { status: "left" }],
    ["of a customer that was deleted", "customer", { deletedAt: new Date(0) }],
  ] as const)("is not reminded once it is %s", async (_, table, data) => {
    const desk = await newPlan("周三15:00再电话");
    await desk.moveTo("2026-09-16 09:00");
    const { workspaceId } = desk;
    if (table === "followUp") await database.prisma.followUp.updateMany({ where: { workspaceId }, data });
    if (table === "person") await database.prisma.person.updateMany({ where: { workspaceId }, data });
    if (table === "customer") await database.prisma.customer.updateMany({ where: { workspaceId }, data });
    expect(await titlesAt(desk, "2026-09-16 14:30")).toEqual([]);
  });

  // A reminder that waited for the morning named a plan that had been moved to another week.
  test("that was moved while its reminder waited for the morning is reminded at its new time only", async () => {
    const desk = await newPlan("周三15:00再电话");
    await desk.db.person.updateMany({ where: {}, data: { quietStart: "14:00", quietEnd: "15:30" } });
    await desk.moveTo("2026-09-16 14:30");
    const { followUpId } = desk;
    await desk.press(desk.rep, "follow-up.snooze", { followUpId, until: "monday" });
    expect(await titlesAt(desk, "2026-09-17 09:00")).not.toContain(t.dueTitle(customer));
    expect(await titlesAt(desk, "2026-09-21 09:00")).toEqual([t.dueTitle(customer)]);
  });
});

describe("a planned visit", () => {
  test("without a record is reminded again 24 hours after its time, and not a third time", async () => {
    const desk = await newPlan("周三15:00再拜访");
    expect((await reminderAt(desk, "2026-09-16 14:30")).title).toBe(t.dueTitle(customer));
    await desk.moveTo("2026-09-17 14:59");
    const card = await reminderAt(desk, "2026-09-17 15:00");
    expect(card.title).toBe(t.missingTitle(customer));
    expect(wordsOf(card)).toContain(t.missingText("9月16日 周三 15:00"));
    expect(await titlesAt(desk, "2026-09-18 20:00")).toEqual([]);
  });

  test("with a record is not asked for it", async () => {
    const desk = await newPlan("周三15:00再拜访");
    await desk.moveTo("2026-09-16 17:00");
    await desk.write(desk.rep, "跟进 华为 今天拜访了王总，签了合同");
    expect(await titlesAt(desk, "2026-09-17 15:00")).toEqual([]);
  });

  // Held over the weekend, both reminders said the same thing in one message.
  test("whose reminders both waited for Monday is asked for once", async () => {
    const desk = await newPlan("周五15:00再拜访");
    const nextAt = local("2026-09-12 15:00");
    await desk.db.followUp.updateMany({ where: {}, data: { nextAt, nextRemindAt: nextAt } });
    expect(await titlesAt(desk, "2026-09-12 15:00")).toEqual([]);
    expect(await titlesAt(desk, "2026-09-13 15:00")).toEqual([]);
    expect(await titlesAt(desk, "2026-09-14 09:00")).toEqual([t.missingTitle(customer)]);
  });

  test("for today after three is at least asked for when its record is missing", async () => {
    const desk = await newDesk(database);
    await desk.moveTo("2026-09-14 16:00");
    const said = { customer: option(desk.customerId), content: text("约了拜访") };
    const values = { ...said, nextOn: date("2026-09-14") };
    await desk.submit(desk.rep, "follow-up.log", { values });
    const [row] = await desk.rows();
    const payload = { followUpId: row?.id ?? "", version: "1" };
    await desk.submit(desk.rep, "follow-up.edit", {
      payload,
      values: { ...values, nextMethod: option("visit") },
    });
    expect(await titlesAt(desk, "2026-09-15 09:00")).toEqual([t.missingTitle(customer)]);
  });
});

describe("the buttons of a reminder", () => {
  test("put it off: for an hour, to the next working morning, to Monday", async () => {
    const desk = await newPlan("周三15:00再电话");
    const card = await reminderAt(desk, "2026-09-16 14:30");
    for (const [label, until] of [
      [t.inAnHour, "9月16日 周三 15:30"],
      [t.tomorrow, "9月17日 周四 09:00"],
      [t.monday, "9月21日 周一 09:00"],
    ] as const) {
      const postponed = cardOf(await pressOn(desk, desk.rep, [card, label]));
      expect(wordsOf(postponed)).toContain(t.postponed(until));
    }
    expect(await titlesAt(desk, "2026-09-17 09:00")).not.toContain(t.dueTitle(customer));
    expect(await titlesAt(desk, "2026-09-21 09:00")).toEqual([t.dueTitle(customer)]);
  });

  test("log for the customer, in whose place the record then stands", async () => {
    const desk = await newPlan("周三15:00再电话");
    const card = await reminderAt(desk, "2026-09-16 14:30");
    const reply = await pressOn(desk, desk.rep, [card, t.logNow]);
    expect(JSON.stringify(reply)).toContain(desk.customerId);
  });

  test("are for the person alone, and kind when they come too late", async () => {
    const desk = await newPlan("周三15:00再电话");
    const card = await reminderAt(desk, "2026-09-16 14:30");
    expect(await pressOn(desk, await desk.colleague(), [card, t.tomorrow])).toMatchObject({
      text: t.notYours,
    });
    const elsewhere = await newDesk(database);
    expect(await pressOn(elsewhere, elsewhere.rep, [card, t.tomorrow])).toMatchObject({ text: t.gone });
    await desk.write(desk.rep, "跟进 华为 今天电话沟通了合同");
    expect(await pressOn(desk, desk.rep, [card, t.tomorrow])).toMatchObject({ text: t.planOver });
    await desk.db.followUp.updateMany({ where: {}, data: { undoneAt: new Date(0) } });
    expect(await pressOn(desk, desk.rep, [card, t.tomorrow])).toMatchObject({ text: t.alreadyUndone });
  });
});

test("what is due to a person in the same minute comes as one message", async () => {
  const desk = await newPlan("周三15:00再电话");
  await desk.customer(desk.rep, "远大集团");
  await desk.write(desk.rep, "跟进 远大集团 今天拜访了李工，谈了样品。周三15:00再电话");
  await desk.write(desk.rep, "待办 周三15:00 寄样品");
  const card = await reminderAt(desk, "2026-09-16 14:30");
  expect(card.title).toBe(myDayTexts.zh.bundle(3));
  for (const words of [customer, "远大集团", "寄样品"]) expect(wordsOf(card)).toContain(words);
  const [todo] = await desk.db.todo.findMany();
  const view = `bundle:${(await bundled(desk))[0]?.id}`;
  const press = (who: typeof desk.rep, todoId = "") => desk.press(who, "todo.done", { todoId, view });
  const left = cardOf(await press(desk.rep, todo?.id));
  expect(left.title).toBe(myDayTexts.zh.bundle(2));
  expect(wordsOf(left)).not.toContain("寄样品");
  for (const words of [customer, "远大集团"]) expect(wordsOf(left)).toContain(words);
  const other = await desk.colleague();
  await desk.write(other, "待办 明天开会");
  const own = await desk.db.todo.findFirstOrThrow({ where: { ownerId: other.personId } });
  expect(wordsOf(cardOf(await press(other, own.id)))).not.toContain(customer);
  const more = await desk.db.todo.create({
    data: { ...own, id: uuid(), ownerId: desk.rep.personId, status: "open", sourceKey: null },
  });
  await desk.db.followUp.updateMany({ data: { undoneAt: new Date(0) } });
  expect(cardOf(await press(desk.rep, more.id)).title).toBe(myDayTexts.zh.bundleDone);
});

function bundled({ db }: Office) {
  return db.outboundMessage.findMany({
    where: { status: "sent" },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
  });
}
