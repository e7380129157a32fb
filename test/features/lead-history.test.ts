import { describe, expect, test } from "vitest";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { cardOf } from "./people-support.ts";
import { option, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const l = leadTexts.zh;

/** A phone in a note stood in a group, where notes were shown as in the direct chat. */
describe("a lead's history", () => {
  test("has the words of notes and reasons in the direct chat, never in a group", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const phone = "13911112222";
    const values = { content: text(`王总换了电话 ${phone}`), method: option("phone") };
    await office.submit(office.rep, "lead.log-contact", { payload: { leadId }, values });
    const reason = { reason: text(`打 ${phone} 说不在区域`) };
    await office.submit(office.rep, "lead.disqualify", { payload: { leadId }, values: reason });
    const direct = wordsOf(cardOf(await office.press(office.rep, "lead.history", { leadId })));
    expect(direct).toContain(`王总换了电话 ${phone}`);
    expect(direct).toContain(`打 ${phone} 说不在区域`);
    const group = cardOf(await office.inGroup(office.rep, "lead.history", { payload: { leadId } }));
    expect(JSON.stringify(group)).not.toContain(phone);
    expect(wordsOf(group)).toContain(l.events.disqualified);
    expect(wordsOf(group)).toContain(l.historyPrivate);
  });

  test("says that a manager has left it with its owner, which nobody else can do", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.given("A");
    const helper = await office.colleague({ name: "赵敏" });
    await office.db.lead.updateMany({ data: { collaboratorIds: [helper.personId] } });
    for (const who of [office.rep, helper]) {
      expect(await office.press(who, "lead.keep", { leadId })).toMatchObject({ text: l.notAllowed });
    }
    for (let presses = 0; presses < 2; presses += 1) {
      const kept = await office.press(office.manager, "lead.keep", { leadId });
      expect(kept).toMatchObject({ text: gradeTexts.zh.kept("李雷") });
    }
    const history = cardOf(await office.press(office.rep, "lead.history", { leadId }));
    expect(wordsOf(history)).toContain(l.events.kept("李雷", "", "韩梅梅"));
    await office.db.lead.updateMany({ data: { status: "pooled", ownerId: null } });
    expect(await office.press(office.manager, "lead.keep", { leadId })).toMatchObject({ type: "toast" });
    expect((await office.handovers()).filter(({ why }) => why === "kept")).toHaveLength(1);
  });
});
