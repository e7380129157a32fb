import { describe, expect, test } from "vitest";
import { findApproval, shownKey } from "#approval/stored.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { cardOf } from "../features/people-support.ts";
import { fieldsOf, formOf, option, text, wordsOf } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;
const phone = "13800000000";

/** A card that was shown to one person and then pressed where others read along: its buttons say nothing of a group. */
async function broughtAlong() {
  const approvals = await newApprovals(database);
  const { ask, rep, scope } = approvals;
  const { approvalId } = await ask(rep);
  const approval = await findApproval(scope, approvalId);
  const payload = { approvalId, key: approval === undefined ? "" : shownKey(approval) };
  return { ...approvals, approvalId, payload };
}

describe("a press where others read along", () => {
  test("draws no phone, and buttons that draw none either", async () => {
    const { office, manager, payload } = await broughtAlong();
    const stale = cardOf(
      await office.inGroup(manager, "approval.approve", { payload: { ...payload, key: "old" } }),
    );
    expect(wordsOf(stale)).not.toContain(phone);
    expect(fieldsOf(stale)[t.waitsFor]).toBe("王经理");
    const decided = cardOf(await office.inGroup(manager, "approval.approve", { payload }));
    expect(decided.title).toBe(t.approvedTitle("远大集团"));
    expect(wordsOf(decided)).not.toContain(phone);
  });

  test("opens forms whose submission draws none, wherever it comes from", async () => {
    const { office, manager, rep, approvalId, payload } = await broughtAlong();
    const question = formOf(await office.inGroup(manager, "approval.return", { payload }));
    const asked = { payload: { ...question.payload }, values: { question: text("预算？") } };
    expect(wordsOf(cardOf(await office.submit(manager, question.id, asked)))).not.toContain(phone);
    const answer = formOf(await office.inGroup(rep, "approval.answer", { payload: { approvalId } }));
    const answered = { payload: { ...answer.payload }, values: { answer: text("50 万") } };
    expect(wordsOf(cardOf(await office.submit(rep, answer.id, answered)))).not.toContain(phone);
    const change = formOf(await office.inGroup(manager, "approval.change", { payload }));
    const values = { outcome: option("B"), reason: text("太早") };
    const changed = await office.submit(manager, change.id, { payload: { ...change.payload }, values });
    expect(wordsOf(cardOf(changed))).not.toContain(phone);
  });

  // A phone that the rep wrote into an answer stood in the group's card.
  test("draws none of what somebody wrote either, while who decides reads all of it alone", async () => {
    const { office, manager, rep, approvalId, payload } = await broughtAlong();
    const said = {
      question: "打过 13911112222 吗？",
      answer: "王总手机 139 1234 5678，邮箱 wang@x.com",
      reason: "见 li@x.com",
    };
    await office.submit(manager, "approval.return", { payload, values: { question: text(said.question) } });
    const answer = { payload: { approvalId }, values: { answer: text(said.answer) } };
    await office.submit(rep, "approval.answer", answer);
    const direct = fieldsOf(cardOf(await office.press(manager, "approval.open", payload)));
    expect(direct).toMatchObject({ [t.question]: said.question, [t.answer]: said.answer });
    const stale = await office.inGroup(manager, "approval.approve", { payload: { ...payload, key: "old" } });
    expect(fieldsOf(cardOf(stale))).toMatchObject({
      [t.question]: "打过 … 吗？",
      [t.answer]: "王总手机 …，邮箱 …",
    });
    const values = { outcome: option("B"), reason: text(said.reason) };
    await office.submit(manager, "approval.change", { payload, values });
    const decided = await office.inGroup(manager, "approval.approve", { payload });
    expect(fieldsOf(cardOf(decided))[t.reason]).toBe("见 …");
  });

  test("of somebody whom it does not concern is answered without the card", async () => {
    const { office, payload } = await broughtAlong();
    const other = await office.colleague({ roles: ["manager"] });
    expect(await office.inGroup(other, "approval.approve", { payload })).toMatchObject({
      ...{ type: "toast", text: t.notYours },
    });
  });
});
