import { beforeAll, describe, expect, test } from "vitest";
import { mayUseCustomer, usableCustomersCalled } from "#directory/customer-access.ts";
import { createCustomer, customerById } from "#directory/customers.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson, newWorkspace, type TestWorkspace } from "./support.ts";

const database = await testDatabase();
const now = new Date("2026-11-23T02:00:00Z");
const names = [
  "杭州云深科技有限公司",
  "北京云深贸易有限公司",
  "深圳市腾讯计算机系统有限公司",
  "上海华虹电子有限公司",
  "苏州恒瑞精密制造有限公司",
  "Acme Widgets Ltd",
  "Globex Corporation",
];
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await newWorkspace(database);
  const { personId } = await newPerson(workspace);
  for (const name of names) {
    await createCustomer(workspace, { name, ownerId: personId, sourceKey: name, now });
  }
});

describe("customers like a name", () => {
  test.each([
    ["the brand alone", "腾讯", "深圳市腾讯计算机系统有限公司"],
    ["brand and trade", "云深科技", "杭州云深科技有限公司"],
    ["the brand with another trade", "恒瑞机械", "苏州恒瑞精密制造有限公司"],
    ["another legal form", "恒瑞精密制造股份公司", "苏州恒瑞精密制造有限公司"],
    ["a homophone slip", "芸深科技", "杭州云深科技有限公司"],
    ["pinyin", "hengrui", "苏州恒瑞精密制造有限公司"],
    ["initials", "hrjmzz", "苏州恒瑞精密制造有限公司"],
    ["a slip in Latin", "Acme Widget", "Acme Widgets Ltd"],
  ])("are found by %s", async (_, query, name) => {
    expect((await similarCustomers(workspace, query))[0]?.name).toBe(name);
  });

  test.each([
    ["an exact core", "云深科技", "杭州云深科技有限公司"],
    ["the full name", "Globex Corporation", "Globex Corporation"],
    ["a clear margin", "恒瑞精蜜制造", "苏州恒瑞精密制造有限公司"],
  ])("link by themselves on %s", async (_, query, name) => {
    const same = (await similarCustomers(workspace, query)).filter(({ isSame }) => isSame);
    expect(same.map((customer) => customer.name)).toEqual([name]);
  });

  test.each([
    ["two are equally like it", "云深"],
    ["it is of another city", "北京华虹电子"],
    ["it is of another trade", "恒瑞机械"],
    ["only the initials agree", "yskj"],
    ["it is unlike all", "宇宙飞船研究所"],
    ["it is empty", ""],
    ["it is an emoji", "🚀"],
    ["it is 40,000 characters long", "云深".repeat(20_000)],
    ["it is a pattern", "%_' OR 1=1 --"],
  ])("do not link by themselves when %s", async (_, query) => {
    const similar = await similarCustomers(workspace, query);
    expect(similar.filter(({ isSame }) => isSame)).toEqual([]);
    expect(similar.length).toBeLessThanOrEqual(5);
  });

  test("are none of another workspace, and no deleted one", async () => {
    const other = await newWorkspace(database);
    expect(await similarCustomers(other, "云深科技")).toEqual([]);
    const { personId } = await newPerson(other);
    const id = await createCustomer(other, { name: "云深科技", ownerId: personId, sourceKey: "1", now });
    await other.db.customer.updateMany({ where: { id }, data: { deletedAt: now } });
    expect(await similarCustomers(other, "云深科技")).toEqual([]);
  });
});

describe("who may use a customer", () => {
  test("is the owner, a collaborator, who is above them, the director and the admin, and nobody else", async () => {
    const home = await newWorkspace(database);
    const boss = await newPerson(home, { roles: ["manager"] });
    const owner = await newPerson(home, { roles: ["rep"], managerId: boss.personId });
    const helper = await newPerson(home, { roles: ["rep"] });
    const rep = await newPerson(home, { roles: ["rep"] });
    const director = await newPerson(home, { roles: ["director"] });
    const admin = await newPerson(home, { roles: ["admin"] });
    const id = await createCustomer(home, { name: "云深科技", ownerId: owner.personId, sourceKey: "1", now });
    await home.db.customer.updateMany({ where: { id }, data: { collaboratorIds: [helper.personId] } });
    const customer = await customerById(home, id);
    if (customer === undefined) throw new Error("not stored");
    const may = (actor: typeof rep) => mayUseCustomer({ ...home, actor }, customer);
    for (const actor of [owner, helper, boss, director, admin]) expect(await may(actor)).toBe(true);
    expect(await may(rep)).toBe(false);
    const found = (actor: typeof rep) => usableCustomersCalled({ ...home, actor }, "云深", 10);
    for (const actor of [owner, helper, boss, director, admin]) expect(await found(actor)).toHaveLength(1);
    expect(await found(rep)).toEqual([]);
  });

  test("does not stop anybody from logging for one that is nobody's", async () => {
    const home = await newWorkspace(database);
    const actor = await newPerson(home, { roles: ["rep"] });
    const id = await createCustomer(home, { name: "云深科技", ownerId: actor.personId, sourceKey: "1", now });
    await home.db.customer.updateMany({ where: { id }, data: { ownerId: null } });
    const found = await usableCustomersCalled({ ...home, actor }, "云", 10);
    expect(found.map((customer) => customer.id)).toEqual([id]);
    expect(await usableCustomersCalled({ ...home, actor }, " ", 10)).toEqual([]);
  });
});
