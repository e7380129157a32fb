import { describe, expect, test } from "vitest";
import { standIn } from "#approval/stand-in.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { settingsOf } from "#directory/settings.ts";
import { leaveApprovals } from "#features/people/leaver-approvals.ts";
import { cardOf } from "../features/people-support.ts";
import { fieldsOf, formOf, pressOn, text } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

/** Asked at ten, returned with a question and answered: the asker's card stands in a chat and waits. */
async function answered() {
  const approvals = await newApprovals(database);
  const { office, manager, rep, ask } = approvals;
  const { approvalId } = await ask(rep);
  const [message] = await office.moveTo("2026-09-14 10:01");
  if (message === undefined) throw new Error("nobody was asked");
  const question = formOf(await pressOn(office, manager, [message.card, t.return]));
  const values = { question: text("预算多少？") };
  await office.submit(manager, question.id, { payload: question.payload, values });
  const sent = await office.moveTo("2026-09-14 10:02");
  const returned = sent.find(({ to }) => to === rep.from.userId);
  if (returned === undefined) throw new Error("the rep was not asked");
  const form = formOf(await pressOn(office, rep, [returned.card, t.answerButton]));
  const filled = { payload: form.payload, values: { answer: text("50 万") } };
  const waiting = cardOf(await office.submit(rep, form.id, filled));
  // What the answer has changed is drawn afresh before anything else happens.
  await office.moveTo("2026-09-14 10:04");
  return { ...approvals, approvalId, returned: returned.card, waiting };
}

type Answered = Awaited<ReturnType<typeof answered>>;

/** The asker's card, as it was last drawn afresh. */
function askersCard({ office }: Answered) {
  const card = office
    .drawnAfresh()
    .findLast(({ title, body }) => title === t.askerWaitingTitle("远大集团") && body.length > 0);
  return card && fieldsOf(card)[t.waitsFor];
}

describe("the card of who asked", () => {
  test("says whose turn it is while it waits, and not while it is the asker's own", async () => {
    const { returned, waiting } = await answered();
    expect(fieldsOf(returned)).not.toHaveProperty(t.waitsFor);
    expect(fieldsOf(waiting)[t.waitsFor]).toBe("王经理");
  });

  test("changes when it went one level up", async () => {
    const all = await answered();
    await all.office.moveTo("2026-09-14 15:00");
    await all.office.moveTo("2026-09-15 18:01");
    expect(askersCard(all)).toBe("王经理 · 董总");
  });

  test("changes when somebody stands in, and when that is over", async () => {
    const all = await answered();
    const { office, scope, manager, away } = all;
    const deputy = await office.colleague({ name: "韩梅梅" });
    await away(manager, deputy, ["2026-09-14", "2026-09-14"]);
    await standIn(scope, { personId: manager.personId, now: office.clock.now });
    await office.moveTo("2026-09-14 10:10");
    expect(askersCard(all)).toBe("王经理 · 韩梅梅");
    await office.moveTo("2026-09-15 00:00");
    expect(askersCard(all)).toBe("王经理");
  });

  test("changes when whose turn it is leaves the company", async () => {
    const all = await answered();
    const { office, manager, change } = all;
    const next = await office.colleague({ name: "赵经理", roles: ["manager"] });
    const settings = await settingsOf(database, office.workspaceId);
    const leaving = {
      ...{ fromId: manager.personId, toId: next.personId, byId: next.personId },
      ...{ now: office.clock.now, settings },
    };
    await change(manager, { status: "left" });
    await office.db.$transaction((db) => leaveApprovals({ db, workspaceId: office.workspaceId }, leaving));
    await office.moveTo("2026-09-14 10:10");
    expect(askersCard(all)).toBe("赵经理");
  });

  test("says nothing of it once it is decided", async () => {
    const { office, rep, manager, approvalId, approve } = await answered();
    await approve(manager, approvalId);
    const told = (await office.moveTo("2026-09-14 10:10")).find(({ to }) => to === rep.from.userId);
    expect(told?.card.title).toBe(t.approvedTitle("远大集团"));
    expect(told && fieldsOf(told.card)).not.toHaveProperty(t.waitsFor);
  });
});
