import { describe, expect, test } from "vitest";
import { createCustomer, customerById, customerInNote, findNamed } from "#directory/customers.ts";
import { testDatabase } from "#test/support/database.ts";
import { countingQueries, newPerson, newWorkspace, type TestWorkspace } from "./support.ts";

const database = await testDatabase();
const now = new Date("2026-11-23T02:00:00Z");

async function add(workspace: TestWorkspace, name: string, ...shortNames: string[]): Promise<string> {
  const owner = await newPerson(workspace);
  return createCustomer(workspace, { name, shortNames, ownerId: owner.personId, sourceKey: name, now });
}

describe("a new customer", () => {
  test("is made once per event, also when the event comes twice at once", async () => {
    const workspace = await newWorkspace(database);
    const { personId } = await newPerson(workspace);
    const customer = { name: "云深科技", ownerId: personId, sourceKey: "slack:T1:E1", now };
    const ids = await Promise.all([1, 2, 3, 4].map(() => createCustomer(workspace, customer)));
    expect(new Set(ids).size).toBe(1);
    expect(await workspace.db.customer.count()).toBe(1);
  });

  test.each([
    ["quotes", `Bob's "Best" \\ Co; DROP TABLE customer --`],
    ["emoji", "🚀🚀"],
    ["right-to-left text", "شركة الاختبار"],
    ["direction marks", "\u202eevil\u202c corp"],
    ["markup", "<!channel> <at id=all></at>"],
  ])("may be called something with %s, and is found by it", async (_, name) => {
    const workspace = await newWorkspace(database);
    const id = await add(workspace, name);
    expect((await findNamed(database, workspace.workspaceId, [name])).map((found) => found.id)).toEqual([id]);
  });

  test("with a name of 5,000 characters is kept with its first 120", async () => {
    const workspace = await newWorkspace(database);
    const id = await add(workspace, "深".repeat(5000));
    expect((await customerById(workspace, id))?.name).toHaveLength(120);
  });
});

describe("looking up names", () => {
  test("finds by name, core and short name, in the order of the words, and nothing else", async () => {
    const workspace = await newWorkspace(database);
    const cloud = await add(workspace, "杭州云深科技有限公司", "云深");
    const acme = await add(workspace, "Acme Widgets Ltd");
    const find = async (...words: string[]) =>
      (await findNamed(database, workspace.workspaceId, words)).map((found) => found.id);
    expect(await find("云深")).toEqual([cloud]);
    expect(await find("云深科技")).toEqual([cloud]);
    expect(await find("ACME  widgets", "云深")).toEqual([acme, cloud]);
    expect(await find("云", "acme", "")).toEqual([]);
  });

  test("shows no customer of another workspace, and no deleted one", async () => {
    const [one, other] = [await newWorkspace(database), await newWorkspace(database)];
    const id = await add(one, "云深科技");
    expect(await findNamed(database, other.workspaceId, ["云深科技"])).toEqual([]);
    expect(await customerById(other, id)).toBeUndefined();
    await one.db.customer.updateMany({ where: { id }, data: { deletedAt: now } });
    expect(await findNamed(database, one.workspaceId, ["云深科技"])).toEqual([]);
    expect(await customerById(one, id)).toBeUndefined();
  });
});

describe("a customer in a note", () => {
  test("is the longest name in it, with its place", async () => {
    const workspace = await newWorkspace(database);
    await add(workspace, "云深科技", "云深");
    const lab = await add(workspace, "云深科技研究院");
    const note = "今天拜访了「云深 科技研究院」的王总";
    const found = await customerInNote(database, workspace.workspaceId, note);
    expect(found?.customers.map(({ id }) => id)).toEqual([lab]);
    expect(note.slice(found?.start, found?.end)).toBe("云深 科技研究院");
  });

  test("of a Latin name is whole words only", async () => {
    const workspace = await newWorkspace(database);
    const ten = await add(workspace, "Ten");
    const found = async (note: string) =>
      (await customerInNote(database, workspace.workspaceId, note))?.customers.map(({ id }) => id);
    expect(await found("I often attend")).toBeUndefined();
    expect(await found("Met TEN's buyer")).toBeUndefined();
    expect(await found("Met Ten, they buy")).toEqual([ten]);
    expect(await found("拜访Ten的王总")).toEqual([ten]);
  });

  test("is ambiguous when two customers share the name", async () => {
    const workspace = await newWorkspace(database);
    const ids = [await add(workspace, "杭州云深科技有限公司"), await add(workspace, "北京云深科技有限公司")];
    const found = await customerInNote(database, workspace.workspaceId, "给云深科技打了电话");
    expect(found?.customers.map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    ["Visited Fjord Marine AS today", "Fjord Marine AS", []],
    ["Called Fjord Marine & Sons, Inc. about it", "Fjord Marine & Sons, Inc", []],
    ["Fjord AS: they sign", "Fjord", ["Fjord Seafood AS"]],
    ["Visited Fjord, Marine AS was there", "Fjord", ["Fjord Seafood AS"]],
    ["Fjord as Agreed in March", "Fjord", ["Fjord Seafood AS"]],
    ["Called Fjord Marine A/S again", "Fjord Marine A/S", []],
    ["Met Fjord-Marine AS", "Fjord-Marine AS", []],
    ["At Fjord (Norway) AS", "Fjord (Norway) AS", []],
    ["Fjord of Norway AS: met Ola", "Fjord of Norway AS", []],
    ["Call Jane Fjord AS", "Fjord", ["Fjord Seafood AS"]],
    ["Fjord PO SA 4711 arrived", "Fjord", ["Fjord Seafood AS"]],
    ["Visited Fjord Marine AS, they also buy from Globex", "Fjord Marine AS", []],
    ["拜访华虹机器人有限公司的李总，他们也给Globex供货", "华虹机器人有限公司", []],
    ["Visited Fjord AS", "Fjord", ["Fjord Seafood AS"]],
    ["Then Fjord Seafood AS called", "Fjord Seafood AS", ["Fjord Seafood AS"]],
    ["Met Fjord and Siemens AG", "Fjord", ["Fjord Seafood AS"]],
    ["Met Fjord CEO Anders Ab", "Fjord", ["Fjord Seafood AS"]],
    ["Fjord IT Group meeting", "Fjord", ["Fjord Seafood AS"]],
    ["Fjord Siemens PLC upgrade", "Fjord", ["Fjord Seafood AS"]],
    ["华虹 called: Fjord Marine AS is their partner", "华虹", ["上海华虹电子有限公司"]],
    ["Met Fjord Seafood Holding AS", "Fjord Seafood", ["Fjord Seafood AS"]],
    ["拜访华虹机器人有限公司的李总", "华虹机器人有限公司", []],
    ["拜访华虹半导体公司的李总", "华虹半导体公司", []],
    ["拜访北京华虹的李总", "北京华虹", []],
    ["北京市华虹电子有限公司 电话沟通", "北京市华虹电子", []],
    ["拜访上海华虹的李总", "上海华虹", ["上海华虹电子有限公司"]],
    ["今天从北京飞上海拜访华虹", "华虹", ["上海华虹电子有限公司"]],
    ["华虹最近公司在扩产", "华虹", ["上海华虹电子有限公司"]],
    ["华虹今年公司预算还没定", "华虹", ["上海华虹电子有限公司"]],
    ["华虹张经理电话确认有限公司抬头", "华虹", ["上海华虹电子有限公司"]],
    ["华虹王总推荐苏州大族有限公司", "华虹", ["上海华虹电子有限公司"]],
    ["华虹已经变更为股份公司", "华虹", ["上海华虹电子有限公司"]],
    ["华虹下属华虹空调有限公司", "华虹", ["上海华虹电子有限公司"]],
    ["拜访华虹电子有限公司的李总", "华虹电子", ["上海华虹电子有限公司"]],
    ["拜访华虹集团有限公司的李总", "华虹", ["上海华虹电子有限公司"]],
    ["华虹李总问到上海某某有限公司", "华虹", ["上海华虹电子有限公司"]],
  ])("is not meant by another company's name that begins like its own: %s", async (note, name, customers) => {
    const workspace = await newWorkspace(database);
    await add(workspace, "Fjord Seafood AS", "Fjord");
    await add(workspace, "上海华虹电子有限公司", "华虹");
    await add(workspace, "Globex");
    const found = await customerInNote(database, workspace.workspaceId, note);
    expect(found?.customers.map((customer) => customer.name)).toEqual(customers);
    expect(note.slice(found?.start, found?.end)).toBe(name);
  });

  test("is not looked for beyond the start of a long note", async () => {
    const workspace = await newWorkspace(database);
    await add(workspace, "云深科技");
    const at = (before: number) =>
      customerInNote(database, workspace.workspaceId, `${"好".repeat(before)}云深科技`);
    expect(await at(56)).toBeDefined();
    expect(await at(57)).toBeUndefined();
  });

  test.each(["", " ", "👍👍👍", "a", "\u202e\u0000", "好".repeat(40_000)])(
    "is none in a note without one (%#)",
    async (note) => {
      const workspace = await newWorkspace(database);
      expect(await customerInNote(database, workspace.workspaceId, note)).toBeUndefined();
    },
  );

  test("costs one query for fifty notes that arrive together", async () => {
    const workspace = await newWorkspace(database);
    const id = await add(workspace, "云深科技");
    const { result, queries } = await countingQueries(database, () =>
      Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          customerInNote(database, workspace.workspaceId, `第${index}次拜访云深科技，客户想要报价和样品`),
        ),
      ),
    );
    expect(queries).toBe(1);
    expect(result.map((found) => found?.customers[0]?.id)).toEqual(Array.from({ length: 50 }, () => id));
  });
});
