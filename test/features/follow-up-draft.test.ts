import { describe, expect, test } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import type { FormValues } from "#chat/form.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import {
  buttonOf,
  date,
  fieldsOf,
  formOf,
  initialsOf,
  local,
  option,
  pressOn,
  text,
  typed,
  wordsOf,
} from "./support.ts";

const database = await testDatabase();
const t = followUpTexts.zh;
const line = "跟进 星辰科技：今天电话沟通了李工，谈了价格，周五再拜访";

async function newQuestion(words = line) {
  const desk = await newDesk(database);
  const card = cardOf(await desk.write(desk.rep, words));
  const draftId = buttonOf(card, t.drop).payload["draftId"] ?? "";
  const openDrafts = () => desk.db.followUpDraft.count({ where: { settledAt: null } });
  return { ...desk, card, draftId, openDrafts };
}

describe("a note about an unknown customer", () => {
  test("waits, and nothing is made before the answer", async () => {
    const { card, rows, db, openDrafts } = await newQuestion();
    expect(card.title).toBe(t.whichTitle);
    expect(wordsOf(card)).toContain(t.whichNamed("星辰科技"));
    expect(await rows()).toEqual([]);
    expect(await db.customer.count()).toBe(1);
    expect(await openDrafts()).toBe(1);
  });

  test("is saved with the customer that is made of it, once, however often the button is pressed", async () => {
    const desk = await newQuestion();
    const replies = await Promise.all(
      [1, 2, 3].map(() => pressOn(desk, desk.rep, [desk.card, t.create("星辰科技")])),
    );
    expect(replies.map((reply) => reply.type)).toContain("update");
    const again = await pressOn(desk, desk.rep, [desk.card, t.create("星辰科技")]);
    expect(again).toMatchObject({ type: "toast", text: t.draftSettled });
    expect(await desk.rows()).toMatchObject([
      { method: "phone", theirPeople: ["李工"], nextMethod: "visit" },
    ]);
    expect(await desk.db.customer.findMany({ where: { name: "星辰科技" } })).toMatchObject([
      { ownerId: desk.rep.personId },
    ]);
    expect(await desk.openDrafts()).toBe(0);
  });

  test("that is called by a customer's short name and more waits, too, and offers that customer", async () => {
    const desk = await newDesk(database);
    const words = "跟进 电话联系了华为半导体有限公司的李工，谈了价格";
    const card = cardOf(await desk.write(desk.rep, words));
    expect(card.title).toBe(t.whichTitle);
    const labels = card.body.flatMap((block) => (block.type === "buttons" ? block.buttons : []));
    const create = t.create("华为半导体有限公司");
    expect(labels.map(({ label }) => label)).toEqual(["华为技术有限公司", create, t.chooseOther, t.drop]);
    expect(await desk.rows()).toEqual([]);
    await pressOn(desk, desk.rep, [card, create]);
    expect(await desk.rows()).toMatchObject([{ method: "phone", theirPeople: ["李工"] }]);
    expect(await desk.db.customer.count()).toBe(2);
  });

  test("makes no second customer of a name that another line has made meanwhile", async () => {
    const desk = await newQuestion();
    const second = cardOf(await desk.write(desk.rep, "跟进 星辰科技：微信发了资料"));
    await pressOn(desk, desk.rep, [desk.card, t.create("星辰科技")]);
    await pressOn(desk, desk.rep, [second, t.create("星辰科技")]);
    expect(await desk.db.customer.count({ where: { name: "星辰科技" } })).toBe(1);
    expect((await desk.rows()).map(({ method }) => method).toSorted()).toEqual(["message", "phone"]);
  });

  test("goes to one customer only, when two are chosen at the same instant", async () => {
    const desk = await newQuestion("跟进 今天拜访了王总，谈了价格");
    const other = await desk.customer(desk.rep, "远大集团");
    const { draftId } = desk;
    const choose = (customerId: string) =>
      desk.press(desk.rep, "follow-up.draft-for", { draftId, customerId });
    const replies = await Promise.all([choose(desk.customerId), choose(other)]);
    const [row, ...others] = await desk.rows();
    expect(others).toEqual([]);
    const name = row?.customerId === other ? "远大集团" : "华为技术有限公司";
    for (const reply of replies) {
      if (reply.type === "update") expect(reply.card.title).toBe(t.logged(name));
      else expect(reply).toMatchObject({ text: t.draftSettled });
    }
  });

  // A note of Friday whose question was answered on Monday was logged as a contact of Monday.
  test("keeps the time at which it was said, however late the question is answered", async () => {
    const desk = await newQuestion(
      "跟进 星辰科技：拜访了王总，谈了价格。明天下午3点再电话。待办：明天前寄样品",
    );
    desk.clock.now = local("2026-09-16 11:00");
    const saved = cardOf(await pressOn(desk, desk.rep, [desk.card, t.create("星辰科技")]));
    expect(fieldsOf(saved)[t.when]).toBe("9月14日 周一 · 补记（超过 24 小时）");
    expect(wordsOf(saved)).toContain(t.pastNext);
    expect(await desk.rows()).toMatchObject([
      {
        ...{ occurredAt: local("2026-09-14 10:00"), loggedAt: local("2026-09-16 11:00"), isLate: true },
        ...{ nextAt: local("2026-09-15 15:00"), nextRemindAt: null },
      },
    ]);
    expect(await desk.todos()).toMatchObject([{ dueAt: local("2026-09-15 18:00"), remindAt: null }]);
    expect(buttonsOf(saved)).toContain("follow-up.undo");
    expect(cardOf(await pressOn(desk, desk.rep, [saved, t.undo])).title).toBe(t.undone("星辰科技"));
  });

  test("is dropped when that is wished, and then no longer saved", async () => {
    const desk = await newQuestion();
    expect(cardOf(await pressOn(desk, desk.rep, [desk.card, t.drop])).title).toBe(t.dropped);
    for (const label of [t.drop, t.create("星辰科技"), t.chooseOther]) {
      expect(await pressOn(desk, desk.rep, [desk.card, label])).toMatchObject({ text: t.draftSettled });
    }
    expect(await desk.rows()).toEqual([]);
    expect(await desk.db.customer.count()).toBe(1);
  });

  // Killed after the follow-up and before the draft was marked: "not saved" would be a lie.
  test("is not said to be dropped once it was saved", async () => {
    const desk = await newQuestion();
    await pressOn(desk, desk.rep, [desk.card, t.create("星辰科技")]);
    await desk.db.followUpDraft.updateMany({ where: {}, data: { settledAt: null } });
    expect(await pressOn(desk, desk.rep, [desk.card, t.drop])).toMatchObject({ text: t.draftSettled });
    expect(cardOf(await pressOn(desk, desk.rep, [desk.card, t.create("星辰科技")])).title).toBe(
      t.logged("星辰科技"),
    );
    expect(await desk.rows()).toHaveLength(1);
  });

  test("is its writer's alone, and of its workspace", async () => {
    const desk = await newQuestion();
    const other = await desk.colleague();
    expect(await pressOn(desk, other, [desk.card, t.drop])).toMatchObject({ text: t.notYours });
    const elsewhere = await newDesk(database);
    expect(await pressOn(elsewhere, elsewhere.rep, [desk.card, t.drop])).toMatchObject({ text: t.gone });
    expect(await desk.openDrafts()).toBe(1);
  });

  test("of a customer that was deleted meanwhile waits on", async () => {
    const desk = await newQuestion("跟进 今天拜访了王总，谈了价格");
    await desk.db.customer.updateMany({ where: {}, data: { deletedAt: desk.clock.now } });
    const { draftId, customerId } = desk;
    expect(await desk.press(desk.rep, "follow-up.draft-for", { draftId, customerId })).toMatchObject({
      text: t.customerGone,
    });
    expect(await desk.openDrafts()).toBe(1);
  });

  test("that is only a name asks what happened, after the customer was made", async () => {
    const desk = await newQuestion("跟进 星辰科技： ");
    const form = formOf(await pressOn(desk, desk.rep, [desk.card, t.create("星辰科技")]));
    expect(initialsOf(form)["customer"]).toMatchObject({ label: "星辰科技" });
    expect(await desk.rows()).toEqual([]);
  });
});

describe("a note that waits in a form", () => {
  const openForm = async (words: string) => {
    const desk = await newQuestion(words);
    const form = formOf(await pressOn(desk, desk.rep, [desk.card, t.chooseOther]));
    const fill = (values: FormValues) => desk.submit(desk.rep, form.id, { payload: form.payload, values });
    return { ...desk, form, fill };
  };

  test("shows its words and their method, and counts its dates from when it was said", async () => {
    const desk = await openForm(line);
    const content = line.slice("跟进 ".length);
    expect(initialsOf(desk.form)).toMatchObject({ content, method: "phone" });
    desk.clock.now = local("2026-09-15 11:00");
    await desk.fill({ customer: option(desk.customerId), content: text(content) });
    expect(await desk.rows()).toMatchObject([{ occurredAt: local("2026-09-14 10:00"), isLate: true }]);
    expect(await desk.fill({ customer: typed("华为"), content: text("电话") })).toMatchObject({
      ...{ type: "invalid", errors: { customer: t.draftSettled } },
    });
    expect(await desk.rows()).toHaveLength(1);
  });

  // The form holds 1,000 characters: what was longer was cut, and the rest was lost with the draft.
  test("is saved whole where it is too long for the form, which says so", async () => {
    const words = `今天拜访了王总。${"谈了很久的价格。".repeat(5000)}`;
    const desk = await openForm(`跟进 ${words}`);
    expect(desk.form.fields.map(({ name }) => name)).not.toContain("content");
    expect(desk.form.intro).toEqual([{ type: "authored", text: t.longContent }]);
    await desk.fill({ customer: option(desk.customerId) });
    expect(await desk.rows()).toMatchObject([{ content: words }]);
  });

  test("goes on waiting when the customer is new, with all that the form says", async () => {
    const desk = await openForm("跟进 见了王总，谈了价格");
    const values = {
      ...{ customer: typed("星辰科技"), content: text("见了王总，谈了价格"), method: option("video") },
      ...{ nextOn: date("2026-09-18"), todo: text("周四前寄样品") },
    };
    const card = cardOf(await desk.fill(values));
    expect(wordsOf(card)).toContain(t.whichNamed("星辰科技"));
    expect(await desk.openDrafts()).toBe(1);
    await pressOn(desk, desk.rep, [card, t.create("星辰科技")]);
    expect(await desk.rows()).toMatchObject([{ method: "video", nextAt: local("2026-09-18 09:00") }]);
    expect(await desk.todos()).toMatchObject([{ title: "寄样品", dueAt: local("2026-09-17 18:00") }]);
  });
});

describe("a line that is no command", () => {
  test("is asked about, and logged when it was meant as a note", async () => {
    const desk = await newDesk(database);
    const card = cardOf(await desk.write(desk.rep, "今天拜访了华为王总，谈了价格"));
    expect(buttonsOf(card)).toEqual(["follow-up.draft-log", "command.run"]);
    const saved = cardOf(await pressOn(desk, desk.rep, [card, t.logIt]));
    expect(saved.title).toBe(t.logged("华为技术有限公司"));
    expect(await pressOn(desk, desk.rep, [card, t.logIt])).toMatchObject({ text: t.draftSettled });
    expect(await desk.rows()).toHaveLength(1);
  });

  test("goes from one question to the next without being kept twice", async () => {
    const desk = await newDesk(database);
    const card = cardOf(await desk.write(desk.rep, "今天拜访了王总，谈了价格"));
    const questions = await Promise.all([1, 2].map(() => pressOn(desk, desk.rep, [card, t.logIt])));
    const ids = questions.flatMap((reply) =>
      reply.type === "update" ? [buttonOf(reply.card, t.drop).payload["draftId"]] : [],
    );
    expect(new Set(ids).size).toBe(1);
    expect(await desk.db.followUpDraft.count({ where: { settledAt: null } })).toBe(1);
  });
});

test("a message that is saved from the chat comes into the form whole, however long", async () => {
  const desk = await newDesk(database);
  const message = `电话沟通了李工。${"谈了样品。".repeat(400)}`;
  const form = formOf(await desk.shortcut(desk.rep, "follow-up.from-message", message));
  expect(initialsOf(form)["method"]).toBe("phone");
  const values = { customer: option(desk.customerId), method: option("phone") };
  await desk.submit(desk.rep, form.id, { payload: form.payload, values });
  expect(await desk.rows()).toMatchObject([{ content: message, method: "phone" }]);
});
