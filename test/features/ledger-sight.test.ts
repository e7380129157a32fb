import { describe, expect, test } from "vitest";
import { testDatabase } from "#test/support/database.ts";
import { addLead, companies, leadSecrets, salesOffice } from "./ledger-support.ts";
import { allOf, cardOf } from "./people-support.ts";
import { pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();

/** Who collaborated on a lead saw all of it, and found it in no list. */
describe("the leads on which somebody collaborates", () => {
  test("stand among the own ones, marked, with the owner, once, and in no list of a colleague", async () => {
    const office = await salesOffice(database);
    const { rep, mate, other, supervisor, director } = office.people;
    const helpers = [rep, supervisor];
    await addLead(office, { company: "自己的", owner: rep, at: "2026-09-01 09:00" });
    await addLead(office, { company: "帮外人的", owner: other, helpers, at: "2026-09-02 09:00" });
    await addLead(office, { company: "帮同事的", owner: mate, helpers, at: "2026-09-03 09:00" });
    const news = { registeredBy: mate, helpers, status: "grading" } as const;
    await addLead(office, { company: "帮登记的", ...news, at: "2026-09-04 09:00" });
    await addLead(office, { company: "帮公海的", status: "pooled", helpers, at: "2026-09-05 09:00" });
    const mine = cardOf(await office.write(rep, "leads"));
    expect(mine.title).toBe("线索台账 · 我的 · 5 条");
    const lines = wordsOf(mine).split("\n").slice(1);
    expect(lines.map((line) => line.split(" · ").slice(0, 2))).toEqual([
      ["帮公海的", "协作"],
      ["帮登记的", "协作"],
      ["帮同事的", "协作"],
      ["帮外人的", "协作"],
      ["自己的", "B 级"],
    ]);
    expect(lines[3]).toContain(" · 外人 · ");
    expect(lines[4]).not.toContain("李雷");
    const all = ["帮公海的", "帮登记的", "帮同事的", "帮外人的", "自己的"];
    expect(companies(await office.write(supervisor, "leads"))).toEqual(all);
    expect(companies(await office.write(director, "leads"))).toEqual(all);
    expect(companies(await office.write(mate, "leads"))).toEqual(["帮登记的", "帮同事的"]);
    expect(companies(await office.write(other, "leads"))).toEqual(["帮外人的"]);
    for (const secret of Object.values(leadSecrets)) expect(allOf(mine)).not.toContain(secret);
  });

  test("stand in their place on every page, whichever way it is turned, and in the export", async () => {
    const office = await salesOffice(database);
    const { rep, other } = office.people;
    for (let day = 1; day <= 24; day += 1) {
      const at = `2026-08-${String(day).padStart(2, "0")} 09:00`;
      const isHelped = day % 2 === 0;
      await addLead(office, {
        ...{ company: `公司${day}`, owner: isHelped ? other : rep, at },
        ...(isHelped && { helpers: [rep] }),
      });
    }
    const first = await office.write(rep, "leads");
    const second = await pressOn(office, rep, [cardOf(first), "下一页"]);
    const third = await pressOn(office, rep, [cardOf(second), "下一页"]);
    const names = Array.from({ length: 24 }, (_, index) => `公司${24 - index}`);
    expect([first, second, third].flatMap(companies)).toEqual(names);
    expect(companies(await pressOn(office, rep, [cardOf(third), "上一页"]))).toEqual(names.slice(10, 20));
    await pressOn(office, rep, [cardOf(first), "导出 Excel"]);
    const cards = await office.moveTo(office.clock.now);
    expect(cards.map(({ card }) => card.title)).toEqual(["线索台账：24 条"]);
  });
});

/** A lead that nobody owns yet named nobody at all, though it is in the hands of who registered it. */
test("a lead without an owner names who registered it, but not to who did", async () => {
  const office = await salesOffice(database);
  const { rep, supervisor } = office.people;
  await addLead(office, { company: "新公司", registeredBy: rep, status: "registered" });
  await addLead(office, { company: "审批中", registeredBy: rep, status: "grading" });
  const lines = wordsOf(cardOf(await office.write(supervisor, "leads"))).split("\n");
  expect(lines.filter((line) => line.endsWith("李雷 9月10日 周四 登记"))).toHaveLength(2);
  expect(wordsOf(cardOf(await office.write(rep, "leads")))).not.toContain("李雷");
});

/** Pages of what is overdue are those of its deadlines, of which a lead has one or the other. */
test("what is overdue is paged and exported by its deadline, the longest overdue first", async () => {
  const office = await salesOffice(database);
  const { rep, mate, supervisor } = office.people;
  for (let day = 1; day <= 13; day += 1) {
    const when = `2026-09-${String(day).padStart(2, "0")} 09:00`;
    const lead = { company: `公司${day}`, owner: day % 3 === 0 ? rep : mate };
    await addLead(office, {
      ...lead,
      ...(day % 2 === 0 ? { contactBy: when } : { status: "contacted" as const, next: when }),
    });
  }
  await addLead(office, { company: "不急", owner: rep });
  const names = Array.from({ length: 13 }, (_, index) => `公司${index + 1}`);
  const first = await office.press(supervisor, "ledger.turn", { list: "team.....1." });
  const second = await pressOn(office, supervisor, [cardOf(first), "下一页"]);
  expect([first, second].flatMap(companies)).toEqual(names);
  expect(cardOf(first).title).toContain("13 条");
  expect(companies(await pressOn(office, supervisor, [cardOf(second), "上一页"]))).toEqual(
    names.slice(0, 10),
  );
  expect(companies(await office.press(supervisor, "ledger.turn", { list: "team..pooled...1." }))).toEqual([]);
  await pressOn(office, supervisor, [cardOf(first), "导出 Excel"]);
  const cards = await office.moveTo(office.clock.now);
  expect(cards.map(({ card }) => card.title)).toEqual(["线索台账：13 条"]);
});
