import { expect, it } from "vitest";
import { shownKey, toApproval } from "#approval/stored.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import type { ChatClient } from "#playground/client.ts";
import { cardsSaid, isNoticed, opens, said, saidDuring } from "#test/support/stage-watch.ts";
import { pressLike } from "#test/support/stage-wire.ts";
import { leadScripts } from "./lead-scripts.ts";
import { handovers, type LeadTeller, leadRow, submitLine } from "./lead-teller.ts";

/** From a Monday on: who decides when the manager does not. Each lead is Lina's, and a B by the rule. */
export function tellApprovals(teller: LeadTeller): void {
  tellAbsence(teller);
  tellTimeOut(teller);
  tellEdit(teller);
}

function ofTeller(teller: LeadTeller) {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const lin = stage.person("lin", platform);
  const titleOf = (company: string) => gradeTexts[locale].approvalTitle(script.names.lin, company, "B");
  return {
    ...{ stage, cast, platform, locale, script, lin, titleOf, t: approvalTexts[locale] },
    li: stage.person("li", platform),
    wang: stage.person("wang", platform),
    sun: stage.person("sun", platform),
    /** Lina asks for a grade; the card as it comes to somebody. */
    ask: async (name: string, approver: ChatClient) => {
      const lead = script.later(name);
      await submitLine(teller, lin, lead);
      const card = await cast.comes(approver, approvalTexts[locale].waitingTitle(titleOf(lead.company)));
      return { ...lead, id: card.id, card };
    },
    approvalOf: async (company: string) =>
      stage.database.prisma.approval.findFirstOrThrow({
        where: { subjectId: (await leadRow(teller, company)).id },
        orderBy: { requestedAt: "desc" },
      }),
  };
}

function tellAbsence(teller: LeadTeller): void {
  const { stage, cast, platform, locale, script, lin, li, wang, t, titleOf, ask, approvalOf } =
    ofTeller(teller);

  it("the manager is away: the delegate gets the card, decides for him, and his own card says so", async () => {
    await stage.moveTo("2026-10-26 09:30");
    const people = peopleTexts[locale];
    const settings = await cast.hears(li, people.settingsTitle, () => li.command(script.settings));
    await opens(li, () => li.press(people.edit, { on: settings.id }));
    const account = stage.accountOf("wang", platform);
    const away = { [people.awayFrom]: "2026-10-26", [people.awayUntil]: "2026-10-26" };
    const saved = await li.submit({ ...away, [people.delegate]: account });
    expect(saved.fieldErrors).toBeUndefined();
    await cast.becomes(li, settings.id, people.absence);
    const { company, id, card } = await ask("Wayne", wang);
    expect(card.text).toContain(t.why.delegated);
    const his = await cast.comes(li, t.waitingTitle(titleOf(company)));
    await wang.press(t.approve, { on: id });
    await cast.becomes(wang, id, t.onBehalf(script.names.wang, script.names.li));
    const told = await cast.becomes(li, his.id, t.approvedTitle(titleOf(company)));
    expect(told.text).toContain(t.onBehalf(script.names.wang, script.names.li));
    expect(told.buttons).not.toContain(t.approve);
    await cast.comes(lin, assignedTexts[locale].decided(company, "B"));
    expect(await approvalOf(company)).toMatchObject({ status: "approved", decidedById: cast.idOf("wang") });
  });

  it("both approve in the same second: one decides, the other is told who, and both cards show it", async () => {
    await cast.pass(5);
    const { company, id } = await ask("Stark", wang);
    const his = await cast.comes(li, t.waitingTitle(titleOf(company)));
    await Promise.all([li.press(t.approve, { on: his.id }), wang.press(t.approve, { on: id })]);
    for (const [client, card] of [[li, his.id] as const, [wang, id] as const]) {
      await cast.becomes(client, card, t.approvedTitle(titleOf(company)));
    }
    const { status, decidedById } = await approvalOf(company);
    expect(status).toBe("approved");
    const [loser, winner] =
      decidedById === cast.idOf("li") ? ([wang, "li"] as const) : ([li, "wang"] as const);
    await isNoticed(loser, t.overBy(script.names[winner], gradeTexts[locale].grade("B")));
    await cast.comes(lin, assignedTexts[locale].decided(company, "B"));
    expect(await handovers(teller, company)).toEqual(["assigned"]);
    const told = said(lin).filter(({ text }) => text.includes(assignedTexts[locale].decided(company, "B")));
    expect(told).toHaveLength(1);
  });
}

function tellTimeOut(teller: LeadTeller): void {
  const { stage, cast, locale, script, lin, li, wang, sun, t, titleOf, ask, approvalOf } = ofTeller(teller);

  it("nobody decides: the manager is asked again after 4 working hours, the director after a working day", async () => {
    await stage.moveTo("2026-10-27 10:00");
    const { company, id } = await ask("Cyberdyne", li);
    expect(said(wang).some(({ text }) => text.includes(company))).toBe(false);
    const before = await saidDuring(li, () => stage.moveTo("2026-10-27 13:59"));
    expect(before).toEqual([]);
    await stage.moveTo("2026-10-27 14:00");
    const nudge = await cast.comes(li, t.why.nudge);
    expect(nudge.text).toContain(company);
    expect(await saidDuring(sun, () => stage.moveTo("2026-10-28 17:59"))).toEqual([]);
    await stage.moveTo("2026-10-28 18:00");
    const up = await cast.comes(sun, t.waitingTitle(titleOf(company)));
    expect(up.text).toContain(t.why.escalated);
    await sun.press(t.approve, { on: up.id });
    for (const card of [id, nudge.id]) {
      const his = await cast.becomes(li, card, t.approvedTitle(titleOf(company)));
      expect(his.text).toContain(script.names.sun);
      expect(his.buttons).not.toContain(t.approve);
    }
    await cast.comes(lin, assignedTexts[locale].decided(company, "B"));
    expect(await approvalOf(company)).toMatchObject({ status: "approved", decidedById: cast.directorId });
  });
}

function tellEdit(teller: LeadTeller): void {
  const { stage, cast, platform, locale, lin, li, t, titleOf, ask, approvalOf } = ofTeller(teller);
  const lead = leadTexts[locale];

  it("the lead is edited while the card is open: a press says so and shows the new card, on which approve works", async () => {
    await stage.moveTo("2026-10-29 10:00");
    const { company, id } = await ask("Tyrell", li);
    const old = await approvalOf(company);
    await cast.pass(2);
    const submitted = cardsSaid(lin).findLast(({ text }) =>
      text.includes(gradeTexts[locale].submitted(company, "B")),
    );
    await opens(lin, () => lin.press(lead.edit, { on: submitted?.id ?? "" }));
    await lin.submit({ [lead.fields.contactName]: "Rachael" });
    await cast.comes(lin, lead.askedAgain(company));
    await cast.becomes(li, id, t.withdrawnTitle(titleOf(company)));
    // Pressed on what was on the screen a moment before.
    const payload = { approvalId: old.id, key: shownKey(toApproval(old)) };
    const answer = await pressLike(stage, platform, { by: "li", actionId: "approval.approve", payload });
    for (const words of ["Rachael", t.waitingTitle(titleOf(company))]) expect(answer).toContain(words);
    if (platform === "slack") await isNoticed(li, t.moved);
    else expect(answer).toContain(t.moved);
    expect(await approvalOf(company)).toMatchObject({ status: "waiting" });
    const fresh = await cast.comes(li, "Rachael");
    expect(fresh.text).toContain(gradeTexts[locale].changedSince(lead.fields.contactName));
    await li.press(t.approve, { on: fresh.id });
    await cast.comes(lin, assignedTexts[locale].decided(company, "B"));
    expect(await leadRow(teller, company)).toMatchObject({ status: "assigned", contactName: "Rachael" });
  });
}
