import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { transferTexts } from "#cards/lead/transfer-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import { receiverWords } from "#cards/shared/receiver-words.ts";
import type { Reply } from "#chat/reply.ts";
import { testDatabase } from "../support/database.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { cardOf } from "./people-support.ts";
import { type Colleague, formOf, local, option, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const [l, t] = [leadTexts.zh, transferTexts.zh];
const company = "苏州精工机械有限公司";
const ways = ["lead.transfer", "lead.reassign"] as const;

function errorsOf(reply: Reply): Readonly<Record<string, string>> {
  if (reply.type !== "invalid") throw new Error(`taken: ${JSON.stringify(reply)}`);
  return reply.errors;
}

const noLeadRole = (who: Colleague) => receiverWords({ why: "no-lead-role" }, who.name, dates);
const away = (who: Colleague) => receiverWords({ why: "away" }, who.name, dates);
const dates = { locale: "zh", tz: "Asia/Shanghai", now: local("2026-09-14 10:00") } as const;

type Giving = { readonly leadId: string; readonly to: Colleague; readonly reason?: string };

function give(
  office: LeadOffice,
  who: Colleague,
  { leadId, to, reason = "区域调整", way = "lead.transfer" }: Giving & { readonly way?: string },
): Promise<Reply> {
  const person = { type: "person", userId: to.from.userId } as const;
  const values = { person, ...(reason !== "" && { reason: text(reason) }) };
  return office.submit(who, way, { payload: { leadId }, values });
}

async function pooledLead(office: LeadOffice): Promise<string> {
  const { id: leadId } = await office.given("A");
  await office.submit(office.rep, "lead.hand-back", {
    payload: { leadId },
    values: { reason: text("不熟") },
  });
  return leadId;
}

describe("a transfer", () => {
  test("by the owner gives the lead away with its history, and the first contact stays due when it was", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏" });
    const { id: leadId } = await office.given("A");
    await office.moveTo("2026-09-15 10:00");
    const form = formOf(await office.press(office.rep, "lead.transfer", { leadId }));
    expect(form.fields).toMatchObject([{ name: "person" }, { name: "reason", required: true }]);
    const card = cardOf(await give(office, office.rep, { leadId, to: other }));
    expect(wordsOf(card)).toContain(l.masked("赵敏"));
    const row = await office.read(leadId);
    expect(row).toMatchObject({ ownerId: other.personId, status: "assigned" });
    expect(row.firstContactDueAt).toEqual(local("2026-09-16 10:00"));
    expect((await office.handovers()).at(-1)).toMatchObject({
      ...{ why: "transferred", fromId: office.rep.personId, toId: other.personId, reason: "区域调整" },
    });
    const told = await office.moveTo("2026-09-15 10:01");
    expect(told.map(({ to }) => to)).toContain(other.from.userId);
    expect(errorsOf(await give(office, office.rep, { leadId, to: other }))).toEqual({
      person: l.nowWith("赵敏"),
    });
    const history = cardOf(await office.press(other, "lead.history", { leadId }));
    expect(wordsOf(history)).toContain(l.events.transferred("赵敏", "李雷"));
  });

  test("by who is above is the same under both names of old cards, and says so in the history", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
    const { id: leadId } = await office.given("A");
    for (const [way, to] of [
      ["lead.transfer", other],
      ["lead.reassign", office.rep],
    ] as const) {
      const form = formOf(await office.press(office.manager, way, { leadId }));
      expect(form).toMatchObject({ id: "lead.transfer", title: t.title });
      const card = cardOf(await give(office, office.manager, { leadId, to, way }));
      expect(card.title).toBe(t.done(company, to.name));
      expect((await office.handovers()).at(-1)).toMatchObject({ why: "reassigned", toId: to.personId });
    }
  });

  test("needs a reason, under either name", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏" });
    const { id: leadId } = await office.given("A");
    for (const way of ways) {
      for (const who of [office.rep, office.manager]) {
        const refused = await give(office, who, { leadId, to: other, reason: "", way });
        expect(errorsOf(refused)).toEqual({ reason: l.needReason });
      }
    }
    expect((await office.read(leadId)).ownerId).toBe(office.rep.personId);
  });

  test("is neither a collaborator's nor of somebody who is above the collaborator alone", async () => {
    const office = await newLeadOffice(database);
    const boss = await office.colleague({ name: "别组主管", roles: ["supervisor"] });
    const helper = await office.colleague({ name: "赵敏", managerId: boss.personId });
    const { id: leadId } = await office.given("A");
    await office.db.lead.updateMany({ data: { collaboratorIds: [helper.personId] } });
    for (const who of [boss, helper]) {
      for (const way of ways) {
        expect(await office.press(who, way, { leadId })).toMatchObject({ type: "toast", text: l.notAllowed });
        expect(errorsOf(await give(office, who, { leadId, to: who, way }))).toEqual({ person: l.notAllowed });
      }
    }
  });

  test("needs a lead that is graded and goes on", async () => {
    const office = await newLeadOffice(database);
    const { id: leadId } = await office.register(office.rep);
    const refused = async () => errorsOf(await give(office, office.rep, { leadId, to: office.manager }));
    expect(await refused()).toEqual({ person: t.notGraded });
    await office.db.lead.updateMany({ data: { status: "disqualified", ownerId: office.rep.personId } });
    expect(await refused()).toEqual({ person: l.notNow(leadStatusNames.zh.disqualified) });
  });
});

/**
 * A lead was once given to a lawyer: who may have one was asked for in the public pool only, and a supervisor who had to
 * wait there took the lead with the manager's button instead.
 */
describe("who may be given a lead", () => {
  test("is active, works with leads, has used the bot, and has it not already", async () => {
    const office = await newLeadOffice(database);
    const legal = await office.colleague({ name: "法务", roles: ["legal"] });
    const gone = await office.colleague({ name: "离职的" });
    await office.db.person.updateMany({ where: { id: gone.personId }, data: { status: "left" } });
    const nobody = { ...legal, from: { ...legal.from, userId: "U-nobody" } };
    const { id: leadId } = await office.given("A");
    for (const way of ways) {
      const refused = async (to: Colleague) =>
        errorsOf(await give(office, office.rep, { leadId, to, way }))["person"];
      expect(await refused(legal)).toBe(noLeadRole(legal));
      expect(await refused(gone)).toBe(away(gone));
      expect(await refused(office.rep)).toBe(t.alreadyTheirs("李雷"));
      expect(await refused(nobody)).toBe(t.unknownPerson);
    }
    const form = formOf(await office.press(office.rep, "lead.transfer", { leadId }));
    expect(form.fields[0]).toMatchObject({ among: [office.manager.from.userId] });
    expect(await office.read(leadId)).toMatchObject({ ownerId: office.rep.personId, version: 2 });
  });

  test("of a lead in the pool is chosen by a manager, never by a supervisor who has to wait for it", async () => {
    const office = await newLeadOffice(database);
    const leadId = await pooledLead(office);
    const supervisor = await office.colleague({ name: "主管", roles: ["supervisor"] });
    await office.db.leadHandover.updateMany({
      where: { why: "handed_back" },
      data: { fromId: supervisor.personId },
    });
    expect((await office.press(supervisor, "pool.claim", { leadId })).type).toBe("toast");
    for (const way of ways) {
      expect(await office.press(supervisor, way, { leadId })).toMatchObject({ text: t.onlyAssigning });
      expect(errorsOf(await give(office, supervisor, { leadId, to: supervisor, way }))).toEqual({
        person: t.onlyAssigning,
      });
    }
    expect((await office.read(leadId)).status).toBe("pooled");
  });

  test("of a lead in the pool is one of the manager's people, and not the manager who lost it a while ago", async () => {
    const office = await newLeadOffice(database);
    const leadId = await pooledLead(office);
    const { manager, rep } = office;
    const stranger = await office.colleague({ name: "外人" });
    await office.db.leadHandover.updateMany({
      where: { why: "handed_back" },
      data: { fromId: manager.personId },
    });
    const until = receiverWords({ why: "cool-down", until: local("2026-09-28 10:00") }, "", dates);
    const refused = async (to: Colleague) =>
      errorsOf(await give(office, manager, { leadId, to, way: "lead.reassign" }))["person"];
    expect(await refused(stranger)).toBe(t.outOfReach("外人"));
    expect(await refused(manager)).toBe(until);
    const assigned = await office.submit(manager, "pool.assign", {
      ...{ payload: { leadId }, values: { person: option(manager.personId) } },
    });
    expect(errorsOf(assigned)).toEqual({ person: until });
    expect(cardOf(await give(office, manager, { leadId, to: rep, reason: "" })).title).toBe(
      t.done(company, "李雷"),
    );
  });
});

describe("a lead that is given in the moment in which the colleague leaves", () => {
  test("stays with its owner where the colleague was quicker", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏" });
    const { id: leadId } = await office.given("A");
    const reply = await database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE person SET status = 'left' WHERE id = ${other.personId}::uuid`;
      const given = give(office, office.rep, { leadId, to: other });
      await sleep(300);
      return { given };
    });
    expect(errorsOf(await reply.given)).toEqual({ person: away(other) });
    expect((await office.read(leadId)).ownerId).toBe(office.rep.personId);
  });

  test("is handed over with the rest where it was first", async () => {
    const office = await newLeadOffice(database);
    const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
    const other = await office.colleague({ name: "赵敏" });
    const { id: leadId } = await office.given("A");
    const left = await database.prisma.$transaction(async (tx) => {
      // As far as a transfer is before its commit.
      await tx.$queryRaw`SELECT FROM person WHERE id = ${other.personId}::uuid FOR SHARE`;
      const payload = { personId: other.personId, page: "1" };
      const done = office.submit(admin, "people.leave", { payload, values: {} });
      await sleep(300);
      await tx.$executeRaw`UPDATE lead SET owner_id = ${other.personId}::uuid WHERE id = ${leadId}::uuid`;
      return { done };
    });
    expect((await left.done).type).toBe("invalid");
    expect(await office.db.person.findFirst({ where: { id: other.personId } })).toMatchObject({
      status: "active",
    });
  });
});
