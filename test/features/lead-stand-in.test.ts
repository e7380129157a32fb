import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import type { Card } from "#chat/card.ts";
import { testDatabase } from "../support/database.ts";
import { best, middle, poor, registered } from "./lead-grade-support.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { type Colleague, formOf, local, pressOn, text } from "./support.ts";

const database = await testDatabase();
const [a, g, l] = [approvalTexts.zh, gradeTexts.zh, leadTexts.zh];

/** The manager is away until Friday, and a rep stands in. */
async function officeInAbsence() {
  const office = await newLeadOffice(database);
  const deputy = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
  const days = { awayFrom: new Date("2026-09-14"), awayUntil: new Date("2026-09-18") };
  await office.db.person.updateMany({
    where: { id: office.manager.personId },
    data: { ...days, delegateId: deputy.personId },
  });
  return { ...office, deputy };
}

type Values = Parameters<LeadOffice["submit"]>[2]["values"];

/** The rep's lead is graded; the card that comes to who decides. */
async function askedOf(office: LeadOffice, decider: Colleague, values: Values): Promise<Card> {
  const form = formOf(await pressOn(office, office.rep, [await registered(office), l.gradeButton]));
  await office.submit(office.rep, form.id, { payload: { ...form.payload }, values });
  const sent = await office.moveTo(new Date(office.clock.now.getTime() + 60_000));
  const card = sent.findLast(({ to }) => to === decider.from.userId)?.card;
  if (card === undefined) throw new Error("nobody was asked");
  return card;
}

const onlyLead = (office: LeadOffice) => office.db.lead.findFirstOrThrow();

describe("a rep who stands in for the manager", () => {
  // Both buttons that the decided card offered were refused: "you may not do this".
  test("keeps the owner of an A or gives it to somebody else, until the manager is back", async () => {
    const office = await officeInAbsence();
    const asked = await askedOf(office, office.deputy, best);
    const decided = cardOf(await pressOn(office, office.deputy, [asked, a.approve]));
    expect(buttonsOf(decided)).toEqual(["lead.keep", "lead.reassign"]);
    expect(await pressOn(office, office.deputy, [decided, g.keep])).toMatchObject({ text: g.kept("李雷") });
    const { payload, id } = formOf(await pressOn(office, office.deputy, [decided, g.reassign]));
    const senior = await office.colleague({ name: "王芳", roles: ["senior_rep"] });
    const person = { type: "person", userId: senior.from.userId } as const;
    const filled = { payload: { ...payload }, values: { person, reason: text("A 级给资深") } };
    await office.submit(office.deputy, id, filled);
    expect(await onlyLead(office)).toMatchObject({ ownerId: senior.personId });
    office.clock.now = local("2026-09-21 10:00");
    for (const label of [g.keep, g.reassign]) {
      expect(await pressOn(office, office.deputy, [decided, label])).toMatchObject({ text: l.notAllowed });
    }
  });

  // A rep kept the nurture lead for good, because it was he who had pressed.
  test("leaves a C to the manager for whom it was approved", async () => {
    const office = await officeInAbsence();
    const asked = await askedOf(office, office.deputy, poor);
    await pressOn(office, office.deputy, [asked, a.approve]);
    expect(await onlyLead(office)).toMatchObject({
      status: "nurturing",
      ownerId: office.manager.personId,
    });
  });
});

describe("the card of who decided", () => {
  test("offers nothing that would be refused: the owner is in another part of the company", async () => {
    const office = await newLeadOffice(database);
    const far = await office.colleague({ name: "周远", roles: ["rep"] });
    const asked = await askedOf(office, office.manager, middle);
    await office.db.person.updateMany({ where: { id: office.rep.personId }, data: { roles: ["service"] } });
    const decided = cardOf(await pressOn(office, office.manager, [asked, a.approve]));
    expect((await onlyLead(office)).ownerId).toBe(far.personId);
    expect(buttonsOf(decided)).toEqual(["lead.open"]);
  });
});
