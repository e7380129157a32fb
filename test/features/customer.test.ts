import { describe, expect, test } from "vitest";
import type { Reply } from "#chat/reply.ts";
import { createCustomer } from "#directory/customers.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson } from "../directory/support.ts";
import { colleague, customerStage, owner, secrets } from "./customer-support.ts";
import { allOf, buttonsOf, cardOf } from "./people-support.ts";

const database = await testDatabase();

function expectNoSecret(reply: Reply): void {
  for (const secret of Object.values(secrets)) expect(allOf(reply)).not.toContain(secret);
}

describe("a customer's profile", () => {
  test.each(["客户 杭州云深科技有限公司", "客户 云深科技", "customer 云深", "客户 芸深科技"])(
    "is found by %s and shows all of it to its owner",
    async (line) => {
      const stage = await customerStage(database);
      const card = cardOf(await stage.write(owner, line));
      for (const fact of Object.values(secrets)) expect(allOf(card)).toContain(fact);
      expect(allOf(card)).toContain("11月27日 周五 14:00");
      expect(buttonsOf(card)).toEqual([
        "customer.edit-contact",
        "follow-up.log-for",
        "todo.add-for",
        "customer.history",
        "customer.edit",
        "customer.add-contact",
      ]);
    },
  );

  test("shows dates in the reader's own zone and language", async () => {
    const stage = await customerStage(database);
    await newPerson(stage, { roles: ["director"], slack: "U-far" });
    await stage.db.person.updateMany({
      where: { roles: { has: "director" } },
      data: { tz: "America/Los_Angeles", locale: "en" },
    });
    const card = cardOf(await stage.write({ platform: "slack", userId: "U-far" }, "customer 云深"));
    expect(allOf(card)).toContain("Thu 26 Nov 22:00");
  });

  test("leaves out what was undone, done or deleted", async () => {
    const stage = await customerStage(database);
    await stage.db.followUp.updateMany({ data: { undoneAt: stage.clock.now } });
    await stage.db.todo.updateMany({ data: { status: "done" } });
    const card = allOf(cardOf(await stage.write(owner, "客户 云深")));
    for (const gone of [secrets.content, secrets.todo, "11月27日"]) expect(card).not.toContain(gone);
    await stage.db.customer.updateMany({ data: { deletedAt: stage.clock.now } });
    expect(cardOf(await stage.write(owner, "客户 云深")).title).toBe("没有找到客户「云深」");
    expect(await stage.press(owner, "customer.open", { customerId: stage.customerId })).toMatchObject({
      type: "toast",
      tone: "warning",
    });
  });

  test("is not another workspace's", async () => {
    const [stage, other] = [await customerStage(database), await customerStage(database)];
    await other.db.customer.updateMany({ data: { deletedAt: other.clock.now } });
    const { customerId, contactId } = stage;
    expect(cardOf(await other.write(owner, "客户 云深")).title).toContain("没有找到");
    for (const reply of [
      await other.press(owner, "customer.open", { customerId }),
      await other.press(owner, "customer.history", { customerId }),
      await other.press(owner, "customer.edit", { customerId }),
      await other.press(owner, "customer.edit-contact", { contactId }),
    ]) {
      expect(reply).toMatchObject({ type: "toast", tone: "warning" });
    }
  });
});

describe("who may not see a customer", () => {
  test("learns its name and whose it is, and nothing else, by any way", async () => {
    const stage = await customerStage(database);
    const { customerId, contactId } = stage;
    const masked = await stage.write(colleague, "客户 云深");
    expect(allOf(masked)).toContain("李雷");
    expect(buttonsOf(cardOf(masked))).toEqual(["customer.ask-owner"]);
    const values = { name: { type: "text", text: "我的了" } } as const;
    for (const reply of [
      masked,
      await stage.write(colleague, "客户 云"),
      await stage.write(colleague, "客户"),
      await stage.press(colleague, "customer.open", { customerId }),
      await stage.press(colleague, "customer.history", { customerId }),
      await stage.press(colleague, "customer.edit", { customerId }),
      await stage.press(colleague, "customer.add-contact", { customerId }),
      await stage.press(colleague, "customer.edit-contact", { contactId }),
      await stage.press(colleague, "customer.add-collaborator", {
        customerId,
        personId: stage.people.colleague.personId,
      }),
      await stage.submit(colleague, "customer.edit", { payload: { customerId, version: "1" }, values }),
      await stage.submit(colleague, "customer.contact", { payload: { customerId, contactId }, values }),
      await stage.submit(colleague, "customer.create", { values: { name: { type: "text", text: "云深" } } }),
      await stage.search(colleague, "customer", "云深"),
    ]) {
      expectNoSecret(reply);
    }
    expect(await stage.db.customer.findFirst()).toMatchObject({ version: 1, collaboratorIds: [] });
    expect(await stage.db.contact.findFirst()).toMatchObject({ name: secrets.contact });
  });

  test("can ask the owner, once a day, who can share it; then both are told and it is seen", async () => {
    const stage = await customerStage(database);
    const { customerId } = stage;
    const { personId } = stage.people.colleague;
    const ask = () => stage.press(colleague, "customer.ask-owner", { customerId });
    expect(await ask()).toMatchObject({ type: "toast", tone: "success" });
    await ask();
    const [question, ...others] = await stage.cardsFor(stage.people.owner.personId);
    expect(others).toEqual([]);
    expect(question?.title).toBe("韩梅梅 想了解客户「杭州云深科技有限公司」");
    const share = () => stage.press(owner, "customer.add-collaborator", { customerId, personId });
    expect(cardOf(await share()).tone).toBe("success");
    await share();
    expect((await stage.db.customer.findFirst())?.collaboratorIds).toEqual([personId]);
    expect((await stage.cardsFor(personId)).map(({ title }) => title)).toEqual([
      "你现在可以看到客户「杭州云深科技有限公司」",
    ]);
    expect(allOf(await stage.write(colleague, "客户 云深"))).toContain(secrets.notes);
    expect(allOf(cardOf(await ask()))).toContain(secrets.notes);
  });

  test("is not asked about any more when the customer changed hands", async () => {
    const stage = await customerStage(database);
    await stage.press(colleague, "customer.ask-owner", { customerId: stage.customerId });
    const { personId } = stage.people.colleague;
    await stage.db.customer.updateMany({ data: { ownerId: personId } });
    expect(await stage.cardsFor(stage.people.owner.personId)).toEqual([]);
  });
});

describe("a name that is not clear", () => {
  test("offers what resembles it, with whose it is, and to make it", async () => {
    const stage = await customerStage(database);
    const card = cardOf(await stage.write(colleague, "客户 云深信息"));
    expect(card.title).toBe("没有找到客户「云深信息」");
    expect(allOf(card)).toContain("杭州云深科技有限公司（李雷）");
    expect(buttonsOf(card)).toEqual(["customer.open", "customer.create-form"]);
  });

  test("offers all that are called so", async () => {
    const stage = await customerStage(database);
    const { personId: ownerId } = stage.people.owner;
    const { now } = stage.clock;
    await createCustomer(stage, { name: "北京云深科技有限公司", ownerId, sourceKey: "2", now });
    const card = cardOf(await stage.write(owner, "客户 云深科技"));
    expect(card.title).toBe("有几个客户叫「云深科技」");
    expect(buttonsOf(card)).toEqual(["customer.open", "customer.open", "customer.create-form"]);
  });

  test.each(["🚀", `"' OR 1=1 --`, "深".repeat(5000), "<!channel>", "\u202e云\u0000", "。", "%"])(
    "is answered, whatever it is (%#)",
    async (name) => {
      const stage = await customerStage(database);
      expect(cardOf(await stage.write(owner, `客户 ${name}`)).title.length).toBeLessThan(200);
    },
  );
});

describe("my customers", () => {
  test("are listed with the longest silence first, ten of them, and how many more there are", async () => {
    const stage = await customerStage(database);
    const { personId: ownerId } = stage.people.owner;
    for (let day = 1; day <= 12; day += 1) {
      const name = `第${day}家公司`;
      const id = await createCustomer(stage, { name, ownerId, sourceKey: name, now: stage.clock.now });
      const lastFollowUpAt = new Date(Date.UTC(2026, 10, day, 2));
      await stage.db.customer.updateMany({ where: { id }, data: { lastFollowUpAt } });
    }
    const card = cardOf(await stage.write(owner, "客户"));
    expect(card.title).toBe("我的客户（13）");
    expect(allOf(card)).toMatch(/云深.*第1家公司.*22 天前.*第2家公司.*第9家公司/);
    expect(allOf(card)).not.toContain("第10家公司");
    expect(allOf(card)).toContain('"more":3');
  });

  test("are an invitation when there are none", async () => {
    const stage = await customerStage(database);
    expect(buttonsOf(cardOf(await stage.write(colleague, "客户")))).toEqual(["customer.create-form"]);
  });

  test("are offered in a searched select, and others' only where they may be logged for", async () => {
    const stage = await customerStage(database);
    const found = async (from: typeof owner | typeof colleague, query: string) => {
      const reply = await stage.search(from, "customer", query);
      return reply.type === "options" ? reply.options.map(({ value }) => value) : [];
    };
    for (const query of ["", "云", "云深科", "yskj", "芸深科技"]) {
      expect(await found(owner, query)).toEqual([stage.customerId]);
      expect(await found(colleague, query)).toEqual([]);
    }
    await stage.db.customer.updateMany({ data: { ownerId: null } });
    expect(await found(colleague, "云深")).toEqual([stage.customerId]);
  });
});

describe("the history", () => {
  test("comes in pages of five, the latest first, none lost or twice, also at the same moment", async () => {
    const stage = await customerStage(database);
    await stage.db.followUp.deleteMany({});
    for (let n = 0; n < 12; n += 1) await stage.log(5 + Math.floor(n / 7), { content: `记录${n}。` });
    const seen: string[] = [];
    let payload: Record<string, string> = { customerId: stage.customerId };
    for (let page = 0; page < 4; page += 1) {
      const card = allOf(cardOf(await stage.press(owner, "customer.history", payload)));
      seen.push(...[...card.matchAll(/记录\d+。/g)].map(([found]) => found));
      const before = /"before":"([^"]+)"/.exec(card)?.[1];
      if (before === undefined) break;
      payload = { ...payload, before };
    }
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
    expect(seen[0]).toBe("记录11。");
  });

  test("says so when there is none", async () => {
    const stage = await customerStage(database);
    await stage.db.followUp.deleteMany({});
    const { customerId } = stage;
    expect(allOf(await stage.press(owner, "customer.history", { customerId }))).toContain("还没有跟进记录");
  });
});
