import { beforeEach, describe, expect, it } from "vitest";
import type { Card } from "#chat/card.ts";
import type { Reply } from "#chat/reply.ts";
import { readTable } from "#tables/read-table.ts";
import { writeTable } from "#tables/write-table.ts";
import { testDatabase } from "../support/database.ts";
import { type Colleague, fieldsOf, newOffice, type Office, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
let office: Office;
let li: Colleague;

beforeEach(async () => {
  office = await newOffice(database);
  const manager = await office.colleague({ name: "王经理", roles: ["manager"] });
  li = await office.colleague({ name: "李雷", managerId: manager.personId });
});

const head = "公司,联系人,电话,邮箱,来源,需求,获取时间";
const good = [
  "云深科技,王总,13800001234,wang@yunshen.cn,展会,200 台扫码枪,2026-09-14",
  "远大集团,赵工,0571-8888 6666,,官网,,",
];

function csv(...rows: readonly string[]): Buffer {
  return Buffer.from([`\uFEFF${head}`, ...rows].join("\r\n"));
}

function cardOf(reply: Reply): Card {
  if (reply.type !== "say" && reply.type !== "update") throw new Error(`no card: ${JSON.stringify(reply)}`);
  return reply.card;
}

async function send(bytes: Buffer, name = "名单.csv", who = li): Promise<Card> {
  return cardOf(await office.sendFile(who, name, bytes));
}

async function importAll(bytes: Buffer, label: string, who = li): Promise<Card> {
  return cardOf(await pressOn(office, who, [await send(bytes, "名单.csv", who), label]));
}

function leads() {
  return office.db.lead.findMany({ orderBy: { sourceKey: "asc" } });
}

describe("a list of leads that is sent to the bot", () => {
  it("is looked through first: nothing is written before the press", async () => {
    const card = await send(csv(...good, ",没有公司,13800001235,,,,", "甲,,1.38E+10,,,,"));
    expect(fieldsOf(card)).toMatchObject({ 新线索: "2 行", 不能导入: "2 行" });
    expect(wordsOf(card)).toContain("文件里有 4 行。");
    expect(wordsOf(card)).toContain("第 4 行：没有公司名称");
    expect(wordsOf(card)).toContain("第 5 行：电话被 Excel 变成了 1.38E+10");
    expect(await leads()).toEqual([]);
  });

  it("is imported at the press, with every cell where it belongs", async () => {
    const card = await importAll(csv(...good), "导入 2 条新线索");
    expect(card.title).toBe("已导入 2 条线索");
    const [first, second] = await leads();
    expect(first).toMatchObject({
      ...{ company: "云深科技", contactName: "王总", phone: "13800001234", phoneKey: "13800001234" },
      ...{ email: "wang@yunshen.cn", source: "exhibition", need: "200 台扫码枪", status: "registered" },
      ...{ registeredById: li.personId, ownerId: null, isLate: false },
    });
    expect(second).toMatchObject({ company: "远大集团", phone: "0571-8888 6666", source: "website" });
    expect(first?.clockAt).not.toBeNull();
  });

  it("makes nothing twice, by whomever and however often it is sent", async () => {
    const bytes = csv(...good);
    const first = await send(bytes);
    await pressOn(office, li, [first, "导入 2 条新线索"]);
    expect(cardOf(await pressOn(office, li, [first, "导入 2 条新线索"])).title).toContain("之前都导入过了");
    const han = await office.colleague({ name: "韩梅梅" });
    const again = await send(bytes, "名单.csv", han);
    expect(again.title).toContain("之前都导入过了");
    expect(fieldsOf(again)).toMatchObject({ 之前已导入: "2 行" });
    await pressOn(office, han, [first, "导入 2 条新线索"]);
    expect(await leads()).toHaveLength(2);
  });

  it("is imported once where two press in the same moment", async () => {
    const card = await send(csv(...good));
    await Promise.all([1, 2, 3].map(() => pressOn(office, li, [card, "导入 2 条新线索"])));
    expect(await leads()).toHaveLength(2);
    expect(await office.db.auditEntry.count({ where: { action: "leads.imported" } })).toBe(1);
  });

  it("leaves out a row that the list itself repeats", async () => {
    const card = await send(csv(...good, "云深科技,王总,+86 138 0000 1234,,,,"));
    expect(wordsOf(card)).toContain("第 4 行：和第 2 行重复");
  });

  it("gives a lead to whom the list names, and keeps that person on it", async () => {
    const han = await office.colleague({ name: "韩梅梅", email: "han@example.com" });
    const rows = ["公司,负责人", "甲公司,韩梅梅", "乙公司,HAN@example.com", "丙公司,张三", "丁公司,"];
    const card = await send(Buffer.from(rows.join("\n")));
    expect(wordsOf(card)).toContain("第 4 行：没有找到负责人");
    await pressOn(office, li, [card, "导入 3 条新线索"]);
    expect((await leads()).map(({ ownerId }) => ownerId)).toEqual([han.personId, han.personId, null]);
  });

  it("is in any order and language of columns; what is not understood is named", async () => {
    const rows = [
      "Phone, Fax ,Company,Lead source,Acquired on",
      "+1 415 555 0100,1,Acme Ltd,Exhibition,2026/9/11",
    ];
    const card = await send(Buffer.from(rows.join("\n")));
    expect(fieldsOf(card)).toMatchObject({ 不导入的列: "Fax", 识别的列: "公司、电话、来源、获取时间" });
    await pressOn(office, li, [card, "导入 1 条新线索"]);
    expect((await leads())[0]).toMatchObject({ company: "Acme Ltd", source: "exhibition", isLate: false });
  });

  it("marks as late what was acquired long ago", async () => {
    await importAll(csv("甲公司,,,,,,2026-09-01"), "导入 1 条新线索");
    expect((await leads())[0]?.isLate).toBe(true);
  });

  it("takes a cell like a formula for the text it is", async () => {
    await importAll(csv("=cmd|'/c calc'!A1,@SUM(A1),,,,-1+1,"), "导入 1 条新线索");
    expect((await leads())[0]).toMatchObject({
      ...{ company: "=cmd|'/c calc'!A1", contactName: "@SUM(A1)", need: "-1+1" },
    });
  });

  it("may be an Excel sheet, or a CSV as Excel in China saves it", async () => {
    await importSheet();
    const gbk = Buffer.concat([
      Buffer.from([0xb9, 0xab, 0xcb, 0xbe]),
      Buffer.from("\n"),
      Buffer.from([0xbb, 0xaa, 0xce, 0xaa]),
    ]);
    await importAll(gbk, "导入 1 条新线索");
    expect((await leads()).map(({ company }) => company).toSorted()).toEqual(["云深科技", "华为"]);
  });

  async function importSheet() {
    const sheet = await writeTable([head.split(","), (good[0] ?? "").split(",")], "xlsx");
    const card = await send(sheet, "名单.xlsx");
    await pressOn(office, li, [card, "导入 1 条新线索"]);
  }
});

describe("what was left out", () => {
  it("comes back as a sheet with line and reason, and is imported from there once it is mended", async () => {
    await importAll(
      csv(...good, ",没有公司,13800001235,,,,", "甲,,bad phone,x,,,5/6/2026"),
      "导入 2 条新线索",
    );
    const [message] = await office.moveTo("2026-09-14 10:01");
    expect(message?.card.title).toBe("2 行没有导入");
    const { file } = office.files.sent[0] ?? {};
    expect(file?.name).toBe("未导入的线索-2026-09-14.xlsx");
    const sheet = (await readTable(file?.bytes ?? Buffer.alloc(0))).map(({ cells }) => cells);
    expect(sheet[0]).toEqual([...head.split(","), "原行号", "未导入原因"]);
    expect(sheet[1]).toEqual(["", "没有公司", "13800001235", "", "", "", "", "4", "没有公司名称"]);
    expect(sheet[2]?.slice(-2)).toEqual([
      "5",
      "电话看不懂，一格只写一个号码、邮箱格式不对、获取时间分不清月和日，请写成 2026-09-14",
    ]);
    const mended = sheet.map((row) =>
      row.map((cell, index) => (cell === "" && index === 0 ? "补上了" : cell)),
    );
    const card = await send(await writeTable(mended, "xlsx"), "改好.xlsx");
    expect(fieldsOf(card)).toMatchObject({ 新线索: "1 行", 不能导入: "1 行" });
    expect(fieldsOf(card)).not.toHaveProperty("不导入的列");
  });

  it("is not listed where the file was taken back meanwhile, and the person is told", async () => {
    await importAll(csv(...good, ",x,,,,,"), "导入 2 条新线索");
    office.files.kept.clear();
    const [message] = await office.moveTo("2026-09-14 10:01");
    expect(message?.card.title).toContain("没法再列出");
    expect(office.files.sent).toEqual([]);
  });
});

describe("rows with the three answers", () => {
  const answered = (count: number) =>
    Buffer.from(
      [
        "公司,需求紧迫度,预算,决策影响力",
        ...Array.from({ length: count }, (_, index) => `公司${index}号,明确,充足,已接触决策人`),
        "还没问的,明确,,",
      ].join("\n"),
    );

  it("are sent for approval quietly: one message for those who decide", async () => {
    const card = await importAll(answered(5), "导入 6 条新线索");
    expect(wordsOf(card)).toContain("其中 5 条三个定级问题都有答案，正在自动送审");
    const sent = await office.moveTo("2026-09-14 10:01");
    expect(await office.db.approval.count({ where: { status: "waiting", proposal: "A" } })).toBe(5);
    expect(
      await office.db.lead.groupBy({ by: ["status"], _count: true, orderBy: { status: "asc" } }),
    ).toEqual([
      { status: "registered", _count: 1 },
      { status: "grading", _count: 5 },
    ]);
    expect(sent).toHaveLength(1);
  });

  it("are all asked for, a few at a time, and none twice", async () => {
    await importAll(answered(60), "导入 61 条新线索");
    await office.moveTo("2026-09-14 10:01");
    await office.moveTo("2026-09-14 10:02");
    await office.moveTo("2026-09-14 10:03");
    expect(await office.db.approval.count({ where: { kind: "lead.grade" } })).toBe(60);
  });
});

describe("a file that is no list of leads", () => {
  it.each([
    ["照片.png", "可以发给我的文件"],
    ["合同.pdf", "可以发给我的文件"],
    ["", "可以发给我的文件"],
  ])("gets a kind answer: %s", async (name, title) => {
    expect((await send(Buffer.from("x"), name)).title).toBe(title);
  });

  it("is told why it cannot be read", async () => {
    expect(wordsOf(await send(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), "旧.xls"))).toContain("旧的 Excel 格式");
    expect(wordsOf(await send(Buffer.from("姓名2,x\n1,2")))).toContain("没有「公司」这一列");
    expect(wordsOf(await send(Buffer.from("PK\x03\x04"), "坏.xlsx"))).toContain("打不开这个文件");
  });

  it("is not taken from who has nothing to do with leads", async () => {
    const lawyer = await office.colleague({ name: "法务", roles: ["legal"] });
    expect((await send(csv(...good), "名单.csv", lawyer)).title).toContain("销售和管理员的事");
    const card = await send(csv(...good));
    const reply = await pressOn(office, lawyer, [card, "导入 2 条新线索"]);
    expect(reply).toMatchObject({ type: "toast", tone: "danger" });
    expect(await leads()).toEqual([]);
  });

  it("is gone at the press: the card says so", async () => {
    const card = await send(csv(...good));
    office.files.kept.clear();
    expect(wordsOf(cardOf(await pressOn(office, li, [card, "导入 2 条新线索"])))).toContain("已经撤回或删除");
  });

  it("is cancelled without a trace", async () => {
    expect(cardOf(await pressOn(office, li, [await send(csv(...good)), "不导入"])).title).toContain(
      "没有导入",
    );
    expect(await leads()).toEqual([]);
  });
});

it("5,000 rows are looked through and imported within seconds", async () => {
  const rows = Array.from(
    { length: 5000 },
    (_, index) => `公司${index}有限公司,联系人,1380000${String(index).padStart(4, "0")},,展会,,`,
  );
  const startedAt = performance.now();
  const done = await importAll(csv(...rows), "导入 5000 条新线索");
  expect(done.title).toBe("已导入 5000 条线索");
  expect(await office.db.lead.count()).toBe(5000);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});
