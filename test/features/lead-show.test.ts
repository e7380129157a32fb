import { describe, expect, test } from "vitest";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import type { Reply } from "#chat/reply.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { allOf, buttonsOf, cardOf } from "./people-support.ts";
import { datetime, fieldsOf, formOf, initialsOf, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const l = leadTexts.zh;
const c = contactTexts.zh;
const secrets = ["绝密需求", "138-0000-1234", "wang@example.com", "王总"];

function errorsOf(reply: Reply): Readonly<Record<string, string>> {
  if (reply.type !== "invalid") throw new Error(`taken: ${JSON.stringify(reply)}`);
  return reply.errors;
}

describe("a lead's card", () => {
  test("of the owner has the deadline with its reason, the phone as a link, and what can be done", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A", { need: "绝密需求" });
    const card = cardOf(await office.press(office.rep, "lead.open", { leadId }));
    expect(fieldsOf(card)).toMatchObject({
      ...{ [l.status]: "待首次联系", [l.grade]: "A", [l.owner]: "李雷" },
      [l.deadline]: `9月16日 周三 10:00 · ${l.withinHours("A", 48)}`,
    });
    expect(JSON.stringify(card)).toContain("tel:13800001234");
    expect(buttonsOf(card)).toEqual([
      ...["lead.log-contact", "lead.convert", "lead.more", "lead.edit"],
      ...["lead.hand-back", "lead.transfer", "lead.disqualify", "lead.history"],
    ]);
  });

  test("of the manager offers to reassign, not to hand back", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const buttons = buttonsOf(cardOf(await office.press(office.manager, "lead.open", { leadId })));
    expect(buttons).toContain("lead.reassign");
    expect(buttons).not.toContain("lead.hand-back");
    expect(buttons).not.toContain("lead.log-contact");
  });

  test("of a colleague shows that it exists and whose it is, and every press is refused", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏" });
    const { id: leadId } = await office.given("A", { need: "绝密需求" });
    const card = cardOf(await office.press(other, "lead.open", { leadId }));
    expect(wordsOf(card)).toBe(`苏州精工机械有限公司\n${l.masked("李雷")}`);
    expect(buttonsOf(card)).toEqual(["lead.ask-owner"]);
    for (const action of [
      "edit",
      "more",
      "grade",
      "history",
      "transfer",
      "convert",
      "convert-new",
      "disqualify",
    ]) {
      const reply = await office.press(other, `lead.${action}`, { leadId });
      expect([reply.type, allOf(reply)], action).toEqual(["toast", expect.stringContaining(l.notAllowed)]);
    }
    const payload = { leadId, version: "2", part: "main" };
    for (const [form, values] of [
      ["edit", { company: text("x"), source: option("other") }],
      ["grade", { urgency: option("clear") }],
      ["disqualify", { reason: text("x") }],
      ["transfer", { person: { type: "person", userId: other.from.userId } as const }],
    ] as const) {
      const reply = await office.submit(other, `lead.${form}`, { payload, values });
      const refusal = form === "edit" || form === "grade" ? l.notAllowed : l.nowWith("李雷");
      expect(Object.values(errorsOf(reply)), form).toEqual([refusal]);
      for (const secret of secrets) expect(allOf(reply)).not.toContain(secret);
    }
    expect(await office.read(leadId)).toMatchObject({ status: "assigned", version: 2 });
  });

  test("in a group has no phone and no e-mail, nor has its form, which leaves them as they are", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const card = cardOf(await office.inGroup(office.rep, "lead.open", { payload: { leadId } }));
    for (const secret of ["138-0000-1234", "wang@example.com", "tel:"])
      expect(allOf(card)).not.toContain(secret);
    expect(wordsOf(card)).toContain(l.privateNote);
    const form = formOf(await office.inGroup(office.rep, "lead.edit", { payload: { leadId } }));
    expect(allOf(form)).not.toContain("138-0000-1234");
    const values = { company: text("苏州精工"), source: option("website"), contactName: text("王总") };
    await office.inGroup(office.rep, "lead.edit", { payload: { ...form.payload }, values });
    expect(await office.read(leadId)).toMatchObject({ company: "苏州精工", phone: "138-0000-1234" });
  });

  // A second number in the words of the need stood above "phone and e-mail are shown in the direct chat only".
  test("in a group has none of what somebody wrote either, while its owner reads all of it alone", async () => {
    const office = await newLeadOffice(database);
    const need = "急事打 13911112222 或 li@x.com";
    const { id: leadId } = await office.given("A", { need });
    const open = () => office.inGroup(office.rep, "lead.open", { payload: { leadId } });
    const values = { at: datetime("2026-09-15 15:00"), goal: text("约 139-1111-3333 见面") };
    const planned = await office.inGroup(office.rep, "lead.plan", { payload: { leadId }, values });
    expect(fieldsOf(cardOf(planned))).toMatchObject({ [c.need]: "急事打 … 或 …", [c.goal]: "约 … 见面" });
    expect(fieldsOf(cardOf(await open()))[l.fields.need]).toBe("急事打 … 或 …");
    expect(fieldsOf(cardOf(await office.press(office.rep, "lead.open", { leadId })))[l.fields.need]).toBe(
      need,
    );
    const reason = text("改找 13911114444");
    await office.submit(office.rep, "lead.disqualify", { payload: { leadId }, values: { reason } });
    expect(fieldsOf(cardOf(await open()))[l.closeReason]).toBe("改找 …");
  });

  test("is opened to a colleague by the owner, who was asked", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏" });
    const { id: leadId } = await office.given("A");
    await office.press(other, "lead.ask-owner", { leadId });
    const sent = await office.moveTo("2026-09-14 10:01");
    const asked = sent.find(({ card }) => card.title === l.askedTitle("赵敏", "苏州精工机械有限公司"));
    if (asked === undefined) throw new Error("the owner was not asked");
    await pressOn(office, office.rep, [asked.card, l.addCollaborator("赵敏")]);
    await pressOn(office, office.rep, [asked.card, l.addCollaborator("赵敏")]);
    const told = await office.moveTo("2026-09-14 10:02");
    expect(told.map(({ to, card }) => [to, card.title])).toEqual([
      [other.from.userId, l.youMaySee("苏州精工机械有限公司")],
    ]);
    expect(fieldsOf(cardOf(await office.press(other, "lead.open", { leadId })))[l.fields.contactName]).toBe(
      "王总",
    );
  });
});

describe("editing", () => {
  test("changes what the form shows, checks phone, e-mail and day, and keeps the rest", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A", { need: "旧需求" });
    const form = formOf(await office.press(office.rep, "lead.more", { leadId }));
    expect(initialsOf(form)).toMatchObject({ email: "wang@example.com", acquiredOn: "2026-09-14" });
    const payload = { ...form.payload };
    const bad = { email: text("wang"), acquiredOn: { type: "date", date: "2026-09-15" } as const };
    expect(errorsOf(await office.submit(office.rep, form.id, { payload, values: bad }))).toEqual({
      ...{ email: registerTexts.zh.badEmail, acquiredOn: registerTexts.zh.futureDay },
    });
    const values = { contactTitle: text("采购总监"), email: text("Chen@Example.com"), need: text("新需求") };
    const card = cardOf(await office.submit(office.rep, form.id, { payload, values }));
    expect(card.title).toBe(l.edited("苏州精工机械有限公司"));
    expect(await office.read(leadId)).toMatchObject({
      ...{ contactTitle: "采购总监", email: "chen@example.com", need: "新需求", wechat: null },
      ...{ phone: "138-0000-1234", contactName: "王总", status: "assigned" },
    });
    const [entry] = await office.db.auditEntry.findMany({ where: { action: "lead.edited" } });
    expect(JSON.stringify(entry?.details)).not.toContain("example");
  });

  test("is refused where somebody changed the lead since the form was opened", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const form = formOf(await office.press(office.rep, "lead.edit", { leadId }));
    const other = formOf(await office.press(office.manager, "lead.edit", { leadId }));
    const values = { company: text("苏州精工"), source: option("website") };
    await office.submit(office.manager, other.id, { payload: { ...other.payload }, values });
    const late = await office.submit(office.rep, form.id, { payload: { ...form.payload }, values });
    expect(errorsOf(late)).toEqual({ company: l.changedMeanwhile });
  });
});
