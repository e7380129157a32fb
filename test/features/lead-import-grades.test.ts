import { beforeEach, describe, expect, it } from "vitest";
import { importLeadsFile } from "#src/cli/import-leads.ts";
import { testDatabase } from "../support/database.ts";
import { type Colleague, newOffice, type Office, pressOn } from "./support.ts";

const database = await testDatabase();
let office: Office;
let admin: Colleague;
let rep: Colleague;
let manager: Colleague;

// A company without a director: the admin who brings the list has nobody above.
beforeEach(async () => {
  office = await newOffice(database);
  admin = await office.colleague({ name: "管理员", roles: ["admin"] });
  manager = await office.colleague({ name: "韩梅梅", roles: ["manager"] });
  rep = await office.colleague({ name: "李雷", managerId: manager.personId });
});

const head = "公司,负责人,需求紧迫度,预算,决策影响力";
const list = Buffer.from(
  [head, "苏州精工机械,李雷,明确,充足,已接触决策人", "没有负责人,,明确,充足,已接触决策人"].join("\n"),
);

async function importAs(who: Colleague): Promise<void> {
  const reply = await office.sendFile(who, "名单.csv", list);
  if (reply.type !== "say") throw new Error(`no card: ${JSON.stringify(reply)}`);
  await pressOn(office, who, [reply.card, "导入 2 条新线索"]);
}

async function askedOf(company: string) {
  const lead = await office.db.lead.findFirst({ where: { company } });
  const approval = await office.db.approval.findFirst({ where: { subjectId: lead?.id ?? "" } });
  const seats = await office.db.approvalSeat.findMany({ where: { approvalId: approval?.id ?? "" } });
  return { ...{ lead, approval }, seated: seats.map(({ personId }) => personId) };
}

// All were asked for by who brought the list, by default the first admin: the director, or nobody, was to decide on a
// rep's leads, and the rep was told nothing.
describe("the grades of a list", () => {
  it("are asked for by whom the list names, so that their manager decides", async () => {
    await importAs(admin);
    await office.moveTo("2026-09-14 10:01");
    const { approval, seated } = await askedOf("苏州精工机械");
    expect(approval).toMatchObject({ requestedById: rep.personId, proposal: "A" });
    expect(seated).toEqual([manager.personId]);
    const graded = await office.db.auditEntry.findMany({ where: { action: "lead.graded" } });
    expect(graded.map(({ personId }) => personId)).toEqual([admin.personId, admin.personId]);
  });

  it("tell the rep at once when they are decided", async () => {
    await importAs(admin);
    const told = await office.moveTo("2026-09-14 10:01");
    const card = told.find(({ to }) => to === manager.from.userId)?.card;
    if (card === undefined) throw new Error("the manager was not asked");
    await pressOn(office, manager, [card, "批准"]);
    const { lead } = await askedOf("苏州精工机械");
    const sent = await office.moveTo("2026-09-14 10:02");
    expect(await office.db.lead.findFirst({ where: { id: lead?.id ?? "" } })).toMatchObject({
      ...{ status: "assigned", ownerId: rep.personId },
    });
    expect(sent.map(({ to }) => to)).toContain(rep.from.userId);
    expect(sent.map(({ to }) => to)).not.toContain(admin.from.userId);
  });

  // Who had typed it in could decide nothing of it: where that is the only one above, nobody could.
  it("are decided by who brought the list where the list names others, and are not where it names nobody", async () => {
    await importAs(manager);
    const told = await office.moveTo("2026-09-14 10:01");
    expect((await askedOf("没有负责人")).seated).toEqual([admin.personId]);
    expect((await askedOf("苏州精工机械")).seated).toEqual([manager.personId]);
    const card = told.find(({ to }) => to === manager.from.userId)?.card;
    if (card === undefined) throw new Error("the manager was not asked");
    await pressOn(office, manager, [card, "批准"]);
    expect((await askedOf("苏州精工机械")).lead).toMatchObject({ status: "assigned", ownerId: rep.personId });
  });

  it("are asked for by who brought the list where it names nobody", async () => {
    await importAs(rep);
    await office.moveTo("2026-09-14 10:01");
    const { approval, seated } = await askedOf("没有负责人");
    expect(approval?.requestedById).toBe(rep.personId);
    expect(seated).toEqual([manager.personId]);
  });

  it("are the same from the command line, where the first admin brings the list", async () => {
    const { workspaceId, clock } = office;
    const common = { dryRun: false, withDuplicates: false, workspaceId };
    await importLeadsFile(database, { ...common, bytes: list, now: clock.now });
    await office.moveTo("2026-09-14 10:01");
    expect((await askedOf("苏州精工机械")).seated).toEqual([manager.personId]);
    expect((await askedOf("没有负责人")).approval?.requestedById).toBe(admin.personId);
  });
});

describe("whom a list names", () => {
  it("keeps the lead, and is reminded by the own hours", async () => {
    await office.db.person.updateMany({ where: { id: rep.personId }, data: { tz: "America/New_York" } });
    await importAs(admin);
    const leads = await office.db.lead.findMany({ orderBy: { sourceKey: "asc" } });
    expect(leads.map(({ ownerId }) => ownerId)).toEqual([rep.personId, null]);
    expect(leads[0]?.clockAt).not.toEqual(leads[1]?.clockAt);
  });

  // A lead of somebody in the legal department would have waited for ever.
  it("has to be somebody who follows leads up; of two of the name that one is meant", async () => {
    await office.colleague({ name: "法务", roles: ["legal"] });
    await office.colleague({ name: "李雷", roles: ["service"] });
    const { workspaceId, clock } = office;
    const bytes = Buffer.from("公司,负责人\n甲公司,法务\n乙公司,李雷");
    const common = { dryRun: false, withDuplicates: false, workspaceId, now: clock.now };
    expect(await importLeadsFile(database, { ...common, bytes })).toMatchObject({
      created: 1,
      problems: [{ line: 2, reason: expect.stringContaining("role does not follow up leads") }],
    });
    expect(await office.db.lead.findMany()).toMatchObject([{ company: "乙公司", ownerId: rep.personId }]);
  });
});
