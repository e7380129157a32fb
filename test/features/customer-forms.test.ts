import { describe, expect, test } from "vitest";
import { customerTexts } from "#cards/customer/texts.ts";
import type { FormValues } from "#chat/form.ts";
import type { Reply } from "#chat/reply.ts";
import { findNamed } from "#directory/customers.ts";
import { testDatabase } from "#test/support/database.ts";
import { customerStage, owner, secrets } from "./customer-support.ts";
import { allOf, buttonsOf, cardOf } from "./people-support.ts";

const database = await testDatabase();

const text = (words: string) => ({ type: "text", text: words }) as const;
const option = (value: string) => ({ type: "option", value }) as const;

function formOf(reply: Reply) {
  if (reply.type !== "ask") throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.form;
}

function initials(reply: Reply): Record<string, unknown> {
  return Object.fromEntries(formOf(reply).fields.map((field) => [field.name, Reflect.get(field, "initial")]));
}

describe("a new customer", () => {
  test("is made with its names, owned by who made it, and shown", async () => {
    const stage = await customerStage(database);
    const values = { name: text("宁波海天塑机集团"), shortNames: text("海天，HT"), industry: text("机械") };
    const card = cardOf(await stage.submit(owner, "customer.create", { values }));
    expect(card).toMatchObject({ title: "已新建客户：宁波海天塑机集团", tone: "success" });
    const [found] = await findNamed(database, stage.workspaceId, ["ht"]);
    expect(found).toMatchObject({ name: "宁波海天塑机集团", ownerId: stage.people.owner.personId });
    expect(await stage.db.auditEntry.count({ where: { action: "customer.created" } })).toBe(1);
  });

  test("that resembles another is asked about first, and made when it is confirmed", async () => {
    const stage = await customerStage(database);
    const values = { name: text("北京云深科技"), shortNames: text("北云"), industry: text("软件") };
    const card = cardOf(await stage.submit(owner, "customer.create", { values }));
    expect(card.title).toBe("「北京云深科技」可能已经有了");
    expect(await stage.db.customer.count()).toBe(1);
    expect(buttonsOf(card)).toEqual(["customer.open", "customer.create-form"]);
    const payload = { name: "北京云深科技", shortNames: "北云", industry: "软件", asked: "yes" };
    const again = await stage.press(owner, "customer.create-form", payload);
    expect(initials(again)).toEqual({ name: "北京云深科技", shortNames: "北云", industry: "软件" });
    const asked = formOf(again).payload;
    expect(cardOf(await stage.submit(owner, "customer.create", { payload: asked, values })).tone).toBe(
      "success",
    );
    expect(await stage.db.customer.count()).toBe(2);
  });

  test("is asked about again when the name in the form was changed to one that resembles another", async () => {
    const stage = await customerStage(database);
    const form = formOf(await stage.press(owner, "customer.create-form", { name: "海天塑机", asked: "yes" }));
    const values = { name: text("云深") };
    const card = cardOf(await stage.submit(owner, "customer.create", { payload: form.payload, values }));
    expect(card.tone).toBe("warning");
    expect(await stage.db.customer.count()).toBe(1);
  });

  test("is made once when the form is submitted twice", async () => {
    const stage = await customerStage(database);
    const values = { name: text("宁波海天塑机集团") };
    for (let n = 0; n < 2; n += 1) await stage.submit(owner, "customer.create", { values, key: "the-same" });
    expect(await stage.db.customer.count()).toBe(2);
  });

  test.each([undefined, text("  "), text("\u200b\u0000")])("needs a name (%o)", async (name) => {
    const stage = await customerStage(database);
    const values: FormValues = name === undefined ? {} : { name };
    expect(await stage.submit(owner, "customer.create", { values })).toMatchObject({ type: "invalid" });
  });
});

describe("the edit form", () => {
  const values: FormValues = {
    name: text("杭州云深处科技有限公司"),
    shortNames: text("云深处"),
    stage: option("cooperating"),
    segment: option("key_expansion"),
    level: option("large"),
    industry: text("机器人"),
    notes: text("新备注"),
  };

  test("opens with what is stored, and saves it with the names to find it by", async () => {
    const stage = await customerStage(database);
    const { customerId } = stage;
    const opened = await stage.press(owner, "customer.edit", { customerId });
    expect(formOf(opened).payload).toEqual({ customerId, version: "1" });
    expect(initials(opened)).toMatchObject({
      name: "杭州云深科技有限公司",
      notes: secrets.notes,
      level: undefined,
    });
    const saved = await stage.submit(owner, "customer.edit", {
      payload: { customerId, version: "1" },
      values,
    });
    expect(cardOf(saved).tone).toBe("success");
    expect(await stage.db.customer.findFirst()).toMatchObject({
      ...{ name: "杭州云深处科技有限公司", shortNames: ["云深处"], nameInitials: "ysckj", version: 2 },
      ...{
        stage: "cooperating",
        segment: "key_expansion",
        level: "large",
        industry: "机器人",
        notes: "新备注",
      },
    });
    const named = async (word: string) => (await findNamed(database, stage.workspaceId, [word])).length;
    expect([await named("云深处"), await named("云深")]).toEqual([1, 0]);
    const [entry] = await stage.db.auditEntry.findMany({ where: { action: "customer.edited" } });
    expect(allOf(entry)).toContain("notes");
    expect(allOf(entry)).not.toContain("新备注");
  });

  test("that was opened before somebody else saved is refused, and their values stay", async () => {
    const stage = await customerStage(database);
    const payload = { customerId: stage.customerId, version: "1" };
    const first = { ...values, notes: text("先来的") };
    const replies = await Promise.all([
      stage.submit(owner, "customer.edit", { payload, values: first }),
      stage.submit(owner, "customer.edit", { payload, values: first }),
    ]);
    expect(replies.map(({ type }) => type).sort()).toEqual(["invalid", "update"]);
    const late = await stage.submit(owner, "customer.edit", { payload, values });
    expect(late).toEqual({ type: "invalid", errors: { name: expect.stringContaining("刚被别人改过") } });
    expect(await stage.db.customer.findFirst()).toMatchObject({ notes: "先来的", version: 2 });
  });

  test("keeps a fact for which it is given an option that there is not", async () => {
    const stage = await customerStage(database);
    const payload = { customerId: stage.customerId, version: "1" };
    await stage.submit(owner, "customer.edit", { payload, values: { ...values, stage: option("emperor") } });
    expect(await stage.db.customer.findFirst()).toMatchObject({ stage: "potential" });
  });

  test("of a deleted customer, or without a name, is refused", async () => {
    const stage = await customerStage(database);
    const payload = { customerId: stage.customerId, version: "1" };
    const nameless = await stage.submit(owner, "customer.edit", {
      payload,
      values: { ...values, name: text(" ") },
    });
    expect(nameless).toMatchObject({ type: "invalid" });
    await stage.db.customer.updateMany({ data: { deletedAt: stage.clock.now } });
    expect(await stage.submit(owner, "customer.edit", { payload, values })).toMatchObject({
      type: "invalid",
    });
  });
});

describe("a contact", () => {
  const values: FormValues = {
    name: text("陈工"),
    title: text("技术总监"),
    phone: text("0571-8888 6666转802"),
    email: text("Chen@Example.com"),
    wechat: text("chen_wx"),
    decisionRole: option("influencer"),
    birthday: { type: "date", date: "1980-02-29" },
    caresAbout: text("交期"),
  };

  test("is added with everything, once per submission, and shown", async () => {
    const stage = await customerStage(database);
    const payload = { customerId: stage.customerId };
    expect(formOf(await stage.press(owner, "customer.add-contact", payload)).fields).toHaveLength(8);
    const submit = () => stage.submit(owner, "customer.contact", { payload, values, key: "the-same" });
    const card = allOf(cardOf(await submit()));
    for (const fact of ["陈工", "技术总监", "0571-8888 6666转802", "影响者", "1980年2月29日"]) {
      expect(card).toContain(fact);
    }
    await submit();
    expect(await stage.db.contact.findMany({ where: { name: "陈工" } })).toMatchObject([
      { email: "chen@example.com", wechat: "chen_wx", caresAbout: "交期", birthday: new Date("1980-02-29") },
    ]);
  });

  test("is changed in a form that holds what is stored", async () => {
    const stage = await customerStage(database);
    const { contactId, customerId } = stage;
    const opened = await stage.press(owner, "customer.edit-contact", { contactId });
    expect(initials(opened)).toMatchObject({
      name: secrets.contact,
      phone: secrets.phone,
      birthday: undefined,
    });
    const payload = { customerId, contactId, version: "1" };
    expect(formOf(opened).payload).toEqual(payload);
    await stage.submit(owner, "customer.contact", { payload, values });
    expect(await stage.db.contact.findMany()).toMatchObject([{ id: contactId, name: "陈工" }]);
    await stage.db.contact.deleteMany({});
    expect(await stage.press(owner, "customer.edit-contact", { contactId })).toMatchObject({
      tone: "warning",
    });
    expect(await stage.submit(owner, "customer.contact", { payload, values })).toMatchObject({
      type: "invalid",
    });
    expect(await stage.db.contact.count()).toBe(0);
  });

  // Of two people who had the form open, the second to save wrote the first one's changes over.
  test("is refused in a form that was opened before somebody else's change, which stays", async () => {
    const stage = await customerStage(database);
    const { contactId, customerId } = stage;
    const { payload } = formOf(await stage.press(owner, "customer.edit-contact", { contactId }));
    await stage.submit(owner, "customer.contact", { payload, values });
    const late = { ...values, name: text("陈总") };
    const refused = { type: "invalid", errors: { name: customerTexts.zh.changedMeanwhile } };
    expect(await stage.submit(owner, "customer.contact", { payload, values: late })).toMatchObject(refused);
    const fromBefore = { payload: { customerId, contactId }, values: late };
    expect(await stage.submit(owner, "customer.contact", fromBefore)).toMatchObject(refused);
    expect(await stage.db.contact.findMany()).toMatchObject([{ name: "陈工", version: 2 }]);
    const again = formOf(await stage.press(owner, "customer.edit-contact", { contactId }));
    await stage.submit(owner, "customer.contact", { payload: again.payload, values: late });
    expect(await stage.db.contact.findMany()).toMatchObject([{ name: "陈总", version: 3 }]);
  });

  test.each([
    ["name", text("")],
    ["email", text("not an address")],
    ["phone", text("call me")],
  ] as const)("is not saved with a wrong %s", async (field, wrong) => {
    const stage = await customerStage(database);
    const payload = { customerId: stage.customerId };
    const reply = await stage.submit(owner, "customer.contact", {
      payload,
      values: { ...values, [field]: wrong },
    });
    expect(reply).toEqual({ type: "invalid", errors: { [field]: expect.any(String) } });
    expect(await stage.db.contact.count()).toBe(1);
  });
});
