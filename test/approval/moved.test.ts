import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { cardOf } from "../features/people-support.ts";
import { type Colleague, formOf, local, option, pressOn, text, wordsOf } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

async function twoManagers() {
  const approvals = await newApprovals(database);
  const { office, manager } = approvals;
  const second = await office.colleague({ name: "赵经理", roles: ["manager"] });
  const both = [manager.personId, second.personId];
  const move = (subjectId: string) =>
    approvals.things.set(subjectId, { title: "远大集团（上海）", phone: "13900000000" });
  const list = async (who: Colleague) => cardOf(await office.write(who, "审批"));
  return { ...approvals, second, both, move, list };
}

/** Of two who had to agree the first had agreed to what was there before, and it counted. */
describe("facts that move after somebody has decided", () => {
  test("are decided by everybody anew: the first gets the card again, and time for it", async () => {
    const { office, manager, rep, second, both, ask, move, approve, find, decisions } = await twoManagers();
    const { approvalId, subjectId } = await ask(rep, { levels: [{ mode: "all", personIds: both }] });
    await approve(manager, approvalId);
    await office.moveTo("2026-09-14 12:00");
    move(subjectId);
    expect(await approve(second, approvalId)).toMatchObject({ toast: t.moved });
    expect(await approve(second, approvalId)).toMatchObject({ toast: t.countedToast });
    expect([decisions.length, (await find(approvalId)).status]).toEqual([0, "waiting"]);
    expect(await find(approvalId)).toMatchObject({ waitingSince: local("2026-09-14 12:00") });
    const told = (await office.moveTo("2026-09-14 12:01")).filter(({ to }) => to === manager.from.userId);
    expect(told.map(({ card }) => wordsOf(card))).toEqual([expect.stringContaining(t.why.changed)]);
    expect(told.map(({ card }) => card.title)).toEqual([t.waitingTitle("远大集团（上海）")]);
    expect(await approve(manager, approvalId)).toMatchObject({ toast: t.approvedToast });
    expect(decisions).toHaveLength(1);
  });

  test("take back what one of them had changed the proposal to", async () => {
    const { office, manager, rep, second, both, ask, move, list, approve, find } = await twoManagers();
    const { approvalId, subjectId } = await ask(rep, { levels: [{ mode: "all", personIds: both }] });
    const form = formOf(await pressOn(office, manager, [await list(manager), t.change]));
    const values = { outcome: option("B"), reason: text("太早") };
    await office.submit(manager, form.id, { payload: form.payload, values });
    move(subjectId);
    await approve(second, approvalId);
    expect(await find(approvalId)).toMatchObject({ outcome: null, reason: null, level: 1 });
    for (const who of [second, manager]) await approve(who, approvalId);
    expect(await find(approvalId)).toMatchObject({ status: "approved", outcome: "A", reason: null });
  });

  test("begin at the first level again, and the second is asked again after it", async () => {
    const { office, manager, director, rep, ask, move, list, approve, find } = await twoManagers();
    const levels = [
      { mode: "any", personIds: [manager.personId] },
      { mode: "any", personIds: [director.personId] },
    ] as const;
    const { approvalId, subjectId } = await ask(rep, { levels });
    await approve(manager, approvalId);
    move(subjectId);
    expect(await approve(director, approvalId)).toMatchObject({ toast: t.passedOn(["王经理"]) });
    expect(await find(approvalId)).toMatchObject({ status: "waiting", level: 1 });
    expect((await list(director)).title).toBe(t.listTitle(0));
    expect((await list(manager)).title).toBe(t.listTitle(1));
    expect(await approve(manager, approvalId)).toMatchObject({ toast: t.countedToast });
    expect((await list(director)).title).toBe(t.listTitle(1));
    const told = (await office.moveTo("2026-09-14 10:05")).filter(({ to }) => to === director.from.userId);
    expect(told.length).toBeGreaterThan(0);
    expect(await approve(director, approvalId)).toMatchObject({ toast: t.approvedToast });
  });

  test("while a question is open wait for its answer, which goes to the first level", async () => {
    const { office, manager, director, rep, ask, move, list, find, approve } = await twoManagers();
    const levels = [
      { mode: "any", personIds: [manager.personId] },
      { mode: "any", personIds: [director.personId] },
    ] as const;
    const { approvalId, subjectId } = await ask(rep, { levels });
    await approve(manager, approvalId);
    const form = formOf(await pressOn(office, director, [await list(director), t.return]));
    await office.submit(director, form.id, { payload: form.payload, values: { question: text("预算？") } });
    move(subjectId);
    await approve(director, approvalId);
    expect(await find(approvalId)).toMatchObject({ status: "returned", level: 1 });
    expect((await list(manager)).title).toBe(t.listTitle(0));
    const values = { answer: text("50 万") };
    await office.submit(rep, "approval.answer", { payload: { approvalId }, values });
    expect((await list(manager)).title).toBe(t.listTitle(1));
  });

  test("that are the same leave what was decided", async () => {
    const { manager, rep, second, both, ask, approve } = await twoManagers();
    const { approvalId } = await ask(rep, { levels: [{ mode: "all", personIds: both }] });
    await approve(manager, approvalId);
    expect(await approve(second, approvalId)).toMatchObject({ toast: t.approvedToast });
  });
});

describe("a change by one of two", () => {
  test("is told to the other, who had agreed to something else", async () => {
    const { office, manager, rep, second, both, ask, list, approve } = await twoManagers();
    const { approvalId } = await ask(rep, { levels: [{ mode: "all", personIds: both }] });
    await office.moveTo("2026-09-14 10:01");
    await approve(manager, approvalId);
    const form = formOf(await pressOn(office, second, [await list(second), t.change]));
    const values = { outcome: option("B"), reason: text("太早") };
    await office.submit(second, form.id, { payload: form.payload, values });
    const told = await office.moveTo("2026-09-14 10:03");
    expect(told.map(({ to }) => to)).toEqual([manager.from.userId]);
    expect(told.map(({ card }) => wordsOf(card)).join()).toContain(t.why.changed);
  });
});
