import { describe, expect, test } from "vitest";
import { idleTexts } from "#cards/customer/idle-texts.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import { testDatabase } from "../support/database.ts";
import { allOf, buttonsOf, cardOf } from "./people-support.ts";
import { buttonOf, formOf, local, newOffice, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = idleTexts.zh;
const name = "远大集团";

/** A customer made on Monday, 2026-09-14: 90 days later is Sunday, 2026-12-13. */
async function newDesk(policy: object = {}) {
  const office = await newOffice(database);
  await office.db.workspace.updateMany({ data: { policy: { lead: policy } } });
  const rep = await office.colleague({ name: "李雷" });
  const customerId = await office.customer(rep, name);
  await office.moveTo("2026-09-15 10:00");
  const read = () => office.db.customer.findFirstOrThrow({ where: { id: customerId } });
  const titles = async (time: string) => (await office.moveTo(time)).map(({ card }) => card.title);
  return { ...office, rep, customerId, read, titles };
}

describe("a customer without a follow-up", () => {
  test("is warned of some days before, and then belongs to nobody", async () => {
    const desk = await newDesk();
    expect((await desk.read()).clockAt).toEqual(local("2026-12-04 20:59"));
    expect(await desk.titles("2026-12-04 20:58")).toEqual([]);
    for (const time of ["2026-12-04 20:59", "2026-12-10 09:00", "2026-12-11 20:59"]) {
      expect(await desk.titles(time)).toEqual([t.warningTitle(name)]);
    }
    expect(await desk.titles("2026-12-13 08:59")).toEqual([]);
    // The 13th is a Sunday: the notice waits for Monday.
    await desk.moveTo("2026-12-13 09:00");
    expect(await desk.read()).toMatchObject({ ownerId: null, clockAt: null });
    expect(await desk.titles("2026-12-14 09:00")).toEqual([t.releasedTitle(name)]);
    expect(await desk.db.auditEntry.findMany({ where: { action: "customer.released" } })).toMatchObject([
      { subjectId: desk.customerId, details: { formerOwnerId: desk.rep.personId } },
    ]);
  });
});

/** The form that the warning's button opens, answered with these words. */
async function warnedDesk() {
  const desk = await newDesk();
  const [warned] = await desk.moveTo("2026-12-04 20:59");
  if (warned === undefined) throw new Error("nobody was warned");
  const open = () => pressOn(desk, desk.rep, [warned.card, t.extend]);
  const payload = { customerId: desk.customerId };
  const give = (reason: string, who = desk.rep) =>
    desk.submit(who, "customer.extend", { payload, values: { reason: text(reason) } });
  const extensions = () => desk.db.auditEntry.findMany({ where: { action: "customer.extended" } });
  const history = async (more = {}, who = desk.rep) =>
    cardOf(await desk.press(who, "customer.history", { ...payload, ...more }));
  return { ...desk, open, give, extensions, history };
}

const reason = "对方下个月才招标";

describe("keeping a customer longer", () => {
  test("is done once, with a reason that is noted with who gave it", async () => {
    const desk = await warnedDesk();
    const asked = formOf(await desk.open());
    expect(asked).toMatchObject({ id: "customer.extend", payload: { customerId: desk.customerId } });
    expect(asked.fields).toMatchObject([{ name: "reason", type: "multiline", required: true }]);
    expect((await desk.read()).extendedAt).toBeNull();
    const card = cardOf(await desk.give(`  ${reason} `));
    expect(card.title).toBe(t.extendedTitle(name));
    expect(await desk.extensions()).toMatchObject([
      {
        ...{ at: local("2026-12-04 20:59"), personId: desk.rep.personId, subjectId: desk.customerId },
        details: { reason },
      },
    ]);
    for (const again of [desk.open, () => desk.give("还要再等")]) {
      expect(await again()).toMatchObject({ type: "toast", text: t.alreadyExtended });
    }
    expect(await desk.extensions()).toHaveLength(1);
    expect(await desk.titles("2026-12-17 10:00")).toEqual([]);
    expect((await desk.read()).ownerId).toBe(desk.rep.personId);
    // Warned of the new day first.
    expect(await desk.titles("2026-12-18 20:59")).toEqual([t.warningTitle(name)]);
    await desk.moveTo("2026-12-27 10:00");
    expect((await desk.read()).ownerId).toBeNull();
  });

  test("needs the reason", async () => {
    const desk = await warnedDesk();
    expect(await desk.give(" \n ")).toEqual({ type: "invalid", errors: { reason: t.needReason } });
    expect((await desk.read()).extendedAt).toBeNull();
    expect(await desk.extensions()).toEqual([]);
  });

  test("is done once also where the form is sent twice at the same moment", async () => {
    const desk = await warnedDesk();
    const replies = await Promise.all([desk.give(reason), desk.give(reason), desk.give(reason)]);
    expect(replies.filter(({ type }) => type === "update")).toHaveLength(1);
    expect(await desk.extensions()).toHaveLength(1);
  });

  test("is the owner's own, also where the form was open before the customer went to another", async () => {
    const desk = await warnedDesk();
    formOf(await desk.open());
    const other = await desk.colleague({ name: "韩梅梅" });
    await desk.db.customer.updateMany({
      where: { id: desk.customerId },
      data: { ownerId: other.personId },
    });
    expect(await desk.give(reason)).toMatchObject({ type: "toast", text: t.notYours });
    expect(await desk.extensions()).toEqual([]);
  });

  test("is not offered where the workspace allows no days for it", async () => {
    const desk = await newDesk({ extendDays: 0 });
    const [warned] = await desk.moveTo("2026-12-04 20:59");
    if (warned === undefined) throw new Error("nobody was warned");
    expect(buttonsOf(warned.card)).toEqual(["follow-up.log-for"]);
  });

  test("stands in the history with its reason, for who may see the customer", async () => {
    const desk = await warnedDesk();
    await desk.give(reason);
    const lines = wordsOf(await desk.history()).split("\n");
    expect(lines.slice(1)).toEqual(["12月4日 周五 · 延期一次 · 李雷", reason]);
    const stranger = await desk.colleague({ name: "韩梅梅" });
    expect(allOf(await desk.history({}, stranger))).not.toContain(reason);
  });

  test("stands on one page of the history, in its place among the follow-ups", async () => {
    const desk = await warnedDesk();
    await desk.give(reason);
    for (let day = 1; day <= 9; day += 1) {
      desk.clock.now = local(`2026-12-0${day} 10:00`);
      await desk.write(desk.rep, `跟进 ${name} 今天打了电话，谈了第${day}版方案的价格`);
    }
    const first = await desk.history();
    const before = buttonOf(first, customerTexts.zh.earlier).payload;
    const second = await desk.history(before);
    const order = [first, second].map((card) => wordsOf(card).match(/第\d版|对方/g));
    expect(order).toEqual([
      ["第9版", "第8版", "第7版", "第6版", "第5版"],
      ["对方", "第4版", "第3版", "第2版", "第1版"],
    ]);
  });
});

describe("a follow-up", () => {
  test("begins the idle time anew without touching the timer", async () => {
    const desk = await newDesk();
    desk.clock.now = local("2026-12-01 10:00");
    const { clockAt } = await desk.read();
    await desk.write(desk.rep, `跟进 ${name} 今天拜访了王总，谈了明年的预算`);
    expect((await desk.read()).clockAt).toEqual(clockAt);
    expect(await desk.titles("2026-12-14 10:00")).toEqual([]);
    expect(await desk.read()).toMatchObject({
      ...{ ownerId: desk.rep.personId, clockAt: local("2027-02-22 09:00") },
    });
  });
});

describe("a customer that was there before the timers", () => {
  test("is warned of before it goes, however long it was idle", async () => {
    const desk = await newDesk();
    const old = { createdAt: local("2025-01-01 10:00"), clockAt: null };
    await desk.db.customer.updateMany({ where: { id: desk.customerId }, data: old });
    await desk.moveTo("2026-09-15 12:00");
    expect(await desk.titles("2026-09-16 08:59")).toEqual([]);
    // From then on it has the full time of the first warning, and the warnings in between.
    for (const time of ["2026-09-16 09:00", "2026-09-20 09:00", "2026-09-22 09:00"]) {
      expect(await desk.titles(time)).toEqual([t.warningTitle(name)]);
    }
    expect((await desk.read()).ownerId).toBe(desk.rep.personId);
    expect(await desk.titles("2026-09-23 09:00")).toEqual([t.releasedTitle(name)]);
  });
});

describe("fewer idle days in the policy", () => {
  test("warn first, also where the time was over before the next look", async () => {
    const desk = await newDesk({ idleWarningDays: [3] });
    await desk.moveTo("2026-12-09 12:00");
    await desk.db.workspace.updateMany({
      data: { policy: { lead: { idleWarningDays: [3], customerIdleDays: 10 } } },
    });
    const told = [];
    for (let day = 10; day <= 18; day += 1) {
      for (const time of ["09:00", "20:59"]) told.push(...(await desk.titles(`2026-12-${day} ${time}`)));
    }
    expect(told).toEqual([t.warningTitle(name), t.releasedTitle(name)]);
  });
});
