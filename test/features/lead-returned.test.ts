import { expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { testDatabase } from "../support/database.ts";
import { asked, middle, registered } from "./lead-grade-support.ts";
import { newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { formOf, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const a = approvalTexts.zh;
const l = leadTexts.zh;

/** A grade that was returned with a question to the rep. */
async function questioned() {
  const office = await newLeadOffice(database);
  const manager = await asked(office, await registered(office), middle);
  const question = formOf(await pressOn(office, office.manager, [manager, a.return]));
  const values = { question: text("预算多少？") };
  await office.submit(office.manager, question.id, { payload: { ...question.payload }, values });
  return { ...office, leadId: (await office.db.lead.findFirstOrThrow()).id };
}

// The card said that it waits for approval, and nobody knew that nothing went on without the rep.
test("a grade that came back with a question is answered from the lead's card, and then waits again", async () => {
  const office = await questioned();
  const { leadId } = office;
  const card = cardOf(await office.press(office.rep, "lead.open", { leadId }));
  expect(wordsOf(card)).toContain(l.yourAnswer);
  expect(card.shows?.topics).toHaveLength(2);
  const form = formOf(await pressOn(office, office.rep, [card, l.answer]));
  const filled = { payload: { ...form.payload }, values: { answer: text("50 万") } };
  await office.submit(office.rep, form.id, filled);
  const after = cardOf(await office.press(office.rep, "lead.open", { leadId }));
  expect(wordsOf(after)).toContain(l.waits("韩梅梅"));
  expect(buttonsOf(after)).not.toContain("approval.answer");
});

test("for others, and where others read along, the lead's card says whose answer it waits for", async () => {
  const office = await questioned();
  const payload = { leadId: office.leadId };
  const managers = cardOf(await office.press(office.manager, "lead.open", payload));
  const inGroup = cardOf(await office.inGroup(office.rep, "lead.open", { payload }));
  for (const card of [managers, inGroup]) {
    expect(wordsOf(card)).toContain(l.waitsForAnswer("李雷"));
    expect(buttonsOf(card)).not.toContain("approval.answer");
  }
});
