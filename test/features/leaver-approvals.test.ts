import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { testDatabase } from "#test/support/database.ts";
import { asked, middle, registered } from "./lead-grade-support.ts";
import { newLeadOffice } from "./lead-support.ts";
import { addApproval, type LeavingOffice, leavingOffice } from "./leaver-support.ts";
import { cardOf } from "./people-support.ts";
import { type Colleague, option, pressOn, text } from "./support.ts";

const database = await testDatabase();

const manager = (office: LeavingOffice, name: string) => office.colleague({ name, roles: ["manager"] });

/** Who decides now, and who does in the name of somebody else once a question is answered. */
async function seatsOf({ db }: LeavingOffice, approvalId: string) {
  const isTheirs = [{ isOpen: true }, { onBehalfOfId: { not: null } }];
  const select = { personId: true, onBehalfOfId: true, isOpen: true };
  return db.approvalSeat.findMany({ where: { approvalId, OR: isTheirs }, select });
}

describe("of who has left", () => {
  test("decisions that waited are made by who takes over, but never on what that one asked for", async () => {
    const office = await leavingOffice(database);
    const { rep, director } = office.people;
    const [leaver, next] = [await manager(office, "王经理"), await manager(office, "赵经理")];
    const own = await addApproval(office, rep, { seats: [leaver] });
    const taken = await addApproval(office, next, { seats: [leaver] });
    const returned = await addApproval(office, rep, { seats: [leaver], status: "returned" });
    const over = await addApproval(office, rep, { seats: [leaver], status: "approved" });
    await office.leave(leaver, next);
    const inTheirName = { personId: next.personId, onBehalfOfId: leaver.personId };
    expect(await seatsOf(office, own)).toEqual([{ ...inTheirName, isOpen: true }]);
    expect(await seatsOf(office, returned)).toEqual([{ ...inTheirName, isOpen: false }]);
    expect(await seatsOf(office, taken)).toEqual([
      { personId: director.personId, onBehalfOfId: null, isOpen: true },
    ]);
    expect(await seatsOf(office, over)).toEqual([]);
    expect(await office.db.approvalSeat.findMany({ where: { approvalId: over } })).toMatchObject([
      { personId: leaver.personId, isOpen: false },
    ]);
    expect(await office.db.auditEntry.findFirst({ where: { action: "person.left" } })).toMatchObject({
      details: { left: { approvals: 2 } },
    });
  });

  // A rep approved the grades of the whole team from then on.
  test("decisions that waited go to somebody above where who takes over may not make them", async () => {
    const office = await leavingOffice(database);
    const { rep, mate, director } = office.people;
    const leaver = await manager(office, "王经理");
    const waiting = await addApproval(office, rep, { seats: [leaver] });
    const returned = await addApproval(office, rep, { seats: [leaver], status: "returned" });
    await office.leave(leaver, mate);
    const above = { personId: director.personId, onBehalfOfId: null, isOpen: true };
    expect(await seatsOf(office, waiting)).toEqual([above]);
    expect(await seatsOf(office, returned)).toEqual([]);
    const values = { answer: text("50 万") };
    await office.submit(rep, "approval.answer", { payload: { approvalId: returned }, values });
    expect(await seatsOf(office, returned)).toEqual([above]);
  });

  test("what they had asked for is asked for by who takes over", async () => {
    const office = await leavingOffice(database);
    const { rep, supervisor } = office.people;
    const above = await manager(office, "王经理");
    await office.db.person.updateMany({
      where: { id: supervisor.personId },
      data: { roles: ["manager"], managerId: above.personId },
    });
    const waiting = await addApproval(office, rep, { seats: [above] });
    const deciding = await addApproval(office, rep, { seats: [supervisor], status: "returned" });
    await office.leave(rep, supervisor);
    const approval = (id: string) =>
      office.db.approval.findFirst({ where: { id }, include: { seats: true } });
    expect(await approval(waiting)).toMatchObject({ requestedById: supervisor.personId, status: "waiting" });
    expect(await approval(deciding)).toMatchObject({
      ...{ requestedById: supervisor.personId, status: "waiting", clockStep: expect.any(String) },
    });
    expect(await seatsOf(office, deciding)).toEqual([
      { personId: above.personId, onBehalfOfId: null, isOpen: true },
    ]);
  });

  // Who took over saw it in the own list, pressed, and only then it went to somebody else.
  test("what was theirs is decided by somebody above who takes over, who answers what is asked back", async () => {
    const office = await newLeadOffice(database);
    const { rep, manager } = office;
    const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
    const director = await office.colleague({ name: "董总", roles: ["director"] });
    const card = await asked(office, await registered(office), middle);
    // Somebody else has asked about what is the rep's.
    await office.db.approval.updateMany({ data: { requestedById: admin.personId } });
    const payload = { personId: rep.personId, page: "1" };
    const values = { receiver: option(manager.personId) };
    expect(await office.submit(admin, "people.leave", { payload, values })).toMatchObject({ type: "update" });
    const listed = async (who: Colleague) => cardOf(await office.write(who, "审批"));
    expect((await listed(manager)).title).toBe(approvalTexts.zh.listTitle(0));
    expect((await listed(director)).title).toBe(approvalTexts.zh.listTitle(1));
    expect(await pressOn(office, manager, [card, approvalTexts.zh.approve])).not.toMatchObject({
      toast: approvalTexts.zh.approvedToast,
    });
    expect(await pressOn(office, director, [await listed(director), approvalTexts.zh.approve])).toMatchObject(
      {
        toast: approvalTexts.zh.approvedToast,
      },
    );
  });

  test("what they had asked about something of theirs is asked by who takes over, also who would decide", async () => {
    const office = await newLeadOffice(database);
    const { rep, manager } = office;
    const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
    await office.colleague({ name: "董总", roles: ["director"] });
    await asked(office, await registered(office), middle);
    const payload = { personId: rep.personId, page: "1" };
    await office.submit(admin, "people.leave", { payload, values: { receiver: option(manager.personId) } });
    const lead = await office.db.lead.findFirstOrThrow();
    expect(lead).toMatchObject({ ownerId: manager.personId, status: "grading" });
    expect(await office.db.approval.findFirstOrThrow()).toMatchObject({
      ...{ requestedById: manager.personId, status: "waiting" },
      facts: { barredIds: [manager.personId] },
    });
    expect(cardOf(await office.write(manager, "审批")).title).toBe(approvalTexts.zh.listTitle(0));
  });
});
