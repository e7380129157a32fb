import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { asked, middle, registered } from "../features/lead-grade-support.ts";
import { newLeadOffice } from "../features/lead-support.ts";
import { cardOf } from "../features/people-support.ts";
import { formOf, pressOn } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;
const l = leadTexts.zh;

describe("what is somebody's own", () => {
  test("is decided by the next one above, whoever asks, and by nobody who stands in", async () => {
    const barred: string[] = [];
    const { office, manager, director, rep, ask, away, approve, seats } = await newApprovals(database, {
      facts: async (_scope, id) => ({ snapshot: { title: id, phone: "1" }, key: id, barredIds: barred }),
    });
    barred.push(manager.personId);
    await away(director, manager, ["2026-09-14", "2026-09-18"]);
    const { approvalId } = await ask(rep);
    expect(await seats(approvalId)).toEqual([director.personId]);
    expect(await approve(manager, approvalId)).toMatchObject({ text: t.notYours });
    await office.moveTo("2026-09-15 18:00");
    expect(await seats(approvalId)).toEqual([director.personId]);
    expect(await approve(director, approvalId)).toMatchObject({ toast: t.approvedToast });
  });

  test("is not decided by whose it became while it waited: somebody else is asked", async () => {
    const barred: string[] = [];
    const { manager, director, rep, ask, approve, seats, decisions } = await newApprovals(database, {
      facts: async (_scope, id) => ({ snapshot: { title: id, phone: "1" }, key: id, barredIds: [...barred] }),
    });
    const { approvalId } = await ask(rep);
    expect(await seats(approvalId)).toEqual([manager.personId]);
    barred.push(manager.personId);
    expect(await approve(manager, approvalId)).toMatchObject({ toast: t.own });
    expect(decisions).toEqual([]);
    expect(await approve(director, approvalId)).toMatchObject({ toast: t.approvedToast });
  });

  test("is not among those whom a feature names", async () => {
    const { office, manager, rep, ask, seats } = await newApprovals(database, {
      facts: async (_scope, id) => ({
        snapshot: { title: id, phone: "1" },
        key: id,
        barredIds: [managerId()],
      }),
    });
    const managerId = () => manager.personId;
    const second = await office.colleague({ roles: ["manager"] });
    const personIds = [manager.personId, second.personId];
    const { approvalId } = await ask(rep, { levels: [{ mode: "any", personIds }] });
    expect(await seats(approvalId)).toEqual([second.personId]);
  });
});

/** The level was left out, and nobody could decide: a seat that was found later counted for no level. */
describe("a level that names only who asks", () => {
  test("is decided by who is found upward, in its place", async () => {
    const { manager, director, rep, ask, seats, approve, find } = await newApprovals(database);
    const own = { mode: "all", personIds: [rep.personId] } as const;
    const second = { mode: "any", personIds: [director.personId] } as const;
    const { approvalId } = await ask(rep, { levels: [own, second] });
    expect(await seats(approvalId)).toEqual([manager.personId]);
    expect(await approve(manager, approvalId)).toMatchObject({ toast: t.countedToast });
    expect(await approve(director, approvalId)).toMatchObject({ toast: t.approvedToast });
    const only = await ask(rep, { levels: [own] });
    expect(await approve(manager, only.approvalId)).toMatchObject({ toast: t.approvedToast });
    expect(await find(only.approvalId)).toMatchObject({ status: "approved" });
  });

  test("is left out where who is found upward decides at another level: nobody is asked twice", async () => {
    const { manager, director, rep, ask, approve, find } = await newApprovals(database);
    const own = { mode: "any", personIds: [rep.personId] } as const;
    const above = { mode: "any", personIds: [manager.personId] } as const;
    for (const levels of [
      [above, own],
      [own, above],
      [own, own],
    ]) {
      const { approvalId } = await ask(rep, { levels });
      expect(await approve(manager, approvalId)).toMatchObject({ toast: t.approvedToast });
      expect(await find(approvalId)).toMatchObject({ status: "approved" });
    }
    // Either may decide at the first level: who is above is asked for the second.
    const either = { mode: "any", personIds: [manager.personId, director.personId] } as const;
    const { approvalId } = await ask(rep, { levels: [either, own] });
    expect(await approve(director, approvalId)).toMatchObject({ toast: t.countedToast });
    expect(await approve(manager, approvalId)).toMatchObject({ toast: t.approvedToast });
  });
});

describe("the grade of a lead", () => {
  test("that the manager registered and a rep submits is the director's to decide", async () => {
    const office = await newLeadOffice(database);
    const director = await office.colleague({ name: "董总", roles: ["director"] });
    await office.db.person.updateMany({
      where: { id: office.manager.personId },
      data: { managerId: director.personId },
    });
    const card = await registered(office, office.manager);
    await office.db.lead.updateMany({ data: { collaboratorIds: [office.rep.personId] } });
    const form = formOf(await pressOn(office, office.rep, [card, l.gradeButton]));
    await office.submit(office.rep, form.id, { payload: { ...form.payload }, values: middle });
    const sent = await office.moveTo("2026-09-14 10:05");
    expect(sent.map(({ to }) => to)).toEqual([director.from.userId]);
    expect(cardOf(await office.write(office.manager, "审批")).title).toBe(t.listTitle(0));
    const [waiting] = sent;
    if (waiting === undefined) throw new Error("the director was not asked");
    expect(await pressOn(office, director, [waiting.card, t.approve])).toMatchObject({
      toast: t.approvedToast,
    });
  });

  test("that the manager owns is not the manager's to decide", async () => {
    const office = await newLeadOffice(database);
    const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
    const card = await registered(office);
    await office.db.lead.updateMany({
      data: { ownerId: office.manager.personId, collaboratorIds: [office.rep.personId] },
    });
    const form = formOf(await pressOn(office, office.rep, [card, l.gradeButton]));
    await office.submit(office.rep, form.id, { payload: { ...form.payload }, values: middle });
    const sent = await office.moveTo("2026-09-14 10:05");
    expect(sent.map(({ to }) => to)).toEqual([admin.from.userId]);
  });

  test("says where the lead is from, and is asked for anew when that changes", async () => {
    const office = await newLeadOffice(database);
    const manager = await asked(office, await registered(office), middle);
    await office.db.lead.updateMany({ data: { source: "website" } });
    expect(await pressOn(office, office.manager, [manager, t.approve])).toMatchObject({ toast: t.moved });
    expect(await office.db.lead.findFirstOrThrow()).toMatchObject({ status: "grading" });
  });
});
