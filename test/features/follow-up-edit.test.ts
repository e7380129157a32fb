import { describe, expect, test } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import type { FormValues } from "#chat/form.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { date, fieldsOf, formOf, initialsOf, local, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = followUpTexts.zh;
const line = "跟进 华为：今天拜访了王总，谈了价格。周五15:00再拜访。待办：周四前发合同";

async function newRecord(words = line) {
  const desk = await newDesk(database);
  const card = cardOf(await desk.write(desk.rep, words));
  const [row] = await desk.rows();
  const followUpId = row?.id ?? "";
  const read = async () => {
    const found = await desk.db.followUp.findFirst({ where: { id: followUpId } });
    if (found === null) throw new Error("the follow-up is gone");
    return found;
  };
  const openEdit = async () => formOf(await pressOn(desk, desk.rep, [card, t.edit]));
  /** What a person who changes these fields and no other sends. */
  const edit = async (changes: FormValues) => {
    const form = await openEdit();
    const shown = initialsOf(form);
    const values = Object.fromEntries(
      form.fields.flatMap(({ name, type }) => {
        const initial = shown[name];
        if (typeof initial !== "string" || initial === "") return [];
        return [
          [name, type === "date" ? date(initial) : type === "select" ? option(initial) : text(initial)],
        ];
      }),
    );
    return desk.submit(desk.rep, form.id, { payload: form.payload, values: { ...values, ...changes } });
  };
  return { ...desk, card, followUpId, read, openEdit, edit };
}

const undoOf = (desk: Awaited<ReturnType<typeof newRecord>>, who = desk.rep) =>
  pressOn(desk, who, [desk.card, t.undo]);

describe("undo", () => {
  test("within ten minutes takes the follow-up back, its open to-dos, its reminder and the last contact", async () => {
    const desk = await newRecord();
    desk.clock.now = local("2026-09-14 10:09");
    const card = cardOf(await undoOf(desk));
    expect(card.title).toBe(t.undone("华为技术有限公司"));
    expect(await desk.read()).toMatchObject({ undoneAt: desk.clock.now, nextRemindAt: null });
    expect(await desk.todos()).toMatchObject([{ status: "cancelled", remindAt: null }]);
    expect(await desk.lastContact()).toBeNull();
  });

  test("restores the contact before, and leaves one that is later alone", async () => {
    const desk = await newRecord("跟进 华为 昨天15:00电话沟通了样品");
    const second = cardOf(await desk.write(desk.rep, "跟进 华为 今天拜访了王总，谈了价格"));
    expect(await desk.lastContact()).toEqual(desk.clock.now);
    await pressOn(desk, desk.rep, [second, t.undo]);
    expect(await desk.lastContact()).toEqual(local("2026-09-13 15:00"));
    await desk.write(desk.rep, "跟进 华为 今天视频沟通了价格");
    await undoOf(desk);
    expect(await desk.lastContact()).toEqual(desk.clock.now);
  });

  test("after ten minutes changes nothing and points to the edit", async () => {
    const desk = await newRecord();
    desk.clock.now = new Date(local("2026-09-14 10:10").getTime() + 1);
    expect(await undoOf(desk)).toMatchObject({ type: "toast", text: t.undoTooLate(10) });
    expect(await desk.read()).toMatchObject({ undoneAt: null });
    expect(buttonsOf(cardOf(await desk.edit({})))).not.toContain("follow-up.undo");
  });

  test("is its writer's alone: not the boss's, not another workspace's", async () => {
    const desk = await newRecord();
    const boss = await desk.colleague({ roles: ["director"] });
    expect(await undoOf(desk, boss)).toMatchObject({ text: t.notYours });
    const elsewhere = await newDesk(database);
    expect(await pressOn(elsewhere, elsewhere.rep, [desk.card, t.undo])).toMatchObject({ text: t.gone });
    expect(await desk.read()).toMatchObject({ undoneAt: null });
  });

  test("pressed twice at the same instant happens once", async () => {
    const desk = await newRecord();
    const replies = await Promise.all([undoOf(desk), undoOf(desk)]);
    expect(replies.map(({ type }) => type).sort()).toEqual(["toast", "update"]);
    expect(await undoOf(desk)).toMatchObject({ text: t.alreadyUndone });
    expect(await pressOn(desk, desk.rep, [desk.card, t.edit])).toMatchObject({ text: t.alreadyUndone });
  });

  test("loses no contact that is logged at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const desk = await newRecord();
      await Promise.all([undoOf(desk), desk.write(desk.rep, "跟进 华为 今天电话沟通了样品")]);
      expect(await desk.lastContact()).toEqual(desk.clock.now);
    }
  });
});

describe("what was undone", () => {
  // A labelled to-do is no part of the content, and a plan set in the form of no words: both were lost.
  test("comes back with its to-dos and plan, and is saved once", async () => {
    const desk = await newRecord("跟进 华为：今天拜访了王总，谈了价格。待办：周四前发合同；寄样品");
    await desk.edit({ nextOn: date("2026-09-18"), nextTime: text("15:00") });
    const undone = cardOf(await undoOf(desk));
    desk.clock.now = local("2026-09-15 09:00");
    const form = formOf(await pressOn(desk, desk.rep, [undone, t.again]));
    expect(initialsOf(form)).toMatchObject({
      ...{ customer: { value: desk.customerId }, method: "visit" },
      content: expect.stringContaining("今天拜访了王总，谈了价格"),
    });
    const values = { customer: option(desk.customerId), content: text(String(initialsOf(form)["content"])) };
    const submit = () => desk.submit(desk.rep, form.id, { payload: form.payload, values });
    await submit();
    const [, again] = await desk.rows();
    expect(again).toMatchObject({
      ...{ occurredAt: local("2026-09-14 10:00"), nextAt: local("2026-09-18 15:00"), undoneAt: null },
      content: expect.not.stringContaining("待办"),
    });
    expect(await desk.db.todo.findMany({ where: { status: "open" }, orderBy: { id: "asc" } })).toMatchObject([
      { title: "发合同", dueAt: local("2026-09-17 18:00") },
      { title: "寄样品", dueAt: null },
    ]);
    expect(await submit()).toMatchObject({ type: "invalid" });
    expect(await pressOn(desk, desk.rep, [undone, t.again])).toMatchObject({ text: t.draftSettled });
    expect(await desk.rows()).toHaveLength(2);
  });
});

describe("the edit form", () => {
  test("holds all that is known, and saves what is changed", async () => {
    const desk = await newRecord("跟进 华为：昨天和李雷一起拜访了王总，客户说价格高 8%。周五15:00再拜访");
    expect(initialsOf(await desk.openEdit())).toMatchObject({
      ...{ occurredOn: "2026-09-13", method: "visit", theirPeople: "王总", nextOn: "2026-09-18" },
      ...{ nextTime: "15:00", nextMethod: "visit", feedback: expect.stringContaining("8%") },
    });
    const card = cardOf(
      await desk.edit({
        ...{ occurredOn: date("2026-09-10"), method: option("phone"), content: text("电话，谈了报价") },
        ...{ theirPeople: text("王总、 周工"), ourPeople: text(""), feedback: text("价格可以") },
        ...{ nextOn: date("2026-09-21"), nextTime: text("9：30"), nextMethod: option("video") },
      }),
    );
    expect(card.title).toBe(t.edited("华为技术有限公司"));
    expect(fieldsOf(card)).toMatchObject({
      ...{ [t.when]: "9月10日 周四 · 补记（超过 24 小时）", [t.next]: "9月21日 周一 09:30 · 视频会议" },
    });
    expect(await desk.read()).toMatchObject({
      ...{ method: "phone", content: "电话，谈了报价", theirPeople: ["王总", "周工"], ourPeople: [] },
      ...{ feedback: "价格可以", isLate: true, nextAt: local("2026-09-21 09:30"), nextMethod: "video" },
      ...{ nextRemindAt: local("2026-09-21 09:00"), version: 2, editedAt: desk.clock.now },
    });
    // The last contact stayed where the mistake had put it.
    expect(await desk.lastContact()).toEqual(local("2026-09-10 24:00"));
  });

  test("keeps whole what is longer than it can hold", async () => {
    const desk = await newRecord(`跟进 华为 今天拜访了王总，${"谈了很久的价格，".repeat(1000)}`);
    const long = { feedback: "太贵。".repeat(500), theirPeople: Array.from({ length: 90 }, () => "王总") };
    await desk.db.followUp.updateMany({ where: {}, data: long });
    const { content } = await desk.read();
    const form = await desk.openEdit();
    expect(form.intro).toEqual([{ type: "authored", text: t.longKept("内容、对方、客户反馈") }]);
    await desk.edit({ ourPeople: text("韩梅梅") });
    expect(await desk.read()).toMatchObject({ ...long, content, ourPeople: ["韩梅梅"] });
  });

  test("leaves the timer of a plan that is not touched, whether it was put off or has gone off", async () => {
    const desk = await newRecord();
    for (const nextRemindAt of [local("2026-09-16 09:00"), null]) {
      await desk.db.followUp.updateMany({ where: {}, data: { nextRemindAt } });
      await desk.edit({ feedback: text("价格可以") });
      expect(await desk.read()).toMatchObject({ nextRemindAt, nextAt: local("2026-09-18 15:00") });
    }
    await desk.edit({ nextOn: date("2026-09-17") });
    expect(await desk.read()).toMatchObject({ nextRemindAt: local("2026-09-17 14:30") });
    await desk.edit({ nextOn: text(""), nextTime: text("") });
    expect(await desk.read()).toMatchObject({ nextRemindAt: null, nextAt: null, nextMethod: null });
  });

  test.each([
    ["occurredOn", date("2026-09-15"), t.futureOccurred],
    ["nextTime", text("25:00"), t.badTime("25:00")],
    ["nextTime", text("三点"), t.badTime("三点")],
  ] as const)("refuses %s %o and changes nothing", async (name, value, message) => {
    const desk = await newRecord();
    expect(await desk.edit({ [name]: value })).toEqual({ type: "invalid", errors: { [name]: message } });
    expect(await desk.read()).toMatchObject({ version: 1 });
  });

  test("asks for the day of a time, and says when a plan lies in the past", async () => {
    const desk = await newRecord();
    expect(await desk.edit({ nextOn: text("") })).toEqual({
      ...{ type: "invalid", errors: { nextOn: t.timeWithoutDate } },
    });
    const card = cardOf(await desk.edit({ nextOn: date("2026-09-14"), nextTime: text("09:00") }));
    expect(wordsOf(card)).toContain(t.pastNext);
    expect(await desk.read()).toMatchObject({ nextRemindAt: null });
  });

  test("that was opened on an older state is refused, as one of an undone or somebody else's record is", async () => {
    const desk = await newRecord();
    const form = await desk.openEdit();
    const submit = (who = desk.rep) =>
      desk.submit(who, form.id, { payload: form.payload, values: { content: text("旧的") } });
    expect(await submit(await desk.colleague())).toMatchObject({ type: "invalid" });
    await desk.edit({ content: text("新的，谈了价格") });
    expect(await submit()).toMatchObject({ errors: { occurredOn: t.changedMeanwhile } });
    await undoOf(desk);
    expect(await desk.edit({ content: text("又一次") }).catch(() => "no form")).toBe("no form");
    expect(await desk.read()).toMatchObject({ content: "新的，谈了价格" });
  });
});
