import { describe, expect, test } from "vitest";
import { DeliveryError } from "#chat/port.ts";
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

describe("the manager on Feishu", () => {
  test("is the person of leader_user_id", async () => {
    const stage = await stageWithAdmin();
    const boss = await newPerson(stage, { name: "王总", feishu: "ou_boss" });
    stage.profiles.feishu["ou_1"] = { name: "李雷", managerUserId: "ou_boss" };
    await stage.write(feishu("ou_1"), "hi");
    expect(await personCalled(stage, "李雷")).toMatchObject({ managerId: boss.personId });
  });

  test("is known also when the manager comes later, and is asked about only then", async () => {
    const stage = await stageWithAdmin();
    stage.profiles.feishu["ou_1"] = { name: "李雷", managerUserId: "ou_boss" };
    stage.profiles.feishu["ou_boss"] = { name: "王总", managerUserId: "ou_top" };
    await stage.write(feishu("ou_1"), "hi");
    expect(await stage.cardsFor(stage.admin.personId)).toHaveLength(1);
    await stage.write(feishu("ou_boss"), "hi");
    expect(await stage.cardsFor(stage.admin.personId)).toHaveLength(2);
    const [rep, boss, top] = [
      await personCalled(stage, "李雷"),
      await personCalled(stage, "王总"),
      await personCalled(stage, "ou_top"),
    ];
    expect([rep.managerId, boss.managerId, top.managerId]).toEqual([boss.id, top.id, null]);
  });

  test("is left open when it is the person's own account or cannot be read", async () => {
    const stage = await stageWithAdmin();
    stage.profiles.feishu["ou_1"] = { name: "李雷", managerUserId: "ou_1" };
    stage.profiles.feishu["ou_2"] = { name: "小红", managerUserId: "ou_boss" };
    stage.profiles.feishu["ou_boss"] = new DeliveryError("unreachable", { code: "ETIMEDOUT" });
    await stage.write(feishu("ou_1"), "hi");
    await stage.write(feishu("ou_2"), "hi");
    expect(await personCalled(stage, "李雷")).toMatchObject({ managerId: null });
    expect(await personCalled(stage, "小红")).toMatchObject({ managerId: null });
  });
});

describe("letting somebody in", () => {
  async function stageWithStranger() {
    const stage = await stageWithAdmin();
    stage.profiles.feishu["ou_1"] = { name: "李雷" };
    await stage.write(feishu("ou_1"), "hi");
    return { ...stage, stranger: await personCalled(stage, "李雷") };
  }

  test("makes the person active with the role, tells them, and is noted", async () => {
    const stage = await stageWithStranger();
    const personId = stage.stranger.id;
    const pressed = await stage.press(slack("U-admin"), "people.admit", { personId, role: "supervisor" });
    expect(allOf(cardOf(pressed))).toContain("韩梅梅");
    expect(await personCalled(stage, "李雷")).toMatchObject({ status: "active", roles: ["supervisor"] });
    expect((await stage.cardsFor(personId)).map(({ title }) => title)).toEqual(["欢迎，李雷"]);
    expect(await stage.db.auditEntry.findMany({ where: { action: "person.admitted" } })).toMatchObject([
      { personId: stage.admin.personId, subjectId: personId, details: { roles: ["supervisor"] } },
    ]);
    expect(await stage.write(feishu("ou_1"), "随便什么")).toMatchObject({ text: "fallback" });
  });

  test("is done once, by the admin who is first; the other sees how it stands", async () => {
    const stage = await stageWithStranger();
    const personId = stage.stranger.id;
    await newPerson(stage, { name: "第二位", roles: ["admin"], slack: "U-second" });
    const press = (by: string, role: string) => stage.press(slack(by), "people.admit", { personId, role });
    await press("U-admin", "rep");
    expect(allOf(cardOf(await press("U-second", "manager")))).toContain("韩梅梅");
    expect(await personCalled(stage, "李雷")).toMatchObject({ roles: ["rep"] });
    expect(await stage.cardsFor(personId)).toHaveLength(1);
  });

  test("can be put off and done later from the same card", async () => {
    const stage = await stageWithStranger();
    const personId = stage.stranger.id;
    const card = cardOf(await stage.press(slack("U-admin"), "people.not-now", { personId }));
    expect(buttonsOf(card)).toEqual(["people.admit"]);
    expect(await personCalled(stage, "李雷")).toMatchObject({ status: "pending" });
  });

  test("is for admins only, checked at the press", async () => {
    const stage = await stageWithStranger();
    const personId = stage.stranger.id;
    await newPerson(stage, { roles: ["director", "manager"], slack: "U-other" });
    const reply = await stage.press(slack("U-other"), "people.admit", { personId, role: "rep" });
    expect(reply).toMatchObject({ type: "toast", tone: "danger" });
    expect(await personCalled(stage, "李雷")).toMatchObject({ status: "pending" });
  });

  test("does not reach into another workspace", async () => {
    const [stage, other] = [await stageWithStranger(), await stageWithAdmin()];
    const personId = stage.stranger.id;
    const reply = await other.press(slack("U-admin"), "people.admit", { personId, role: "rep" });
    expect(reply).toMatchObject({ type: "toast", tone: "warning" });
    expect(await personCalled(stage, "李雷")).toMatchObject({ status: "pending" });
  });

  test("is not asked any more when it was done meanwhile, or of who is no admin any more", async () => {
    const stage = await stageWithStranger();
    const { personId } = stage.admin;
    await stage.db.person.updateMany({ where: { id: personId }, data: { roles: ["rep"] } });
    expect(await stage.cardsFor(personId)).toEqual([]);
    await stage.db.person.updateMany({ where: { id: personId }, data: { roles: ["admin"] } });
    await stage.press(slack("U-admin"), "people.admit", { personId: stage.stranger.id, role: "rep" });
    expect(await stage.cardsFor(personId)).toEqual([]);
  });
});
