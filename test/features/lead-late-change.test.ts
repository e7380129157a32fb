import { describe, expect, test } from "vitest";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { leaveLeads } from "#directory/leads/leave-leads.ts";
import { giveNurtured } from "#directory/leads/nurture-leads.ts";
import { testDatabase } from "../support/database.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { cardOf } from "./people-support.ts";
import { local, option, pressOn, text } from "./support.ts";

const database = await testDatabase();
const t = watchTexts.zh;
const company = "苏州精工机械有限公司";
const dueNotices = [t.title["contact-due"](company), t.title["contact-overdue"](company)];

async function titlesAt(office: LeadOffice, time: string): Promise<string[]> {
  return (await office.moveTo(time)).map(({ card }) => card.title).toSorted();
}

/** The first contact is due now, and no sweep has looked yet. */
async function overdueOffice() {
  const office = await newLeadOffice(database);
  const { id: leadId } = await office.given("A");
  await office.moveTo("2026-09-15 20:59");
  office.clock.now = local("2026-09-16 10:00");
  const plan = (time: string) =>
    office.submit(office.rep, "lead.plan", {
      payload: { leadId },
      values: { at: { type: "datetime", local: time }, method: option("visit") },
    });
  return { ...office, leadId, plan };
}

// A press between a deadline and the sweep set the timer from then on: nobody was told, and no breach was noted.
describe("what has come when somebody presses before it was looked at", () => {
  test.each(["lead.plan", "lead.extend"])("is told and noted after %s", async (way) => {
    const office = await overdueOffice();
    const values = { reason: text("客户年底才做预算") };
    if (way === "lead.plan") await office.plan("2026-09-16 15:00");
    else await office.submit(office.rep, way, { payload: { leadId: office.leadId }, values });
    expect(await titlesAt(office, "2026-09-16 10:01")).toEqual(dueNotices.toSorted());
    expect(await office.breaches()).toMatchObject([{ dueAt: local("2026-09-16 10:00"), endedAt: null }]);
    expect(await titlesAt(office, "2026-09-17 10:00")).toContain(t.title["contact-grace"](company));
  });

  test("is looked at later where it was put off, whatever was pressed meanwhile", async () => {
    const office = await overdueOffice();
    const clock = {
      clockAt: local("2026-09-16 11:00"),
      clockStep: `contact-due@${office.clock.now.toISOString()}`,
    };
    await office.db.lead.updateMany({ data: clock });
    await office.plan("2026-09-16 15:00");
    expect(await office.read(office.leadId)).toMatchObject(clock);
  });

  test("is not said of a plan that was moved meanwhile, but at the new time", async () => {
    const office = await overdueOffice();
    await office.moveTo("2026-09-16 10:00");
    await office.plan("2026-09-16 15:00");
    office.clock.now = local("2026-09-16 14:30");
    await office.plan("2026-09-16 16:00");
    expect(await titlesAt(office, "2026-09-16 14:31")).toEqual([]);
    expect(await titlesAt(office, "2026-09-16 15:30")).toEqual([t.title["plan-due"](company)]);
    office.clock.now = local("2026-09-17 16:00");
    await office.plan("2026-09-17 17:00");
    expect(await titlesAt(office, "2026-09-17 16:01")).not.toContain(t.title["visit-missing"](company));
    expect(await titlesAt(office, "2026-09-18 17:00")).toContain(t.title["visit-missing"](company));
  });

  test("is told where a contact was logged first and taken back", async () => {
    const office = await overdueOffice();
    const values = { content: text("和王总通了电话"), method: option("phone") };
    const payload = { leadId: office.leadId };
    const card = cardOf(await office.submit(office.rep, "lead.log-contact", { payload, values }));
    office.clock.now = local("2026-09-16 10:01");
    await pressOn(office, office.rep, [card, contactTexts.zh.undo]);
    expect(await titlesAt(office, "2026-09-16 10:02")).toEqual(dueNotices.toSorted());
  });

  test("is the card of the month for another keeper of the nurture pool, or one who has just talked to a lead", async () => {
    const office = await newLeadOffice(database);
    const nurtured = { status: "nurturing", ownerId: office.rep.personId } as const;
    const clock = { clockAt: local("2026-10-08 09:00"), clockStep: "monthly" };
    const { id: leadId } = await office.given("C");
    await office.db.lead.updateMany({ data: { ...nurtured, ...clock } });
    office.clock.now = local("2026-10-08 09:00");
    const values = { content: text("群发了新品资料"), method: option("message") };
    await office.submit(office.rep, "lead.log-contact", { payload: { leadId }, values });
    expect(await office.read(leadId)).toMatchObject({ ...clock, lastLoggedAt: office.clock.now });
    const [rep, manager] = [office.rep.personId, office.manager.personId];
    const change = { byId: manager, now: office.clock.now, settings: await office.settings() };
    await office.db.$transaction((db) => giveNurtured({ ...office, db }, { ...change, toId: manager }));
    expect(await office.read(leadId)).toMatchObject({ ...clock, ownerId: manager });
    await office.db.$transaction((db) =>
      leaveLeads({ ...office, db }, { ...change, fromId: manager, toId: rep }),
    );
    expect(await office.read(leadId)).toMatchObject({ ...clock, ownerId: rep });
  });
});
