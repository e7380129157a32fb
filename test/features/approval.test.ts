import { describe, expect, test } from "vitest";
import { withdrawApprovals } from "#approval/withdraw-approvals.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { newApprovals } from "../approval/support.ts";
import { testDatabase } from "../support/database.ts";
import { cardOf } from "./people-support.ts";
import { buttonOf, fieldsOf, formOf, initialsOf, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

async function asked() {
  const approvals = await newApprovals(database);
  const one = await approvals.ask(approvals.rep, { argument: "客户催得急" });
  const [message] = await approvals.office.moveTo("2026-09-14 10:01");
  if (message === undefined) throw new Error("nobody was asked");
  return { ...approvals, ...one, message, card: message.card };
}

describe("an approval", () => {
  test("comes to the manager with facts, proposal, reasons, the argument and the buttons", async () => {
    const { manager, message, card, rep } = await asked();
    expect(message.to).toBe(manager.from.userId);
    expect(card.title).toBe(t.waitingTitle("远大集团"));
    expect(fieldsOf(card)).toMatchObject({
      [t.proposal]: "Grade A",
      Phone: "13800000000",
      [t.argument]: "客户催得急",
    });
    expect(wordsOf(card)).toContain("clear need");
    expect(fieldsOf(card)[t.requestedBy]).toContain(rep.name);
    for (const label of [t.approve, t.change, t.return]) buttonOf(card, label);
  });

  test("that is approved has its effect once, is closed, and tells the rep at once", async () => {
    const { office, manager, rep, card, approvalId, decisions, find } = await asked();
    const reply = await pressOn(office, manager, [card, t.approve]);
    expect(reply).toMatchObject({ type: "update", toast: t.approvedToast });
    expect(cardOf(reply).title).toBe(t.approvedTitle("远大集团"));
    expect(await pressOn(office, manager, [card, t.approve])).toMatchObject({
      toast: t.overBy("王经理", "Grade A"),
    });
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({ outcome: "A", decidedById: manager.personId });
    expect(await find(approvalId)).toMatchObject({ status: "approved", outcome: "A", clockAt: null });
    expect(await office.db.approvalSeat.count({ where: { isOpen: true } })).toBe(0);
    const told = (await office.moveTo("2026-09-14 10:02")).filter(({ to }) => to === rep.from.userId);
    expect(told.map((one) => one.card.title)).toEqual([t.approvedTitle("远大集团")]);
  });

  test("is changed with a reason, and not without", async () => {
    const { office, manager, rep, card, approvalId, find } = await asked();
    const form = formOf(await pressOn(office, manager, [card, t.change]));
    const [select] = form.fields;
    expect(select?.type === "select" && select.options.map(({ value }) => value)).toEqual(["B", "C"]);
    expect(initialsOf(form)["outcome"]).toBeUndefined();
    const values = { outcome: option("B") };
    const without = await office.submit(manager, form.id, { payload: form.payload, values });
    expect(without).toEqual({ type: "invalid", errors: { reason: t.needReason } });
    const wrong = { outcome: option("Z"), reason: text("x") };
    expect(await office.submit(manager, form.id, { payload: form.payload, values: wrong })).toEqual({
      ...{ type: "invalid", errors: { outcome: t.needOutcome } },
    });
    // Chosen in a form that was opened before what is proposed was left out: the reason would be lost.
    const same = { outcome: option("A"), reason: text("预算未定") };
    expect(await office.submit(manager, form.id, { payload: form.payload, values: same })).toEqual({
      ...{ type: "invalid", errors: { outcome: t.sameOutcome("Grade A") } },
    });
    expect(await find(approvalId)).toMatchObject({ status: "waiting" });
    const filled = { payload: form.payload, values: { ...values, reason: text("预算未定") } };
    expect(await office.submit(manager, form.id, filled)).toMatchObject({ toast: t.changedToast });
    expect(await office.submit(manager, form.id, filled)).toMatchObject({
      toast: t.overBy("王经理", "Grade B"),
    });
    expect(await find(approvalId)).toMatchObject({ status: "changed", outcome: "B", reason: "预算未定" });
    const told = (await office.moveTo("2026-09-14 10:02")).find(({ to }) => to === rep.from.userId);
    expect(told && fieldsOf(told.card)).toMatchObject({ [t.outcome]: t.outcomeFrom("Grade B", "Grade A") });
    expect(told && fieldsOf(told.card)).toMatchObject({ [t.reason]: "预算未定" });
  });

  test("comes back with a question, is answered, and waits again with the same people", async () => {
    const { office, manager, rep, card, approvalId, find } = await asked();
    const form = formOf(await pressOn(office, manager, [card, t.return]));
    const filled = { payload: form.payload, values: { question: text("预算多少？") } };
    expect(await office.submit(manager, form.id, filled)).toMatchObject({ toast: t.returnedToast });
    expect(cardOf(await office.write(manager, "审批")).title).toBe(t.listTitle(0));
    const question = (await office.moveTo("2026-09-14 10:02")).find(({ to }) => to === rep.from.userId);
    if (question === undefined) throw new Error("the rep was not asked");
    expect(fieldsOf(question.card)[t.question]).toBe("预算多少？");
    const answer = formOf(await pressOn(office, rep, [question.card, t.answerButton]));
    const answered = { payload: answer.payload, values: { answer: text("50 万") } };
    expect(await office.submit(rep, answer.id, answered)).toMatchObject({ toast: t.answeredToast });
    expect(await office.submit(rep, answer.id, answered)).toMatchObject({ toast: t.over });
    expect(await find(approvalId)).toMatchObject({ status: "waiting", answer: "50 万" });
    const again = (await office.moveTo("2026-09-14 10:04")).find(({ to }) => to === manager.from.userId);
    if (again === undefined) throw new Error("the manager was not told");
    expect(fieldsOf(again.card)).toMatchObject({ [t.question]: "预算多少？", [t.answer]: "50 万" });
    expect(await pressOn(office, manager, [again.card, t.approve])).toMatchObject({ toast: t.approvedToast });
  });

  test("is refused to who has no seat and to who asked, kindly and without a trace of it", async () => {
    const { office, rep, card, find, approvalId } = await asked();
    const other = await office.colleague({ roles: ["manager"] });
    const reply = await pressOn(office, other, [card, t.approve]);
    expect(reply).toEqual({ type: "toast", text: t.notYours, tone: "warning" });
    expect(await pressOn(office, rep, [card, t.approve])).toMatchObject({ toast: t.own });
    expect(await pressOn(office, rep, [card, t.change])).toMatchObject({ toast: t.own });
    expect(await find(approvalId)).toMatchObject({ status: "waiting" });
  });

  test("whose facts have moved is not decided on the old card: the new one is shown", async () => {
    const { office, things, subjectId, manager, card, decisions } = await asked();
    things.set(subjectId, { title: "远大集团（上海）", phone: "13900000000" });
    const reply = await pressOn(office, manager, [card, t.approve]);
    expect(reply).toMatchObject({ toast: t.moved, card: { title: t.waitingTitle("远大集团（上海）") } });
    expect(decisions).toEqual([]);
    expect(await pressOn(office, manager, [cardOf(reply), t.approve])).toMatchObject({
      toast: t.approvedToast,
    });
  });

  test("that was withdrawn, or whose thing is gone, says so", async () => {
    const { office, scope, kind, things, subjectId, manager, card, ask, rep, decisions } = await asked();
    await withdrawApprovals(scope, { kind, subjectId, now: office.clock.now });
    const late = await pressOn(office, manager, [card, t.approve]);
    expect(cardOf(late).title).toBe(t.withdrawnTitle("远大集团"));
    const other = await ask(rep);
    const list = cardOf(await office.write(manager, "审批"));
    things.delete(other.subjectId);
    await pressOn(office, manager, [list, t.approve]);
    expect(cardOf(await office.write(manager, "审批")).title).toBe(t.listTitle(0));
    expect(decisions).toEqual([]);
  });
});

describe("two who may decide", () => {
  test.each([1, 2, 3, 4, 5])(
    "at the same second: one decides, the other is told who decided what (%i)",
    async () => {
      const { office, manager, rep, ask, decisions, find } = await newApprovals(database);
      const second = await office.colleague({ name: "赵经理", roles: ["manager"] });
      const { approvalId } = await ask(rep, {
        levels: [{ mode: "any", personIds: [manager.personId, second.personId] }],
      });
      const card = cardOf(await office.write(manager, "审批"));
      const { payload } = buttonOf(card, t.approve);
      const { view: _view, ...alone } = payload;
      const press = (who: typeof manager) => office.press(who, "approval.approve", alone);
      const replies = await Promise.all([press(manager), press(second)]);
      const toasts = replies.map((reply) => (reply.type === "update" ? reply.toast : ""));
      expect(toasts.filter((said) => said === t.approvedToast)).toHaveLength(1);
      const winner = (await find(approvalId)).decidedById === manager.personId ? manager : second;
      expect(toasts).toContain(t.overBy(winner.name, "Grade A"));
      expect(decisions).toHaveLength(1);
    },
  );

  test("who both have to agree: neither decides alone, a change asks the other anew, and the next level follows", async () => {
    const { office, manager, director, rep, ask, find, decisions } = await newApprovals(database);
    const second = await office.colleague({ roles: ["manager"] });
    const both = [manager.personId, second.personId];
    const levels = [
      { mode: "all", personIds: both },
      { mode: "any", personIds: [director.personId] },
    ] as const;
    const { approvalId } = await ask(rep, { levels });
    const list = async (who: typeof manager) => cardOf(await office.write(who, "审批"));
    await pressOn(office, manager, [await list(manager), t.approve]);
    expect(await find(approvalId)).toMatchObject({ status: "waiting", level: 1 });
    const form = formOf(await pressOn(office, second, [await list(second), t.change]));
    const values = { outcome: option("B"), reason: text("太早") };
    await office.submit(second, form.id, { payload: form.payload, values });
    expect(await find(approvalId)).toMatchObject({ status: "waiting", level: 1, outcome: "B" });
    await pressOn(office, manager, [await list(manager), t.approve]);
    expect(await find(approvalId)).toMatchObject({ status: "waiting", level: 2 });
    expect(decisions).toEqual([]);
    await pressOn(office, director, [await list(director), t.approve]);
    expect(await find(approvalId)).toMatchObject({ status: "changed", outcome: "B", reason: "太早" });
    expect(decisions).toHaveLength(1);
  });

  test("at the same second, both needed: both count", async () => {
    const { office, manager, rep, ask, find } = await newApprovals(database);
    const second = await office.colleague({ roles: ["manager"] });
    const { approvalId } = await ask(rep, {
      levels: [{ mode: "all", personIds: [manager.personId, second.personId] }],
    });
    const lists = await Promise.all(
      [manager, second].map(async (who) => ({ who, list: cardOf(await office.write(who, "审批")) })),
    );
    await Promise.all(lists.map(({ who, list }) => pressOn(office, who, [list, t.approve])));
    expect(await find(approvalId)).toMatchObject({ status: "approved" });
  });
});
