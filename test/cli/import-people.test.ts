import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { importPeople } from "#src/cli/import-people.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson, newWorkspace, type TestWorkspace } from "../directory/support.ts";

const database = await testDatabase();
const now = new Date("2026-11-23T02:00:00Z");
const xlsx = await readFile(fileURLToPath(new URL("../fixtures/people.xlsx", import.meta.url)));

/** "姓名,邮箱\n李雷,a@b.cn" as Excel in China saves it. */
const gbk = Buffer.from("d0d5c3fb2cd3cacfe40ac0eec0d72c6140622e636e0a", "hex");

function load({ workspaceId }: TestWorkspace, file: string | Buffer, dryRun = false) {
  return importPeople(database, { bytes: Buffer.from(file), dryRun, now, workspaceId });
}

async function peopleOf({ db }: TestWorkspace) {
  const people = await db.person.findMany({
    orderBy: { email: "asc" },
    include: { team: { include: { parent: true } }, manager: true },
  });
  return people.map((person) => ({
    name: person.name,
    email: person.email,
    roles: person.roles,
    team:
      person.team &&
      [person.team.parent?.name, person.team.name].filter((name) => name !== undefined).join("/"),
    manager: person.manager?.name,
    locale: person.locale,
    tz: person.tz,
    status: person.status,
  }));
}

const list = [
  "name,email,roles,team,manager email,language,time zone",
  "李雷,LI@example.com,rep,华东/上海,wang@example.com,zh,",
  "王总,wang@example.com,manager,华东,,,",
  '"Doe, Jane",jane@example.com,"senior rep; supervisor",,wang@example.com,English,伦敦',
].join("\r\n");

describe("the import of people", () => {
  test("takes over everybody with teams and managers, whatever their order", async () => {
    const workspace = await newWorkspace(database);
    expect(await load(workspace, list)).toEqual({ created: 3, updated: 0, unchanged: 0, problems: [] });
    const common = { locale: "zh", tz: "Asia/Shanghai", status: "active" };
    expect(await peopleOf(workspace)).toEqual([
      {
        ...{ name: "Doe, Jane", email: "jane@example.com", roles: ["senior_rep", "supervisor"], team: null },
        ...{ manager: "王总", locale: "en", tz: "Europe/London", status: "active" },
      },
      {
        ...common,
        name: "李雷",
        email: "li@example.com",
        roles: ["rep"],
        team: "华东/上海",
        manager: "王总",
      },
      {
        ...common,
        name: "王总",
        email: "wang@example.com",
        roles: ["manager"],
        team: "华东",
        manager: undefined,
      },
    ]);
  });

  test("changes nothing when done again, and only what the list says when it changed", async () => {
    const workspace = await newWorkspace(database);
    await load(workspace, list);
    const before = await peopleOf(workspace);
    expect(await load(workspace, list)).toEqual({ created: 0, updated: 0, unchanged: 3, problems: [] });
    expect(await peopleOf(workspace)).toEqual(before);
    const result = await load(workspace, "邮箱,姓名,角色\nli@example.com,李雷,主管\njane@example.com,Jane,");
    expect(result).toEqual({ created: 0, updated: 2, unchanged: 0, problems: [] });
    const [jane, li] = await peopleOf(workspace);
    expect(jane).toMatchObject({ name: "Jane", roles: ["senior_rep", "supervisor"], manager: "王总" });
    expect(li).toMatchObject({ roles: ["supervisor"], team: "华东/上海", manager: "王总" });
  });

  test("reports a bad row with its line and reason, and keeps the good ones", async () => {
    const workspace = await newWorkspace(database);
    const file = [
      "name,email,roles,language,time zone,manager",
      "好的,ok@example.com,,,,",
      ",nobody@example.com,,,,",
      "没邮箱,,,,,",
      "坏邮箱,not an address,,,,",
      "怪角色,a@example.com,国王,,,",
      "怪语言,b@example.com,,火星语,,",
      "怪时区,c@example.com,,,Mars/Base,",
      "",
      "又一个,OK@example.com,,,,",
      "短行,d@example.com",
      "无上级,e@example.com,,,,nobody@example.com",
    ].join("\n");
    const result = await load(workspace, file);
    expect(result.created).toBe(3);
    expect(result.problems).toEqual([
      { line: 3, reason: "the name is missing" },
      { line: 4, reason: "the e-mail is missing" },
      { line: 5, reason: "the e-mail is not one" },
      { line: 6, reason: "the role “国王” is not known" },
      { line: 7, reason: "the language “火星语” is not known" },
      { line: 8, reason: "the time zone “Mars/Base” is not known" },
      { line: 10, reason: "ok@example.com stands in line 2 already" },
      { line: 12, reason: "the manager nobody@example.com is not known; imported without" },
    ]);
    expect((await peopleOf(workspace)).map(({ name }) => name)).toEqual(["短行", "无上级", "好的"]);
  });

  test("makes nobody their own manager, nor a circle", async () => {
    const workspace = await newWorkspace(database);
    const file =
      "name,email,manager\nA,a@example.com,b@example.com\nB,b@example.com,a@example.com\nC,c@example.com,c@example.com";
    const result = await load(workspace, file);
    expect(result.problems.map(({ line }) => line)).toEqual([3, 4]);
    expect((await peopleOf(workspace)).map(({ manager }) => manager)).toEqual(["B", undefined, undefined]);
  });

  test("says what it would do and does nothing in a dry run", async () => {
    const workspace = await newWorkspace(database);
    expect(await load(workspace, list, true)).toMatchObject({ created: 3, problems: [] });
    expect(await peopleOf(workspace)).toEqual([]);
    expect(await workspace.db.team.count()).toBe(0);
  });

  test("lets in who waits, with a digest from now on, and leaves who has left", async () => {
    const workspace = await newWorkspace(database);
    await newPerson(workspace, { name: "李", email: "li@example.com", status: "pending", slack: "U1" });
    await newPerson(workspace, { name: "旧", email: "old@example.com", status: "left" });
    const result = await load(workspace, "name,email\n李雷,li@example.com\n旧人,old@example.com");
    expect(result).toEqual({
      ...{ created: 0, updated: 1, unchanged: 0 },
      problems: [{ line: 3, reason: "old@example.com has left and stays so" }],
    });
    const li = await workspace.db.person.findFirstOrThrow({ where: { email: "li@example.com" } });
    expect(li).toMatchObject({
      name: "李雷",
      status: "active",
      nextDigestAt: new Date("2026-11-24T00:45:00Z"),
    });
  });

  test("never takes the role of admin away", async () => {
    const workspace = await newWorkspace(database);
    await newPerson(workspace, { email: "li@example.com", roles: ["admin"] });
    await load(workspace, "name,email,roles\n李雷,li@example.com,rep");
    expect((await peopleOf(workspace))[0]?.roles).toEqual(["rep", "admin"]);
  });

  test("touches no other workspace", async () => {
    const [one, other] = [await newWorkspace(database), await newWorkspace(database)];
    await newPerson(other, { name: "别人", email: "li@example.com" });
    await load(one, "name,email\n李雷,li@example.com");
    expect((await peopleOf(other)).map(({ name }) => name)).toEqual(["别人"]);
  });
});

describe("the file", () => {
  test.each([
    ["UTF-8 with a byte order mark", Buffer.from("\ufeff姓名,邮箱\n李雷,a@b.cn\n")],
    ["GBK", gbk],
    ["UTF-16", Buffer.from("\ufeff姓名\t邮箱\n李雷\ta@b.cn\n", "utf16le")],
    ["semicolons", Buffer.from("姓名;邮箱\n李雷;a@b.cn\n")],
    ["spaces and capitals in the headings", Buffer.from(" Name , E-Mail \n 李雷 , a@b.cn \n")],
    ["other columns besides", Buffer.from("工号,姓名,邮箱\n1,李雷,a@b.cn\n")],
  ])("may be %s", async (_, file) => {
    const workspace = await newWorkspace(database);
    expect(await load(workspace, file)).toEqual({ created: 1, updated: 0, unchanged: 0, problems: [] });
    expect(await peopleOf(workspace)).toMatchObject([{ name: "李雷", email: "a@b.cn", roles: ["rep"] }]);
  });

  test("may be an Excel workbook", async () => {
    const workspace = await newWorkspace(database);
    expect(await load(workspace, xlsx)).toEqual({
      ...{ created: 3, updated: 0, unchanged: 0 },
      problems: [{ line: 5, reason: "the e-mail is not one" }],
    });
    expect(await peopleOf(workspace)).toMatchObject([
      { name: "李雷", roles: ["rep", "senior_rep"], team: "华东/上海", manager: "王总" },
      { name: "007" },
      { name: "王总", roles: ["manager"] },
    ]);
  });

  test.each([
    ["is empty", "", /first line must name the columns/],
    ["has no heading", "李雷,a@b.cn\n", /first line must name the columns/],
    ["lacks a column", "姓名\n李雷\n", /email or 邮箱 is missing/],
    ["is an old Excel file", Buffer.from("d0cf11e0a1b11ae1", "hex"), /xlsx/],
  ])("that %s is refused with what to do", async (...[, file, words]) => {
    await expect(load(await newWorkspace(database), file)).rejects.toThrow(words);
  });
});
