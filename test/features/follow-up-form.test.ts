import { describe, expect, test } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { cardOf } from "./people-support.ts";
import { type Colleague, date, formOf, local, type Office, option, text, typed, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = followUpTexts.zh;

describe("the log form", () => {
  const open = (office: Office, who: Colleague) => office.write(who, "跟进");

  test("has five fields, and offers my customers, the last contacted first", async () => {
    const desk = await newDesk(database);
    const second = await desk.customer(desk.rep, "远大集团");
    await desk.write(desk.rep, "跟进 远大集团 今天拜访了王总，谈了价格");
    const form = formOf(await open(desk, desk.rep));
    expect(form.fields.map(({ name }) => name)).toEqual(["customer", "method", "content", "nextOn", "todo"]);
    const [customer] = form.fields;
    expect(customer?.type === "search" && customer.suggestions.map(({ value }) => value)).toEqual([
      second,
      desk.customerId,
    ]);
  });

  test("counts before the words, but a time that only they say is kept", async () => {
    const desk = await newDesk(database);
    const values = {
      customer: option(desk.customerId),
      method: option("phone"),
      content: text("今天见了王总，谈了价格，周五15:00再拜访"),
      nextOn: date("2026-09-18"),
      todo: text("周四前发报价"),
    };
    await desk.submit(desk.rep, "follow-up.log", { values });
    await desk.submit(desk.rep, "follow-up.log", {
      values: { ...values, nextOn: date("2026-09-21") },
    });
    expect(await desk.rows()).toMatchObject([
      { method: "phone", nextAt: local("2026-09-18 15:00"), nextHasTime: true, nextMethod: "visit" },
      { method: "phone", nextAt: local("2026-09-21 09:00"), nextHasTime: false, nextMethod: "visit" },
    ]);
    expect(await desk.todos()).toMatchObject(
      [1, 2].map(() => ({ title: "发报价", dueAt: local("2026-09-17 18:00") })),
    );
  });

  test("submitted twice is one follow-up", async () => {
    const desk = await newDesk(database);
    const values = { customer: typed("华为"), content: text("今天拜访了王总，谈了价格") };
    const replies = await Promise.all(
      [1, 2].map(() => desk.submit(desk.rep, "follow-up.log", { values, key: "view" })),
    );
    for (const reply of replies) expect(cardOf(reply).title).toBe(t.logged("华为技术有限公司"));
    expect(await desk.rows()).toHaveLength(1);
  });

  test("says what is missing, and which plan has passed already", async () => {
    const desk = await newDesk(database);
    expect(await desk.submit(desk.rep, "follow-up.log", { values: { content: text(" \n ") } })).toEqual({
      ...{ type: "invalid", errors: { customer: t.needCustomer, content: t.needContent } },
    });
    const values = {
      ...{ customer: typed("华为"), content: text("今天拜访了王总，谈了价格") },
      nextOn: date("2026-09-13"),
    };
    const card = cardOf(await desk.submit(desk.rep, "follow-up.log", { values }));
    expect(wordsOf(card)).toContain(t.pastNext);
    expect(await desk.rows()).toMatchObject([{ nextRemindAt: null }]);
  });

  test("for today plans this afternoon, without a word of the past", async () => {
    const desk = await newDesk(database);
    const values = {
      ...{ customer: typed("华为"), content: text("今天拜访了王总，谈了价格") },
      nextOn: date("2026-09-14"),
    };
    const card = cardOf(await desk.submit(desk.rep, "follow-up.log", { values }));
    expect(wordsOf(card)).not.toContain(t.pastNext);
    expect(await desk.rows()).toMatchObject([{ nextRemindAt: local("2026-09-14 15:00") }]);
  });

  test("for somebody else's customer stays open and names the owner", async () => {
    const desk = await newDesk(database);
    const other = await desk.colleague({ name: "韩梅梅" });
    const theirs = await desk.customer(other, "比亚迪股份有限公司");
    const values = { customer: option(theirs), content: text("电话") };
    expect(await desk.submit(desk.rep, "follow-up.log", { values })).toMatchObject({
      ...{ type: "invalid", errors: { customer: t.theirs("比亚迪股份有限公司", "韩梅梅") } },
    });
    expect(await desk.rows()).toEqual([]);
  });
});
