import { describe, expect, test } from "vitest";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { transferTexts } from "#cards/lead/transfer-texts.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import { policySchema } from "#domain/policy.ts";
import { ownedLeadView } from "#features/lead/assigned-view.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { datetime, fieldsOf, formOf, initialsOf, local, option, pressOn, text } from "./support.ts";

const database = await testDatabase();
const t = assignedTexts.zh;
const c = contactTexts.zh;

describe("the new owner's card", () => {
  test("says whom to contact, until when and why", async () => {
    const office = await newLeadOffice(database);
    await office.given("A");
    const [sent, ...others] = await office.moveTo("2026-09-14 10:00");
    expect(others).toEqual([]);
    expect(sent?.to).toBe(office.rep.from.userId);
    const card = sent?.card ?? { title: "", tone: "neutral" as const, body: [] };
    expect(card.title).toBe(t.assigned("苏州精工机械有限公司"));
    expect(fieldsOf(card)).toMatchObject({
      ...{ [c.contact]: "王总", [c.phone]: "138-0000-1234" },
      [t.deadline]: `9月16日 周三 10:00 · ${t.withinHours("A", 48)}`,
    });
    expect(JSON.stringify(card)).toContain("tel:13800001234");
    expect(buttonsOf(card)).toEqual(["lead.log-contact", "lead.plan", "lead.hand-back", "lead.open"]);
  });

  // Approved on a Friday night, an A was due on Sunday night, and its rep first heard of it on Monday.
  test("comes at once, at night and on days off, too: its time runs; several come as one", async () => {
    const office = await newLeadOffice(database);
    const at = (time: string) => ({ registeredAt: local(time), acquiredAt: local(time) });
    await office.given("A", at("2026-09-11 21:30"));
    const titles = async (time: string) => (await office.moveTo(time)).map(({ card }) => card.title);
    expect(await titles("2026-09-11 21:30")).toEqual([t.assigned("苏州精工机械有限公司")]);
    for (const sourceKey of ["two", "three"])
      await office.given("B", { ...at("2026-09-12 11:00"), sourceKey });
    expect(await titles("2026-09-12 11:00")).toEqual([myDayTexts.zh.bundle(2)]);
  });

  // After an admin had made 3 working days 5, the deadline stood where it was, but the card said "within 5".
  test("says the time that was given, whatever the policy is by now", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("B");
    const policy = policySchema.parse({ lead: { firstContactWorkingDaysB: 5 } });
    const reader = { actor: office.rep, now: office.clock.now };
    const shown = { lead, happened: "assigned", isInGroup: false } as const;
    const view = ownedLeadView(reader, { ...(await office.settings()), policy }, shown);
    expect(view.deadline).toMatchObject({ at: "9月17日 周四 18:00", within: { workingDays: 3 } });
  });

  test("of a B counts working days, and is not sent once the lead is somebody else's", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("B");
    const [sent] = await office.moveTo("2026-09-14 10:00");
    expect(sent && fieldsOf(sent.card)[t.deadline]).toBe(`9月17日 周四 18:00 · ${t.withinDays("B", 3)}`);
    const other = await office.given("B", { sourceKey: "lead-2" });
    await office.db.lead.updateMany({ where: { id: other.id }, data: { status: "disqualified" } });
    expect(await office.moveTo("2026-09-14 10:05")).toEqual([]);
    expect((await office.read(lead.id)).status).toBe("assigned");
  });
});

describe("the first follow-up plan", () => {
  test("is preset to a time before the deadline, and shown with its method and goal", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    const [sent] = await office.moveTo("2026-09-14 10:00");
    if (sent === undefined) throw new Error("nothing was sent");
    const form = formOf(await pressOn(office, office.rep, [sent.card, c.planFirst]));
    expect(initialsOf(form)).toMatchObject({ at: "2026-09-15 10:00", method: "phone" });
    const values = { at: datetime("2026-09-15 15:00"), method: option("visit"), goal: text("确认预算") };
    const card = cardOf(await office.submit(office.rep, form.id, { payload: { ...form.payload }, values }));
    expect(fieldsOf(card)).toMatchObject({
      [c.firstPlan]: "9月15日 周二 15:00 · 拜访",
      [c.goal]: "确认预算",
    });
    expect(await office.read(lead.id)).toMatchObject({
      ...{ nextAt: local("2026-09-15 15:00"), nextMethod: "visit", status: "assigned" },
      ...{ clockAt: local("2026-09-15 14:30"), clockStep: "plan" },
    });
  });

  test("that comes after the deadline, or is over, is asked again", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const submit = (time: string) =>
      office.submit(office.rep, "lead.plan", { payload: { leadId }, values: { at: datetime(time) } });
    expect(await submit("2026-09-16 10:01")).toEqual({
      ...{ type: "invalid", errors: { at: c.planLate("9月16日 周三 10:00") } },
    });
    expect(await submit("2026-09-14 09:00")).toEqual({ type: "invalid", errors: { at: c.pastTime } });
  });
});

describe("a lead that its owner cannot take", () => {
  test("goes to the public pool with a reason, and the manager is told and can reassign it", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    await office.moveTo("2026-09-14 10:00");
    const form = formOf(await office.press(office.rep, "lead.hand-back", { leadId }));
    const payload = { ...form.payload };
    const filled = { payload, values: { reason: text("不在我的区域") } };
    expect(cardOf(await office.submit(office.rep, form.id, filled)).title).toBe(
      t.handedBack("苏州精工机械有限公司"),
    );
    expect(await office.submit(office.rep, form.id, filled)).toEqual({
      ...{ type: "invalid", errors: { reason: leadTexts.zh.nowInPool } },
    });
    expect(await office.read(leadId)).toMatchObject({ status: "pooled", ownerId: null });
    const [told, ...others] = await office.moveTo("2026-09-14 10:01");
    if (told === undefined) throw new Error("nothing was sent");
    expect(others).toEqual([]);
    expect(told.to).toBe(office.manager.from.userId);
    expect(fieldsOf(told.card)).toEqual({
      [watchTexts.zh.by]: "李雷",
      [watchTexts.zh.reason]: "不在我的区域",
    });
    const other = await office.colleague({ name: "张伟", managerId: office.manager.personId });
    const choose = formOf(await pressOn(office, office.manager, [told.card, watchTexts.zh.reassign]));
    const person = { type: "person" as const, userId: other.from.userId };
    const done = cardOf(
      await office.submit(office.manager, choose.id, { payload: { ...choose.payload }, values: { person } }),
    );
    expect(done.title).toBe(transferTexts.zh.done("苏州精工机械有限公司", "张伟"));
    expect(await office.read(leadId)).toMatchObject({ status: "assigned", ownerId: other.personId });
    expect((await office.moveTo("2026-09-14 10:02")).map(({ to }) => to)).toEqual([other.from.userId]);
  });
});

describe("somebody who is neither the owner nor above", () => {
  test("changes nothing", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId, version } = await office.given("A");
    const stranger = await office.colleague({ name: "路人" });
    const boss = await office.colleague({ name: "别组经理", roles: ["manager"] });
    for (const id of ["lead.log-contact", "lead.plan", "lead.hand-back", "lead.extend"]) {
      expect(await office.press(stranger, id, { leadId })).toMatchObject({ type: "toast", text: c.notYours });
    }
    expect(await office.press(stranger, "lead.release", { leadId })).toMatchObject({ tone: "danger" });
    expect(await office.press(boss, "lead.release", { leadId })).toMatchObject({ text: t.notAllowed });
    expect((await office.read(leadId)).version).toBe(version);
  });
});
