import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { exportLeads } from "#src/cli/export-leads.ts";
import { importLeadsFile } from "#src/cli/import-leads.ts";
import { readTable } from "#tables/read-table.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson, newWorkspace, type TestWorkspace } from "../directory/support.ts";

const database = await testDatabase();
const now = new Date("2026-09-14T02:00:00Z");
const folder = await mkdtemp(join(tmpdir(), "genjin-leads-"));
afterAll(() => rm(folder, { recursive: true }));

type Options = { readonly dryRun?: boolean; readonly withDuplicates?: boolean; readonly by?: string };

function load({ workspaceId }: TestWorkspace, file: string | Buffer, options: Options = {}) {
  const common = { dryRun: false, withDuplicates: false, now, workspaceId };
  return importLeadsFile(database, { ...common, ...options, bytes: Buffer.from(file) });
}

async function company() {
  const workspace = await newWorkspace(database);
  const { personId } = await newPerson(workspace, { name: "管理员", roles: ["admin"] });
  return { ...workspace, adminId: personId };
}

const list = [
  "公司,联系人,电话,来源,需求,需求紧迫度,预算,决策影响力,传真",
  "云深科技,王总,13800001234,展会,=1+1,明确,充足,已接触决策人,1",
  ",无名,13800001235,,,,,,",
  "远大集团,赵工,02188886666,新渠道,,,,,",
].join("\r\n");

describe("the import of leads", () => {
  test("keeps the good rows and tells the bad ones by line", async () => {
    const workspace = await company();
    expect(await load(workspace, list)).toEqual({
      ...{ created: 2, unchanged: 0, unknownColumns: ["传真"], newSources: ["新渠道"], otherSheets: [] },
      problems: [{ line: 3, reason: "no company name" }],
    });
    const made = await workspace.db.lead.findMany({ orderBy: { sourceKey: "asc" } });
    expect(made).toMatchObject([
      { company: "云深科技", source: "exhibition", urgency: "clear", registeredById: workspace.adminId },
      { company: "远大集团", source: "新渠道", phone: "02188886666", ownerId: null },
    ]);
  });

  test("makes nothing of the same file twice, and nothing in a dry run", async () => {
    const workspace = await company();
    expect(await load(workspace, list, { dryRun: true })).toMatchObject({ created: 2, unchanged: 0 });
    expect(await workspace.db.lead.count()).toBe(0);
    await load(workspace, list);
    expect(await load(workspace, list)).toMatchObject({ created: 0, unchanged: 2 });
    expect(await workspace.db.lead.count()).toBe(2);
  });

  test("leaves out what is there already, unless it is asked for", async () => {
    const workspace = await company();
    await load(workspace, list);
    const other = "company,phone\n云深科技有限公司,139 0000 1111\n别的,021-8888 6666";
    expect(await load(workspace, other)).toMatchObject({
      created: 0,
      problems: [
        { line: 2, reason: "resembles the lead “云深科技” (owner: 管理员)" },
        { line: 3, reason: "resembles the lead “远大集团” (owner: 管理员)" },
      ],
    });
    expect(await load(workspace, other, { withDuplicates: true })).toMatchObject({
      created: 2,
      problems: [],
    });
  });

  test("asks for the grades once the program runs", async () => {
    const workspace = await company();
    await load(workspace, list);
    const waiting = await workspace.db.outboundMessage.findMany({ select: { kind: true, personId: true } });
    expect(waiting).toEqual([{ kind: "lead.import-grades", personId: workspace.adminId }]);
  });

  test("registers for whom it is told, or says that there is nobody", async () => {
    const workspace = await newWorkspace(database);
    await expect(load(workspace, list)).rejects.toThrow("--by EMAIL");
    const { personId } = await newPerson(workspace, {
      name: "李雷",
      email: "li@example.com",
      roles: ["rep"],
    });
    await expect(load(workspace, list, { by: "han@example.com" })).rejects.toThrow(
      "nobody of this workspace",
    );
    await load(workspace, list, { by: "LI@example.com" });
    expect(await workspace.db.lead.count({ where: { registeredById: personId } })).toBe(2);
  });

  test("refuses a list that does not name the company", async () => {
    await expect(load(await company(), "姓名2,x\n1,2")).rejects.toThrow("公司 or company is missing");
  });

  test("does not cross into another workspace", async () => {
    const [one, other] = [await company(), await company()];
    await load(one, list);
    expect(await load(other, list)).toMatchObject({ created: 2, unchanged: 0 });
  });
});

describe("the export of leads", () => {
  test.each(["xlsx", "csv"] as const)("text stays text, phones stay phones: %s", async (format) => {
    const workspace = await company();
    await load(workspace, list);
    const file = join(folder, `${workspace.workspaceId}.${format}`);
    const { workspaceId } = workspace;
    expect(await exportLeads(database, { file, format, now, workspaceId })).toBe(2);
    const [head, ...rows] = (await readTable(await readFile(file))).map(({ cells }) => cells);
    const column = (name: string) => rows.map((cells) => cells[head?.indexOf(name) ?? -1]).toSorted();
    expect(column("公司")).toEqual(["云深科技", "远大集团"]);
    expect(column("电话")).toEqual(["02188886666", "13800001234"]);
    expect(column("初步需求")).toContain("=1+1");
    expect(column("来源")).toEqual(["展会", "新渠道"].toSorted());
  });

  // The file was emptied first: what broke off in the middle left a list that looked whole.
  test("that breaks off leaves the file as it was", async () => {
    const workspace = await company();
    await load(workspace, list);
    const { workspaceId } = workspace;
    const file = join(folder, "kept.csv");
    await writeFile(file, "as it was");
    await database.prisma.$executeRaw`ALTER TABLE lead RENAME TO lead_away`;
    await expect(exportLeads(database, { file, format: "csv", now, workspaceId })).rejects.toThrow();
    await database.prisma.$executeRaw`ALTER TABLE lead_away RENAME TO lead`;
    expect(await readFile(file, "utf8")).toBe("as it was");
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("what was exported is known again when it is imported elsewhere", async () => {
    const [from, to] = [await company(), await company()];
    await load(from, list);
    const file = join(folder, "moved.csv");
    await exportLeads(database, { file, format: "csv", now, workspaceId: from.workspaceId });
    expect(await load(to, await readFile(file))).toMatchObject({ created: 2, problems: [] });
    expect(await to.db.lead.findFirst({ where: { company: "云深科技" } })).toMatchObject({
      ...{ phone: "13800001234", need: "=1+1", source: "exhibition", contactName: "王总" },
      acquiredAt: now,
    });
  });
});
