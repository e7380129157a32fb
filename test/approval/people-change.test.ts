import { describe, expect, test } from "vitest";
import { holdApprovals } from "#approval/hold.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import type { Role } from "#chat/actor.ts";
import { importPeople } from "#src/cli/import-people.ts";
import { asked, middle, registered } from "../features/lead-grade-support.ts";
import { newLeadOffice } from "../features/lead-support.ts";
import { cardOf } from "../features/people-support.ts";
import { type Colleague, option, typed, wordsOf } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

type Placed = { readonly manager?: Colleague; readonly team?: string };

/** A rep's lead waits with the manager; there is another one, and an admin who says who works for whom. */
async function waiting() {
  const office = await newLeadOffice(database);
  const next = await office.colleague({ name: "赵经理", roles: ["manager"] });
  const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
  await asked(office, await registered(office), middle);
  const { id: leadId } = await office.db.lead.findFirstOrThrow();
  const save = (who: Colleague, roles: readonly Role[], { manager, team }: Placed = {}) =>
    office.submit(admin, "people.person", {
      payload: { personId: who.personId, page: "1" },
      values: {
        roles: { type: "options", values: roles },
        ...(manager !== undefined && { manager: option(manager.personId) }),
        ...(team !== undefined && { team: typed(team) }),
      },
    });
  const listed = async (who: Colleague) => cardOf(await office.write(who, "审批")).title;
  const day = async (who: Colleague) => wordsOf(cardOf(await office.write(who, "今天")));
  return { ...office, next, admin, leadId, save, listed, day };
}

/**
 * For half a day it was in nobody's list, and who was not above the rep any more read and changed the lead: it was
 * looked at at the next nudge only.
 */
describe("what waits", () => {
  test("is the new manager's at once, and not the former one's, when the reporting line changes", async () => {
    const office = await waiting();
    const { manager, rep, next, leadId, save, listed, day } = office;
    expect(await day(manager)).toContain(myDayTexts.zh.approvals(1));
    expect(await save(rep, ["rep"], { manager: next })).toMatchObject({ type: "update" });
    expect([await listed(manager), await listed(next)]).toEqual([t.listTitle(0), t.listTitle(1)]);
    expect(await day(manager)).not.toContain(myDayTexts.zh.approvals(1));
    expect(await office.press(manager, "lead.edit", { leadId })).not.toMatchObject({ type: "ask" });
    expect(await office.press(next, "lead.edit", { leadId })).toMatchObject({ type: "ask" });
    const told = (await office.moveTo("2026-09-14 10:05")).filter(({ to }) => to === next.from.userId);
    expect(told.map(({ card }) => wordsOf(card)).join()).toContain(t.why.instead);
  });

  test("is somebody else's at once when who decides loses the role", async () => {
    const { manager, admin, save, listed } = await waiting();
    await save(manager, ["rep"]);
    expect([await listed(manager), await listed(admin)]).toEqual([t.listTitle(0), t.listTitle(1)]);
  });

  test("is the new manager's too where somebody between them reports elsewhere", async () => {
    const office = await waiting();
    const { manager, rep, next, save, listed } = office;
    const supervisor = await office.colleague({ name: "主管", roles: ["supervisor"] });
    await save(supervisor, ["supervisor"], { manager });
    await save(rep, ["rep"], { manager: supervisor });
    expect([await listed(manager), await listed(next)]).toEqual([t.listTitle(1), t.listTitle(0)]);
    await save(supervisor, ["supervisor"], { manager: next });
    expect([await listed(manager), await listed(next)]).toEqual([t.listTitle(0), t.listTitle(1)]);
  });

  test("is theirs as well where a list of people changes the line", async () => {
    const { db, workspaceId, clock, manager, rep, next, listed } = await waiting();
    for (const [who, email] of [
      [rep, "rep@example.com"],
      [next, "next@example.com"],
    ] as const) {
      await db.person.updateMany({ where: { id: who.personId }, data: { email } });
    }
    const bytes = Buffer.from("name,email,manager\n李雷,rep@example.com,next@example.com\n");
    await importPeople(database, { workspaceId, bytes, dryRun: false, now: clock.now });
    expect([await listed(manager), await listed(next)]).toEqual([t.listTitle(0), t.listTitle(1)]);
  });

  // Every seat was compared with every approval: Prisma gave up after 5 seconds, and nobody's roles could be changed.
  test("is all the new manager's where thousands wait", async () => {
    const { db, workspaceId, rep, next, save } = await waiting();
    await database.pool.query(`
      CREATE TEMP TABLE more ON COMMIT DROP AS SELECT gen_random_uuid() AS id, a.id AS former
        FROM approval a, generate_series(1, 20000) WHERE a.workspace_id = '${workspaceId}';
      INSERT INTO approval SELECT (jsonb_populate_record(a, jsonb_build_object('id', m.id))).*
        FROM more m JOIN approval a ON a.id = m.former;
      INSERT INTO approval_seat SELECT (jsonb_populate_record(s, jsonb_build_object('approval_id', m.id))).*
        FROM more m JOIN approval_seat s ON s.approval_id = m.former`);
    expect(await save(rep, ["rep"], { manager: next })).toMatchObject({ type: "update" });
    expect(await db.approvalSeat.count({ where: { isOpen: true, personId: next.personId } })).toBe(20_001);
  });

  test("is left alone where neither roles nor the reporting line change", async () => {
    const { db, workspaceId, manager, rep, save } = await waiting();
    await db.$transaction(async (tx) => {
      const { id } = await tx.approval.findFirstOrThrow();
      await holdApprovals({ db: tx, workspaceId }, [id]);
      expect(await save(rep, ["rep"], { manager, team: "华东" })).toMatchObject({ type: "update" });
    });
    expect(await db.person.findFirstOrThrow({ where: { id: rep.personId } })).toMatchObject({
      teamId: expect.any(String),
    });
  });
});
