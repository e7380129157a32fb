import { describe, expect, test } from "vitest";
import { importCustomers } from "#src/cli/import-customers.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson, newWorkspace, type TestWorkspace } from "../directory/support.ts";

const database = await testDatabase();
const now = new Date("2026-11-23T02:00:00Z");

function load({ workspaceId }: TestWorkspace, file: string, dryRun = false) {
  return importCustomers(database, { bytes: Buffer.from(file), dryRun, now, workspaceId });
}

async function company() {
  const workspace = await newWorkspace(database);
  const person = { name: "李雷", email: "li@example.com", roles: ["rep" as const] };
  return { ...workspace, li: (await newPerson(workspace, person)).personId };
}

function customersOf({ db }: TestWorkspace) {
  return db.customer.findMany({
    orderBy: { name: "asc" },
    include: { contacts: { orderBy: { name: "asc" } }, names: true },
  });
}

const list = [
  "客户名称,简称,行业,地址,负责人,联系人,职务,电话,邮箱,传真",
  "云深科技有限公司,云深/深深,软件,杭州,LI@example.com,王总,总经理,021-8888 6666,WANG@yunshen.cn,1",
  "云深科技有限公司,,,,,赵工,,13800001234,,",
  "远大集团,,,,李雷,,,13900001234,,",
  "无主公司,,,,,,,,,",
  ",,,,,,,,,2",
  "坏电话,,,,,,,1.38E+10,,",
  "谁的,,,,张三,,,,,",
].join("\r\n");

describe("the import of customers", () => {
  test("takes each with its names, owner and all contacts, and tells the bad rows by line", async () => {
    const workspace = await company();
    const { notes, ...result } = await load(workspace, list);
    expect(result).toEqual({
      ...{ created: 3, unchanged: 0, unknownColumns: ["传真"] },
      problems: [
        { line: 6, reason: "the name is missing" },
        { line: 7, reason: "the phone was rounded by the spreadsheet: format the column as text" },
        { line: 8, reason: "the owner “张三” is nobody who is active here" },
      ],
    });
    expect(notes).toEqual([]);
    const byName = new Map((await customersOf(workspace)).map((one) => [one.name, one]));
    expect(byName.get("云深科技有限公司")).toMatchObject({
      ...{ industry: "软件", address: "杭州", ownerId: workspace.li, stage: "potential" },
      contacts: [
        { name: "王总", title: "总经理", phoneKey: "2188886666", email: "wang@yunshen.cn" },
        { name: "赵工", title: null, phone: "13800001234", phoneKey: "13800001234" },
      ],
    });
    expect(byName.get("远大集团")?.contacts).toMatchObject([{ name: "远大集团", phone: "13900001234" }]);
    expect(byName.get("远大集团")?.clockAt).not.toBeNull();
    expect(byName.get("无主公司")).toMatchObject({ ownerId: null, contacts: [], clockAt: null });
    expect(byName.get("云深科技有限公司")?.names.map(({ key }) => key)).toContain("云深科技");
  });

  test("changes nothing of the same file twice, nor in a dry run, and says what is there", async () => {
    const workspace = await company();
    expect(await load(workspace, list, true)).toMatchObject({ created: 3, unchanged: 0 });
    expect(await customersOf(workspace)).toEqual([]);
    await load(workspace, list);
    const before = await customersOf(workspace);
    const again = await load(workspace, list);
    expect(again).toMatchObject({ created: 0, unchanged: 3 });
    expect(again.notes[0]).toEqual({
      line: 2,
      reason: "云深科技有限公司 is there already and stays as it is",
    });
    expect(await customersOf(workspace)).toEqual(before);
  });

  test("leaves a customer of that very name as it is, but not one whose short name it is", async () => {
    const workspace = await company();
    await load(workspace, "customer,short names,industry\n远大集团,远大,钢铁");
    const other = await load(workspace, "customer,industry\n远大集团 ,软件\n远大,软件");
    expect(other).toMatchObject({ created: 1, unchanged: 1, notes: [{ line: 2 }] });
    expect(await customersOf(workspace)).toMatchObject([
      { name: "远大", industry: "软件" },
      { name: "远大集团", industry: "钢铁" },
    ]);
  });

  test("tells a row that repeats a customer or says otherwise", async () => {
    const workspace = await company();
    const rows = ["customer,industry,contact", "Acme Ltd,Steel,Ann", "ACME LTD,,", "acme ltd,Paper,Bob"];
    expect(await load(workspace, rows.join("\n"))).toMatchObject({
      created: 1,
      problems: [
        { line: 3, reason: "Acme Ltd stands in line 2 already" },
        { line: 4, reason: "Acme Ltd stands in line 2 already: its contact alone was taken" },
      ],
    });
    const [acme] = await customersOf(workspace);
    expect(acme).toMatchObject({ industry: "Steel", contacts: [{ name: "Ann" }, { name: "Bob" }] });
  });

  test("refuses a list that names no customer, and does not cross into another workspace", async () => {
    const [one, other] = [await company(), await company()];
    await expect(load(one, "行业\n软件")).rejects.toThrow("客户 or customer is missing");
    await load(one, list);
    expect(await load(other, list)).toMatchObject({ created: 3, unchanged: 0 });
  });
});
