import { expect, it } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import { isNoticed, opens, said } from "#test/support/stage-watch.ts";
import { leadScripts } from "./lead-scripts.ts";
import { handovers, type LeadTeller, leadRow, local, submitLine } from "./lead-teller.ts";
import { tellContact } from "./tell-lead-contact.ts";

/** An A, a B and a C from the line to the customer; each test goes on where the one before ended. */
export function tellLives(teller: LeadTeller): void {
  tellRegistration(teller);
  tellReturn(teller);
  tellChange(teller);
  tellContact(teller);
}

function tellRegistration(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const [grade, approval] = [gradeTexts[locale], approvalTexts[locale]];
  const [lin, li] = [stage.person("lin", platform), stage.person("li", platform)];
  const answers = (urgency: string) => ({
    [grade.dimensions.urgency]: urgency,
    [grade.dimensions.budget]: grade.answers.budget.sufficient,
    [grade.dimensions.influence]: grade.answers.influence.decision_maker,
  });
  const submit = async (lead: { company: string; line: string }, urgency: string, wanted: string) => {
    const registered = registerTexts[locale].registered(lead.company);
    const card = await cast.hears(lin, registered, () => lin.command(lead.line));
    await opens(lin, () => lin.press(leadTexts[locale].gradeButton, { on: card.id }));
    const graded = await lin.submit(answers(urgency));
    expect(graded.fieldErrors).toBeUndefined();
    await cast.becomes(lin, card.id, grade.submitted(lead.company, wanted));
  };

  it("A: is registered by a line, graded by three answers, and is nobody's until the grade is approved", async () => {
    const { company } = script.a;
    await submit(script.a, grade.answers.urgency.clear, "A");
    expect(await leadRow(teller, company)).toMatchObject({ status: "grading", grade: null, ownerId: null });
    const title = approval.waitingTitle(grade.approvalTitle(script.names.lin, company, "A"));
    const card = await cast.comes(li, title);
    expect(card.text).toContain(script.a.phone);
    expect(card.text).toContain(grade.answers.influence.decision_maker);
    expect(card.buttons).toEqual([approval.approve, approval.change, approval.return]);
    expect(await handovers(teller, company)).toEqual([]);
  });

  it("A: is the rep's on approval, with the deadline, its weekday and why, and keep or reassign for the manager", async () => {
    const { company, deadline } = script.a;
    await stage.moveTo("2026-09-18 10:10");
    const title = grade.approvalTitle(script.names.lin, company, "A");
    const { id } = await cast.comes(li, approval.waitingTitle(title));
    await li.press(approval.approve, { on: id });
    const decided = await cast.becomes(li, id, approval.approvedTitle(title));
    expect(decided.buttons).toEqual([grade.keep, grade.reassign]);
    const card = await cast.comes(lin, assignedTexts[locale].decided(company, "A"));
    expect(card.text).toContain(`${deadline} · ${assignedTexts[locale].withinHours("A", 48)}`);
    expect(card.text).toContain(script.a.phone);
    // Feishu's cards open no such links.
    expect(JSON.stringify(card.raw).includes("tel:")).toBe(platform === "slack");
    expect(await leadRow(teller, company)).toMatchObject({
      ...{ status: "assigned", grade: "A", ownerId: cast.idOf("lin") },
      firstContactDueAt: local("2026-09-20 10:10"),
    });
    await li.press(grade.keep);
    await isNoticed(li, grade.kept(script.names.lin));
    const kept = await cast.becomes(li, id, grade.stays(script.names.lin));
    expect(kept.buttons).toEqual([grade.reassign, grade.open]);
    expect(await handovers(teller, company)).toEqual(["assigned", "kept"]);
  });

  it("C: goes to the nurture pool on approval, kept by the manager, and owes no first contact", async () => {
    const { company } = script.c;
    await stage.moveTo("2026-09-18 10:20");
    await submit(script.c, grade.answers.urgency.vague, "C");
    const title = grade.approvalTitle(script.names.lin, company, "C");
    const { id } = await cast.comes(li, approval.waitingTitle(title));
    await stage.moveTo("2026-09-18 10:22");
    await li.press(approval.approve, { on: id });
    await cast.becomes(li, id, approval.approvedTitle(title));
    expect(await leadRow(teller, company)).toMatchObject({
      ...{ status: "nurturing", grade: "C", ownerId: cast.idOf("li"), firstContactDueAt: null },
      clockAt: local("2026-10-08 09:00"),
    });
    await cast.comes(lin, approval.approvedTitle(title));
  });
}

function tellReturn(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const t = approvalTexts[locale];
  const { company } = script.b;
  const title = gradeTexts[locale].approvalTitle(script.names.lin, company, "B");
  const [lin, li] = [stage.person("lin", platform), stage.person("li", platform)];

  it("B: the manager's question comes to the rep as a form, and the answer to the manager's same card", async () => {
    await stage.moveTo("2026-09-18 10:30");
    await submitLine(teller, lin, script.b);
    const { id } = await cast.comes(li, t.waitingTitle(title));
    await stage.moveTo("2026-09-18 10:32");
    await opens(li, () => li.press(t.return, { on: id }));
    await li.submit({ [t.returnQuestion]: script.question });
    await cast.becomes(li, id, t.returnedTitle(title));
    const question = await cast.comes(lin, t.askerReturnedTitle(title));
    expect(question.text).toContain(script.question);
    expect(await leadRow(teller, company)).toMatchObject({ status: "grading", ownerId: null });
    await stage.moveTo("2026-09-18 10:35");
    const form = await opens(lin, () => lin.press(t.answerButton, { on: question.id }));
    expect(JSON.stringify(form.raw)).toContain(script.question);
    await lin.submit({ [t.answerField]: script.answer });
    const again = await cast.becomes(li, id, script.answer);
    expect(again.text).toContain(t.waitingTitle(title));
    expect(again.buttons).toContain(t.approve);
    await cast.comes(li, t.why.answered);
  });

  it("B: is the rep's on approval, for three working days, a make-up Sunday among them", async () => {
    await stage.moveTo("2026-09-18 10:40");
    const waiting = said(li).filter(({ text }) => text.includes(t.waitingTitle(title)));
    const [first] = waiting;
    await li.press(t.approve, { on: first?.id ?? "" });
    for (const { id } of waiting) await cast.becomes(li, id, t.approvedTitle(title));
    const card = await cast.comes(lin, assignedTexts[locale].decided(company, "B"));
    expect(card.text).toContain(`${script.b.deadline} · ${assignedTexts[locale].withinDays("B", 3)}`);
    expect(await leadRow(teller, company)).toMatchObject({
      ...{ status: "assigned", grade: "B", ownerId: cast.idOf("lin") },
      firstContactDueAt: local("2026-09-22 18:00"),
    });
  });
}

function tellChange(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const [t, grade] = [approvalTexts[locale], gradeTexts[locale]];
  const { company, line } = script.other;
  const title = grade.approvalTitle(script.names.zhao, company, "A");
  const [zhao, li] = [stage.person("zhao", platform), stage.person("li", platform)];

  it("a rep argues for an A, the manager makes it a B with a reason, and the rep reads it", async () => {
    await stage.moveTo("2026-09-18 10:50");
    const registered = registerTexts[locale].registered(company);
    const lead = await cast.hears(zhao, registered, () => zhao.command(line));
    await opens(zhao, () => zhao.press(leadTexts[locale].gradeButton, { on: lead.id }));
    const argued = { [grade.arguedGrade]: grade.grade("A"), [grade.argument]: script.argument };
    await zhao.submit(argued);
    const card = await cast.comes(li, t.waitingTitle(title));
    expect(card.text).toContain(script.argument);
    expect(card.text).toContain(grade.byRule("B"));
    await stage.moveTo("2026-09-18 10:52");
    await opens(li, () => li.press(t.change, { on: card.id }));
    await li.submit({ [t.changeOutcome]: grade.grade("B"), [t.changeReason]: script.reason });
    const changed = await cast.becomes(li, card.id, t.changedTitle(title));
    expect(changed.text).toContain(t.outcomeFrom(grade.grade("B"), grade.grade("A")));
    const told = await cast.comes(zhao, assignedTexts[locale].decided(company, "B"));
    expect(told.text).toContain(script.reason);
    expect(await leadRow(teller, company)).toMatchObject({ grade: "B", ownerId: cast.idOf("zhao") });
    const approval = await stage.database.prisma.approval.findFirstOrThrow({ where: { status: "changed" } });
    expect(approval).toMatchObject({ proposal: "A", outcome: "B", reason: script.reason });
  });
}
