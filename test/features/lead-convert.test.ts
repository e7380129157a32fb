import { describe, expect, test } from "vitest";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { buttonOf, date, datetime, formOf, local, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const l = leadTexts.zh;

describe("converting", () => {
  test("makes a customer with the contact, and the lead's follow-ups and to-dos are in its history", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A", { contactTitle: "采购总监" });
    await office.submit(office.rep, "lead.log-contact", {
      payload: { leadId },
      values: {
        ...{
          content: text("确认需要 200 台扫码枪"),
          method: option("phone"),
          at: datetime("2026-09-14 09:30"),
        },
      },
    });
    const card = cardOf(await office.press(office.rep, "lead.convert", { leadId }));
    expect(card.title).toBe(l.converted("苏州精工机械有限公司"));
    expect(buttonsOf(card)).toEqual(["customer.open", "lead.history"]);
    const customer = await office.db.customer.findFirstOrThrow();
    expect(customer).toMatchObject({ name: "苏州精工机械有限公司", ownerId: office.rep.personId });
    expect(customer.lastFollowUpAt).toEqual(local("2026-09-14 09:30"));
    expect(await office.db.contact.findFirstOrThrow()).toMatchObject({
      ...{ customerId: customer.id, name: "王总", title: "采购总监", phone: "138-0000-1234" },
    });
    expect(await office.db.followUp.findFirstOrThrow()).toMatchObject({ customerId: customer.id, leadId });
    expect(await office.read(leadId)).toMatchObject({
      ...{ status: "converted", customerId: customer.id, clockAt: null, closedAt: office.clock.now },
    });
    const shown = cardOf(await office.press(office.rep, "customer.open", { customerId: customer.id }));
    expect(wordsOf(shown)).toContain("确认需要 200 台扫码枪");
  });

  test("keeps what was planned next as a to-do that is reminded, and what is needed as a note", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A", { need: "200 台扫码枪" });
    await office.submit(office.rep, "lead.plan", {
      payload: { leadId },
      values: {
        ...{ at: datetime("2026-09-15 15:00"), method: option("visit"), goal: text("带样机演示") },
      },
    });
    await office.press(office.rep, "lead.convert", { leadId });
    const customer = await office.db.customer.findFirstOrThrow();
    expect(customer.notes).toBe("200 台扫码枪");
    const [todo, ...others] = await office.db.todo.findMany({ where: { leadId } });
    expect(others).toEqual([]);
    expect(todo).toMatchObject({
      ...{ title: "下次跟进：拜访 · 带样机演示", customerId: customer.id, ownerId: office.rep.personId },
      ...{ dueAt: local("2026-09-15 15:00"), dueHasTime: true, status: "open" },
    });
    expect(todo?.remindAt?.getTime()).toBeLessThan(local("2026-09-15 15:00").getTime());
  });

  test("twice makes one customer", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const replies = await Promise.all([
      office.press(office.rep, "lead.convert-new", { leadId }),
      office.press(office.manager, "lead.convert-new", { leadId }),
    ]);
    expect(replies.map(({ type }) => type).toSorted()).toEqual(["toast", "update"]);
    const again = await office.press(office.rep, "lead.convert", { leadId });
    expect(again).toMatchObject({ text: l.notNow(leadStatusNames.zh.converted) });
    expect(await office.db.customer.count()).toBe(1);
    expect(await office.db.contact.count()).toBe(1);
  });

  test("offers the customer that it resembles instead of a second one", async () => {
    const office = await newLeadOffice(database);
    const customerId = await office.customer(office.rep, "苏州精工机械");
    const { id: leadId } = await office.given("A");
    const card = cardOf(await office.press(office.rep, "lead.convert", { leadId }));
    expect(card.title).toBe(l.resemblesTitle("苏州精工机械有限公司"));
    expect(await office.db.customer.count()).toBe(1);
    await pressOn(office, office.rep, [card, l.itIs("苏州精工机械")]);
    expect(await office.read(leadId)).toMatchObject({ status: "converted", customerId });
    expect(await office.db.customer.count()).toBe(1);
    expect(await office.db.contact.count({ where: { customerId } })).toBe(1);
  });

  test("into somebody else's customer is not possible: it is masked, and a different one can be made", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏" });
    const customerId = await office.customer(other, "苏州精工机械");
    const { id: leadId } = await office.given("A");
    const card = cardOf(await office.press(office.rep, "lead.convert", { leadId }));
    const offered = buttonOf(card, l.ownedBy("苏州精工机械", "赵敏"));
    expect(offered).toEqual({ id: "customer.open", payload: { customerId } });
    const forced = await office.press(office.rep, "lead.convert-to", { leadId, customerId });
    expect(forced).toMatchObject({ type: "toast", text: l.notAllowed });
    await pressOn(office, office.rep, [card, l.createAnyway]);
    expect((await office.read(leadId)).status).toBe("converted");
    expect(await office.db.customer.count()).toBe(2);
  });

  /** After 90 idle days a customer is nobody's: it could not be chosen, and a second one was made beside it. */
  test("takes a customer that is nobody's, which is the lead's owner's from then on", async () => {
    const office = await newLeadOffice(database);
    const customerId = await office.customer(office.rep, "苏州精工机械");
    await office.db.customer.updateMany({ data: { ownerId: null, createdAt: local("2026-01-01 09:00") } });
    const { id: leadId } = await office.given("A");
    const card = cardOf(await office.press(office.manager, "lead.convert", { leadId }));
    await pressOn(office, office.manager, [card, l.itIs("苏州精工机械")]);
    expect(await office.read(leadId)).toMatchObject({ status: "converted", customerId });
    expect(await office.db.customer.findMany()).toMatchObject([
      { id: customerId, ownerId: office.rep.personId },
    ]);
    expect(await office.db.auditEntry.findMany({ where: { action: "customer.handed-over" } })).toMatchObject([
      {
        ...{ subjectId: customerId, personId: office.manager.personId },
        details: { why: "lead", leadId, toId: office.rep.personId },
      },
    ]);
    await office.moveTo("2026-09-14 12:00");
    await office.moveTo("2026-09-18 12:00");
    expect((await office.db.customer.findFirstOrThrow()).ownerId).toBe(office.rep.personId);
  });

  test("takes a customer that is nobody's once, of two at the same moment", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
    const customerId = await office.customer(office.rep, "苏州精工机械");
    await office.db.customer.updateMany({ data: { ownerId: null } });
    const mine = await office.given("A");
    const others = await office.given("A", { sourceKey: "lead-2" }, other);
    const replies = await Promise.all([
      office.press(office.rep, "lead.convert-to", { leadId: mine.id, customerId }),
      office.press(other, "lead.convert-to", { leadId: others.id, customerId }),
    ]);
    expect(replies.map(({ type }) => type).toSorted()).toEqual(["toast", "update"]);
    expect(await office.db.auditEntry.count({ where: { action: "customer.handed-over" } })).toBe(1);
    expect(await office.db.lead.count({ where: { status: "converted" } })).toBe(1);
  });

  test("is not for a lead whose grade is not approved", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.register(office.rep);
    const reply = await office.press(office.rep, "lead.convert", { leadId });
    expect(reply).toMatchObject({ text: l.notNow(leadStatusNames.zh.registered) });
  });
});

describe("disqualifying", () => {
  test("needs a reason, which the card and the history show, and ends every clock and breach", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    await office.moveTo("2026-09-16 11:00");
    const form = formOf(await office.press(office.rep, "lead.disqualify", { leadId }));
    const payload = { ...form.payload };
    expect(await office.submit(office.rep, form.id, { payload, values: {} })).toMatchObject({
      errors: { reason: l.needReason },
    });
    const values = { reason: text("已选竞品") };
    const card = cardOf(await office.submit(office.rep, form.id, { payload, values }));
    expect(card.title).toBe(l.disqualified("苏州精工机械有限公司"));
    expect(wordsOf(card)).toContain("已选竞品");
    expect(buttonsOf(card)).toEqual(["lead.history"]);
    expect(await office.read(leadId)).toMatchObject({ status: "disqualified", clockAt: null });
    expect(await office.breaches()).toMatchObject([{ endedBy: "closed", endedAt: office.clock.now }]);
    const history = cardOf(await office.press(office.manager, "lead.history", { leadId }));
    expect(wordsOf(history)).toContain(l.events.disqualified);
  });

  test("while its grade waits takes it off the manager's list", async () => {
    const office = await newLeadOffice(database);
    const said = "线索 苏州精工机械 王总 13800001234 展会 需求明确 预算充足 已见到老板";
    await office.write(office.rep, said);
    const { id: leadId } = await office.db.lead.findFirstOrThrow();
    await office.press(office.rep, "lead.submit-grade", { leadId });
    await office.submit(office.rep, "lead.disqualify", {
      payload: { leadId },
      values: { reason: text("重复") },
    });
    expect(await office.db.approval.findFirstOrThrow()).toMatchObject({ status: "withdrawn", clockAt: null });
    expect(await office.db.approvalSeat.count({ where: { isOpen: true } })).toBe(0);
  });

  test("ends it once: an ended lead is neither edited, graded nor ended again", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const values = { reason: text("没有需求") };
    await office.submit(office.rep, "lead.disqualify", { payload: { leadId }, values });
    const again = await office.submit(office.rep, "lead.disqualify", { payload: { leadId }, values });
    expect(again).toMatchObject({ errors: { reason: l.notNow(leadStatusNames.zh.disqualified) } });
    for (const action of ["edit", "more", "disqualify", "convert", "transfer", "grade"]) {
      expect((await office.press(office.rep, `lead.${action}`, { leadId })).type, action).toBe("toast");
    }
    const edited = await office.submit(office.rep, "lead.edit", {
      payload: { leadId, version: "3", part: "more" },
      values: { acquiredOn: date("2026-09-01") },
    });
    expect(edited.type).toBe("invalid");
  });
});
