import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { importTexts } from "#cards/lead/import-texts.ts";
import type { Card } from "#chat/card.ts";
import type { Reply } from "#chat/reply.ts";
import { readTable } from "#tables/read-table.ts";
import { testDatabase } from "../support/database.ts";
import { type Colleague, fieldsOf, newOffice, type Office, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = importTexts.zh;
let office: Office;
let li: Colleague;
let han: Colleague;

beforeEach(async () => {
  office = await newOffice(database);
  li = await office.colleague({ name: "李雷" });
  han = await office.colleague({ name: "韩梅梅" });
});

const head = "公司,电话,来源,负责人";

function csv(...rows: readonly string[]): Buffer {
  return Buffer.from([head, ...rows].join("\n"));
}

function cardOf(reply: Reply): Card {
  if (reply.type !== "say" && reply.type !== "update") throw new Error(`no card: ${JSON.stringify(reply)}`);
  return reply.card;
}

async function send(who: Colleague, bytes: Buffer): Promise<Card> {
  return cardOf(await office.sendFile(who, "名单.csv", bytes));
}

async function press(who: Colleague, card: Card, label: string): Promise<Card> {
  return cardOf(await pressOn(office, who, [card, label]));
}

/** Han's lead of 云深科技, whose phone is nobody else's business. */
async function hansLead(): Promise<void> {
  await press(han, await send(han, csv("云深科技,13800001234,,韩梅梅")), t.importNew(1));
}

/** The reasons in the sheet that follows, by line. */
async function reasons(): Promise<readonly (readonly string[])[]> {
  await office.moveTo("2026-09-14 10:01");
  const rows = await readTable(office.files.sent.at(-1)?.file.bytes ?? Buffer.alloc(0));
  return rows.slice(1).map(({ cells }) => cells.slice(-2));
}

const companies = async () =>
  (await office.db.lead.findMany({ select: { company: true } })).map(({ company }) => company).toSorted();

// What resembled a lead was counted among the new ones, and nobody could see what it resembled.
describe("a row that resembles what is there", () => {
  const list = () =>
    csv(
      "新来的,13900002222,,",
      "云深科技有限公司,13900001111,,",
      "又一家,138 0000 1234,,",
      ",13900003333,,",
      "新来的,13900002222,,",
    );
  const like = "像线索「云深科技」（韩梅梅 负责）";

  it("is counted apart, with whom it belongs to; every row is counted once", async () => {
    await hansLead();
    const card = await send(li, list());
    expect(fieldsOf(card)).toMatchObject({ 新线索: "1 行", 可能重复: "2 行", 不能导入: "2 行" });
    expect(wordsOf(card)).toContain("文件里有 5 行。");
    expect(wordsOf(card)).toContain(`第 3 行「云深科技有限公司」${like}`);
    expect(wordsOf(card)).toContain(`第 4 行「又一家」${like}`);
    expect(wordsOf(card)).not.toContain("13800001234");
  });

  it("is left out where only the new ones are wanted, and comes back with the same words", async () => {
    await hansLead();
    const done = await press(li, await send(li, list()), t.importNew(1));
    expect(done.title).toBe(t.doneTitle(1));
    expect(wordsOf(done)).toContain("4 行没有导入");
    expect(await companies()).toEqual(["云深科技", "新来的"].toSorted());
    expect(await reasons()).toEqual([
      ["3", like],
      ["4", like],
      ["5", "没有公司名称"],
      ["6", "和第 2 行重复"],
    ]);
  });

  it("is imported where all are wanted, and is not in the sheet", async () => {
    await hansLead();
    const done = await press(li, await send(li, list()), t.importAll(3));
    expect(done.title).toBe(t.doneTitle(3));
    expect(await companies()).toEqual(["云深科技", "云深科技有限公司", "又一家", "新来的"].toSorted());
    expect((await reasons()).map(([line]) => line)).toEqual(["5", "6"]);
  });

  it("is asked about also where there is nothing new", async () => {
    await hansLead();
    const card = await send(li, csv("云深科技,13900001111,,"));
    expect(fieldsOf(card)).not.toHaveProperty("新线索");
    expect((await press(li, card, t.importResembling(1))).title).toBe(t.doneTitle(1));
  });

  // Contacts of customers were not looked at: the phone of a customer's contact made a new lead without a word.
  it("may be a customer by the name, or by the phone of a contact", async () => {
    const customerId = await office.customer(han, "远大集团");
    const phone = { phone: "0571-8888 6666", phoneKey: "57188886666" };
    const { workspaceId } = office;
    await office.db.contact.create({ data: { workspaceId, id: uuid(), customerId, name: "赵工", ...phone } });
    const card = await send(li, csv("远大集团,,,", "另一个名字,057188886666,,"));
    expect(fieldsOf(card)).toMatchObject({ 可能重复: "2 行" });
    expect(wordsOf(card)).toContain("第 2 行「远大集团」像客户「远大集团」（韩梅梅 负责）");
    expect(wordsOf(card)).toContain("第 3 行「另一个名字」像客户「远大集团」（韩梅梅 负责）");
  });

  it("says where nobody has it", async () => {
    await hansLead();
    await office.db.lead.updateMany({ data: { status: "pooled", ownerId: null } });
    expect(wordsOf(await send(li, csv("云深科技,,,")))).toContain("像线索「云深科技」（没有负责人）");
  });

  it("is left out where it came only after the card was drawn", async () => {
    const card = await send(li, csv("云深科技有限公司,13900001111,,", "新来的,,,"));
    await hansLead();
    const done = await press(li, card, t.importNew(2));
    expect(done.title).toBe(t.doneTitle(1));
    expect(await reasons()).toEqual([["2", like]]);
  });
});

// A word that is no source of the list, a typo perhaps, was taken without a word.
describe("a source that no lead has yet", () => {
  it("is named, and taken as it stands", async () => {
    await press(li, await send(li, csv("甲公司,,老渠道,")), t.importNew(1));
    const rows = csv(
      "乙公司,,展会,",
      "丙公司,,老渠道,",
      "丁公司,,新渠道,",
      "戊公司,,新渠道,",
      "己公司,,Web,",
    );
    const card = await send(li, rows);
    expect(fieldsOf(card)).toMatchObject({ 新来源: "新渠道、Web" });
    expect(wordsOf(card)).toContain(t.newSourcesNote);
    await press(li, card, t.importNew(5));
    expect(await office.db.lead.count({ where: { source: "新渠道" } })).toBe(2);
    expect(fieldsOf(await send(li, csv("庚公司,,新渠道,")))).not.toHaveProperty("新来源");
  });
});

// The leads of a second sheet were lost without a word.
it("sheets behind the first are named: they are not read", async () => {
  const sheet = (...rows: readonly string[]) => rows.map((row) => [row]);
  const sheets = [
    { sheet: "展会", data: sheet("公司", "甲公司") },
    { sheet: "官网", data: sheet("公司", "乙公司") },
    { sheet: "空", data: sheet("") },
  ];
  const card = await send(li, await writeXlsxFile(sheets).toBuffer());
  expect(fieldsOf(card)).toMatchObject({ 新线索: "1 行", 没有读取的工作表: "官网" });
  expect(wordsOf(card)).toContain(t.otherSheetsNote);
});

// The reasons of but five of them could be seen, and there was no press that brought the sheet.
it("where no row can be imported, all reasons can be had as a sheet", async () => {
  const rows = Array.from({ length: 7 }, (_, index) => `,1390000333${index},,`);
  const card = await send(li, csv(...rows));
  expect(card.title).toBe(t.noneTitle);
  expect((await press(li, card, t.sendFaults)).title).toBe(t.reportTitle(7));
  expect(await reasons()).toHaveLength(7);
  expect(await companies()).toEqual([]);
});

it("a file that names the columns and nothing else says so", async () => {
  expect(wordsOf(await send(li, csv()))).toContain(t.noRows);
});
