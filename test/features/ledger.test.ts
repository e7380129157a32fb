import { describe, expect, test } from "vitest";
import { readTable } from "#tables/read-table.ts";
import { testDatabase } from "#test/support/database.ts";
import { addLead, companies, leadSecrets, type SalesOffice, salesOffice } from "./ledger-support.ts";
import { allOf, cardOf } from "./people-support.ts";
import { buttonOf, type Colleague, formOf, initialsOf, option, pressOn, typed, wordsOf } from "./support.ts";

const database = await testDatabase();

const ticked = { type: "options", values: ["yes"] } as const;

describe("the lead ledger", () => {
  test("shows a rep the own leads, a supervisor the team's, a director all, and nobody else's", async () => {
    const office = await salesOffice(database);
    const { rep, mate, other, supervisor, director, legal } = office.people;
    await addLead(office, { company: "甲公司", owner: rep, at: "2026-09-01 09:00" });
    await addLead(office, { company: "乙公司", owner: mate, at: "2026-09-02 09:00" });
    await addLead(office, { company: "丙公司", owner: other, at: "2026-09-03 09:00" });
    await addLead(office, { company: "丁公司", status: "pooled", at: "2026-09-04 09:00" });
    const listed = async (who: Colleague) => companies(await office.write(who, "leads"));
    expect(await listed(rep)).toEqual(["甲公司"]);
    expect(await listed(mate)).toEqual(["乙公司"]);
    expect(await listed(other)).toEqual(["丙公司"]);
    expect(await listed(supervisor)).toEqual(["乙公司", "甲公司"]);
    expect(await listed(director)).toEqual(["丁公司", "丙公司", "乙公司", "甲公司"]);
    expect(wordsOf(cardOf(await office.write(legal, "leads")))).not.toContain("公司");
  });

  test("lists what somebody registered until it has an owner", async () => {
    const office = await salesOffice(database);
    const { rep, mate } = office.people;
    await addLead(office, { company: "新公司", registeredBy: rep, status: "registered" });
    await addLead(office, { company: "审批中公司", registeredBy: rep, status: "grading" });
    await addLead(office, { company: "分给别人的", registeredBy: rep, owner: mate });
    await addLead(office, { company: "回公海的", registeredBy: rep, status: "pooled" });
    const shown = companies(await office.write(rep, "线索台账"));
    expect(shown.toSorted()).toEqual(["审批中公司", "新公司"].toSorted());
  });

  test("says of each lead what matters, and nothing of its contact", async () => {
    const office = await salesOffice(database);
    const { rep, supervisor } = office.people;
    await addLead(office, { company: "逾期公司", owner: rep, grade: "A", contactBy: "2026-09-13 18:00" });
    const shown = cardOf(await office.write(supervisor, "leads"));
    const [line] = wordsOf(shown).split("\n").slice(1);
    expect(line).toBe(
      "逾期公司 · 已逾期 · A 级 · 待首次联系 · 李雷 · 9月13日 周日 18:00 前首次联系 · 展会 · 9月10日 周四 登记",
    );
    for (const secret of Object.values(leadSecrets)) expect(allOf(shown)).not.toContain(secret);
    expect(buttonOf(shown, "查看")).toMatchObject({ id: "lead.open" });
  });

  test("turns pages forwards and backwards, with equal times and at the ends", async () => {
    const office = await salesOffice(database);
    const { rep } = office.people;
    const names = Array.from({ length: 23 }, (_, index) => `公司${String(index).padStart(2, "0")}`);
    // The middle ten were registered in the same moment, as by an import.
    for (const [index, company] of names.entries()) {
      const day = index < 6 ? index + 1 : index < 16 ? 7 : index - 8;
      await addLead(office, { company, owner: rep, at: `2026-08-${String(day).padStart(2, "0")} 09:00` });
    }
    const first = await office.write(rep, "leads");
    const second = await pressOn(office, rep, [cardOf(first), "下一页"]);
    const third = await pressOn(office, rep, [cardOf(second), "下一页"]);
    const pages = [first, second, third].map(companies);
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(new Set(pages.flat())).toEqual(new Set(names));
    expect(() => buttonOf(cardOf(first), "上一页")).toThrow("no button");
    expect(() => buttonOf(cardOf(third), "下一页")).toThrow("no button");
    expect(cardOf(first).title).toBe("线索台账 · 我的 · 23 条");
    const back = await pressOn(office, rep, [cardOf(third), "上一页"]);
    expect(companies(back)).toEqual(pages[1]);
    expect(companies(await pressOn(office, rep, [cardOf(back), "上一页"]))).toEqual(pages[0]);
    expect(companies(await office.press(rep, "ledger.turn", { list: "all....nobody..b" }))).toEqual(pages[0]);
  });

  test("is filtered by grade, status, source, owner and what is overdue, and the filter stays", async () => {
    const office = await salesOffice(database);
    const { rep, mate, supervisor } = office.people;
    const add = (company: string, more: object) => addLead(office, { company, owner: rep, ...more });
    await add("A级", { grade: "A", at: "2026-09-06 09:00" });
    await add("跟进中", { status: "contacted", next: "2026-09-18 10:00", at: "2026-09-05 09:00" });
    await add("官网来的", { source: "website", at: "2026-09-04 09:00" });
    await add("自定义", { source: "老板的朋友", at: "2026-09-03 09:00" });
    await add("没联系", { contactBy: "2026-09-11 18:00", at: "2026-09-02 09:00" });
    await add("没跟进", { status: "contacted", next: "2026-09-11 10:00", at: "2026-09-01 09:00" });
    await addLead(office, { company: "同事的", owner: mate, at: "2026-08-01 09:00" });
    const list = buttonOf(cardOf(await office.write(supervisor, "leads")), "筛选").payload;
    const filter = async (values: Parameters<typeof office.submit>[2]["values"]) =>
      companies(await office.submit(supervisor, "ledger.filter", { payload: list, values }));
    expect(await filter({ grade: option("A") })).toEqual(["A级"]);
    expect(await filter({ status: option("contacted") })).toEqual(["跟进中", "没跟进"]);
    expect(await filter({ source: option("website") })).toEqual(["官网来的"]);
    expect(await filter({ source: option("own") })).toEqual(["自定义"]);
    // The longest overdue first.
    expect(await filter({ overdue: ticked })).toEqual(["没跟进", "没联系"]);
    expect(await filter({ owner: typed("韩梅梅") })).toEqual(["同事的"]);
    expect(await filter({ owner: option(rep.personId), grade: option("A") })).toEqual(["A级"]);
    expect(await filter({ scope: option("mine") })).toEqual([]);
    const reply = await office.submit(supervisor, "ledger.filter", {
      ...{ payload: list, values: { status: option("contacted"), overdue: ticked } },
    });
    const shown = cardOf(reply);
    expect(wordsOf(shown)).toContain("筛选: 跟进中 · 已逾期");
    const form = formOf(await pressOn(office, supervisor, [shown, "筛选"]));
    expect(initialsOf(form)).toMatchObject({ scope: "team", status: "contacted", overdue: ["yes"] });
    expect(companies(await pressOn(office, supervisor, [shown, "清除筛选"]))).toHaveLength(7);
  });

  test("calls a plan for a day without a time overdue when the day is over", async () => {
    const office = await salesOffice(database);
    const { rep } = office.people;
    const add = (company: string, next: string) =>
      addLead(office, { company, owner: rep, status: "contacted", next });
    await add("今天", "2026-09-14");
    await add("今天九点", "2026-09-14 09:30");
    await add("昨天", "2026-09-13");
    const card = cardOf(await office.write(rep, "leads"));
    const late = card.body.flatMap((block) => (block.type === "list" ? block.items : []));
    expect(late.filter(({ text }) => JSON.stringify(text).includes("已逾期"))).toHaveLength(2);
    const list = buttonOf(card, "筛选").payload;
    const overdue = await office.submit(rep, "ledger.filter", {
      ...{ payload: list, values: { overdue: ticked } },
    });
    expect(companies(overdue)).toEqual(["昨天", "今天九点"]);
  });

  test("lists no more than one may see, whatever the button or the form says", async () => {
    const office = await salesOffice(database);
    const { rep, mate, other, supervisor } = office.people;
    await addLead(office, { company: "甲公司", owner: rep });
    await addLead(office, { company: "乙公司", owner: mate });
    await addLead(office, { company: "丙公司", owner: other });
    const turned = async (who: Colleague, list: string) =>
      companies(await office.press(who, "ledger.turn", { list }));
    for (const scope of ["team", "all"]) expect(await turned(rep, `${scope}......`)).toEqual(["甲公司"]);
    expect(await turned(rep, `all....${mate.personId}..`)).toEqual([]);
    expect(await turned(supervisor, "all......")).toHaveLength(2);
    expect(await turned(supervisor, `all....${other.personId}..`)).toEqual([]);
    expect(
      await office.submit(supervisor, "ledger.filter", {
        ...{ payload: { list: "" }, values: { owner: typed("外人") } },
      }),
    ).toEqual({ type: "invalid", errors: { owner: expect.stringContaining("外人") } });
    const form = formOf(await office.press(rep, "ledger.filter", { list: "" }));
    expect(form.fields.map(({ name }) => name)).toEqual(["grade", "status", "source", "overdue"]);
  });
});

describe("an export", () => {
  async function exported(office: SalesOffice, who: Colleague) {
    const reply = await pressOn(office, who, [cardOf(await office.write(who, "leads")), "导出 Excel"]);
    const cards = await office.moveTo(office.clock.now);
    return { reply, cards: cards.map(({ card }) => card), file: office.files.sent.at(-1) };
  }

  test("sends the rows as a file in which a phone stays a phone and a formula is text", async () => {
    const office = await salesOffice(database);
    const { rep, mate } = office.people;
    const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil")'];
    for (const company of formulas) await addLead(office, { company, owner: rep });
    await addLead(office, { company: "同事的", owner: mate });
    const { reply, cards, file } = await exported(office, rep);
    expect(reply).toMatchObject({ type: "toast", tone: "success" });
    expect(cards.map(({ title }) => title)).toEqual(["线索台账：5 条"]);
    expect(file?.file.name).toBe("线索台账-2026-09-14.xlsx");
    const rows = await readTable(file?.file.bytes ?? Buffer.alloc(0));
    const [head = [], ...body] = rows.map(({ cells }) => cells);
    const column = (name: string) => body.map((row) => row[head.indexOf(name)]);
    expect(column("公司").toSorted()).toEqual(formulas.toSorted());
    expect(new Set(column("电话"))).toEqual(new Set([leadSecrets.phone]));
    expect(new Set(column("登记时间"))).toEqual(new Set(["2026-09-10 09:00"]));
    expect(new Set(column("状态"))).toEqual(new Set(["待首次联系"]));
    expect(await office.db.auditEntry.count({ where: { action: "leads.exported" } })).toBe(1);
  });

  test("holds the filtered rows alone, and none where nothing fits any more", async () => {
    const office = await salesOffice(database);
    const { rep } = office.people;
    await addLead(office, { company: "甲公司", owner: rep, grade: "A" });
    expect(await office.press(rep, "ledger.export", { list: "mine.C....." })).toMatchObject({
      ...{ type: "toast", tone: "warning" },
    });
    await office.press(rep, "ledger.export", { list: "mine.A....." });
    const cards = await office.moveTo(office.clock.now);
    expect(cards.map(({ card }) => card.title)).toEqual(["线索台账：1 条"]);
  });
});
