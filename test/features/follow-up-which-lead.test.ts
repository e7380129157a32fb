import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import type { Card } from "#chat/card.ts";
import type { FormValue } from "#chat/form.ts";
import { testDatabase } from "../support/database.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import {
  buttonOf,
  type Colleague,
  date,
  fieldsOf,
  formOf,
  local,
  option,
  pressOn,
  text,
  typed,
} from "./support.ts";

const database = await testDatabase();
const t = followUpTexts.zh;
const c = contactTexts.zh;
const company = "苏州精工机械有限公司";
const line = `跟进 ${company} 电话联系了王总，谈了价格`;

function rows(office: LeadOffice) {
  return office.db.followUp.findMany({ orderBy: { id: "asc" } });
}

function labelsOf(card: Card): string[] {
  return card.body.flatMap((block) =>
    block.type === "buttons" ? block.buttons.map(({ label }) => label) : [],
  );
}

describe("the question of whom a follow-up is", () => {
  test("offers the leads of one company by their people, and keeps the words meanwhile", async () => {
    const office = await newLeadOffice(database);
    await office.given("A");
    const second = await office.given("B", {
      contactName: "李工",
      phone: "13900001111",
      sourceKey: "lead-2",
    });
    const card = cardOf(await office.write(office.rep, line));
    expect(card.title).toBe(t.whichTitleOrLead);
    const leads = [t.lead(`${company} · 李工`), t.lead(`${company} · 王总`)];
    expect(labelsOf(card).slice(0, 2).toSorted()).toEqual(leads.toSorted());
    expect(labelsOf(card).slice(2)).toEqual([t.create(company), t.chooseOther, t.drop]);
    expect(await rows(office)).toEqual([]);
    const press = () => pressOn(office, office.rep, [card, t.lead(`${company} · 李工`)]);
    const replies = await Promise.all([press(), press(), press()]);
    expect(replies.map(({ type }) => type)).toContain("update");
    expect(await rows(office)).toMatchObject([{ leadId: second.id, method: "phone" }]);
    expect(await office.db.followUpDraft.count({ where: { settledAt: null } })).toBe(0);
    expect(await press()).toMatchObject({ type: "toast", text: t.draftSettled });
  });

  test("has one answer, when a customer and a lead are chosen at the same instant", async () => {
    for (const _ of [1, 2, 3]) {
      const office = await newLeadOffice(database);
      const lead = await office.given("A");
      const customerId = await office.customer(office.rep, "远大集团");
      const card = cardOf(await office.write(office.rep, "跟进 今天电话沟通了一下，谈了价格"));
      const { draftId = "" } = buttonOf(card, t.drop).payload;
      const press = (id: string, payload: Record<string, string>) =>
        office.press(office.rep, id, { draftId, ...payload });
      const replies = await Promise.all([
        press("follow-up.draft-for-lead", { leadId: lead.id }),
        press("follow-up.draft-for", { customerId }),
        press("follow-up.draft-for-lead", { leadId: lead.id }),
      ]);
      const [row, ...others] = await rows(office);
      expect(others).toEqual([]);
      const title = row?.leadId === null ? t.logged("远大集团") : company;
      for (const reply of replies) {
        if (reply.type === "update") expect(reply.card.title).toContain(title);
        else expect(reply).toMatchObject({ type: "toast", text: t.draftSettled });
      }
    }
  });

  test("has one answer, when the customer's is being written while the lead is chosen", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    const customerId = await office.customer(office.rep, "远大集团");
    const card = cardOf(await office.write(office.rep, "跟进 今天电话沟通了一下，谈了价格"));
    const { draftId = "" } = buttonOf(card, t.drop).payload;
    const chosen = await office.db.$transaction(async (tx) => {
      const { workspaceId, rep, clock } = office;
      const ids = {
        workspaceId,
        id: uuid(),
        customerId,
        personId: rep.personId,
        sourceKey: `draft:${draftId}`,
      };
      const at = { occurredAt: clock.now, occurredOn: clock.now, loggedAt: clock.now };
      const data = { ...ids, ...at, method: "phone" as const, content: "x", ourPeople: [], theirPeople: [] };
      await tx.followUp.create({ data });
      const reply = office.press(rep, "follow-up.draft-for-lead", { draftId, leadId: lead.id });
      // It waits for what this transaction makes.
      await sleep(300);
      return { reply };
    });
    expect(await chosen.reply).toMatchObject({ type: "toast", text: t.draftSettled });
    expect(await rows(office)).toMatchObject([{ customerId, leadId: null }]);
    expect(await office.read(lead.id)).toMatchObject({ status: "assigned" });
  });

  test("offers a lead that is called alike, or by a part, beside customers that are", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    await office.customer(office.rep, "精工机电有限公司");
    const card = cardOf(await office.write(office.rep, "跟进 精工：今天电话联系了王总，谈了价格"));
    expect(labelsOf(card)).toContain(t.lead(company));
    expect(buttonsOf(card)).toContain("follow-up.draft-for");
    const logged = cardOf(await pressOn(office, office.rep, [card, t.lead(company)]));
    expect(logged.title).toBe(c.firstLogged(company));
    expect(await rows(office)).toMatchObject([{ leadId: lead.id }]);
  });

  test("does not take one town's company for another's", async () => {
    const office = await newLeadOffice(database);
    await office.given("A");
    const card = cardOf(
      await office.write(office.rep, "跟进 上海精工机械有限公司：今天电话联系了王总，谈了价格"),
    );
    expect(labelsOf(card)).toEqual(
      expect.arrayContaining([t.lead(company), t.create("上海精工机械有限公司")]),
    );
    expect(await rows(office)).toEqual([]);
  });

  test("offers who is above the rep's lead, and nobody else", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    const peer = await office.colleague({ name: "小王" });
    expect(labelsOf(cardOf(await office.write(peer, line)))).toEqual([
      t.create(company),
      t.chooseOther,
      t.drop,
    ]);
    const card = cardOf(await office.write(office.manager, line));
    await pressOn(office, office.manager, [card, `${t.lead(company)}${t.owner("李雷")}`]);
    expect(await rows(office)).toMatchObject([{ leadId: lead.id, personId: office.manager.personId }]);
  });

  test("offers none that is not open; what was closed meanwhile is said, and the words stay", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    const second = { contactName: "李工", phone: "13900001111", sourceKey: "lead-2" };
    await office.given("B", second);
    const card = cardOf(await office.write(office.rep, line));
    await office.db.lead.updateMany({ data: { status: "disqualified" } });
    expect(await pressOn(office, office.rep, [card, t.lead(`${company} · 王总`)])).toMatchObject({
      ...{ type: "toast", text: c.notOpen },
    });
    expect(await office.db.followUpDraft.count({ where: { settledAt: null } })).toBe(1);
    expect(await office.read(lead.id)).toMatchObject({ status: "disqualified" });
    expect(cardOf(await office.write(office.rep, line)).title).toBe(t.whichTitle);
  });
});

describe("the log form", () => {
  const fill = (office: LeadOffice, customer: FormValue, who: Colleague = office.rep) =>
    office.submit(who, "follow-up.log", {
      values: {
        customer,
        content: text("和王总谈了价格"),
        method: option("visit"),
        nextOn: date("2026-09-18"),
      },
    });

  test("offers own leads beside the customers, and logs what is chosen", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    const customerId = await office.customer(office.rep, "远大集团");
    const form = formOf(await office.write(office.rep, "跟进"));
    const option_ = { value: `lead:${lead.id}`, label: t.lead(company) };
    expect(form.fields[0]).toMatchObject({
      suggestions: [{ value: customerId, label: "远大集团" }, option_],
    });
    expect(await office.search(office.rep, "customer-or-lead", "精工")).toEqual([option_]);
    expect(await office.search(office.rep, "customer-or-lead", "")).toContainEqual(option_);
    expect(await office.search(office.rep, "customer", "精工")).toEqual([]);
    const card = cardOf(await fill(office, option(option_.value)));
    expect(fieldsOf(card)).toMatchObject({ [c.plan]: "9月18日 周五" });
    expect(await rows(office)).toMatchObject([{ leadId: lead.id, method: "visit" }]);
    expect(await office.read(lead.id)).toMatchObject({
      status: "contacted",
      nextAt: local("2026-09-18 09:00"),
    });
  });

  test("takes a typed name that no customer has for the own lead of that name", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    await fill(office, typed("苏州精工机械"));
    expect(await rows(office)).toMatchObject([{ leadId: lead.id }]);
  });

  test("asks where the typed name is also somebody else's customer, and logs for no lead of others", async () => {
    const office = await newLeadOffice(database);
    const lead = await office.given("A");
    const peer = await office.colleague({ name: "小王" });
    await office.customer(peer, company);
    expect(labelsOf(cardOf(await fill(office, typed(company))))).toContain(t.lead(company));
    expect(await fill(office, option(`lead:${lead.id}`), peer)).toMatchObject({
      ...{ type: "invalid", errors: { customer: c.notYours } },
    });
    expect(await rows(office)).toEqual([]);
  });
});
