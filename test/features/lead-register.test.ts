import { describe, expect, test } from "vitest";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import type { Reply } from "#chat/reply.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { allOf, buttonsOf, cardOf } from "./people-support.ts";
import { buttonOf, fieldsOf, formOf, initialsOf, local, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = registerTexts.zh;
const l = leadTexts.zh;
const line = "线索 苏州精工机械 王总 138 0000 1234 展会 想要 200 台扫码枪，预算待确认";

function errorsOf(reply: Reply): Readonly<Record<string, string>> {
  if (reply.type !== "invalid") throw new Error(`taken: ${JSON.stringify(reply)}`);
  return reply.errors;
}

describe("one line", () => {
  test("registers a lead and shows what was understood, what is next and who registered it", async () => {
    const office = await newLeadOffice(database);
    const card = cardOf(await office.write(office.rep, line));
    expect(card.title).toBe(t.registered("苏州精工机械"));
    expect(fieldsOf(card)).toMatchObject({
      ...{ [l.status]: "待定级", [l.fields.contactName]: "王总", [l.fields.phone]: "138 0000 1234" },
      ...{ [l.fields.source]: "展会", [l.fields.need]: "想要 200 台扫码枪" },
      [l.registered]: "李雷，9月14日 周一",
    });
    expect(buttonsOf(card).slice(0, 3)).toEqual(["lead.grade", "lead.more", "lead.edit"]);
    const row = await office.db.lead.findFirstOrThrow();
    expect(row).toMatchObject({
      ...{ company: "苏州精工机械", phoneKey: "13800001234", source: "exhibition", budget: "unconfirmed" },
      ...{ status: "registered", registeredById: office.rep.personId, ownerId: null, isLate: false },
    });
    expect(row.clockStep).toBe("ungraded");
    expect(await office.db.auditEntry.count({ where: { action: "lead.registered" } })).toBe(1);
  });

  test("in English, without a space after the Chinese word, and sent twice, makes one lead each", async () => {
    const office = await newLeadOffice(database);
    const said = "lead Acme Steel, Jane Miller, +1 415 555 0100, website, needs 20 scanners";
    await office.write(office.rep, said, "same");
    const again = cardOf(await office.write(office.rep, said, "same"));
    expect(again.title).toBe(t.before);
    await office.write(office.rep, "线索远大集团王总 13911112222 转介绍");
    const rows = await office.db.lead.findMany({ orderBy: { company: "asc" } });
    expect(rows.map(({ company, contactName }) => [company, contactName])).toEqual([
      ["Acme Steel", "Jane Miller"],
      ["远大集团", "王总"],
    ]);
  });

  test("with all three answers offers to submit the grade at once", async () => {
    const office = await newLeadOffice(database);
    const card = cardOf(
      await office.write(office.rep, "线索 云深科技 王总 13800001234 展会 需求明确 预算充足 已见到老板"),
    );
    expect(buttonsOf(card)[0]).toBe("lead.submit-grade");
    expect(fieldsOf(card)[l.proposed]).toBe("A");
  });

  test("without a source asks for it, keeps the rest, and is a lead after one press", async () => {
    const office = await newLeadOffice(database);
    const card = cardOf(await office.write(office.rep, "线索 苏州精工机械 王总 13800001234 想要扫码枪"));
    expect(card.title).toBe(t.whichSource("苏州精工机械"));
    expect(await office.db.lead.count()).toBe(0);
    const saved = cardOf(await pressOn(office, office.rep, [card, "转介绍"]));
    expect(saved.title).toBe(t.registered("苏州精工机械"));
    const twice = cardOf(await pressOn(office, office.rep, [card, "展会"]));
    expect(twice.title).toBe(t.before);
    const [row, ...others] = await office.db.lead.findMany();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ source: "referral", phone: "13800001234", need: "想要扫码枪" });
  });

  test("without a company opens the form with what is there, and nothing of it is lost", async () => {
    const office = await newLeadOffice(database);
    const said = "线索 王总 13800001234 wang@example.com 展会 预算充足 想要报价";
    const card = cardOf(await office.write(office.rep, said));
    expect(card.title).toBe(t.whichCompany);
    const form = formOf(await pressOn(office, office.rep, [card, t.fillIn]));
    expect(initialsOf(form)).toEqual({
      ...{ company: undefined, source: "exhibition", contactName: "王总" },
      ...{ phone: "13800001234", need: "想要报价" },
    });
    const values = {
      ...{ company: text("苏州精工"), source: option("exhibition"), contactName: text("王总") },
      ...{ phone: text("13800001234"), need: text("想要报价") },
    };
    await office.submit(office.rep, form.id, { payload: { ...form.payload }, values });
    expect(await office.db.lead.findFirstOrThrow()).toMatchObject({
      ...{ company: "苏州精工", email: "wang@example.com", budget: "sufficient" },
    });
  });

  test("that a colleague started is nobody else's to go on with, and can be dropped", async () => {
    const office = await newLeadOffice(database);
    const card = cardOf(await office.write(office.rep, "线索 苏州精工机械 王总"));
    expect(await pressOn(office, office.manager, [card, "展会"])).toMatchObject({ text: t.draftNotYours });
    expect(cardOf(await pressOn(office, office.rep, [card, t.drop])).tone).toBe("muted");
    expect(await pressOn(office, office.rep, [card, "展会"])).toMatchObject({ text: t.draftGone });
    expect(await office.db.lead.count()).toBe(0);
  });
});

describe("the form", () => {
  const values = { company: text("苏州精工机械"), source: option("website") };

  test("has five fields, two of them required", async () => {
    const office = await newLeadOffice(database);
    const form = formOf(await office.write(office.rep, "线索"));
    expect(form.fields.map(({ name, required = false }) => [name, required])).toEqual([
      ["company", true],
      ["source", true],
      ["contactName", false],
      ["phone", false],
      ["need", false],
    ]);
  });

  test("refuses what is no phone, and names every field that is missing", async () => {
    const office = await newLeadOffice(database);
    const wrong = { ...values, phone: text("问前台") };
    expect(errorsOf(await office.submit(office.rep, "lead.register", { values: wrong }))).toEqual({
      phone: t.badPhone,
    });
    const empty = await office.submit(office.rep, "lead.register", { values: { need: text("x") } });
    expect(errorsOf(empty)).toEqual({ company: t.needCompany, source: t.needSource });
    expect(await office.db.lead.count()).toBe(0);
  });

  test("submitted twice makes one lead", async () => {
    const office = await newLeadOffice(database);
    await office.submit(office.rep, "lead.register", { values, key: "same" });
    await office.submit(office.rep, "lead.register", { values, key: "same" });
    expect(await office.db.lead.count()).toBe(1);
  });
});

describe("a message", () => {
  test("becomes a form with what it says, and the lead has the rest, too", async () => {
    const office = await newLeadOffice(database);
    const said =
      "苏州精工机械有限公司\n王建国 采购总监\n手机 138 0000 1234\nwang@example.com\n想要 200 台扫码枪";
    const form = formOf(await office.shortcut(office.rep, "lead.from-message", said));
    expect(initialsOf(form)).toMatchObject({ company: "苏州精工机械有限公司", contactName: "王建国" });
    const filled = { ...form.payload };
    const values = {
      ...{ company: text("苏州精工机械有限公司"), source: option("exhibition"), contactName: text("王建国") },
      ...{ phone: text("138 0000 1234"), need: text("想要 200 台扫码枪") },
    };
    await office.submit(office.rep, form.id, { payload: filled, values });
    expect(await office.db.lead.findFirstOrThrow()).toMatchObject({
      ...{ contactTitle: "采购总监", email: "wang@example.com", source: "exhibition" },
    });
  });

  test("that a person answers with the word is read", async () => {
    const office = await newLeadOffice(database);
    const card = cardOf(
      await office.answer(office.rep, "线索", "苏州精工机械 王总 13800001234 官网咨询，想要报价"),
    );
    expect(card.title).toBe(t.registered("苏州精工机械"));
    expect(await office.db.lead.findFirstOrThrow()).toMatchObject({ source: "website", need: "想要报价" });
  });

  test("that is longer than a form holds is kept whole", async () => {
    const office = await newLeadOffice(database);
    const long = `苏州精工机械，${"想要很多很多扫码枪，".repeat(150)}最后一句`;
    const form = formOf(await office.shortcut(office.rep, "lead.from-message", long));
    expect(form.fields.map(({ name }) => name)).not.toContain("need");
    const values = { company: text("苏州精工机械"), source: option("other") };
    await office.submit(office.rep, form.id, { payload: { ...form.payload }, values });
    expect((await office.db.lead.findFirstOrThrow()).need).toContain("最后一句");
  });
});

describe("registered later than a working day after it was acquired", () => {
  test("is marked late, and no longer when the day is corrected", async () => {
    const office = await newLeadOffice(database);
    const said = "线索 苏州精工机械 王总 13800001234 9月8日的展会上认识";
    const card = cardOf(await office.write(office.rep, said));
    expect(await office.db.lead.findFirstOrThrow()).toMatchObject({
      ...{ isLate: true, acquiredAt: local("2026-09-08 09:00") },
    });
    expect(fieldsOf(card)[l.registered]).toContain(l.late);
    const form = formOf(await pressOn(office, office.rep, [card, l.more]));
    const values = { acquiredOn: { type: "date", date: "2026-09-11" } as const };
    await office.submit(office.rep, form.id, { payload: { ...form.payload }, values });
    expect((await office.db.lead.findFirstOrThrow()).isLate).toBe(false);
  });

  test("on the next working day is not, whatever weekend lies between", async () => {
    const office = await newLeadOffice(database);
    await office.write(office.rep, "线索 苏州精工机械 王总 13800001234 上周五的展会");
    expect(await office.db.lead.findFirstOrThrow()).toMatchObject({
      ...{ isLate: false, acquiredAt: local("2026-09-11 09:00") },
    });
  });
});

describe("a lead that may be there already", () => {
  test("of one's own is shown before it is made, and made when it is different", async () => {
    const office = await newLeadOffice(database);
    await office.write(office.rep, line);
    const card = cardOf(await office.write(office.rep, "线索 别的公司名 +86 138-0000-1234 官网"));
    expect(card.title).toBe(t.resemblesTitle("别的公司名"));
    expect(wordsOf(card)).toContain("苏州精工机械 · 线索 · 待定级 · 你 · 电话相同");
    expect(await office.db.lead.count()).toBe(1);
    const made = cardOf(await pressOn(office, office.rep, [card, t.anyway]));
    expect(made.title).toBe(t.registered("别的公司名"));
    await pressOn(office, office.rep, [card, t.anyway]);
    expect(await office.db.lead.count()).toBe(2);
  });

  test("of somebody else shows its company and its owner, who is asked once a day", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏" });
    await office.given("A", { need: "绝密需求", phone: "138-0000-9999" });
    const card = cardOf(await office.write(other, "线索 苏州精工 陈工 139 1111 2222 展会"));
    expect(wordsOf(card)).toContain("苏州精工机械有限公司 · 线索 · 李雷");
    for (const secret of ["绝密需求", "9999", "wang@example.com", "跟进中", "待首次联系"]) {
      expect(allOf(card)).not.toContain(secret);
    }
    await pressOn(office, other, [card, t.askOwner("李雷")]);
    expect(await pressOn(office, other, [card, t.askOwner("李雷")])).toMatchObject({ text: l.asked("李雷") });
    const sent = await office.moveTo("2026-09-14 10:01");
    const asked = sent.filter(
      ({ card: { title } }) => title === l.askedTitle("赵敏", "苏州精工机械有限公司"),
    );
    expect(asked.map(({ to }) => to)).toEqual([office.rep.from.userId]);
  });

  test("with the phone of a customer's contact, or called like a customer, is shown, too", async () => {
    const office = await newLeadOffice(database);
    const customerId = await office.customer(office.rep, "杭州云深科技有限公司");
    const { workspaceId } = office;
    const id = customerId;
    await office.db.contact.create({
      data: {
        workspaceId,
        id,
        customerId,
        name: "王总",
        phone: "+86 138 0000 1234",
        phoneKey: "13800001234",
        createdAt: office.clock.now,
      },
    });
    const byPhone = cardOf(await office.write(office.rep, "线索 远大集团 13800001234 展会"));
    expect(wordsOf(byPhone)).toContain("杭州云深科技有限公司 · 客户 · 你 · 电话相同");
    const byName = cardOf(await office.write(office.rep, "线索 云深科技 展会"));
    expect(buttonOf(byName, t.open)).toEqual({ id: "customer.open", payload: { customerId } });
  });
});
