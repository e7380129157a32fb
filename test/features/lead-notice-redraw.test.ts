import { describe, expect, test } from "vitest";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { buttonsOf } from "./people-support.ts";
import { type Colleague, option, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = watchTexts.zh;
const company = "苏州精工机械有限公司";

/** An A that nobody contacted: its owner and the manager have been told, and the cards stand in their chats. */
async function overdue() {
  const office = await newLeadOffice(database);
  const other = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
  const { id: leadId } = await office.given("A");
  await office.moveTo("2026-09-14 10:05");
  const told = await office.moveTo("2026-09-16 10:01");
  const give = (to: Colleague) =>
    office.submit(office.manager, "lead.reassign", {
      payload: { leadId },
      values: { person: { type: "person", userId: to.from.userId }, reason: text("换区域") },
    });
  /** The cards that a change draws afresh. */
  const redrawn = async (at: string) => {
    const before = office.drawnAfresh().length;
    await office.moveTo(at);
    return office.drawnAfresh().slice(before);
  };
  return { ...office, other, leadId, told, give, redrawn };
}

/** The phone and the buttons stood on in the chat of who had lost the lead, and each button was refused. */
describe("a notice that stands in a chat", () => {
  test("loses phone and buttons, and says who has the lead, once it is another's", async () => {
    const there = await overdue();
    const [notice] = there.told.filter(({ to }) => to === there.rep.from.userId);
    expect(notice?.card.title).toBe(t.title["contact-due"](company));
    expect(JSON.stringify(notice?.card.body)).toContain("0000");
    await there.db.shownMessage.deleteMany({
      where: { NOT: { view: { startsWith: "lead.notice:contact-due" } } },
    });
    await there.give(there.other);
    const [card, ...others] = await there.redrawn("2026-09-16 10:05");
    if (card === undefined) throw new Error("nothing was drawn afresh");
    expect(others).toEqual([]);
    expect(wordsOf(card)).toContain(leadTexts.zh.masked("赵敏"));
    expect(buttonsOf(card)).toEqual(["lead.ask-owner"]);
    expect(JSON.stringify(card.body)).not.toContain("0000");
  });

  test("is the lead once it is contacted, for the owner and for the manager", async () => {
    const there = await overdue();
    await there.db.shownMessage.deleteMany({ where: { NOT: { view: { startsWith: "lead.notice:" } } } });
    await there.submit(there.rep, "lead.log-contact", {
      payload: { leadId: there.leadId },
      values: { content: text("确认要三台"), method: option("phone") },
    });
    const cards = await there.redrawn("2026-09-16 10:05");
    expect(cards.map(({ title }) => title)).toEqual([company, company]);
    for (const card of cards)
      expect(JSON.stringify(card.body)).not.toContain(t.title["contact-due"](company));
  });

  test("stays what it is as long as nothing of it has changed", async () => {
    const there = await overdue();
    await there.db.shownMessage.deleteMany({
      where: { NOT: { view: { startsWith: "lead.notice:contact-due" } } },
    });
    await there.submit(there.rep, "lead.plan", {
      payload: { leadId: there.leadId },
      values: { at: { type: "datetime", local: "2026-09-17 15:00" } },
    });
    const [card] = await there.redrawn("2026-09-16 10:05");
    expect(card?.title).toBe(t.title["contact-due"](company));
  });
});
