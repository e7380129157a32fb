import { describe, expect, test } from "vitest";
import { DeliveryError } from "#chat/port.ts";
import { admins } from "#directory/people.ts";
import { people } from "#features/people/index.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson, type TestWorkspace } from "../directory/support.ts";
import { allOf, buttonsOf, cardOf, newStage } from "./people-support.ts";

const database = await testDatabase();
const slack = (userId: string) => ({ platform: "slack", userId }) as const;
const feishu = (userId: string) => ({ platform: "feishu", userId }) as const;

async function stageWithAdmin() {
  const stage = await newStage(database, people);
  const admin = await newPerson(stage, { name: "韩梅梅", roles: ["admin"], slack: "U-admin" });
  return { ...stage, admin };
}

async function personCalled(stage: TestWorkspace, name: string) {
  return stage.db.person.findFirstOrThrow({ where: { name }, include: { identities: true } });
}

describe("the first person", () => {
  test("is offered to become admin, whatever they write, and is one after confirming", async () => {
    const stage = await newStage(database, people);
    stage.profiles.slack["U1"] = { name: "李雷", email: "li@example.com", locale: "en", tz: "Europe/Berlin" };
    const card = cardOf(await stage.write(slack("U1"), "跟进 华为 今天拜访"));
    expect(buttonsOf(card)).toEqual(["people.become-admin", "people.join"]);
    expect(allOf(card)).toContain('"confirm"');
    expect(await stage.db.person.count()).toBe(0);
    expect(cardOf(await stage.press(slack("U1"), "people.become-admin")).tone).toBe("success");
    expect(await personCalled(stage, "李雷")).toMatchObject({
      status: "active",
      roles: ["admin"],
      email: "li@example.com",
      locale: "en",
      tz: "Europe/Berlin",
      nextDigestAt: new Date("2026-11-23T07:45:00Z"),
    });
    expect(cardOf(await stage.press(slack("U1"), "people.become-admin")).tone).toBe("success");
    expect(await admins(stage)).toHaveLength(1);
  });

  test("is one person when several press at once; the others are told who it is, and wait", async () => {
    const stage = await newStage(database, people);
    const users = ["U1", "U2", "U3", "U4", "U5"];
    const cards = await Promise.all(
      users.map(async (userId) => cardOf(await stage.press(slack(userId), "people.become-admin"))),
    );
    const [admin, ...others] = await admins(stage);
    expect(others).toEqual([]);
    expect(cards.filter((card) => card.tone === "success")).toHaveLength(1);
    for (const card of cards.filter(({ tone }) => tone !== "success")) {
      expect(allOf(card)).toContain(admin?.name);
    }
    expect(await stage.db.person.count({ where: { status: "pending" } })).toBe(4);
    expect(await stage.cardsFor(admin?.id ?? "")).toHaveLength(4);
  });

  test("may decline; the admin who comes later is asked about them", async () => {
    const stage = await newStage(database, people);
    stage.profiles.slack["U1"] = { name: "李雷" };
    await stage.press(slack("U1"), "people.join");
    expect(await personCalled(stage, "李雷")).toMatchObject({ status: "pending" });
    await stage.press(slack("U2"), "people.become-admin");
    const [admin] = await admins(stage);
    expect((await stage.cardsFor(admin?.id ?? "")).map(({ title }) => title)).toEqual(["李雷 想加入"]);
  });

  test("who was imported keeps the roles and becomes admin besides", async () => {
    const stage = await newStage(database, people);
    const imported = await newPerson(stage, { name: "李雷", email: "li@example.com", roles: ["manager"] });
    stage.profiles.slack["U1"] = { name: "Li Lei", email: "li@example.com" };
    await stage.press(slack("U1"), "people.become-admin");
    expect(await stage.db.person.findMany({ select: { id: true, roles: true } })).toEqual([
      { id: imported.personId, roles: ["manager", "admin"] },
    ]);
  });

  test("can still become admin from the settings when they are in already", async () => {
    const stage = await newStage(database, people);
    const person = await newPerson(stage, { slack: "U1", roles: ["rep"] });
    expect(buttonsOf(cardOf(await stage.write(slack("U1"), "设置")))).toContain("people.become-admin");
    await stage.press(slack("U1"), "people.become-admin");
    expect((await admins(stage)).map(({ id }) => id)).toEqual([person.personId]);
    expect(buttonsOf(cardOf(await stage.write(slack("U1"), "设置")))).not.toContain("people.become-admin");
  });
});

describe("a stranger", () => {
  test("whose e-mail the platform vouches for is the imported person at once, in the platform's language and zone", async () => {
    const stage = await stageWithAdmin();
    const imported = await newPerson(stage, { name: "李雷", email: "li@example.com", roles: ["rep"] });
    stage.profiles.feishu["ou_1"] = { name: "Lei", email: "li@example.com", locale: "en", tz: "Asia/Tokyo" };
    const card = cardOf(await stage.write(feishu("ou_1"), "你好"));
    expect(card.title).toContain("李雷");
    const person = await personCalled(stage, "李雷");
    expect(person).toMatchObject({
      id: imported.personId,
      locale: "en",
      tz: "Asia/Tokyo",
      status: "active",
      nextDigestAt: new Date("2026-11-23T23:45:00Z"),
    });
    expect(person.identities).toMatchObject([{ platform: "feishu", userId: "ou_1" }]);
    expect(await stage.cardsFor(stage.admin.personId)).toEqual([]);
  });

  test("keeps the settings that were saved before", async () => {
    const stage = await stageWithAdmin();
    const { personId } = await newPerson(stage, { name: "李雷", email: "li@example.com" });
    await stage.db.person.updateMany({ where: { id: personId }, data: { settingsAt: stage.clock.now } });
    stage.profiles.slack["U1"] = { name: "Lei", email: "li@example.com", locale: "en", tz: "Asia/Tokyo" };
    await stage.write(slack("U1"), "hi");
    expect(await personCalled(stage, "李雷")).toMatchObject({ locale: "zh", tz: "Asia/Shanghai" });
  });

  test("with the e-mail of somebody who has an account there already is somebody else", async () => {
    const stage = await stageWithAdmin();
    await newPerson(stage, { name: "李雷", email: "li@example.com", slack: "U1" });
    stage.profiles.slack["U2"] = { name: "假李雷", email: "li@example.com" };
    await stage.write(slack("U2"), "hi");
    expect(await personCalled(stage, "假李雷")).toMatchObject({ status: "pending", email: null });
  });

  test("waits, is told so once, and the admins get one card however often they write", async () => {
    const stage = await stageWithAdmin();
    stage.profiles.slack["U1"] = { name: "李雷" };
    const first = cardOf(await stage.write(slack("U1"), "跟进 华为"));
    const second = cardOf(await stage.write(slack("U1"), "在吗"));
    expect(allOf(first)).toContain("已经告诉管理员（韩梅梅）");
    expect(allOf(second)).toContain("还没有处理");
    const cards = await stage.cardsFor(stage.admin.personId);
    expect(cards.map(({ title }) => title)).toEqual(["李雷 想加入"]);
  });

  test("who writes twice at once is one person", async () => {
    const stage = await stageWithAdmin();
    await Promise.all([1, 2, 3].map((n) => stage.write(slack("U1"), `hi ${n}`)));
    expect(await stage.db.person.count({ where: { status: "pending" } })).toBe(1);
    expect(await stage.cardsFor(stage.admin.personId)).toHaveLength(1);
  });

  test("is not entered for looking at the bot's page", async () => {
    const stage = await stageWithAdmin();
    expect(cardOf(await stage.open(slack("U1"), "home")).title).toBe("你好，我是跟进");
    expect(await stage.open(slack("U1"), "met")).toEqual({ type: "nothing" });
    expect(await stage.db.person.count()).toBe(1);
  });

  test("cannot use any command, button or form", async () => {
    const stage = await stageWithAdmin();
    stage.profiles.slack["U1"] = { name: "甲" };
    await stage.write(slack("U1"), "hi");
    const { id: personId } = await personCalled(stage, "甲");
    for (const reply of [
      await stage.write(slack("U1"), "设置"),
      await stage.press(slack("U1"), "people.admit", { personId, role: "manager" }),
      await stage.submit(slack("U1"), "people.settings", { values: {} }),
    ]) {
      expect(cardOf(reply).title).toBe("正在等管理员同意");
    }
    expect(await personCalled(stage, "甲")).toMatchObject({ status: "pending", roles: [] });
  });

  test("whose account was closed is told so", async () => {
    const stage = await stageWithAdmin();
    await newPerson(stage, { status: "left", slack: "U1" });
    expect(cardOf(await stage.write(slack("U1"), "hi")).title).toBe("你的账号已停用");
    expect(cardOf(await stage.press(slack("U1"), "people.become-admin")).tone).not.toBe("success");
    expect(await stage.cardsFor(stage.admin.personId)).toEqual([]);
  });

  test("is let wait under the account's id where the app may not read profiles", async () => {
    const stage = await stageWithAdmin();
    stage.profiles.slack["U1"] = new DeliveryError("forbidden", { code: "missing_scope" });
    await stage.write(slack("U1"), "hi");
    expect(await personCalled(stage, "U1")).toMatchObject({ status: "pending" });
  });

  test("is not entered nameless when the platform does not answer: the message is tried again", async () => {
    const stage = await stageWithAdmin();
    stage.profiles.slack["U1"] = new DeliveryError("unreachable", { code: "ETIMEDOUT" });
    await expect(stage.write(slack("U1"), "hi")).rejects.toThrow("unreachable");
    expect(await stage.db.person.count()).toBe(1);
  });
});
