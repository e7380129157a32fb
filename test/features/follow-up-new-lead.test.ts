import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { testDatabase } from "../support/database.ts";
import { asked, best, registered } from "./lead-grade-support.ts";
import { newLeadOffice } from "./lead-support.ts";
import { cardOf } from "./people-support.ts";
import { buttonOf, fieldsOf, local, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
const c = contactTexts.zh;
const t = followUpTexts.zh;
const company = "苏州精工机械";
const line = `跟进 ${company} 电话联系了王总，客户觉得交期太长。下周三15:00电话回访`;

/** They were saved with a customer whose name is a part of the lead's, and the lead's clock ran on. */
describe("a follow-up that names an own lead", () => {
  test.each([
    ["华虹", "华虹半导体", "跟进 华虹半导体 电话联系了王总，要 20 台"],
    ["Fjord", "Fjord Marine", "log called Fjord Marine about the quote"],
    ["上海精工机械有限公司", "苏州精工机械有限公司", "跟进 今天电话联系了苏州精工机械的王总"],
  ])("is not the customer's whose name is in it: %s", async (customer, lead, words) => {
    for (const whose of ["rep", "other"] as const) {
      const office = await newLeadOffice(database);
      const other = await office.colleague({ name: "赵敏" });
      await office.customer({ rep: office.rep, other }[whose], customer);
      const { id } = await office.given("A", { company: lead });
      await office.write(office.rep, words);
      expect(await office.db.followUp.findMany()).toMatchObject([{ leadId: id, customerId: null }]);
    }
  });

  test("is the customer's where only that is named, and a to-do goes by the same rule", async () => {
    const office = await newLeadOffice(database);
    const customerId = await office.customer(office.rep, "华虹");
    await office.given("A", { company: "华虹半导体" });
    await office.write(office.rep, "跟进 华虹 电话联系了王总，要 20 台");
    expect(await office.db.followUp.findMany()).toMatchObject([{ leadId: null, customerId }]);
    await office.write(office.rep, "待办 周五前给华虹发报价");
    await office.write(office.rep, "待办 周五前给华虹半导体发报价");
    const todos = await office.db.todo.findMany({ orderBy: { id: "asc" } });
    expect(todos.map((todo) => todo.customerId)).toEqual([customerId, null]);
  });
});

/** "Which customer?" was the answer, with a customer to be made of the lead's name. */
describe("a follow-up that names a lead which nobody has been given yet", () => {
  test("is the lead's; its plan is a to-do, and the first contact is still owed after the approval", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), best);
    const said = office.clock.now;
    const card = cardOf(await office.write(office.rep, line));
    expect(card.title).toBe(c.logged(company));
    expect(fieldsOf(card)).toMatchObject({ [c.todos]: "下次跟进：电话（9月23日 周三 15:00前）" });
    const lead = await office.db.lead.findFirstOrThrow();
    expect(lead).toMatchObject({ status: "grading", nextAt: null, firstContactAt: null, lastLoggedAt: said });
    expect(await office.db.followUp.findMany()).toMatchObject([{ leadId: lead.id, customerId: null }]);
    expect(await office.db.todo.findMany()).toMatchObject([
      { leadId: lead.id, ownerId: office.rep.personId, dueAt: local("2026-09-23 15:00"), dueHasTime: true },
    ]);
    await pressOn(office, office.manager, [manager, approvalTexts.zh.approve]);
    expect(await office.db.lead.findFirstOrThrow()).toMatchObject({
      ...{ status: "assigned", firstContactAt: null, ownerId: office.rep.personId },
    });
    expect(cardOf(await office.write(office.rep, line)).title).toBe(c.firstLogged(company));
  });

  test("can be taken back, and what is registered only takes it, too", async () => {
    const office = await newLeadOffice(database);
    await registered(office);
    const card = cardOf(await office.write(office.rep, line));
    const before = await office.db.lead.findFirstOrThrow();
    expect(before).toMatchObject({ status: "registered", lastLoggedAt: office.clock.now });
    await pressOn(office, office.rep, [card, c.undo]);
    const after = await office.db.lead.findFirstOrThrow();
    expect(after).toMatchObject({ status: "registered", lastLoggedAt: null, lastFollowUpAt: null });
    expect(after.clockStep).toBe("ungraded");
    expect(await office.db.todo.findMany()).toMatchObject([{ status: "cancelled" }]);
  });

  // The time was dropped, and nobody heard of it.
  test("says that the time of its plan is over, and how to set a new one", async () => {
    const office = await newLeadOffice(database);
    await registered(office);
    const { id: leadId } = await office.db.lead.findFirstOrThrow();
    const which = cardOf(
      await office.write(office.rep, "跟进 今天电话联系了客户，9月16日再拜访，2月30日前发报价"),
    );
    const draftId = buttonOf(which, t.drop).payload["draftId"] ?? "";
    await office.moveTo("2026-09-18 10:00");
    const card = cardOf(await office.press(office.rep, "follow-up.draft-for-lead", { draftId, leadId }));
    expect(card.title).toBe(c.logged(company));
    expect(wordsOf(card)).toContain(t.leadPastNoPlan);
    expect(wordsOf(card)).toContain(t.leadUnreadNoPlan("2月30日"));
    expect(await office.db.todo.count({ where: { title: { startsWith: leadTexts.zh.nextStep("") } } })).toBe(
      0,
    );
  });

  test("is not a colleague's to log", async () => {
    const office = await newLeadOffice(database);
    await registered(office);
    const other = await office.colleague({ name: "赵敏" });
    expect(cardOf(await office.write(other, line)).title).toBe(t.whichTitle);
    expect(await office.db.followUp.count()).toBe(0);
  });
});
