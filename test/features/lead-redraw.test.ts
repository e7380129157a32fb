import { describe, expect, test } from "vitest";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leaveLeads } from "#directory/leads/leave-leads.ts";
import { testDatabase } from "../support/database.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { buttonsOf } from "./people-support.ts";
import { fieldsOf, option, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const l = leadTexts.zh;
const company = "苏州精工机械有限公司";

/** An A of the rep's, whose card has been sent. */
async function assigned() {
  const office = await newLeadOffice(database);
  const lead = await office.given("A");
  await office.moveTo("2026-09-14 10:00");
  return { ...office, leadId: lead.id };
}

const inAMinute = (office: LeadOffice) => office.moveTo(new Date(office.clock.now.getTime() + 60_000));

/** The card that stands in the owner's chat, once it was drawn afresh. */
async function nowShown(office: LeadOffice) {
  await inAMinute(office);
  const card = office.drawnAfresh().at(-1);
  if (card === undefined) throw new Error("nothing was drawn afresh");
  return card;
}

describe("the owner's card that stands in a chat", () => {
  test("has no dead buttons once somebody else has the lead", async () => {
    const office = await assigned();
    const other = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
    await office.submit(office.manager, "lead.reassign", {
      payload: { leadId: office.leadId },
      values: { person: { type: "person", userId: other.from.userId }, reason: text("换区域") },
    });
    const card = await nowShown(office);
    expect(wordsOf(card)).toContain(l.masked("赵敏"));
    expect(buttonsOf(card)).toEqual(["lead.ask-owner"]);
    expect(JSON.stringify(card)).not.toContain("0000");
  });

  test("shows that it was contacted and what comes next, each change in one update of the same message", async () => {
    const office = await assigned();
    const { leadId } = office;
    await office.submit(office.rep, "lead.log-contact", {
      ...{
        payload: { leadId },
        values: { content: text("确认要三台，下周一发方案"), method: option("phone") },
      },
    });
    const card = await nowShown(office);
    expect(card.title).toBe(assignedTexts.zh.shown(company));
    expect(Object.keys(fieldsOf(card))).toContain(contactTexts.zh.plan);
    expect(Object.keys(fieldsOf(card))).not.toContain(assignedTexts.zh.deadline);
    await office.submit(office.rep, "lead.disqualify", {
      payload: { leadId },
      values: { reason: text("选了竞品") },
    });
    expect(buttonsOf(await nowShown(office))).toEqual(["lead.history"]);
    expect(office.drawnAfresh()).toHaveLength(2);
  });

  test("is left to the answer where it was pressed", async () => {
    const office = await assigned();
    const [shown] = await office.db.shownMessage.findMany();
    expect(shown?.topics).toEqual([`lead:${office.leadId}`]);
    await office.pressedOn(office.rep, "lead.hand-back", {
      ...{ payload: { leadId: office.leadId }, values: { reason: text("不在我的区域") } },
      on: { platform: "slack", conversation: "D", message: "1" },
    });
    await inAMinute(office);
    expect(office.drawnAfresh()).toEqual([]);
  });

  test("is the colleague's matter after a hand-over of everything", async () => {
    const office = await assigned();
    const data = { readerId: office.manager.personId, view: `lead.one:${office.leadId}` };
    await office.db.shownMessage.updateMany({ data });
    const settings = await office.settings();
    const other = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
    await office.db.$transaction((db) =>
      leaveLeads(
        { ...office, db },
        {
          ...{ fromId: office.rep.personId, toId: other.personId, byId: office.manager.personId },
          ...{ now: office.clock.now, settings },
        },
      ),
    );
    expect(fieldsOf(await nowShown(office))[l.owner]).toBe("赵敏");
  });
});

describe("the lead's own card", () => {
  test("in a group is drawn afresh without a way to reach anybody", async () => {
    const office = await assigned();
    const reply = await office.inGroup(office.rep, "lead.open", { payload: { leadId: office.leadId } });
    expect(reply).toMatchObject({ card: { shows: { view: `lead.group:${office.leadId}` } } });
    await office.db.shownMessage.updateMany({ data: { view: `lead.group:${office.leadId}` } });
    await office.submit(office.rep, "lead.plan", {
      payload: { leadId: office.leadId },
      values: { at: { type: "datetime", local: "2026-09-15 15:00" } },
    });
    const card = await nowShown(office);
    expect(wordsOf(card)).toContain(l.privateNote);
    expect(JSON.stringify(card)).not.toContain("wang@example.com");
  });
});
