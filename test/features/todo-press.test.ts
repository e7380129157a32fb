import { describe, expect, test } from "vitest";
import { todoTexts } from "#cards/todo/texts.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import {
  type Colleague,
  datetime,
  fieldsOf,
  formOf,
  initialsOf,
  local,
  pressOn,
  wordsOf,
} from "./support.ts";

const database = await testDatabase();
const t = todoTexts.zh;
const title = "给王总发报价";

async function newTodo(line = `待办 周五前${title}`) {
  const desk = await newDesk(database);
  const card = cardOf(await desk.write(desk.rep, line));
  const [row] = await desk.todos();
  const payload = { todoId: row?.id ?? "" };
  const read = async () => (await desk.todos())[0];
  const pressIts = (label: string) => pressOn(desk, desk.rep, [card, label]);
  const act = (id: string, more: Record<string, string> = {}, who: Colleague = desk.rep) =>
    desk.press(who, `todo.${id}`, { ...payload, ...more });
  const choose = (id: string, time: string) =>
    desk.submit(desk.rep, `todo.${id}`, { payload, values: { at: datetime(time) } });
  return { ...desk, card, payload, read, pressIts, act, choose };
}

describe("done", () => {
  test("closes the to-do and its reminder; not done yet opens both again", async () => {
    const desk = await newTodo();
    const done = cardOf(await desk.pressIts(t.done));
    expect(done.title).toBe(t.doneTitle(title));
    expect(wordsOf(done)).toContain(t.doneAt("9月14日 周一 10:00"));
    expect(await desk.read()).toMatchObject({ status: "done", closedAt: desk.clock.now, remindAt: null });
    const open = cardOf(await pressOn(desk, desk.rep, [done, t.reopen]));
    expect(open.title).toBe(t.reopened(title));
    expect(await desk.read()).toMatchObject({
      ...{ status: "open", closedAt: null, remindAt: local("2026-09-18 15:00") },
    });
    expect(await desk.act("reopen")).toMatchObject({ type: "toast", text: t.alreadyOpen });
  });

  test("pressed twice at the same instant happens once, and the other press is told", async () => {
    const desk = await newTodo();
    const replies = await Promise.all([desk.pressIts(t.done), desk.pressIts(t.done)]);
    expect(replies.map(({ type }) => type).sort()).toEqual(["toast", "update"]);
    expect(await desk.pressIts(t.cancel)).toMatchObject({ text: t.alreadyClosed });
    expect(await desk.read()).toMatchObject({ status: "done" });
  });

  test("is the owner's to press, as every button is; of another workspace there is no such to-do", async () => {
    const desk = await newTodo();
    const other = await desk.colleague({ roles: ["director"] });
    const elsewhere = await newDesk(database);
    const before = await desk.read();
    for (const [id, more] of [
      ...([
        ["done", {}],
        ["cancel", {}],
        ["reopen", {}],
        ["snooze", { until: "hour" }],
        ["snooze-form", {}],
      ] as const),
      ...([
        ["change-time", {}],
        ["hand-over", {}],
        ["decline", {}],
        ["told", { told: "no" }],
      ] as const),
    ]) {
      expect(await desk.act(id, more, other)).toMatchObject({ type: "toast", text: t.notYours });
      const theirs = await elsewhere.press(elsewhere.rep, `todo.${id}`, { ...desk.payload, ...more });
      expect(theirs).toMatchObject({ type: "toast", text: t.gone });
    }
    expect(await desk.read()).toEqual(before);
  });

  test("cancelled says so, and can be taken back", async () => {
    const desk = await newTodo();
    const cancelled = cardOf(await desk.pressIts(t.cancel));
    expect(cancelled.title).toBe(t.cancelledTitle(title));
    expect(await desk.read()).toMatchObject({ status: "cancelled", remindAt: null });
    await pressOn(desk, desk.rep, [cancelled, t.reopen]);
    expect(await desk.read()).toMatchObject({ status: "open" });
  });

  test("opened again after its time shows that the time has passed, and how to change it", async () => {
    const desk = await newTodo();
    const done = cardOf(await desk.pressIts(t.done));
    desk.clock.now = local("2026-09-21 10:00");
    const open = cardOf(await pressOn(desk, desk.rep, [done, t.reopen]));
    expect(wordsOf(open)).toContain(t.past);
    expect(await desk.read()).toMatchObject({ remindAt: null });
  });
});

describe("a question that stayed open, when it is done", () => {
  const asked = async () => {
    const desk = await newDesk(database);
    await desk.write(desk.rep, "跟进 华为 今天拜访了王总，客户问能否私有化部署，没能当场回答");
    const [row] = await desk.todos();
    const payload = { todoId: row?.id ?? "" };
    const done = await desk.press(desk.rep, "todo.done", payload);
    return { ...desk, payload, done, read: async () => (await desk.todos())[0] };
  };

  test("asks whether the customer has been told, even in a list of many", async () => {
    const desk = await asked();
    expect(wordsOf(cardOf(desk.done))).toContain(t.toldQuestion);
    expect(desk.done).toMatchObject({ type: "update", asks: true });
    await desk.press(desk.rep, "todo.reopen", desk.payload);
    const inList = await desk.press(desk.rep, "todo.done", { ...desk.payload, view: "todo.list" });
    expect(inList).toMatchObject({ type: "update", besides: cardOf(desk.done) });
  });

  test("and told, is closed for good", async () => {
    const desk = await asked();
    await pressOn(desk, desk.rep, [cardOf(desk.done), t.toldYes]);
    expect(await desk.read()).toMatchObject({ status: "done", customerTold: true, remindAt: null });
  });

  test("and not told, opens again, comes back on the next working morning and asks again", async () => {
    const desk = await asked();
    desk.clock.now = local("2026-09-18 17:00");
    const later = cardOf(await pressOn(desk, desk.rep, [cardOf(desk.done), t.toldNo]));
    expect(wordsOf(later)).toContain(t.toldLater("9月20日 周日 09:00"));
    expect(await desk.read()).toMatchObject({ status: "open", customerTold: false });
    expect(await pressOn(desk, desk.rep, [cardOf(desk.done), t.toldNo])).toMatchObject({
      text: t.alreadyOpen,
    });
    const [reminder] = await desk.moveTo("2026-09-20 09:00");
    if (reminder === undefined) throw new Error("no reminder");
    const again = cardOf(await pressOn(desk, desk.rep, [reminder.card, t.done]));
    expect(wordsOf(again)).toContain(t.toldQuestion);
  });

  test("is asked about no other to-do", async () => {
    const desk = await newTodo();
    const done = cardOf(await desk.pressIts(t.done));
    expect(wordsOf(done)).not.toContain(t.toldQuestion);
    expect(await desk.act("told", { told: "no" })).toMatchObject({ text: t.alreadyClosed });
    expect(await desk.read()).toMatchObject({ status: "done", customerTold: null });
  });
});

describe("snooze", () => {
  test.each([
    ["hour", "2026-09-18 11:00", "9月18日 周五 11:00"],
    ["morning", "2026-09-20 09:00", "9月20日 周日 09:00"],
    ["monday", "2026-09-21 09:00", "9月21日 周一 09:00"],
  ])("until %s brings it back then, and not before", async (until, ...[time, shown]) => {
    const desk = await newTodo();
    desk.clock.now = local("2026-09-18 10:00");
    const card = cardOf(await desk.act("snooze", { until }));
    expect(wordsOf(card)).toContain(t.snoozed(shown));
    expect(await desk.moveTo(new Date(local(time).getTime() - 1000))).toEqual([]);
    const [reminder, ...others] = await desk.moveTo(time);
    expect(reminder?.card.title).toBe(t.dueTitle(title));
    expect(others).toEqual([]);
  });

  test("leaves a date that is still ahead, and moves one that would have passed", async () => {
    const desk = await newTodo();
    await desk.act("snooze", { until: "hour" });
    expect(await desk.read()).toMatchObject({ dueAt: local("2026-09-18 18:00"), dueHasTime: false });
    desk.clock.now = local("2026-09-19 10:00");
    await desk.act("snooze", { until: "morning" });
    expect(await desk.read()).toMatchObject({ dueAt: local("2026-09-20 09:00"), dueHasTime: true });
  });

  test("to a chosen time offers the next working morning, and refuses one that has passed", async () => {
    const desk = await newTodo();
    expect(initialsOf(formOf(await desk.act("snooze-form")))).toEqual({ at: "2026-09-15 09:00" });
    expect(await desk.choose("snooze", "2026-09-14 10:00")).toEqual({
      ...{ type: "invalid", errors: { at: t.pastTime } },
    });
    expect(await desk.submit(desk.rep, "todo.snooze", { payload: desk.payload, values: {} })).toEqual({
      ...{ type: "invalid", errors: { at: t.needTime } },
    });
    await desk.choose("snooze", "2026-09-16 16:20");
    expect(await desk.read()).toMatchObject({ remindAt: local("2026-09-16 16:20") });
  });

  // It was promised for Saturday and came on Sunday, which is when the outbox may speak.
  test("to a day off or the night says when it will really come", async () => {
    const desk = await newTodo();
    const card = cardOf(await desk.choose("snooze", "2026-09-19 10:00"));
    expect(wordsOf(card)).toContain(t.notAt("9月19日 周六 10:00", "9月20日 周日 09:00"));
    expect(await desk.moveTo("2026-09-19 10:00")).toEqual([]);
    expect(await desk.moveTo("2026-09-20 09:00")).toHaveLength(1);
  });

  test("of a closed to-do does nothing", async () => {
    const desk = await newTodo();
    await desk.pressIts(t.done);
    expect(await desk.act("snooze", { until: "hour" })).toMatchObject({ text: t.alreadyClosed });
    expect(await desk.choose("snooze", "2026-09-16 16:20")).toMatchObject({ text: t.alreadyClosed });
    expect(await desk.act("snooze-form")).toMatchObject({ text: t.alreadyClosed });
  });
});

// A date that had been misunderstood could be moved later, but not earlier.
test("the time can be changed to an earlier one, and the reminder with it", async () => {
  const desk = await newTodo();
  expect(initialsOf(formOf(await desk.pressIts(t.changeTime)))).toEqual({ at: "2026-09-18 18:00" });
  const card = cardOf(await desk.choose("change-time", "2026-09-16 14:00"));
  expect(card.title).toBe(t.changed(title));
  expect(fieldsOf(card)[t.due]).toBe("9月16日 周三 14:00");
  expect(await desk.read()).toMatchObject({
    ...{ dueAt: local("2026-09-16 14:00"), dueHasTime: true, remindAt: local("2026-09-16 13:30") },
  });
  expect(buttonsOf(card)).toContain("todo.change-time");
});
