import { describe, expect, test } from "vitest";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { testDatabase } from "../support/database.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { cardOf } from "./people-support.ts";
import { datetime, fieldsOf, formOf, initialsOf, local, option, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const c = contactTexts.zh;
const said = "和王总通了电话，需要 3 台设备，周五前发报价。";

function log(
  office: LeadOffice,
  leadId: string,
  more: { readonly values?: object; readonly key?: string } = {},
) {
  const at = datetime(`2026-09-${office.clock.now.toISOString().slice(8, 10)} 10:00`);
  const values = { content: text(said), method: option("phone"), at, ...more.values };
  return office.submit(office.rep, "lead.log-contact", {
    ...{ payload: { leadId }, values, ...(more.key !== undefined && { key: more.key }) },
  });
}

describe("a logged contact", () => {
  test("ends the wait, plans the next follow-up and keeps the to-dos that it names", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    const form = formOf(await office.press(office.rep, "lead.log-contact", { leadId: lead.id }));
    expect(initialsOf(form)).toMatchObject({ at: "2026-09-14 10:00", nextAt: "2026-09-21 09:00" });
    const next = { nextAt: datetime("2026-09-18 15:00"), goal: text("约演示") };
    const card = cardOf(await log(office, lead.id, { values: next }));
    expect(card.title).toBe(c.firstLogged(lead.company));
    expect(wordsOf(card)).toContain(c.inTime);
    expect(fieldsOf(card)).toMatchObject({ [c.plan]: "9月18日 周五 15:00", [c.goal]: "约演示" });
    expect(await office.read(lead.id)).toMatchObject({
      ...{ status: "contacted", firstContactAt: office.clock.now, lastFollowUpAt: office.clock.now },
      ...{ nextAt: local("2026-09-18 15:00"), clockAt: local("2026-09-18 14:30"), clockStep: "plan" },
    });
    expect(await office.db.followUp.findMany()).toMatchObject([
      { leadId: lead.id, customerId: null, method: "phone", content: said, isLate: false },
    ]);
    expect(await office.db.todo.findMany()).toMatchObject([
      { leadId: lead.id, ownerId: office.rep.personId, dueAt: local("2026-09-18 18:00") },
    ]);
    expect(await office.breaches()).toEqual([]);
  });

  test("without a next follow-up has one a week later, on a working day", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("B");
    office.clock.now = local("2026-09-18 10:00");
    await log(office, lead.id);
    // The 25th is the Mid-autumn Festival, a Friday; work goes on on Monday the 28th.
    expect(await office.read(lead.id)).toMatchObject({
      nextAt: local("2026-09-28 09:00"),
      nextHasTime: false,
    });
  });

  test("that comes again is one", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    await log(office, lead.id, { key: "same" });
    await log(office, lead.id, { key: "same" });
    expect(await office.db.followUp.count()).toBe(1);
    expect((await office.read(lead.id)).version).toBe(lead.version + 1);
  });

  test("after the deadline ends a breach whose length is kept, though nobody had noticed it", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    office.clock.now = local("2026-09-17 10:00");
    const card = cardOf(await log(office, lead.id));
    expect(wordsOf(card)).toContain(c.late);
    expect(await office.breaches()).toMatchObject([
      { dueAt: local("2026-09-16 10:00"), endedAt: office.clock.now, endedBy: "contacted" },
    ]);
  });

  // A call of 15 September was recorded on Friday 16 October, for a lead that had been extended to the 28th: it went to
  // the pool on the Monday.
  test("of a month ago leaves the lead with its owner: it is a sign of life of today", async () => {
    const office = await newLeadOffice(database);
    const { id } = await office.given("B");
    await log(office, id);
    office.clock.now = local("2026-10-13 10:00");
    const reason = { values: { reason: text("客户年底才做预算") } };
    await office.submit(office.rep, "lead.extend", { payload: { leadId: id }, ...reason });
    office.clock.now = local("2026-10-16 17:00");
    await log(office, id, { values: { at: datetime("2026-09-15 10:00") } });
    const logged = { lastFollowUpAt: local("2026-09-15 10:00"), lastLoggedAt: local("2026-10-16 17:00") };
    expect(await office.read(id)).toMatchObject({ ...logged, extendedAt: null });
    await office.moveTo("2026-10-19 09:00");
    expect(await office.read(id)).toMatchObject({ status: "contacted", ownerId: office.rep.personId });
  });

  test("in the future, or without words, is asked again", async () => {
    const office = await newLeadOffice(database);
    const { id } = await office.given("A");
    expect(await log(office, id, { values: { at: datetime("2026-09-14 12:00") } })).toEqual({
      ...{ type: "invalid", errors: { at: c.futureTime } },
    });
    expect(await log(office, id, { values: { content: text(" ") } })).toEqual({
      ...{ type: "invalid", errors: { content: c.needContent } },
    });
  });

  // Feishu lets a form be sent again while the answer is on its way: there were two follow-ups, and two to-dos.
  test("of one form that is submitted twice is one, of another form another", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const values = { content: text(said), method: option("phone") };
    const submit = async () => {
      const { id, payload } = formOf(await office.press(office.rep, "lead.log-contact", { leadId }));
      return () => office.submit(office.rep, id, { payload: { ...payload }, values });
    };
    const send = await submit();
    const replies = await Promise.all([send(), send()]);
    expect(replies.map((reply) => cardOf(reply).title)).toContain(c.firstLogged("苏州精工机械有限公司"));
    expect([await office.db.followUp.count(), await office.db.todo.count()]).toEqual([1, 1]);
    await (await submit())();
    expect(await office.db.followUp.count()).toBe(2);
  });

  // The words were gone, with a toast.
  test("of a lead that moved on while the form was open stays in the form, with what to do", async () => {
    const office = await newLeadOffice(database);
    const { id } = await office.given("A");
    const other = await office.colleague({ name: "赵敏" });
    const company = "苏州精工机械有限公司";
    for (const [change, why] of [
      [{ ownerId: other.personId }, c.nowOthers("赵敏")],
      [{ status: "pooled", ownerId: null }, c.nowInPool],
      [{ status: "converted", ownerId: office.rep.personId }, c.nowCustomer(company)],
      [{ status: "disqualified" }, c.nowClosed("无效")],
    ] as const) {
      await office.db.lead.updateMany({ where: { id }, data: change });
      expect(await log(office, id)).toEqual({ type: "invalid", errors: { content: why } });
    }
    expect(await office.db.followUp.count()).toBe(0);
  });
});
