import { expect, it } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import type { ChatClient } from "#playground/client.ts";
import { cardsSaid, opens, said, saidDuring } from "#test/support/stage-watch.ts";
import { leadScripts } from "./lead-scripts.ts";
import { handovers, type LeadTeller, leadRow, local } from "./lead-teller.ts";

/** From the warning to the customer. */
export function tellContact(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const [t, watch] = [contactTexts[locale], watchTexts[locale]];
  const lin = stage.person("lin", platform);
  const { prisma } = stage.database;

  it("A: its rep is warned before the deadline, at the last minute before quiet hours and the day off", async () => {
    const { company } = script.a;
    expect(await saidDuring(lin, () => stage.moveTo("2026-09-18 20:58"))).toEqual([]);
    await stage.moveTo("2026-09-18 20:59");
    const warning = await cast.comes(lin, watch.title["contact-warning"](company));
    expect(warning.text).toContain(script.a.deadline);
    expect(warning.buttons).toEqual([t.logFirst, t.planFirst, t.handBack]);
  });

  it("A: the first contact, logged from the warning, stops the clock and plans the next", async () => {
    const { company } = script.a;
    await opens(lin, () => lin.press(t.logFirst));
    const outcome = await lin.submit({
      ...{ [t.content]: script.contacted, [t.nextAt]: "2026-09-22 10:00", [t.nextGoal]: script.goal },
    });
    expect(outcome.fieldErrors).toBeUndefined();
    const logged = await cast.comes(lin, t.firstLogged(company));
    expect(logged.text).toContain(t.inTime);
    const row = await leadRow(teller, company);
    expect(row).toMatchObject({ status: "contacted", nextAt: local("2026-09-22 10:00") });
    expect(row.firstContactAt).toEqual(local("2026-09-18 20:59"));
    expect(await prisma.followUp.count({ where: { leadId: row.id } })).toBe(1);
    expect(await prisma.leadBreach.count({ where: { leadId: row.id } })).toBe(0);
  });

  it("B: its rep is warned at 80 % of the time, logs it in a line as of a customer, and is not told of a breach", async () => {
    const { company, followUp } = script.b;
    await stage.moveTo("2026-09-21 20:59");
    await cast.comes(lin, watch.title["contact-warning"](company));
    await lin.command(followUp);
    const logged = await cast.comes(lin, t.firstLogged(company));
    expect(logged.buttons).toContain(t.undo);
    const row = await leadRow(teller, company);
    expect(row).toMatchObject({ status: "contacted", nextAt: local("2026-09-30 10:00") });
    expect(await prisma.leadBreach.count({ where: { leadId: row.id } })).toBe(0);
  });

  it("A: its rep is reminded of the planned follow-up, and converts the lead to a customer with all that was said", async () => {
    const { company } = script.a;
    await stage.moveTo("2026-09-22 09:30");
    const plan = await cast.comes(lin, watch.title["plan-due"](company));
    expect(plan.text).toContain(script.goal);
    await convert(teller, lin, { company, on: plan.id });
  });

  it("B: is converted from its card", async () => {
    const contacted = cardsSaid(lin).findLast(({ text }) => text.includes(t.firstLogged(script.b.company)));
    await convert(teller, lin, { company: script.b.company, on: contacted?.id ?? "" });
  });
}

async function convert(
  teller: LeadTeller,
  client: ChatClient,
  { company, on }: { readonly company: string; readonly on: string },
): Promise<void> {
  const { stage, cast } = teller;
  const { prisma } = stage.database;
  const t = leadTexts[stage.locale];
  const card = await cast.hears(client, t.owner, () => client.press(t.open, { on }));
  await client.press(t.convert, { on: card.id });
  const done = await cast.becomes(client, card.id, t.converted(company));
  expect(done.buttons).toEqual([t.openCustomer, t.history]);
  const lead = await leadRow(teller, company);
  expect(lead).toMatchObject({ status: "converted", clockAt: null });
  const customer = await prisma.customer.findFirstOrThrow({
    where: { id: lead.customerId ?? "" },
    include: { contacts: true },
  });
  expect(customer).toMatchObject({ name: company, ownerId: lead.ownerId });
  expect(customer.contacts).toMatchObject([{ phone: lead.phone }]);
  const followUps = await prisma.followUp.findMany({ where: { leadId: lead.id } });
  expect(followUps.every(({ customerId }) => customerId === customer.id)).toBe(true);
  expect(followUps.length).toBeGreaterThan(0);
}

/** What becomes of the C in October. */
export function tellMonth(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const t = watchTexts[locale];
  const li = stage.person("li", platform);
  const { company } = script.c;

  it("C: comes with the pool's others once a month, on the first working morning, and is touched", async () => {
    await stage.moveTo("2026-10-08 08:59");
    expect(said(li).some(({ text }) => text.includes(t.monthlyTitle(1)))).toBe(false);
    await stage.moveTo("2026-10-08 09:00");
    const month = await cast.comes(li, t.monthlyTitle(1));
    expect(month.text).toContain(company);
    await opens(li, () => li.press(t.touchSome, { on: month.id }));
    // Boxes are fields of their own on Feishu.
    const ticked = platform === "slack" ? { [t.which]: [company] } : { [company]: "true" };
    await li.submit({ ...ticked, [t.touchContent]: script.sent });
    await cast.comes(li, contactTexts[locale].touched(1));
    expect(await leadRow(teller, company)).toMatchObject({
      ...{ status: "nurturing", lastFollowUpAt: local("2026-10-08 09:00") },
      clockAt: local("2026-11-02 09:00"),
    });
  });
}

/** It wakes up a month later. */
export function tellWaking(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const [t, grade, approval] = [watchTexts[locale], gradeTexts[locale], approvalTexts[locale]];
  const [li, lin, sun] = [
    stage.person("li", platform),
    stage.person("lin", platform),
    stage.person("sun", platform),
  ];
  const { company } = script.c;

  it("C: is graded anew when it wakes up, goes to the rep who registered it, and is converted", async () => {
    const month = await cast.hears(li, t.monthlyTitle(1), () => stage.moveTo("2026-11-02 09:00"));
    const opened = () => li.press(contactTexts[locale].open, { on: month.id });
    const card = await cast.hears(li, leadTexts[locale].regrade, opened);
    await opens(li, () => li.press(leadTexts[locale].regrade, { on: card.id }));
    await li.submit({ [grade.dimensions.urgency]: grade.answers.urgency.clear });
    await cast.comes(li, grade.submitted(company, "A"));
    const title = grade.approvalTitle(script.names.lin, company, "A");
    await cast.comes(sun, approval.waitingTitle(title));
    await cast.pass(3);
    await sun.press(approval.approve);
    const given = await cast.comes(lin, assignedTexts[locale].decided(company, "A"));
    expect(await leadRow(teller, company)).toMatchObject({ grade: "A", ownerId: cast.idOf("lin") });
    await opens(lin, () => lin.press(contactTexts[locale].logFirst, { on: given.id }));
    await lin.submit({ [contactTexts[locale].content]: script.contacted });
    const logged = await cast.comes(lin, contactTexts[locale].firstLogged(company));
    await convert(teller, lin, { company, on: logged.id });
    expect(await handovers(teller, company)).toEqual(["nurtured", "assigned"]);
  });
}
