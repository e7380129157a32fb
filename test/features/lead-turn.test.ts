import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { testDatabase } from "../support/database.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { type Colleague, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
const [a, g, l] = [approvalTexts.zh, gradeTexts.zh, leadTexts.zh];

/** A B that somebody registers who is no rep, approved by the one above. */
async function approved(office: LeadOffice, by: Colleague, above: Colleague) {
  const words = "线索 苏州精工 展会 需求明确 预算待确认 决策人未知";
  await pressOn(office, by, [cardOf(await office.write(by, words)), g.submitAs("B")]);
  const sent = await office.moveTo(new Date(office.clock.now.getTime() + 60_000));
  const asked = sent.find(({ to }) => to === above.from.userId)?.card;
  if (asked === undefined) throw new Error("nobody was asked");
  const decided = cardOf(await pressOn(office, above, [asked, a.approve]));
  const lead = await office.db.lead.findFirstOrThrow({ where: { company: "苏州精工" } });
  return { decided, lead };
}

async function directed() {
  const office = await newLeadOffice(database);
  const boss = await office.colleague({ name: "总监", roles: ["director"] });
  return { ...office, boss };
}

describe("a lead that nobody owns", () => {
  test("passes by who is away, as long as somebody else is there", async () => {
    const office = await directed();
    const other = await office.colleague({ name: "赵敏" });
    await office.given("B", { company: "远大集团", sourceKey: "load" }, other);
    const today = new Date("2026-09-14");
    await office.db.person.updateMany({
      where: { id: office.rep.personId },
      data: { awayFrom: today, awayUntil: today },
    });
    const supervisor = await office.colleague({ roles: ["supervisor"], managerId: office.boss.personId });
    expect((await approved(office, supervisor, office.boss)).lead.ownerId).toBe(other.personId);
  });

  test("is not given to somebody whose account is closed in the same moment", async () => {
    const office = await directed();
    const other = await office.colleague({ name: "赵敏" });
    await office.given("B", { company: "远大集团", sourceKey: "load" }, other);
    const supervisor = await office.colleague({ roles: ["supervisor"], managerId: office.boss.personId });
    const leaver = await database.pool.connect();
    await leaver.query("BEGIN");
    await leaver.query("UPDATE person SET status = 'left' WHERE id = $1", [office.rep.personId]);
    const taken = approved(office, supervisor, office.boss);
    await sleep(1000);
    await leaver.query("COMMIT");
    leaver.release();
    expect((await taken).lead.ownerId).toBe(other.personId);
  });

  test("stays, where there is no rep, with who registered it and leads a team", async () => {
    const office = await directed();
    await office.db.person.updateMany({
      where: { id: office.rep.personId },
      data: { roles: ["service"] },
    });
    await office.colleague({ roles: ["supervisor"] });
    const supervisor = await office.colleague({ roles: ["supervisor"], managerId: office.boss.personId });
    expect((await approved(office, supervisor, office.boss)).lead).toMatchObject({
      ...{ status: "assigned", ownerId: supervisor.personId },
    });
  });

  // It became the director's who had approved it, who follows up nobody.
  test("waits in the public pool where nobody works with leads, and its history says why", async () => {
    const office = await directed();
    await office.db.person.updateMany({
      where: { id: { in: [office.rep.personId, office.manager.personId] } },
      data: { roles: ["service"] },
    });
    const admin = await office.colleague({ roles: ["admin"], managerId: office.boss.personId });
    const { decided, lead } = await approved(office, admin, office.boss);
    expect(lead).toMatchObject({ status: "pooled", ownerId: null, grade: "B" });
    expect(buttonsOf(decided)).toEqual(["lead.reassign", "lead.open"]);
    const history = cardOf(await office.press(office.boss, "lead.history", { leadId: lead.id }));
    expect(wordsOf(history)).toContain(l.events.unassigned());
  });
});
