import { describe, expect, test } from "vitest";
import { approvalSweep } from "#approval/sweep.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { cardOf } from "../features/people-support.ts";
import { fieldsOf, formOf, local, pressOn, text, wordsOf } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

describe("the list of what waits", () => {
  test("has the oldest first, also what came up from below later than others", async () => {
    const { office, director, rep, ask } = await newApprovals(database);
    await ask(rep, { title: "旧的" });
    await office.moveTo("2026-09-14 17:00");
    const direct = [{ mode: "any", personIds: [director.personId] }] as const;
    // More than a page of them.
    for (let count = 0; count < 7; count += 1) await ask(rep, { title: "新的", levels: direct });
    await office.moveTo("2026-09-15 18:00");
    const words = wordsOf(cardOf(await office.write(director, "审批")));
    expect(words.indexOf("旧的")).toBeGreaterThanOrEqual(0);
    expect(words.indexOf("旧的")).toBeLessThan(words.indexOf("新的"));
  });
});

describe("how long it has waited", () => {
  test("stands on the card in working time, and how long it took once it is decided", async () => {
    const { office, director, rep, ask, approve } = await newApprovals(database);
    const english = await office.colleague({ roles: ["manager"], locale: "en" });
    const levels = [{ mode: "any", personIds: [director.personId, english.personId] }] as const;
    const { approvalId } = await ask(rep, { levels });
    const [fresh] = await office.moveTo("2026-09-14 10:01");
    expect(fresh && fieldsOf(fresh.card)).not.toHaveProperty(t.waited);
    const nudged = await office.moveTo("2026-09-14 14:00");
    expect(nudged.map(({ card }) => fieldsOf(card))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ [t.waited]: "4 个工作小时" }),
        expect.objectContaining({ "Has waited": "4 working hours" }),
      ]),
    );
    office.clock.now = local("2026-09-15 18:30");
    expect(wordsOf(cardOf(await office.write(director, "审批")))).toContain("已等 1 个工作日 8 小时");
    const decided = cardOf(await approve(director, approvalId));
    expect(fieldsOf(decided)[t.decidedAfter]).toBe("1 个工作日 8 小时");
    const told = (await office.moveTo("2026-09-18 10:00")).find(({ to }) => to === rep.from.userId);
    expect(told && fieldsOf(told.card)[t.decidedAfter]).toBe("1 个工作日 8 小时");
  });
});

describe("a question that is answered while the manager is away", () => {
  test("is at once also for whoever stands in, who was chosen meanwhile", async () => {
    const { office, manager, rep, ask, away, approve } = await newApprovals(database);
    const deputy = await office.colleague({ name: "韩梅梅" });
    const { approvalId } = await ask(rep);
    const list = cardOf(await office.write(manager, "审批"));
    const form = formOf(await pressOn(office, manager, [list, t.return]));
    await office.submit(manager, form.id, { payload: form.payload, values: { question: text("预算？") } });
    await away(manager, deputy, ["2026-09-14", "2026-09-18"]);
    const values = { answer: text("50 万") };
    await office.submit(rep, "approval.answer", { payload: { approvalId }, values });
    const told = await office.moveTo("2026-09-14 10:01");
    expect(told.filter(({ to }) => to === deputy.from.userId).map(({ card }) => wordsOf(card))).toEqual([
      expect.stringContaining("50 万"),
    ]);
    expect(await approve(deputy, approvalId)).toMatchObject({ toast: t.approvedToast });
  });

  test("goes to somebody else where the manager may decide no more", async () => {
    const { office, manager, director, rep, ask, change, approve } = await newApprovals(database);
    const { approvalId } = await ask(rep);
    const list = cardOf(await office.write(manager, "审批"));
    const form = formOf(await pressOn(office, manager, [list, t.return]));
    await office.submit(manager, form.id, { payload: form.payload, values: { question: text("预算？") } });
    await change(manager, { roles: { set: ["rep"] } });
    const values = { answer: text("50 万") };
    await office.submit(rep, "approval.answer", { payload: { approvalId }, values });
    expect(await approve(director, approvalId)).toMatchObject({ toast: t.approvedToast });
  });
});

/** One row that could not be read held up everybody's reminders, tick after tick. */
describe("one that cannot be looked at", () => {
  test("is put off for an hour, and the others are reminded in their one message", async () => {
    const { office, manager, rep, ask, find } = await newApprovals(database);
    const ids: string[] = [];
    for (const title of ["一", "二", "三", "四", "五"]) ids.push((await ask(rep, { title })).approvalId);
    const [bad = "", ...good] = ids;
    await office.moveTo("2026-09-14 10:01");
    const levels = [{ mode: "any", personIds: [], foundBy: "nonsense", roles: [] }];
    await office.db.approval.updateMany({ where: { id: bad }, data: { levels } });
    const when = { now: local("2026-09-14 14:00"), limit: 500 };
    await approvalSweep.claim(database, when);
    expect(await find(bad)).toMatchObject({ clockAt: local("2026-09-14 15:00"), clockStep: "nudge" });
    for (const id of good) expect(await find(id)).toMatchObject({ clockAt: local("2026-09-15 18:00") });
    expect(await office.db.outboundMessage.count({ where: { kind: "approval.asked" } })).toBe(5);
    expect(await office.db.outboundMessage.count({ where: { kind: "approval.many" } })).toBe(1);
    const mended = [{ mode: "any", personIds: [manager.personId], foundBy: "above", roles: ["manager"] }];
    await office.db.approval.updateMany({ where: { id: bad }, data: { levels: mended } });
    await approvalSweep.claim(database, { ...when, now: local("2026-09-14 15:00") });
    expect(await find(bad)).toMatchObject({ clockAt: local("2026-09-15 18:00"), clockStep: "escalate" });
  });
});
