import { describe, expect, test } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { buttonOf, fieldsOf, formOf, initialsOf, local, newOffice, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = followUpTexts.zh;

describe("one line", () => {
  test("becomes a follow-up with its method, people, to-dos and next contact, each date with its weekday", async () => {
    const desk = await newDesk(database);
    const line = "跟进 华为：今天拜访了王总，客户觉得交期太长。下周三15:00电话回访。待办：周五前发报价";
    const card = cardOf(await desk.write(desk.rep, line));
    expect(card.title).toBe(t.logged("华为技术有限公司"));
    expect(fieldsOf(card)).toMatchObject({
      [t.when]: "9月14日 周一",
      [t.method]: "拜访",
      [t.theirPeople]: "王总",
      [t.next]: "9月23日 周三 15:00 · 电话",
      [t.todos]: "发报价（9月18日 周五前）",
      [t.feedback]: "客户觉得交期太长",
    });
    expect(buttonsOf(card)).toEqual(["follow-up.undo", "follow-up.edit", "todo.add-for", "customer.history"]);
    expect(await desk.rows()).toMatchObject([
      {
        ...{ customerId: desk.customerId, personId: desk.rep.personId, method: "visit", isLate: false },
        ...{ occurredAt: desk.clock.now, nextAt: local("2026-09-23 15:00"), nextHasTime: true },
        ...{ nextMethod: "phone", nextRemindAt: local("2026-09-23 14:30"), loggedAt: desk.clock.now },
      },
    ]);
    expect(await desk.todos()).toMatchObject([
      {
        ...{ title: "发报价", origin: "follow_up", ownerId: desk.rep.personId, customerId: desk.customerId },
        ...{ dueAt: local("2026-09-18 18:00"), dueHasTime: false, remindAt: local("2026-09-18 15:00") },
      },
    ]);
    expect(await desk.lastContact()).toEqual(desk.clock.now);
  });

  test("in English says the same in English", async () => {
    const office = await newOffice(database);
    const jane = await office.colleague({ locale: "en" });
    await office.customer(jane, "Acme Steel Inc", "Acme");
    const card = cardOf(await office.write(jane, "log Acme: called Jane today, send the quote by Friday"));
    expect(card.title).toBe("Logged: Acme Steel Inc");
    expect(fieldsOf(card)).toMatchObject({
      ...{ When: "Mon 14 Sep", How: "Phone" },
      "To-dos": expect.stringContaining("(by Fri 18 Sep)"),
    });
  });

  test.each([
    ["9月13日", false, "9月13日 周日"],
    ["9月12日", true, "9月12日 周六 · 补记（超过 24 小时）"],
    ["昨天9:59", true, "9月13日 周日 · 补记（超过 24 小时）"],
    ["昨天10:00", false, "9月13日 周日"],
  ])("about a visit of %s is late: %s", async (day, isLate, shown) => {
    const desk = await newDesk(database);
    const card = cardOf(await desk.write(desk.rep, `跟进 华为 ${day}拜访了王总，谈了报价`));
    expect(await desk.rows()).toMatchObject([{ isLate }]);
    expect(fieldsOf(card)[t.when]).toBe(shown);
  });

  test("about an older contact leaves the last contact where it is", async () => {
    const desk = await newDesk(database);
    await desk.write(desk.rep, "跟进 华为 今天拜访了王总，谈了报价");
    await desk.write(desk.rep, "跟进 华为 上周三电话沟通了样品");
    expect(await desk.lastContact()).toEqual(desk.clock.now);
  });

  test("that says nothing is saved, and one question is asked; one that says something is not questioned", async () => {
    const desk = await newDesk(database);
    const vague = cardOf(await desk.write(desk.rep, "跟进 华为 今天拜访了王总，客户表示满意"));
    expect(wordsOf(vague)).toContain(t.vague);
    const concrete = cardOf(await desk.write(desk.rep, "跟进 华为 今天拜访了王总，要求降价 8%"));
    expect(wordsOf(concrete)).not.toContain(t.vague);
    expect(await desk.rows()).toHaveLength(2);
  });

  test("with a question that stayed open makes a to-do due in 48 hours", async () => {
    const desk = await newDesk(database);
    await desk.write(desk.rep, "跟进 华为 今天拜访了王总，客户问能否私有化部署，没能当场回答");
    expect(await desk.todos()).toMatchObject([
      {
        ...{ origin: "question", title: expect.stringContaining("私有化部署") },
        ...{ dueAt: local("2026-09-16 10:00"), remindAt: local("2026-09-16 09:30") },
      },
    ]);
  });

  test("with a day that does not exist is saved without it, and says so", async () => {
    const desk = await newDesk(database);
    const card = cardOf(await desk.write(desk.rep, "跟进 华为 今天电话沟通了合同，2月30日再拜访"));
    expect(wordsOf(card)).toContain(t.unread("2月30日"));
    expect(await desk.rows()).toMatchObject([{ nextAt: null, nextRemindAt: null }]);
  });

  test("that comes twice under one key is one follow-up, and both get its card", async () => {
    const desk = await newDesk(database);
    const line = "跟进 华为 今天拜访了王总，谈了价格。待办：周五前发报价";
    const replies = await Promise.all([
      desk.write(desk.rep, line, "same"),
      desk.write(desk.rep, line, "same"),
    ]);
    replies.push(await desk.write(desk.rep, line, "same"));
    const ids = replies.map((reply) => buttonOf(cardOf(reply), t.edit).payload["followUpId"]);
    const rows = await desk.rows();
    expect(rows).toHaveLength(1);
    expect(new Set(ids)).toEqual(new Set([rows[0]?.id]));
    expect(await desk.todos()).toHaveLength(1);
  });

  test("of 40,000 characters is kept whole", async () => {
    const desk = await newDesk(database);
    const words = `今天拜访了王总。${"谈了很久的价格。".repeat(5000)}`;
    await desk.write(desk.rep, `跟进 华为 ${words}`);
    expect((await desk.rows())[0]?.content.length).toBeGreaterThanOrEqual(words.length);
  });
});

describe("a customer's name", () => {
  test("alone opens the form for it, and on a platform without forms in answers the button does", async () => {
    const desk = await newDesk(database);
    const reply = await desk.write(desk.rep, "跟进 华为。");
    expect(initialsOf(formOf(reply))["customer"]).toEqual({
      value: desk.customerId,
      label: "华为技术有限公司",
    });
    expect(reply).toMatchObject({
      reopen: { id: "follow-up.log-for", payload: { customerId: desk.customerId } },
    });
    expect(await desk.rows()).toEqual([]);
  });

  // 有限公司 beside the known 华为技术 was taken for what had happened.
  test.each(["华为技术公司", "深圳华为技术有限公司"])(
    "alone opens the form, however it is written: %s",
    async (name) => {
      const desk = await newDesk(database);
      expect(formOf(await desk.write(desk.rep, `跟进 ${name}`)).id).toBe("follow-up.log");
      expect(await desk.rows()).toEqual([]);
    },
  );

  test("that two customers share is asked about, with whose they are, and neither is made anew", async () => {
    const desk = await newDesk(database);
    const other = await desk.colleague({ name: "韩梅梅" });
    await desk.customer(other, "华为终端有限公司", "华为");
    const card = cardOf(await desk.write(desk.rep, "跟进 华为 今天拜访了王总，谈了价格"));
    expect(wordsOf(card)).toContain(t.whichSeveral("华为"));
    expect(buttonsOf(card).filter((id) => id === "follow-up.draft-for")).toHaveLength(2);
    expect(JSON.stringify(card)).toContain(t.owner("韩梅梅"));
    expect(buttonsOf(card)).not.toContain("follow-up.draft-create");
    const saved = cardOf(await pressOn(desk, desk.rep, [card, "华为技术有限公司"]));
    expect(saved.title).toBe(t.logged("华为技术有限公司"));
  });

  test("of somebody else's customer saves nothing but the words, until the owner lets the writer in", async () => {
    const desk = await newDesk(database);
    const other = await desk.colleague({ name: "韩梅梅" });
    const theirs = await desk.customer(other, "比亚迪股份有限公司", "比亚迪");
    const card = cardOf(await desk.write(desk.rep, "跟进 比亚迪 今天拜访了周工，要样品"));
    expect(wordsOf(card)).toContain(t.theirsKept("比亚迪股份有限公司", "韩梅梅"));
    expect(await pressOn(desk, desk.rep, [card, t.submit])).toMatchObject({
      ...{ type: "toast", text: t.theirs("比亚迪股份有限公司", "韩梅梅") },
    });
    expect(await desk.rows()).toEqual([]);
    const customerId = theirs;
    await desk.press(other, "customer.add-collaborator", { customerId, personId: desk.rep.personId });
    const saved = cardOf(await pressOn(desk, desk.rep, [card, t.submit]));
    expect(saved.title).toBe(t.logged("比亚迪股份有限公司"));
    expect(await desk.rows()).toMatchObject([
      { customerId: theirs, content: expect.stringContaining("要样品") },
    ]);
  });

  test("is logged for by who is above its owner", async () => {
    const desk = await newDesk(database);
    const boss = await desk.colleague({ roles: ["manager"] });
    await desk.db.person.updateMany({
      where: { id: desk.rep.personId },
      data: { managerId: boss.personId },
    });
    const card = cardOf(await desk.write(boss, "跟进 华为 今天拜访了王总，谈了价格"));
    expect(card.title).toBe(t.logged("华为技术有限公司"));
  });

  test("of another workspace is unknown here", async () => {
    const desk = await newDesk(database);
    const elsewhere = await newOffice(database);
    const stranger = await elsewhere.colleague();
    const card = cardOf(await elsewhere.write(stranger, "跟进 华为 今天拜访了王总，谈了价格"));
    expect(card.title).toBe(t.whichTitle);
    expect(buttonsOf(card)).not.toContain("follow-up.draft-for");
    expect(
      await elsewhere.press(stranger, "follow-up.log-for", { customerId: desk.customerId }),
    ).toMatchObject({
      text: t.customerGone,
    });
    expect(await desk.rows()).toEqual([]);
  });
});
