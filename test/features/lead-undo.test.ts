import { describe, expect, test } from "vitest";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { testDatabase } from "../support/database.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { local, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const c = contactTexts.zh;

async function log(office: LeadOffice, leadId: string) {
  const values = { content: text("和王总通了电话，需要 3 台设备，周五前发报价。"), method: option("phone") };
  return cardOf(await office.submit(office.rep, "lead.log-contact", { payload: { leadId }, values }));
}

describe("a contact that was logged by mistake", () => {
  test("is taken back: the first contact is owed as before, and is told of at its deadline", async () => {
    const office = await newLeadOffice(database);
    const before = await office.given("A");
    await office.moveTo("2026-09-14 10:00");
    const card = await log(office, before.id);
    office.clock.now = local("2026-09-14 10:05");
    const undone = cardOf(await pressOn(office, office.rep, [card, c.undo]));
    expect([undone.title, buttonsOf(undone)]).toEqual([
      c.undone(before.company),
      ["lead.log-contact", "lead.plan", "lead.open"],
    ]);
    expect(wordsOf(undone)).toContain(c.owedAgain("9月16日 周三 10:00"));
    expect(await office.read(before.id)).toEqual({ ...before, version: before.version + 2 });
    expect(await office.db.todo.findMany()).toMatchObject([{ status: "cancelled" }]);
    expect(await pressOn(office, office.rep, [card, c.undo])).toMatchObject({ text: c.alreadyUndone });
    const told = await office.moveTo("2026-09-16 10:00");
    expect(told.map(({ card: { title } }) => title)).toContain(
      watchTexts.zh.title["contact-due"](before.company),
    );
  });

  test("after the deadline leaves the breach open, as if nothing had been logged", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    office.clock.now = local("2026-09-16 09:55");
    await office.db.lead.updateMany({ data: { firstContactDueAt: local("2026-09-16 09:50") } });
    const card = await log(office, lead.id);
    expect(await office.breaches()).toMatchObject([{ endedBy: "contacted" }]);
    office.clock.now = local("2026-09-16 10:00");
    await pressOn(office, office.rep, [card, c.undo]);
    expect(await office.breaches()).toMatchObject([{ endedBy: null, endedAt: null }]);
    await log(office, lead.id);
    expect(await office.breaches()).toMatchObject([
      { endedBy: "contacted", endedAt: local("2026-09-16 10:00") },
    ]);
  });

  test("that was not the first leaves the lead contacted, with the contact before, its extension, and a plan", async () => {
    const office = await newLeadOffice(database);
    const { id } = await office.given("B");
    await log(office, id);
    office.clock.now = local("2026-09-18 10:00");
    const values = { reason: text("客户年底才做预算") };
    await office.submit(office.rep, "lead.extend", { payload: { leadId: id }, values });
    const before = await office.read(id);
    const card = await log(office, id);
    await pressOn(office, office.rep, [card, c.undo]);
    const { nextAt, ...after } = await office.read(id);
    expect(nextAt).not.toBeNull();
    expect(after).toMatchObject({
      ...{ status: "contacted", extendedAt: local("2026-09-18 10:00") },
      ...{ lastFollowUpAt: before.lastFollowUpAt, firstContactAt: before.firstContactAt },
    });
  });

  test("is not taken back by somebody else, after ten minutes, or once the lead is a customer", async () => {
    const office = await newLeadOffice(database);
    const { id } = await office.given("A");
    const card = await log(office, id);
    const press = (who = office.rep) => pressOn(office, who, [card, c.undo]);
    expect(await press(office.manager)).toMatchObject({ text: c.undoNotYours });
    office.clock.now = local("2026-09-14 10:11");
    expect(await press()).toMatchObject({ text: c.undoTooLate(10) });
    const again = await log(office, id);
    await office.press(office.rep, "lead.convert-new", { leadId: id });
    expect(await pressOn(office, office.rep, [again, c.undo])).toMatchObject({ text: c.undoTooLate(10) });
    expect(await office.db.followUp.count({ where: { undoneAt: null } })).toBe(2);
  });
});
