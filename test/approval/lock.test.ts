import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { holdApprovals } from "#approval/hold.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import type { Reply } from "#chat/reply.ts";
import { asked, middle, registered } from "../features/lead-grade-support.ts";
import { newLeadOffice } from "../features/lead-support.ts";
import { date, formOf, option, pressOn, text } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";

const database = await testDatabase();
// Whoever has changed a row holds it for a moment before going on, so that two at once do meet.
await database.pool.query(`
  CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END';
  CREATE TRIGGER linger AFTER UPDATE ON lead EXECUTE FUNCTION linger();
  CREATE TRIGGER linger AFTER UPDATE ON approval EXECUTE FUNCTION linger();
  CREATE TRIGGER linger AFTER UPDATE ON person EXECUTE FUNCTION linger();`);
const a = approvalTexts.zh;
const l = leadTexts.zh;

/** A lead whose grade waits, with both hands above the buttons: the rep's form is open, and so is the manager's card. */
async function bothReady() {
  const office = await newLeadOffice(database);
  const card = await registered(office);
  const manager = await asked(office, card, middle);
  const form = formOf(await pressOn(office, office.rep, [card, l.edit]));
  return { office, card, manager, form };
}

/**
 * An edit holds the lead and then wants the approval; a decision held the approval and then wanted the lead. Such
 * pairs ended in a deadlock, and one of the two people lost what they had written.
 */
describe("at the same second", () => {
  test.each([1, 2, 3])(
    "an edit and a decision: whoever is second is told so, and nothing is lost (%i)",
    async () => {
      const { office, manager, form } = await bothReady();
      const values = {
        ...{ company: text("苏州精工机械"), source: option("exhibition"), contactName: text("王总") },
        ...{ phone: text("13800001234"), need: text("改要 500 台") },
      };
      const replies = await Promise.all([
        office.submit(office.rep, form.id, { payload: { ...form.payload }, values }),
        pressOn(office, office.manager, [manager, a.approve]),
      ]);
      const lead = await office.db.lead.findFirstOrThrow();
      const isEdited = lead.need === "改要 500 台";
      expect(lead.status).toBe(isEdited ? "grading" : "assigned");
      const statuses = (await office.db.approval.findMany()).map(({ status }) => status).toSorted();
      expect(statuses).toEqual(isEdited ? ["waiting", "withdrawn"] : ["approved"]);
      expect(replies.map(saidBy)).toEqual(
        isEdited ? [l.askedAgain("苏州精工机械"), a.moved] : [l.changedMeanwhile, a.approvedToast],
      );
    },
  );

  test.each([1, 2])("its end and a question: whoever is second is told so (%i)", async () => {
    const { office, card, manager } = await bothReady();
    const end = formOf(await pressOn(office, office.rep, [card, l.disqualify]));
    const question = formOf(await pressOn(office, office.manager, [manager, a.return]));
    const replies = await Promise.all([
      office.submit(office.rep, end.id, {
        payload: { ...end.payload },
        values: { reason: text("没有需求") },
      }),
      office.submit(office.manager, question.id, {
        payload: { ...question.payload },
        values: { question: text("预算多少？") },
      }),
    ]);
    expect(saidBy(replies[0])).toBe(l.disqualified("苏州精工机械"));
    expect([a.returnedToast, a.moved, a.over]).toContain(saidBy(replies[1]));
    expect(await office.db.approval.findFirstOrThrow()).toMatchObject({ status: "withdrawn" });
  });
});

// A decision holds what waits and then the rep who gets the lead; whoever changes the rep would want them the other way.
test("a decision and a change of the rep's roles at the same second both come through", async () => {
  const { office, manager } = await bothReady();
  const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
  const values = {
    roles: { type: "options", values: ["senior_rep"] },
    manager: option(office.manager.personId),
  } as const;
  const payload = { personId: office.rep.personId, page: "1" };
  const replies = await Promise.all([
    pressOn(office, office.manager, [manager, a.approve]),
    office.submit(admin, "people.person", { payload, values }),
  ]);
  expect(replies).toMatchObject([{ toast: a.approvedToast }, { type: "update" }]);
  expect(await office.db.lead.findFirstOrThrow()).toMatchObject({ ownerId: office.rep.personId });
});

// A decision holds the lead, what waits about it and then the rep; who left was held after what waits, and then the leads.
test.each([0, 30, 60, 90])(
  "a decision about a lead of somebody who leaves at the same second: both come through (%i ms)",
  async (later) => {
    const { office, manager } = await bothReady();
    const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
    const next = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
    const values = { receiver: option(next.personId) };
    const payload = { personId: office.rep.personId, page: "1" };
    const leaving = office.submit(admin, "people.leave", { payload, values });
    await setTimeout(later);
    const decided = await pressOn(office, office.manager, [manager, a.approve]);
    expect([decided, await leaving]).toMatchObject([{ toast: a.approvedToast }, { type: "update" }]);
    expect(await office.db.lead.findFirstOrThrow()).toMatchObject({
      ...{ ownerId: next.personId, status: "assigned" },
    });
  },
);

test("what waits of others is decided while somebody leaves", async () => {
  const { office, manager } = await bothReady();
  const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
  const leaver = await office.colleague({ name: "赵敏" });
  await office.db.$transaction(async (db) => {
    const { id } = await db.approval.findFirstOrThrow();
    await holdApprovals({ db, workspaceId: office.workspaceId }, [id]);
    const payload = { personId: leaver.personId, page: "1" };
    expect(await office.submit(admin, "people.leave", { payload, values: {} })).toMatchObject({
      type: "update",
    });
  });
  expect(await pressOn(office, office.manager, [manager, a.approve])).toMatchObject({
    toast: a.approvedToast,
  });
});

// The settings held the person and then what waits; whoever changes the person held them the other way.
test.each([0, 30, 60])(
  "own days off and a change of the same person's roles both come through (%i ms)",
  async (later) => {
    const { office } = await bothReady();
    const { manager } = office;
    const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
    const deputy = await office.colleague({ name: "赵经理", roles: ["manager"] });
    const own = office.submit(manager, "people.settings", {
      values: {
        ...{ language: option("zh"), timeZone: option("Asia/Shanghai"), digestAt: text("08:45") },
        ...{ workingHours: text("09:00-18:00"), quietHours: text("21:00-08:00") },
        ...{ awayFrom: date("2026-09-14"), awayUntil: date("2026-09-18") },
        delegate: { type: "person", userId: deputy.from.userId },
      },
    });
    await setTimeout(later);
    const roles = { type: "options", values: ["manager", "supervisor"] } as const;
    const payload = { personId: manager.personId, page: "1" };
    const changed = await office.submit(admin, "people.person", { payload, values: { roles } });
    expect([changed, await own]).toMatchObject([{ type: "update" }, { type: "update" }]);
    const seats = await office.db.approvalSeat.findMany({ where: { isOpen: true } });
    expect(seats.map(({ personId }) => personId).toSorted()).toEqual(
      [manager.personId, deputy.personId].toSorted(),
    );
  },
);

function saidBy(reply: Reply | undefined): string {
  if (reply?.type === "update") return reply.toast ?? reply.card.title;
  if (reply?.type === "invalid") return Object.values(reply.errors).join();
  return reply?.type === "toast" ? reply.text : "";
}
