import { describe, expect, test } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { buttonOf, fieldsOf, formOf, initialsOf, local, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = followUpTexts.zh;
const c = contactTexts.zh;
const company = "苏州精工机械有限公司";
const line = `跟进 ${company} 电话联系了王总，客户觉得交期太长。下周三再电话。待办：周五前发报价`;

/** An office whose rep was given an A lead on Monday morning. */
async function newLeadDesk() {
  const office = await newLeadOffice(database);
  const lead = await office.given("A");
  const rows = () => office.db.followUp.findMany({ orderBy: { id: "asc" } });
  return { ...office, lead, rows };
}

// "Which customer?" was the answer, and the clock of the first contact ran on into a breach.
describe("a follow-up that names an own lead", () => {
  test("is its contact: the wait ends, the plan and the to-dos are as they were said", async () => {
    const office = await newLeadDesk();
    const card = cardOf(await office.write(office.rep, line));
    expect(card.title).toBe(c.firstLogged(company));
    expect(wordsOf(card)).toContain(c.inTime);
    expect(fieldsOf(card)).toMatchObject({
      [c.plan]: "9月23日 周三 · 电话",
      [c.todos]: "发报价（9月18日 周五前）",
    });
    expect(await office.rows()).toMatchObject([
      {
        ...{ leadId: office.lead.id, customerId: null, method: "phone", isLate: false },
        ...{ theirPeople: ["王总"], feedback: "客户觉得交期太长" },
      },
    ]);
    expect(await office.read(office.lead.id)).toMatchObject({
      ...{ status: "contacted", firstContactAt: office.clock.now, lastFollowUpAt: office.clock.now },
      ...{ nextAt: local("2026-09-23 09:00"), nextHasTime: false, nextMethod: "phone" },
    });
    expect(await office.db.todo.findMany()).toMatchObject([
      { leadId: office.lead.id, customerId: null, dueAt: local("2026-09-18 18:00") },
    ]);
    expect(await office.db.followUpDraft.count()).toBe(0);
    expect(await office.moveTo("2026-09-17 12:00")).toEqual([]);
    expect(await office.breaches()).toEqual([]);
  });

  test.each([
    `跟进 精工机械：今天拜访了王总，谈了价格`,
    `跟进 苏州精工机械今天拜访了王总，谈了价格`,
    `跟进 今天拜访了精工机械的王总，谈了价格`,
    `log 「苏州精工机械」 - 今天拜访了王总，谈了价格`,
  ])("by whatever of its name: %s", async (words) => {
    const office = await newLeadDesk();
    expect(cardOf(await office.write(office.rep, words)).title).toBe(c.firstLogged(company));
    expect((await office.rows())[0]).toMatchObject({ leadId: office.lead.id, method: "visit" });
  });

  test.each([
    "log Acme Ltd: called Peter about the quote",
    "log ACME: called Peter",
    "log called Peter at acme",
  ])("in Latin letters of any case: %s", async (words) => {
    const office = await newLeadOffice(database);
    const lead = await office.given("B", { company: "Acme Ltd." });
    await office.write(office.rep, words);
    expect(await office.db.followUp.findMany()).toMatchObject([{ leadId: lead.id, method: "phone" }]);
  });

  test("can be taken back: the first contact is owed again", async () => {
    const office = await newLeadDesk();
    const card = cardOf(await office.write(office.rep, line));
    const undone = cardOf(await pressOn(office, office.rep, [card, c.undo]));
    expect(undone.title).toBe(c.undone(company));
    expect(await office.read(office.lead.id)).toMatchObject({ status: "assigned", firstContactAt: null });
    expect(await office.db.todo.count({ where: { status: "open" } })).toBe(0);
  });

  test("that comes again, also at the same instant, is one, and answered the same", async () => {
    const office = await newLeadDesk();
    const again = () => office.write(office.rep, line, "same");
    const replies = [...(await Promise.all([again(), again(), again()])), await again()];
    expect(await office.rows()).toHaveLength(1);
    for (const reply of replies)
      expect(fieldsOf(cardOf(reply))).toMatchObject({ [c.todos]: "发报价（9月18日 周五前）" });
  });

  test("that comes again after it was undone stays undone", async () => {
    const office = await newLeadDesk();
    const card = cardOf(await office.write(office.rep, line, "same"));
    await pressOn(office, office.rep, [card, c.undo]);
    expect(cardOf(await office.write(office.rep, line, "same")).title).toBe(c.undone(company));
    expect(await office.read(office.lead.id)).toMatchObject({ status: "assigned" });
  });

  test("is late where the deadline has passed, and says so", async () => {
    const office = await newLeadDesk();
    office.clock.now = local("2026-09-17 10:00");
    expect(wordsOf(cardOf(await office.write(office.rep, line)))).toContain(c.late);
    expect(await office.breaches()).toMatchObject([{ endedBy: "contacted", endedAt: office.clock.now }]);
  });

  test.each([company, "精工机械", "苏州精工机械。", "精工机械有限公司"])(
    "with no more than the name opens the lead's form: %s",
    async (name) => {
      const office = await newLeadDesk();
      const reply = await office.write(office.rep, `跟进 ${name}`);
      const form = formOf(reply);
      expect(form).toMatchObject({ id: "lead.log-contact", payload: { leadId: office.lead.id } });
      expect(reply).toMatchObject({
        reopen: { id: "lead.log-contact", payload: { leadId: office.lead.id } },
      });
      expect(initialsOf(form)).toMatchObject({ at: "2026-09-14 10:00", nextAt: "2026-09-21 09:00" });
      expect(await office.rows()).toEqual([]);
    },
  );

  test("as a line without a command is one after it was confirmed", async () => {
    const office = await newLeadDesk();
    const asked = cardOf(await office.write(office.rep, `${company}，今天电话联系了王总，谈了价格`));
    const card = cardOf(await pressOn(office, office.rep, [asked, t.logIt]));
    expect(card.title).toBe(c.firstLogged(company));
    expect(await office.db.followUpDraft.count({ where: { settledAt: null } })).toBe(0);
  });

  test("of a collaborator, or in the nurture pool of its owner, counts, too", async () => {
    const office = await newLeadDesk();
    const helper = await office.colleague({ name: "小王" });
    await office.db.lead.updateMany({ data: { collaboratorIds: [helper.personId] } });
    await office.write(helper, line);
    expect(await office.rows()).toMatchObject([{ leadId: office.lead.id, personId: helper.personId }]);
    await office.db.lead.updateMany({ data: { status: "nurturing", nextAt: null, nextMethod: null } });
    const card = cardOf(await office.write(office.rep, line));
    expect(fieldsOf(card)).not.toHaveProperty(c.plan);
    expect(await office.read(office.lead.id)).toMatchObject({ status: "nurturing", nextAt: null });
    expect(cardOf(await office.write(helper, line)).title).not.toBe(c.logged(company));
  });

  test("says what was not understood, and what is planned instead", async () => {
    const office = await newLeadDesk();
    const asked = cardOf(
      await office.write(office.rep, "跟进 今天电话联系了客户，9月16日再拜访，2月30日前发报价"),
    );
    await office.moveTo("2026-09-18 10:00");
    const payload = { draftId: buttonOf(asked, t.drop).payload["draftId"] ?? "", leadId: office.lead.id };
    const card = cardOf(await office.press(office.rep, "follow-up.draft-for-lead", payload));
    expect(wordsOf(card)).toContain(t.leadPastNext);
    expect(wordsOf(card)).toContain(t.leadUnread("2月30日"));
    expect(await office.read(office.lead.id)).toMatchObject({ nextAt: local("2026-09-28 09:00") });
  });
});

describe("a customer of the name", () => {
  test("is whom it is about, and no lead is looked for", async () => {
    const office = await newLeadDesk();
    const customerId = await office.customer(office.rep, company);
    expect(cardOf(await office.write(office.rep, line)).title).toBe(t.logged(company));
    expect(await office.rows()).toMatchObject([{ customerId, leadId: null }]);
  });

  test("that is somebody else's is asked about beside the own lead", async () => {
    const office = await newLeadDesk();
    const peer = await office.colleague({ name: "小王" });
    await office.customer(peer, company);
    const card = cardOf(await office.write(office.rep, line));
    expect(card.title).toBe(t.whichTitleOrLead);
    expect(wordsOf(card)).toContain(t.whichOfThese(company));
    expect(buttonsOf(card).slice(0, 2)).toEqual(["follow-up.draft-for", "follow-up.draft-for-lead"]);
    await pressOn(office, office.rep, [card, t.lead(company)]);
    expect(await office.rows()).toMatchObject([{ leadId: office.lead.id, customerId: null }]);
  });
});
