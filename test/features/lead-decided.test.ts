import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { testDatabase } from "../support/database.ts";
import { asked, best, middle, poor, registered } from "./lead-grade-support.ts";
import { newLeadOffice } from "./lead-support.ts";
import { buttonsOf } from "./people-support.ts";
import { fieldsOf, formOf, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const a = approvalTexts.zh;
const g = gradeTexts.zh;
const o = assignedTexts.zh;

/** A rep's lead whose grade the manager submits, and the card that asks the director above. */
async function submittedByManager(values: typeof middle) {
  const office = await newLeadOffice(database);
  const boss = await office.colleague({ name: "总监", roles: ["director"] });
  const { personId: id } = office.manager;
  await office.db.person.updateMany({ where: { id }, data: { managerId: boss.personId } });
  await registered(office);
  const { id: leadId } = await office.db.lead.findFirstOrThrow();
  const form = formOf(await office.press(office.manager, "lead.grade", { leadId }));
  await office.submit(office.manager, form.id, { payload: { ...form.payload }, values });
  const sent = await office.moveTo("2026-09-14 10:05");
  const card = sent.find(({ to }) => to === boss.from.userId)?.card;
  if (card === undefined) throw new Error("the director was not asked");
  return { office, leadId, boss, card };
}

describe("a decided grade", () => {
  test("tells the rep whose lead it stays once: who approved which grade, until when, and what to do", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), middle);
    await pressOn(office, office.manager, [manager, a.approve]);
    const [told, ...others] = await office.moveTo("2026-09-14 10:10");
    if (told === undefined) throw new Error("the rep was not told");
    expect([told.to, others]).toEqual([office.rep.from.userId, []]);
    expect(told.card.title).toBe(o.decided("苏州精工机械", "B"));
    expect(fieldsOf(told.card)).toMatchObject({
      [o.decision]: o.approvedBy("韩梅梅", "B"),
      [o.deadline]: `9月17日 周四 18:00 · ${o.withinDays("B", 3)}`,
    });
    expect(wordsOf(told.card)).toContain(o.whatToDo);
  });

  test("tells of a changed grade with its reason, also where the lead has been given on by then", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({
      name: "赵敏",
      roles: ["rep"],
      managerId: office.manager.personId,
    });
    const manager = await asked(office, await registered(office), best);
    const form = formOf(await pressOn(office, office.manager, [manager, a.change]));
    const values = { outcome: option("B"), reason: text("预算还要等集团批") };
    await office.submit(office.manager, form.id, { payload: { ...form.payload }, values });
    const [told, ...others] = await office.moveTo("2026-09-14 10:10");
    expect(others).toEqual([]);
    expect(told && fieldsOf(told.card)).toMatchObject({
      [o.decision]: o.changedBy("韩梅梅", "B", "A"),
      [o.decisionReason]: "预算还要等集团批",
    });
    await office.db.outboundMessage.updateMany({
      ...{ where: { kind: "lead.assigned" }, data: { status: "waiting", lockedUntil: new Date(0) } },
    });
    await office.db.lead.updateMany({ data: { ownerId: other.personId } });
    const [late] = await office.moveTo("2026-09-14 10:20");
    expect(late?.to).toBe(office.rep.from.userId);
    expect(late?.card.title).toBe(o.decidedOnly("苏州精工机械", o.changedBy("韩梅梅", "B", "A")));
    expect(late && buttonsOf(late.card)).not.toContain("lead.log-contact");
  });

  // The rep heard nothing where the manager had submitted the grade, and only of the lead where it was his.
  test.each([
    ["B", middle, "lead.assigned"],
    ["C", poor, "lead.decided"],
  ] as const)(
    "as a %s that somebody else submitted, tells the rep at once, too",
    async (grade, values, key) => {
      const { office, leadId, boss, card } = await submittedByManager(values);
      await pressOn(office, boss, [card, a.approve]);
      const told = (await office.moveTo("2026-09-14 10:10")).map(({ to }) => to);
      expect(told.toSorted()).toEqual([office.rep.from.userId, office.manager.from.userId].toSorted());
      const messages = await office.messages();
      const mine = messages.filter((one) => one.personId === office.rep.personId && one.key.startsWith(key));
      expect(mine).toMatchObject([{ payload: { leadId, approvalId: expect.any(String) } }]);
      expect(grade).toBe((await office.read(leadId)).grade);
    },
  );

  // A rep was woken at night to hear of a grade that starts no time of theirs; who gets the lead is told at once.
  test.each([
    ["B", middle, "2026-09-14 23:05"],
    ["C", poor, "2026-09-15 09:00"],
  ] as const)("as a %s that was approved at night, tells the rep when it matters", async (_, values, at) => {
    const { office, boss, card } = await submittedByManager(values);
    await office.db.person.updateMany({ data: { quietStart: "21:00", quietEnd: "08:00" } });
    await office.moveTo("2026-09-14 23:00");
    await pressOn(office, boss, [card, a.approve]);
    const toRep = (sent: Awaited<ReturnType<typeof office.moveTo>>) =>
      sent.filter(({ to }) => to === office.rep.from.userId);
    const atNight = toRep(await office.moveTo("2026-09-14 23:05")).map(() => "2026-09-14 23:05");
    const later = toRep(await office.moveTo("2026-09-15 09:00")).map(() => "2026-09-15 09:00");
    expect([...atNight, ...later]).toEqual([at]);
  });

  test("as a C, the rep who asked is told once by the decision's card", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), poor);
    await pressOn(office, office.manager, [manager, a.approve]);
    const told = await office.moveTo("2026-09-14 10:10");
    expect(told.map(({ to, card }) => [to, card.title])).toEqual([
      [office.rep.from.userId, expect.stringContaining("苏州精工机械")],
    ]);
    expect(await office.db.outboundMessage.count({ where: { kind: "approval.decided" } })).toBe(1);
    const [{ card } = { card: undefined }] = told;
    expect(card && wordsOf(card)).toContain(g.nurturedBy("韩梅梅"));
    expect(card?.summary).toContain(g.nurturedBy("韩梅梅"));
  });

  test("as a C, says who keeps it from then on, and nothing once it has left the pool", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), poor);
    await pressOn(office, office.manager, [manager, a.approve]);
    await office.moveTo("2026-09-14 10:10");
    const [{ id: leadId = "" } = {}] = await office.db.lead.findMany();
    const form = formOf(await office.press(office.manager, "lead.grade", { leadId }));
    await office.submit(office.manager, form.id, { payload: { ...form.payload }, values: best });
    expect((await office.read(leadId)).status).toBe("grading");
    await office.moveTo("2026-09-14 10:12");
    const shown = office.drawnAfresh().filter(({ title }) => title.startsWith(a.approvedTitle("")));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.slice(-2).map((card) => wordsOf(card).includes("培育池"))).toEqual([false, false]);
  });
});
