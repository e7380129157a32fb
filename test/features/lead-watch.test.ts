import { describe, expect, test } from "vitest";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { leadSweep } from "#features/lead/watch-sweep.ts";
import { testDatabase } from "../support/database.ts";
import { middle } from "./lead-grade-support.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { formOf, local, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = watchTexts.zh;
const company = "苏州精工机械有限公司";

/** Sends what is due until then, and says who got what. */
async function toldUntil(office: LeadOffice, time: string): Promise<[string, string][]> {
  const names = new Map([
    [office.rep.from.userId, "rep"],
    [office.manager.from.userId, "manager"],
  ]);
  return (await office.moveTo(time)).map(({ to, card }) => [names.get(to) ?? to, card.title]);
}

describe("a lead that is not contacted", () => {
  test("is told of step by step, each once: owner before, both at the deadline, the manager after the grace", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    await office.moveTo("2026-09-14 10:00");
    expect(await toldUntil(office, "2026-09-15 20:59")).toEqual([
      ["rep", t.title["contact-warning"](company)],
    ]);
    expect(await toldUntil(office, "2026-09-16 09:59")).toEqual([]);
    const due = await toldUntil(office, "2026-09-16 10:00");
    expect(due.toSorted()).toEqual([
      ["manager", t.title["contact-overdue"](company)],
      ["rep", t.title["contact-due"](company)],
    ]);
    expect(await office.breaches()).toMatchObject([
      { leadId: lead.id, ownerId: office.rep.personId, dueAt: local("2026-09-16 10:00"), endedAt: null },
    ]);
    expect(await toldUntil(office, "2026-09-16 20:00")).toEqual([]);
    expect(await toldUntil(office, "2026-09-17 10:00")).toEqual([
      ["manager", t.title["contact-grace"](company)],
    ]);
    expect(await toldUntil(office, "2026-09-18 10:00")).toEqual([]);
  });

  test("can be put in the public pool by the manager, which ends the breach", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    const told = await office.moveTo("2026-09-17 10:00");
    const grace = told.find(({ card }) => card.title === t.title["contact-grace"](company));
    if (grace === undefined) throw new Error("the manager was not offered");
    expect(buttonsOf(grace.card)).toEqual(["lead.reassign", "lead.release", "lead.open"]);
    const left = cardOf(await pressOn(office, office.manager, [grace.card, t.release]));
    expect(left.title).toBe(assignedTexts.zh.released(company));
    expect(await pressOn(office, office.manager, [grace.card, t.release])).toMatchObject({
      ...{ type: "toast", text: assignedTexts.zh.notOwned },
    });
    expect(await office.read(lead.id)).toMatchObject({ status: "pooled", ownerId: null });
    expect(await office.breaches()).toMatchObject([
      { endedBy: "released", endedAt: local("2026-09-17 10:00") },
    ]);
  });

  test("is caught up with after two days down: the breach at its time, no stale warning, each once", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    await office.moveTo("2026-09-14 10:00");
    const told = await toldUntil(office, "2026-09-17 11:00");
    expect(told.toSorted()).toEqual([
      ["manager", t.title["contact-grace"](company)],
      ["rep", t.title["contact-due"](company)],
    ]);
    expect(await office.breaches()).toMatchObject([{ dueAt: local("2026-09-16 10:00") }]);
    expect(await office.read(lead.id)).toMatchObject({ clockStep: "idle-warning", version: lead.version });
  });

  test("is looked at by two at once, and everything is done once", async () => {
    const office = await newLeadOffice(database);
    for (let row = 0; row < 30; row += 1) await office.given("A", { sourceKey: `many:${row}` });
    const when = { now: local("2026-09-17 11:00"), limit: 500 };
    const counts = await Promise.all([1, 2, 3].map(() => leadSweep.claim(database, when)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(30);
    expect(await office.breaches()).toHaveLength(30);
    const messages = (await office.messages()).map(({ kind }) => kind);
    for (const kind of ["lead.contact-due", "lead.contact-grace"]) {
      expect(messages.filter((each) => each === kind)).toHaveLength(30);
    }
  });

  test("is silent once it was contacted, even what was about to be sent", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    await office.moveTo("2026-09-14 10:00");
    await leadSweep.claim(database, { now: local("2026-09-15 20:59"), limit: 500 });
    office.clock.now = local("2026-09-15 20:59");
    const values = { content: text("通了电话，下周一给方案"), method: option("phone") };
    await office.submit(office.rep, "lead.log-contact", { payload: { leadId }, values });
    expect(await toldUntil(office, "2026-09-18 10:00")).toEqual([]);
  });
});

describe("a planned follow-up", () => {
  test("is reminded once, before its time", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("B");
    await office.moveTo("2026-09-14 10:00");
    const at = { type: "datetime", local: "2026-09-15 15:00" } as const;
    await office.submit(office.rep, "lead.plan", { payload: { leadId }, values: { at } });
    expect(await toldUntil(office, "2026-09-15 14:30")).toEqual([["rep", t.title["plan-due"](company)]]);
    expect(await toldUntil(office, "2026-09-15 15:01")).toEqual([]);
    expect(await toldUntil(office, "2026-09-16 15:01")).toEqual([]);
  });

  test("that was a visit and has no record is reminded a day later, unless it was moved or logged", async () => {
    const office = await newLeadOffice(database);
    const ids = [];
    for (const sourceKey of ["visited", "moved", "forgotten"])
      ids.push((await office.given("B", { sourceKey })).id);
    const [visited = "", moved = "", forgotten = ""] = ids;
    await office.moveTo("2026-09-14 10:00");
    const plan = (leadId: string, time: string) =>
      office.submit(office.rep, "lead.plan", {
        payload: { leadId },
        values: { at: { type: "datetime", local: time }, method: option("visit") },
      });
    for (const id of ids) await plan(id, "2026-09-15 15:00");
    await office.moveTo("2026-09-15 14:30");
    await office.moveTo("2026-09-16 09:00");
    await plan(moved, "2026-09-17 15:00");
    await office.submit(office.rep, "lead.log-contact", {
      payload: { leadId: visited },
      values: { content: text("去了现场，确认三台"), method: option("visit") },
    });
    expect(await toldUntil(office, "2026-09-16 14:59")).toEqual([]);
    expect(await toldUntil(office, "2026-09-16 15:00")).toEqual([["rep", t.title["visit-missing"](company)]]);
    expect((await office.read(forgotten)).clockStep).toBe("contact-warning");
  });
});

describe("an idle lead", () => {
  async function idle() {
    const office = await newLeadOffice(database);
    const lead = await office.given("B");
    const contacted = { status: "contacted", lastFollowUpAt: local("2026-09-14 10:00") } as const;
    const clock = { clockAt: local("2026-09-30 20:59"), clockStep: "idle-warning", nextAt: null };
    await office.db.lead.updateMany({ where: { id: lead.id }, data: { ...contacted, ...clock } });
    await office.moveTo("2026-09-30 20:00");
    return { ...office, lead };
  }

  test("is warned of thrice, then goes back to the pool, and its owner is told", async () => {
    const office = await idle();
    expect(await toldUntil(office, "2026-09-30 20:59")).toEqual([["rep", t.title["idle-warning"](company)]]);
    expect(await toldUntil(office, "2026-10-10 20:59")).toEqual([["rep", t.title["idle-warning"](company)]]);
    expect(await toldUntil(office, "2026-10-13 09:00")).toEqual([["rep", t.title["idle-warning"](company)]]);
    expect(await toldUntil(office, "2026-10-14 09:00")).toEqual([["rep", t.title.recycled(company)]]);
    expect(await office.read(office.lead.id)).toMatchObject({
      status: "pooled",
      ownerId: null,
      clockStep: "monthly",
    });
    expect(await office.handovers()).toMatchObject([
      { why: "assigned" },
      { why: "recycled", fromId: office.rep.personId, toId: null, byId: null },
    ]);
  });

  test("can be extended once, with a reason that is kept", async () => {
    const office = await idle();
    const [warned] = await office.moveTo("2026-09-30 20:59");
    if (warned === undefined) throw new Error("nobody was warned");
    const { id, payload } = formOf(await pressOn(office, office.rep, [warned.card, t.extend]));
    const filled = { payload: { ...payload }, values: { reason: text("客户年底才做预算") } };
    const card = cardOf(await office.submit(office.rep, id, filled));
    expect(card.title).toBe(assignedTexts.zh.extended(company));
    expect(wordsOf(card)).toContain("10月28日 周三");
    expect(await office.submit(office.rep, id, filled)).toMatchObject({
      ...{ type: "invalid", errors: { reason: assignedTexts.zh.alreadyExtended } },
    });
    expect((await office.handovers()).at(-1)).toMatchObject({ why: "extended", reason: "客户年底才做预算" });
    const history = cardOf(await office.press(office.rep, "lead.history", { leadId: office.lead.id }));
    expect(wordsOf(history)).toContain(leadTexts.zh.events.extended("", "", "李雷"));
    expect(await toldUntil(office, "2026-10-20 10:00")).toEqual([]);
    expect((await office.read(office.lead.id)).status).toBe("contacted");
  });
});

describe("what was registered and not graded", () => {
  test("is reminded in one message each working morning", async () => {
    const office = await newLeadOffice(database);
    for (const sourceKey of ["one", "two", "three"]) await office.register(office.rep, { sourceKey });
    expect(await toldUntil(office, "2026-09-15 09:00")).toEqual([["rep", t.ungradedTitle(3)]]);
    expect(await toldUntil(office, "2026-09-15 18:00")).toEqual([]);
    await office.db.lead.updateMany({ where: { sourceKey: "one" }, data: { status: "disqualified" } });
    expect(await toldUntil(office, "2026-09-16 09:00")).toEqual([["rep", t.ungradedTitle(2)]]);
  });

  // Who had graded the first one was left with its card: the others were gone until the next morning.
  test("has a button each, and those that are left stay after one was graded, here or elsewhere", async () => {
    const office = await newLeadOffice(database);
    for (const sourceKey of ["one", "two"]) await office.register(office.rep, { sourceKey });
    const [told] = await office.moveTo("2026-09-15 09:00");
    if (told === undefined) throw new Error("the rep was not reminded");
    const ids = (await office.db.lead.findMany({ orderBy: { registeredAt: "asc" } })).map(({ id }) => id);
    expect(buttonsOf(told.card)).toEqual(["lead.grade", "lead.grade"]);
    const form = formOf(await pressOn(office, office.rep, [told.card, t.grade]));
    const graded = await office.submit(office.rep, form.id, { payload: form.payload, values: middle });
    expect(graded).toMatchObject({ type: "update", card: { title: t.ungradedTitle(1) } });
    expect(graded).toMatchObject({ toast: expect.stringContaining("B") });
    const [last] = ids.filter((id) => id !== form.payload["leadId"]);
    const elsewhere = formOf(await office.press(office.rep, "lead.grade", { leadId: last ?? "" }));
    await office.submit(office.rep, elsewhere.id, { payload: elsewhere.payload, values: middle });
    await office.moveTo("2026-09-15 09:10");
    expect(office.drawnAfresh().map(({ title }) => title)).toContain(t.ungradedNone);
  });

  test("is whose it was handed over to, not of who registered it", async () => {
    const office = await newLeadOffice(database);
    for (const sourceKey of ["one", "two"]) await office.register(office.rep, { sourceKey });
    const taken = { ownerId: office.manager.personId };
    await office.db.lead.updateMany({ where: { sourceKey: "one" }, data: taken });
    expect((await toldUntil(office, "2026-09-15 09:00")).toSorted()).toEqual([
      ["manager", t.ungradedTitle(1)],
      ["rep", t.ungradedTitle(1)],
    ]);
  });
});

describe("the nurture pool", () => {
  test("has one card a month, from which a touch is logged for some or for all", async () => {
    const office = await newLeadOffice(database);
    for (const sourceKey of ["one", "two", "three"]) {
      const { id } = await office.given("C", { sourceKey });
      const clock = { clockAt: local("2026-10-08 09:00"), clockStep: "monthly" };
      const nurtured = { status: "nurturing", ownerId: office.manager.personId, ...clock } as const;
      await office.db.lead.updateMany({ where: { id }, data: nurtured });
    }
    await office.moveTo("2026-10-07 10:00");
    const [sent, ...others] = await office.moveTo("2026-10-08 09:00");
    if (sent === undefined) throw new Error("nothing was sent");
    expect([others, sent.card.title]).toEqual([[], t.monthlyTitle(3)]);
    const some = formOf(await pressOn(office, office.manager, [sent.card, t.touchSome]));
    const which = some.fields.find(({ name }) => name === "leads");
    const ids = which?.type === "checkboxes" ? which.options.map(({ value }) => value) : [];
    expect(ids).toHaveLength(3);
    const content = text("群发了新品资料");
    const submit = (payload: object, leads: readonly string[], key: string) =>
      office.submit(office.manager, "lead.touch", {
        ...{ payload: { ...payload }, key, values: { content, leads: { type: "options", values: leads } } },
      });
    expect(cardOf(await submit(some.payload, ids.slice(0, 2), "t1")).title).toBe(contactTexts.zh.touched(2));
    expect(cardOf(await submit({ which: "all" }, [], "t2")).title).toBe(contactTexts.zh.touched(3));
    expect(cardOf(await submit({ which: "all" }, [], "t2")).title).toBe(contactTexts.zh.touched(3));
    // The same form, sent once more under another event.
    expect(cardOf(await submit(some.payload, ids.slice(0, 2), "t3")).title).toBe(contactTexts.zh.touched(2));
    expect(await office.db.followUp.count()).toBe(5);
    const leads = await office.db.lead.findMany();
    expect(leads.map(({ status }) => status)).toEqual(["nurturing", "nurturing", "nurturing"]);
    expect(leads.every(({ clockAt }) => clockAt !== null && clockAt > office.clock.now)).toBe(true);
  });
});
