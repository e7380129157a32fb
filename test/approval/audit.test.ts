import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { asked, middle, registered } from "../features/lead-grade-support.ts";
import { newLeadOffice } from "../features/lead-support.ts";
import { formOf, option, pressOn, text } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

describe("what is kept of an approval", () => {
  test("is every question with its answer, who decided what and when, and on what facts; no phone", async () => {
    const office = await newLeadOffice(database);
    const { manager, rep } = office;
    const card = await asked(office, await registered(office), middle);
    const { id: approvalId, subjectId } = await office.db.approval.findFirstOrThrow();
    for (const [question, answer] of [
      ["预算多少？打 13800001234 问过吗", "五十万，邮箱 wang@example.com"],
      ["谁拍板？", "王总，电话是 ０１０－６２３４５６７８，微信同号"],
    ] as const) {
      const form = formOf(await pressOn(office, manager, [card, t.return]));
      await office.submit(manager, form.id, {
        payload: { ...form.payload },
        values: { question: text(question) },
      });
      await office.submit(rep, "approval.answer", {
        payload: { approvalId },
        values: { answer: text(answer) },
      });
    }
    const form = formOf(await pressOn(office, manager, [card, t.change]));
    const values = { outcome: option("A"), reason: text("老客户") };
    await office.submit(manager, form.id, { payload: { ...form.payload }, values });
    const kept = await office.db.auditEntry.findMany({
      where: { subjectId, action: { startsWith: "approval." } },
      orderBy: { id: "asc" },
    });
    const facts = { urgency: "clear", budget: "unconfirmed", influence: "influencer", source: "exhibition" };
    const common = { approvalId, kind: "lead.grade", level: 1, proposal: "B", facts };
    expect(kept).toMatchObject([
      {
        action: "approval.returned",
        personId: manager.personId,
        details: { question: "预算多少？打 … 问过吗" },
      },
      { action: "approval.answered", personId: rep.personId, details: { answer: "五十万，邮箱 …" } },
      { action: "approval.returned", details: { question: "谁拍板？" } },
      { action: "approval.answered", details: { answer: "王总，电话是 …，微信同号" } },
      {
        ...{ action: "approval.changed", personId: manager.personId, at: office.clock.now },
        details: { ...common, outcome: "A", reason: "老客户" },
      },
    ]);
    expect(JSON.stringify(kept)).not.toMatch(/13800001234|６２３４|example\.com/);
  });

  test("is what each of several decided, for whom, and that it was undone when the facts moved", async () => {
    const { office, things, manager, rep, ask, approve, away } = await newApprovals(database);
    const deputy = await office.colleague({ name: "韩梅梅" });
    const second = await office.colleague({ name: "赵经理", roles: ["manager"] });
    await away(manager, deputy, ["2026-09-14", "2026-09-18"]);
    const personIds = [manager.personId, second.personId];
    const { approvalId, subjectId } = await ask(rep, { levels: [{ mode: "all", personIds }] });
    await approve(deputy, approvalId);
    things.set(subjectId, { title: "新的", phone: "1" });
    for (const who of [second, second, manager]) await approve(who, approvalId);
    const kept = await office.db.auditEntry.findMany({
      where: { subjectId, action: { startsWith: "approval." } },
      orderBy: { id: "asc" },
    });
    expect(kept).toMatchObject([
      {
        ...{ action: "approval.approved", personId: deputy.personId },
        details: { outcome: "A", onBehalfOfId: manager.personId },
      },
      { action: "approval.moved", personId: null, details: { undoneIds: [deputy.personId] } },
      { action: "approval.approved", personId: second.personId },
      { action: "approval.approved", personId: manager.personId },
    ]);
    const keys = kept.map(({ details }) => JSON.stringify(details).match(/"factsKey":"([^"]+)"/)?.[1]);
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).not.toBe(keys[3]);
  });
});
