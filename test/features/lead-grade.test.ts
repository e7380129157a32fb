import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import type { Reply } from "#chat/reply.ts";
import { testDatabase } from "../support/database.ts";
import { asked, best, managersCard, middle, poor, registered } from "./lead-grade-support.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { allOf, buttonsOf, cardOf } from "./people-support.ts";
import { date, fieldsOf, formOf, initialsOf, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const g = gradeTexts.zh;
const l = leadTexts.zh;
const a = approvalTexts.zh;

function errorsOf(reply: Reply): Readonly<Record<string, string>> {
  if (reply.type !== "invalid") throw new Error(`taken: ${JSON.stringify(reply)}`);
  return reply.errors;
}

const lead = (office: LeadOffice) => office.db.lead.findFirstOrThrow();

describe("grading", () => {
  test("proposes by the rule and waits for the manager, who sees facts, reasons and what is missing", async () => {
    const office = await newLeadOffice(database);
    const card = await registered(office);
    const form = formOf(await pressOn(office, office.rep, [card, l.gradeButton]));
    const filled = { payload: { ...form.payload }, values: middle };
    const waiting = cardOf(await office.submit(office.rep, form.id, filled));
    expect(waiting.title).toBe(g.submitted("苏州精工机械", "B"));
    expect(wordsOf(waiting)).toContain(l.waits(office.manager.name));
    expect(waiting.shows?.topics).toHaveLength(2);
    expect(await lead(office)).toMatchObject({
      status: "grading",
      grade: null,
      ownerId: null,
      clockAt: null,
    });
    const manager = await managersCard(office);
    expect(manager.title).toContain(g.approvalTitle("李雷", "苏州精工机械", "B"));
    expect(fieldsOf(manager)).toMatchObject({
      [l.fields.phone]: "13800001234",
      [l.fields.contactName]: "王总",
    });
    expect(wordsOf(manager)).toContain("要到 A 还缺：预算「充足」、决策影响力「已接触决策人」");
  });

  test("asked in a group shows the request there, too, and elsewhere nowhere but to who decides", async () => {
    const office = await newLeadOffice(database);
    const form = formOf(await pressOn(office, office.rep, [await registered(office), l.gradeButton]));
    await office.inGroup(office.rep, form.id, { payload: { ...form.payload }, values: middle });
    const approval = await office.db.approval.findFirstOrThrow();
    const shown = await office.db.outboundMessage.findMany({
      where: { key: { startsWith: `approval:${approval.id}:group` } },
    });
    expect(shown).toMatchObject([{ lane: expect.stringMatching(/:C1$/), personId: null }]);
    expect((await managersCard(office)).title).toContain("苏州精工机械");
  });

  test("names in a group no phone and no e-mail, in the words of the need and the argument neither", async () => {
    const office = await newLeadOffice(database);
    const words = "线索 苏州精工机械 王总 13800001234 展会 想要扫码枪，急事打 13911112222";
    const form = formOf(
      await pressOn(office, office.rep, [cardOf(await office.write(office.rep, words)), l.gradeButton]),
    );
    const values = { ...middle, arguedGrade: option("A"), argument: text("问 li@x.com") };
    await office.submit(office.rep, form.id, { payload: { ...form.payload }, values });
    const { id: approvalId } = await office.db.approval.findFirstOrThrow();
    const press = office.inGroup(office.manager, "approval.approve", { payload: { approvalId, key: "old" } });
    const shown = allOf(cardOf(await press));
    expect(shown).toContain("扫码枪");
    for (const secret of ["13800001234", "13911112222", "li@x.com"]) expect(shown).not.toContain(secret);
    const direct = allOf(await managersCard(office));
    for (const secret of ["13911112222", "li@x.com"]) expect(direct).toContain(secret);
  });

  test("in one press where the line gave all three answers", async () => {
    const office = await newLeadOffice(database);
    const said = "线索 苏州精工机械 王总 13800001234 展会 需求明确 预算充足 已见到老板";
    const card = cardOf(await office.write(office.rep, said));
    const waiting = await pressOn(office, office.rep, [card, g.submitAs("A")]);
    expect(cardOf(waiting).title).toBe(g.submitted("苏州精工机械", "A"));
    expect(await pressOn(office, office.rep, [card, g.submitAs("A")])).toMatchObject({ text: g.notNow });
    expect(await office.db.approval.count()).toBe(1);
  });

  test("for another grade than the rule's needs a reason, which the manager reads", async () => {
    const office = await newLeadOffice(database);
    const form = formOf(await pressOn(office, office.rep, [await registered(office), l.gradeButton]));
    const payload = { ...form.payload };
    const argued = { ...middle, arguedGrade: option("A") };
    const refused = await office.submit(office.rep, form.id, { payload, values: argued });
    expect(errorsOf(refused)).toEqual({ argument: g.needArgument("B") });
    const values = { ...argued, argument: text("集团统一采购") };
    await office.submit(office.rep, form.id, { payload, values });
    const manager = await managersCard(office);
    expect(manager.title).toContain(g.approvalTitle("李雷", "苏州精工机械", "A"));
    expect(allOf(manager)).toContain("集团统一采购");
    expect(allOf(manager)).toContain(g.byRule("B"));
  });

  test("refuses an unanswered question, and a form that was opened before somebody changed the lead", async () => {
    const office = await newLeadOffice(database);
    const form = formOf(await pressOn(office, office.rep, [await registered(office), l.gradeButton]));
    const payload = { ...form.payload };
    const { budget: _, ...two } = best;
    const missing = await office.submit(office.rep, form.id, { payload, values: two });
    expect(errorsOf(missing)).toEqual({ budget: g.needAnswer });
    await office.db.lead.updateMany({ data: { version: { increment: 1 } } });
    const late = await office.submit(office.rep, form.id, { payload, values: best });
    expect(errorsOf(late)).toEqual({ urgency: l.changedMeanwhile });
    expect(await office.db.approval.count()).toBe(0);
  });
});

describe("approved", () => {
  test("a B stays with the rep who registered it, and its first contact is due", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), middle);
    const decided = cardOf(await pressOn(office, office.manager, [manager, a.approve]));
    expect(buttonsOf(decided)).toEqual(["lead.reassign", "lead.open"]);
    const row = await lead(office);
    expect(row).toMatchObject({ status: "assigned", grade: "B", ownerId: office.rep.personId });
    expect(row.firstContactDueAt).not.toBeNull();
    const [handover] = await office.handovers();
    expect(handover).toMatchObject({
      why: "assigned",
      toId: office.rep.personId,
      byId: office.manager.personId,
    });
  });

  test("a C goes to the nurture pool of whoever approved it, without a first contact to make", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), poor);
    await pressOn(office, office.manager, [manager, a.approve]);
    expect(await lead(office)).toMatchObject({
      ...{ status: "nurturing", grade: "C", ownerId: office.manager.personId, firstContactDueAt: null },
      clockStep: "monthly",
    });
  });

  test("one that no rep registered goes to the least loaded: an A to a senior, a B to a rep, round robin among equals", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵雷", roles: ["rep"] });
    const boss = await office.colleague({ name: "总监", roles: ["director"] });
    const supervisor = await office.colleague({
      ...{ name: "主管", roles: ["supervisor"], managerId: boss.personId },
    });
    const senior = await office.colleague({ name: "赵敏", roles: ["senior_rep"] });
    const owners: (string | null)[] = [];
    for (const [number, grade] of ["A", "B", "B", "B"].entries()) {
      const words = grade === "A" ? "需求明确 预算充足 已见到老板" : "需求明确 预算待确认 决策人未知";
      const company = ["苏州精工", "远大集团", "北方重工", "海天塑机"][number] ?? "";
      const card = cardOf(await office.write(supervisor, `线索 ${company} 展会 ${words}`));
      await pressOn(office, supervisor, [card, g.submitAs(grade)]);
      const sent = await office.moveTo(new Date(office.clock.now.getTime() + 60_000));
      const waiting = sent.find(
        ({ to, card: { title } }) => to === boss.from.userId && title.includes(company),
      );
      if (waiting === undefined) throw new Error(`the director was not asked about ${company}`);
      await pressOn(office, boss, [waiting.card, a.approve]);
      owners.push((await office.db.lead.findFirstOrThrow({ where: { company } })).ownerId);
    }
    const [first, ...others] = owners;
    expect(first).toBe(senior.personId);
    expect(new Set(others)).toEqual(new Set([office.rep.personId, other.personId]));
    expect(others[2]).toBe(others[0]);
  });

  test("changed by the manager counts as the manager said, and the history tells both", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), best);
    const form = formOf(await pressOn(office, office.manager, [manager, a.change]));
    const values = { outcome: option("B"), reason: text("预算还要等集团批") };
    await office.submit(office.manager, form.id, { payload: { ...form.payload }, values });
    expect(await lead(office)).toMatchObject({ status: "assigned", grade: "B" });
    const { id: leadId } = await lead(office);
    const history = cardOf(await office.press(office.rep, "lead.history", { leadId }));
    expect(wordsOf(history)).toContain(l.events.changed("韩梅梅", "B"));
    expect(wordsOf(history)).toContain("预算还要等集团批");
    expect(wordsOf(history)).toContain(l.events.registered("李雷"));
  });

  test("twice gives the lead once, and grading it again changes nothing", async () => {
    const office = await newLeadOffice(database);
    const card = await registered(office);
    const manager = await asked(office, card, middle);
    await pressOn(office, office.manager, [manager, a.approve]);
    await pressOn(office, office.manager, [manager, a.approve]);
    expect(await office.handovers()).toHaveLength(1);
    expect(await pressOn(office, office.rep, [card, l.gradeButton])).toMatchObject({ text: g.notNow });
  });
});

describe("a lead that changes while its grade waits", () => {
  test("is asked about anew, and the old card approves nothing; the new one says what changed", async () => {
    const office = await newLeadOffice(database);
    const card = await registered(office);
    const manager = await asked(office, card, middle);
    const form = formOf(await pressOn(office, office.rep, [card, l.edit]));
    const values = {
      ...{ company: text("苏州精工机械"), source: option("exhibition"), contactName: text("王总") },
      ...{ phone: text("13800001234"), need: text("改要 500 台") },
    };
    const saved = await office.submit(office.rep, form.id, { payload: { ...form.payload }, values });
    expect(cardOf(saved).title).toBe(l.askedAgain("苏州精工机械"));
    await pressOn(office, office.manager, [manager, a.approve]);
    expect(await lead(office)).toMatchObject({ status: "grading", grade: null });
    const fresh = await managersCard(office);
    expect(wordsOf(fresh)).toContain(g.changedSince(l.fields.need));
    expect(allOf(fresh)).toContain("改要 500 台");
    await pressOn(office, office.manager, [fresh, a.approve]);
    expect(await lead(office)).toMatchObject({ status: "assigned", grade: "B" });
  });

  test("in what no grade stands on is not asked about again", async () => {
    const office = await newLeadOffice(database);
    const card = await registered(office);
    const manager = await asked(office, card, middle);
    const form = formOf(await pressOn(office, office.rep, [card, l.more]));
    const values = { acquiredOn: date("2026-09-01"), need: text("想要 200 台扫码枪") };
    await office.submit(office.rep, form.id, { payload: { ...form.payload }, values });
    expect(await office.db.approval.count()).toBe(1);
    await pressOn(office, office.manager, [manager, a.approve]);
    expect(await lead(office)).toMatchObject({ status: "assigned", isLate: true });
  });

  test("by other answers replaces what waits, with the new proposal", async () => {
    const office = await newLeadOffice(database);
    const card = await registered(office);
    await asked(office, card, middle);
    const form = formOf(await pressOn(office, office.rep, [card, l.gradeButton]));
    expect(initialsOf(form)).toMatchObject({ urgency: "clear", budget: "unconfirmed" });
    await office.submit(office.rep, form.id, { payload: { ...form.payload }, values: best });
    const rows = await office.db.approval.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ status, proposal }) => [status, proposal])).toEqual([
      ["withdrawn", "B"],
      ["waiting", "A"],
    ]);
    expect(wordsOf(await managersCard(office))).toContain(
      g.changedSince([l.fields.budget, l.fields.influence].join(g.and)),
    );
  });
});
