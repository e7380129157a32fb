import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { testDatabase } from "../support/database.ts";
import { asked, best, registered } from "./lead-grade-support.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { formOf, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const g = gradeTexts.zh;
const a = approvalTexts.zh;

const lead = (office: LeadOffice) => office.db.lead.findFirstOrThrow();

/** The manager's decided card, as it was last drawn afresh. */
function decidedCard(office: LeadOffice) {
  const card = office.drawnAfresh().findLast(({ title }) => title.startsWith(a.approvedTitle("")));
  if (card === undefined) throw new Error("the decided card was not drawn afresh");
  return card;
}

describe("the card of a decided grade", () => {
  test("an A of a rep who is not senior asks the manager: keep, or give it to somebody else", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), best);
    const decided = cardOf(await pressOn(office, office.manager, [manager, a.approve]));
    expect(buttonsOf(decided)).toEqual(["lead.keep", "lead.reassign"]);
    expect(wordsOf(decided)).toContain(g.askKeep("李雷"));
    await office.moveTo("2026-09-14 10:03");
    expect(await pressOn(office, office.manager, [decided, g.keep])).toMatchObject({ text: g.kept("李雷") });
    expect((await lead(office)).ownerId).toBe(office.rep.personId);
    await office.moveTo("2026-09-14 10:05");
    const kept = decidedCard(office);
    expect(buttonsOf(kept)).toEqual(["lead.reassign", "lead.open"]);
    expect(wordsOf(kept)).toContain(g.stays("李雷"));
    expect(wordsOf(kept)).not.toContain(g.askKeep("李雷"));
    const senior = await office.colleague({ name: "赵敏", roles: ["senior_rep"] });
    const form = formOf(await pressOn(office, office.manager, [decided, g.reassign]));
    const person = { type: "person", userId: senior.from.userId } as const;
    const values = { person, reason: text("A 级给资深") };
    await office.submit(office.manager, form.id, { payload: { ...form.payload }, values });
    expect(await lead(office)).toMatchObject({ ownerId: senior.personId, status: "assigned", grade: "A" });
    await office.moveTo("2026-09-14 10:07");
    expect(wordsOf(decidedCard(office))).not.toContain(g.stays("李雷"));
  });

  // "Not a senior rep" was said of a manager.
  test.each([[["senior_rep"]], [["supervisor"]], [["rep", "supervisor"]], [["manager"]]] as const)(
    "an A of a person with the roles %s asks nothing",
    async (roles) => {
      const office = await newLeadOffice(database);
      const { personId: id } = office.rep;
      await office.db.person.updateMany({ where: { id }, data: { roles: [...roles] } });
      const manager = await asked(office, await registered(office), best);
      const decided = cardOf(await pressOn(office, office.manager, [manager, a.approve]));
      expect((await lead(office)).ownerId).toBe(id);
      expect(buttonsOf(decided)).toEqual(["lead.reassign", "lead.open"]);
      expect(wordsOf(decided)).not.toContain(g.askKeep("李雷"));
    },
  );

  test("an A that the manager has given to another rep who is not senior is not asked about again", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), best);
    const decided = cardOf(await pressOn(office, office.manager, [manager, a.approve]));
    await office.moveTo("2026-09-14 10:03");
    const other = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
    const form = formOf(await pressOn(office, office.manager, [decided, g.reassign]));
    const person = { type: "person", userId: other.from.userId } as const;
    const values = { person, reason: text("换区域") };
    await office.submit(office.manager, form.id, { payload: { ...form.payload }, values });
    await office.moveTo("2026-09-14 10:05");
    expect(buttonsOf(decidedCard(office))).toEqual(["lead.reassign", "lead.open"]);
  });
});
