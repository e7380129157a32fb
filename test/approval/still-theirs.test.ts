import { describe, expect, test } from "vitest";
import { standIn } from "#approval/stand-in.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { buttonsOf, cardOf } from "../features/people-support.ts";
import { type Colleague, fieldsOf, local, wordsOf } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;
const phone = "13800000000";

/**
 * Who could decide when it was asked could decide for ever: without the role, above nobody, and a week after the
 * absence.
 */
describe("a press of somebody who could decide once", () => {
  test("and has lost the role, is not taken: it says whose turn it is, and that one is asked", async () => {
    const { office, manager, director, rep, ask, change, approve, find, decisions } =
      await newApprovals(database);
    const { approvalId } = await ask(rep);
    await office.moveTo("2026-09-14 10:01");
    await change(manager, { roles: { set: ["rep"] } });
    const reply = await approve(manager, approvalId);
    expect(reply).toMatchObject({
      toast: t.passedOn(["董总"]),
      card: { title: t.askerWaitingTitle("远大集团") },
    });
    expect(wordsOf(cardOf(reply))).not.toContain(phone);
    expect(buttonsOf(cardOf(reply))).toEqual([]);
    expect([decisions.length, (await find(approvalId)).status]).toEqual([0, "waiting"]);
    const told = await office.moveTo("2026-09-14 10:02");
    expect(told.map(({ to }) => to)).toEqual([director.from.userId]);
    expect(told.map(({ card }) => wordsOf(card)).join()).toContain(t.why.instead);
    expect(cardOf(await office.write(manager, "审批")).title).toBe(t.listTitle(0));
    expect(await approve(director, approvalId)).toMatchObject({ toast: t.approvedToast });
  });

  test("and is above no more who asked, is not taken: the new manager decides", async () => {
    const { office, manager, director, rep, ask, change, approve, decisions } = await newApprovals(database);
    const { approvalId } = await ask(rep);
    const next = await office.colleague({
      ...{ name: "赵经理", roles: ["manager"], managerId: director.personId },
    });
    await change(rep, { managerId: next.personId });
    expect(await approve(manager, approvalId)).toMatchObject({ toast: t.passedOn(["赵经理"]) });
    expect(decisions).toEqual([]);
    expect(cardOf(await office.write(next, "审批")).title).toBe(t.listTitle(1));
    expect(await approve(next, approvalId)).toMatchObject({ toast: t.approvedToast });
    expect(decisions).toMatchObject([{ decidedById: next.personId }]);
  });

  test("is not waited for: the next sweep asks whoever may decide, and leaves the lists of others", async () => {
    const { office, manager, director, rep, ask, change } = await newApprovals(database);
    await ask(rep);
    await office.moveTo("2026-09-14 10:01");
    await change(manager, { roles: { set: ["rep"] } });
    const told = await office.moveTo("2026-09-14 14:00");
    expect(told.map(({ to }) => to)).toEqual([director.from.userId]);
    const open = await office.db.approvalSeat.findMany({ where: { isOpen: true } });
    expect(open).toMatchObject([{ personId: director.personId }]);
  });

  test("who was an admin for want of others, is not taken once the role is gone", async () => {
    const { office, director, ask, change, approve } = await newApprovals(database);
    const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
    await change(director, { status: "left" });
    const lonely = await office.colleague();
    const { approvalId } = await ask(lonely);
    await change(admin, { roles: { set: ["rep"] } });
    const other = await office.colleague({ name: "新管理员", roles: ["admin"] });
    expect(await approve(admin, approvalId)).toMatchObject({ toast: t.passedOn(["新管理员"]) });
    expect(await approve(other, approvalId)).toMatchObject({ toast: t.approvedToast });
  });

  test("is told to the admins where nobody is left at all", async () => {
    const { office, manager, director, rep, ask, change, approve } = await newApprovals(database);
    const { approvalId } = await ask(rep);
    await change(director, { status: "left" });
    await change(manager, { roles: { set: ["rep"] } });
    await change(rep, { roles: { set: ["admin"] } });
    expect(await approve(manager, approvalId)).toMatchObject({ toast: t.notYours });
    const told = await office.moveTo("2026-09-14 10:01");
    expect(told).toContainEqual(
      expect.objectContaining({
        to: rep.from.userId,
        card: expect.objectContaining({ title: t.nobodyTitle("远大集团") }),
      }),
    );
  });
});

describe("who stood in for an absence", () => {
  async function standing() {
    const approvals = await newApprovals(database);
    const { office, scope, manager, rep, ask, away } = approvals;
    const deputy = await office.colleague({ name: "韩梅梅" });
    const { approvalId } = await ask(rep);
    await away(manager, deputy, ["2026-09-14", "2026-09-18"]);
    await standIn(scope, { personId: manager.personId, now: office.clock.now });
    const [told] = (await office.moveTo("2026-09-14 10:01")).filter(({ to }) => to === deputy.from.userId);
    if (told === undefined) throw new Error("the deputy was not asked");
    expect(fieldsOf(told.card)["Phone"]).toBe(phone);
    const view = (who: Colleague) => office.press(who, "approval.approve", { approvalId, key: "old" });
    return { ...approvals, deputy, approvalId, view };
  }

  test("decides no more a week after it, and sees no phone", async () => {
    const { office, deputy, approvalId, approve, decisions } = await standing();
    await office.moveTo("2026-09-25 10:00");
    const reply = await approve(deputy, approvalId);
    expect(reply).toMatchObject({ type: "update", toast: expect.stringContaining("王经理") });
    expect(wordsOf(cardOf(reply))).not.toContain(phone);
    expect(buttonsOf(cardOf(reply))).toEqual([]);
    expect(decisions).toEqual([]);
    expect(cardOf(await office.write(deputy, "审批")).title).toBe(t.listTitle(0));
  });

  test("has it in no list from the first moment after it, before anything else happens", async () => {
    const { office, deputy } = await standing();
    office.clock.now = local("2026-09-18 23:59");
    expect(cardOf(await office.write(deputy, "审批")).title).toBe(t.listTitle(1));
    await office.moveTo("2026-09-19 00:00");
    expect(cardOf(await office.write(deputy, "审批")).title).toBe(t.listTitle(0));
    expect(await office.db.approvalSeat.count({ where: { personId: deputy.personId, isOpen: true } })).toBe(
      0,
    );
    const cards = office.drawnAfresh().filter((card) => card.title === t.askerWaitingTitle("远大集团"));
    expect(cards.map(wordsOf).join()).not.toContain(phone);
    expect(cards.length).toBeGreaterThan(0);
  });

  test("decides no more once it is taken back, or somebody else was chosen, who then does", async () => {
    const { office, scope, manager, deputy, approvalId, away, approve, decisions } = await standing();
    const other = await office.colleague({ name: "周杰" });
    await away(manager, other, ["2026-09-14", "2026-09-18"]);
    await standIn(scope, { personId: manager.personId, now: office.clock.now });
    const turn = { toast: t.passedOn(["王经理", "周杰"]) };
    expect(await approve(deputy, approvalId)).toMatchObject(turn);
    await away(manager, deputy, ["2026-09-14", "2026-09-18"]);
    await standIn(scope, { personId: manager.personId, now: office.clock.now });
    expect(await approve(other, approvalId)).toMatchObject({ toast: expect.stringContaining("韩梅梅") });
    expect(decisions).toEqual([]);
    expect(await approve(deputy, approvalId)).toMatchObject({ toast: t.approvedToast });
  });

  test("keeps what was decided, phone and all", async () => {
    const { office, deputy, approvalId, approve, view } = await standing();
    await approve(deputy, approvalId);
    await office.moveTo("2026-09-25 10:00");
    expect(fieldsOf(cardOf(await view(deputy)))["Phone"]).toBe(phone);
  });

  test("does not decide for somebody who may not either", async () => {
    const { manager, deputy, approvalId, change, approve, decisions } = await standing();
    await change(manager, { roles: { set: ["rep"] } });
    expect(await approve(deputy, approvalId)).toMatchObject({ toast: t.passedOn(["董总"]) });
    expect(decisions).toEqual([]);
  });

  test("has it for good where the other has left, with a role for it; without one somebody else decides", async () => {
    for (const role of ["manager", "rep"] as const) {
      const { office, manager, deputy, approvalId, change, approve } = await standing();
      await change(deputy, { roles: { set: [role] } });
      await change(manager, { status: "left" });
      await office.moveTo("2026-09-25 10:00");
      const toast = role === "manager" ? t.approvedToast : t.passedOn(["董总"]);
      expect(await approve(deputy, approvalId)).toMatchObject({ toast });
    }
  });
});
