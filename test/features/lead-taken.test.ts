import { describe, expect, test } from "vitest";
import { type LeadOrigin, originWords } from "#cards/lead/origin.ts";
import { leadTakenTexts } from "#cards/lead/taken.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { type Colleague, local, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = leadTakenTexts.zh;
const company = "苏州精工机械有限公司";

/** An A of the rep's, whose card has been sent, and a colleague of the same manager. */
async function office() {
  const there = await newLeadOffice(database);
  const other = await there.colleague({ name: "赵敏", managerId: there.manager.personId });
  const { id: leadId } = await there.given("A");
  await there.moveTo("2026-09-14 10:05");
  const give = (who: Colleague, to: Colleague) =>
    there.submit(who, "lead.transfer", {
      payload: { leadId },
      values: { person: { type: "person", userId: to.from.userId }, reason: text("换区域") },
    });
  return { ...there, other, leadId, give };
}

/** Whoever had a lead once found out by missing it. */
describe("who had a lead that somebody above took", () => {
  test("is told once who has it now and why, and in the language of his or her own", async () => {
    const there = await office();
    await there.give(there.manager, there.other);
    const told = (await there.moveTo("2026-09-14 10:10")).filter(({ to }) => to === there.rep.from.userId);
    expect(told.map(({ card }) => card.title)).toEqual([t.given("韩梅梅", company, "赵敏")]);
    expect(told.map(({ card }) => wordsOf(card)).join()).toContain(t.reason("换区域"));
  });

  test("is told that it is in the public pool", async () => {
    const there = await office();
    await there.press(there.manager, "lead.release", { leadId: there.leadId });
    const told = await there.moveTo("2026-09-14 10:10");
    expect(told.map(({ to, card }) => [to, card.title])).toContainEqual([
      there.rep.from.userId,
      t.pooled("韩梅梅", company),
    ]);
  });

  test("is told nothing where it was his or her own doing, or where the lead is back", async () => {
    const there = await office();
    await there.give(there.rep, there.other);
    await there.give(there.manager, there.rep);
    await there.give(there.manager, there.other);
    await there.give(there.manager, there.rep);
    const told = await there.moveTo("2026-09-14 10:10");
    expect(told.filter(({ to }) => to === there.rep.from.userId).map(({ card }) => card.title)).not.toContain(
      t.given("韩梅梅", company, "赵敏"),
    );
  });
});

/** The reason that a colleague writes was nowhere to be read by whom it was written for. */
describe("the new owner's card", () => {
  const told = async (there: Awaited<ReturnType<typeof office>>, who: Colleague, at: string) => {
    const [one] = (await there.moveTo(at)).filter(({ to }) => to === who.from.userId);
    return one === undefined ? "" : wordsOf(one.card);
  };
  const words = (origin: LeadOrigin) => originWords("zh", origin);

  test("says who gave the lead, and why", async () => {
    const there = await office();
    await there.give(there.rep, there.other);
    expect(await told(there, there.other, "2026-09-14 10:10")).toContain(
      words({ how: "transferred", by: "李雷", reason: "换区域" }),
    );
    await there.give(there.manager, there.rep);
    expect(await told(there, there.rep, "2026-09-14 10:15")).toContain(
      words({ how: "given", by: "韩梅梅", reason: "换区域" }),
    );
  });

  test("says that it was claimed, and nothing where the rule gave it", async () => {
    const there = await office();
    await there.press(there.manager, "lead.release", { leadId: there.leadId });
    await there.moveTo("2026-09-14 10:10");
    await there.press(there.other, "pool.claim", { leadId: there.leadId });
    expect(await told(there, there.other, "2026-09-14 10:15")).toContain(words({ how: "claimed" }));
    await there.given("B");
    expect(await told(there, there.rep, "2026-09-14 10:20")).not.toContain(words({ how: "given", by: "" }));
  });
});

/** Two colleagues could hand a lead to and fro for ever, and neither owed a first contact. */
describe("the first contact of a lead", () => {
  const due = async (there: Awaited<ReturnType<typeof office>>) =>
    (await there.read(there.leadId)).firstContactDueAt;

  test("stays due between colleagues, however often it is handed on; who is above starts it anew", async () => {
    const there = await office();
    await there.moveTo("2026-09-15 10:00");
    await there.give(there.rep, there.other);
    await there.give(there.other, there.rep);
    expect(await due(there)).toEqual(local("2026-09-16 10:00"));
    await there.give(there.manager, there.other);
    expect(await due(there)).toEqual(local("2026-09-17 10:00"));
  });

  test("that is overdue gets its full time with the colleague, and the breach stays on record", async () => {
    const there = await office();
    await there.moveTo("2026-09-16 11:00");
    await there.give(there.rep, there.other);
    expect(await due(there)).toEqual(local("2026-09-18 11:00"));
    expect(await there.db.leadBreach.findMany()).toMatchObject([
      { ownerId: there.rep.personId, dueAt: local("2026-09-16 10:00"), endedBy: "reassigned" },
    ]);
  });
});
