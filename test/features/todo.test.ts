import { describe, expect, test } from "vitest";
import { todoTexts } from "#cards/todo/texts.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import {
  datetime,
  fieldsOf,
  formOf,
  local,
  newOffice,
  option,
  pressOn,
  text,
  typed,
  wordsOf,
} from "./support.ts";

const database = await testDatabase();
const t = todoTexts.zh;

describe("a to-do by line", () => {
  test.each([
    [
      "待办 周五前给华为王总发报价",
      "给华为王总发报价",
      "2026-09-18 18:00",
      "9月18日 周五",
      "2026-09-18 15:00",
    ],
    ["待办：明天下午3点 寄样品", "寄样品", "2026-09-15 15:00", "9月15日 周二 15:00", "2026-09-15 14:30"],
    [
      "todo send Jane the quote by Friday",
      "send Jane the quote",
      "2026-09-18 18:00",
      "9月18日 周五",
      "2026-09-18 15:00",
    ],
    ["待办 周六前寄样品", "寄样品", "2026-09-19 18:00", "9月19日 周六", "2026-09-18 20:59"],
  ])("%s", async (line, title, ...[due, shown, remindedAt]) => {
    const desk = await newDesk(database);
    const card = cardOf(await desk.write(desk.rep, line));
    expect(card).toMatchObject({ title: t.added(title), tone: "success" });
    expect(fieldsOf(card)[t.due]).toBe(shown);
    expect(await desk.todos()).toMatchObject([
      {
        ...{ title, ownerId: desk.rep.personId, createdById: desk.rep.personId, status: "open" },
        ...{ dueAt: local(due), remindAt: local(remindedAt), origin: "manual" },
      },
    ]);
  });

  test("knows the customer it names, if the writer may use that customer", async () => {
    const desk = await newDesk(database);
    await desk.write(desk.rep, "待办 给华为寄样品");
    await desk.write(await desk.colleague(), "待办 给华为寄样品");
    expect(await desk.todos()).toMatchObject([{ customerId: desk.customerId }, { customerId: null }]);
  });

  test("that names nothing but a date asks what is to be done", async () => {
    const desk = await newDesk(database);
    const card = cardOf(await desk.write(desk.rep, "待办 周五前"));
    expect(wordsOf(card)).toContain(t.onlyDate("周五前"));
    expect(await desk.todos()).toEqual([]);
  });

  test("with a date that is none, or a time that has passed, is kept and says so", async () => {
    const desk = await newDesk(database);
    const unread = cardOf(await desk.write(desk.rep, "待办 2月30日 寄合同"));
    expect(unread.tone).toBe("warning");
    expect(wordsOf(unread)).toContain(t.unread("2月30日"));
    const past = cardOf(await desk.write(desk.rep, "待办 今天9点 寄合同"));
    expect(wordsOf(past)).toContain(t.past);
    expect(await desk.todos()).toMatchObject([{ dueAt: null }, { dueAt: local("2026-09-14 09:00") }]);
    expect((await desk.todos()).map(({ remindAt }) => remindAt)).toEqual([null, null]);
  });

  test("is due by the writer's own clocks", async () => {
    const office = await newOffice(database);
    const jane = await office.colleague({ tz: "America/New_York", locale: "en" });
    const card = cardOf(await office.write(jane, "todo send the quote by Friday"));
    expect(fieldsOf(card)[todoTexts.en.due]).toBe("Fri 18 Sep");
    expect(await office.db.todo.findMany()).toMatchObject([
      { dueAt: local("2026-09-18 18:00", "America/New_York") },
    ]);
  });

  test("that comes twice under one key, even at the same instant, is one", async () => {
    const desk = await newDesk(database);
    const lines = [1, 2, 3].map(() => desk.write(desk.rep, "待办 寄样品", "same"));
    for (const reply of await Promise.all(lines)) expect(cardOf(reply).title).toBe(t.added("寄样品"));
    expect(await desk.todos()).toHaveLength(1);
  });

  test("of 40,000 characters is kept whole", async () => {
    const desk = await newDesk(database);
    await desk.write(desk.rep, `待办 ${"寄样品，".repeat(10_000)}`);
    expect((await desk.todos())[0]?.title.length).toBeGreaterThan(39_990);
  });
});

describe("a to-do by form", () => {
  const values = { title: text(" 寄样品 "), dueAt: datetime("2026-09-16 14:00"), customer: typed("华为") };

  test("is opened for the customer of the card, and made for it", async () => {
    const desk = await newDesk(database);
    const form = formOf(await desk.press(desk.rep, "todo.add-for", { customerId: desk.customerId }));
    expect(form.fields.find(({ name }) => name === "customer")).toMatchObject({
      initial: { value: desk.customerId },
    });
    const card = cardOf(await desk.submit(desk.rep, form.id, { values }));
    expect(fieldsOf(card)).toEqual({ [t.due]: "9月16日 周三 14:00", [t.customer]: "华为技术有限公司" });
    expect(await desk.todos()).toMatchObject([
      { title: "寄样品", customerId: desk.customerId, remindAt: local("2026-09-16 13:30") },
    ]);
  });

  test("says what is wrong, stays open and makes nothing", async () => {
    const desk = await newDesk(database);
    const other = await desk.colleague();
    const theirs = await desk.customer(other, "比亚迪股份有限公司");
    await desk.customer(other, "华为终端有限公司", "华为");
    const elsewhere = await newDesk(database);
    for (const [changes, errors] of [
      [{ title: text("  ") }, { title: t.needTitle }],
      [{ dueAt: datetime("2026-09-14 10:00") }, { dueAt: t.pastTime }],
      [{ customer: typed("谁也不是") }, { customer: t.unknownCustomer }],
      [{ customer: typed("华为") }, { customer: t.severalCustomers }],
      [{ customer: option(theirs) }, { customer: t.notYourCustomer("比亚迪股份有限公司") }],
      [{ customer: option(elsewhere.customerId) }, { customer: t.unknownCustomer }],
    ] as const) {
      const filled = { values: { ...values, customer: option(desk.customerId), ...changes } };
      expect(await desk.submit(desk.rep, "todo.add", filled)).toEqual({ type: "invalid", errors });
    }
    expect(await desk.todos()).toEqual([]);
  });

  test("submitted twice makes one", async () => {
    const desk = await newDesk(database);
    const submit = () => desk.submit(desk.rep, "todo.add", { values, key: "view" });
    await Promise.all([submit(), submit()]);
    expect(await desk.todos()).toHaveLength(1);
  });
});

describe("my to-dos", () => {
  test("are listed overdue first, then by when they are due, those without a date last", async () => {
    const desk = await newDesk(database);
    for (const line of ["没有日期", "周五前 后天的事", "今天9点 过期的事", "明天 明天的事"]) {
      await desk.write(desk.rep, `待办 ${line}`);
    }
    await desk.write(await desk.colleague(), "待办 别人的事");
    const card = cardOf(await desk.write(desk.rep, "待办"));
    expect(card.title).toBe(t.listTitle(4));
    expect(wordsOf(card).split("\n").slice(1)).toEqual([
      `过期的事 · ${t.overdue} · 9月14日 周一 09:00`,
      "明天的事 · 9月15日 周二",
      "后天的事 · 9月18日 周五",
      "没有日期",
    ]);
  });

  test("are ten to a page, and a press leaves the page that it was made on", async () => {
    const desk = await newDesk(database);
    for (let index = 1; index <= 12; index += 1) await desk.write(desk.rep, `待办 第${index}件`);
    const first = cardOf(await desk.write(desk.rep, "todos"));
    expect(first.body[0]).toMatchObject({ type: "list", more: 2, items: { length: 10 } });
    const second = cardOf(await pressOn(desk, desk.rep, [first, t.next]));
    expect(wordsOf(second)).toBe([t.listTitle(12), "第11件", "第12件"].join("\n"));
    const left = cardOf(await pressOn(desk, desk.rep, [second, t.done]));
    expect(wordsOf(left)).toBe([t.listTitle(11), "第12件"].join("\n"));
    const none = cardOf(await pressOn(desk, desk.rep, [left, t.done]));
    expect(wordsOf(none)).toContain("第10件");
    expect(cardOf(await pressOn(desk, desk.rep, [left, t.previous]))).toEqual(none);
  });

  test("shrink with each press, which tells what it did", async () => {
    const desk = await newDesk(database);
    await desk.write(desk.rep, "待办 今天18点 寄样品");
    await desk.write(desk.rep, "待办 寄合同");
    const list = cardOf(await desk.write(desk.rep, "待办"));
    const reply = await pressOn(desk, desk.rep, [list, t.done]);
    expect(reply).toMatchObject({
      type: "update",
      toast: t.doneTitle("寄样品"),
      card: { title: t.listTitle(1) },
    });
  });

  test("are said to be none, with how to add one", async () => {
    const desk = await newDesk(database);
    const card = cardOf(await desk.write(desk.rep, "待办"));
    expect(wordsOf(card)).toContain(t.listEmpty);
    expect(buttonsOf(card)).toEqual(["todo.add-for"]);
  });
});

describe("a reminder", () => {
  test("comes at its time, once, with what can be done about it", async () => {
    const desk = await newDesk(database);
    await desk.write(desk.rep, "待办 明天下午3点 给华为寄样品");
    expect(await desk.moveTo("2026-09-15 14:29")).toEqual([]);
    const [sent, ...others] = await desk.moveTo("2026-09-15 14:30");
    expect(others).toEqual([]);
    expect(sent?.to).toBe(desk.rep.from.userId);
    expect(sent?.card.title).toBe(t.dueTitle("给华为寄样品"));
    expect(sent && fieldsOf(sent.card)).toEqual({
      ...{ [t.due]: "9月15日 周二 15:00", [t.customer]: "华为技术有限公司" },
    });
    expect(sent && buttonsOf(sent.card)).toEqual([
      ...["todo.done", "todo.snooze", "todo.snooze", "todo.snooze", "todo.snooze-form", "todo.hand-over"],
    ]);
    expect(await desk.moveTo("2026-09-15 18:00")).toEqual([]);
  });

  test.each([
    ["done", { status: "done" }],
    ["put off", { remindAt: local("2026-09-18 09:00") }],
  ] as const)("that waits for the morning is not sent when the to-do is %s meanwhile", async (_, data) => {
    const desk = await newDesk(database);
    await desk.write(desk.rep, "待办 明天下午3点 寄样品");
    await desk.db.person.updateMany({ where: {}, data: { quietStart: "14:00", quietEnd: "17:00" } });
    await desk.db.todo.updateMany({ where: {}, data: { remindAt: local("2026-09-15 14:30") } });
    expect(await desk.moveTo("2026-09-15 14:30")).toEqual([]);
    await desk.db.todo.updateMany({ where: {}, data });
    expect(await desk.moveTo("2026-09-16 09:00")).toEqual([]);
  });
});
