import { describe, expect, it } from "vitest";
import { leadImportWords as words } from "#cards/lead/import-words.ts";
import { readLeadRows } from "#directory/leads/import-rows.ts";
import { readTable } from "#tables/read-table.ts";
import { shanghai } from "./leads-support.ts";

const now = shanghai("2026-09-14 10:00");

async function read(...lines: readonly string[]) {
  const table = await readTable(Buffer.from(lines.join("\n")));
  const rows = readLeadRows(table, { words, tz: "Asia/Shanghai", workStart: "09:00", now });
  if (rows === undefined) throw new Error("no company");
  return rows;
}

describe("a date in a list", () => {
  it.each([
    ["2026-09-11", "2026-09-11 09:00"],
    ["2026年9月11日 14:30", "2026-09-11 14:30"],
    ["20260911", "2026-09-11 09:00"],
    // What a spreadsheet gives for a date whose cell is formatted as a number.
    ["46276", "2026-09-11 09:00"],
    ["46276.604166666664", "2026-09-11 14:30"],
    ["46279", "2026-09-14 10:00"],
  ])("is understood: %s", async (written, at) => {
    const { rows, rejected } = await read("公司,获取时间", `甲公司,${written}`);
    expect(rejected).toEqual([]);
    expect(rows[0]?.acquiredAt).toEqual(shanghai(at));
  });

  it.each([
    ["46280", "future-date"],
    ["20261341", "bad-date"],
    ["202609111430", "bad-date"],
    ["5/6/2026", "ambiguous-date"],
    ["123", "bad-date"],
  ])("that cannot be is told: %s", async (written, code) => {
    const { rejected } = await read("公司,获取时间", `甲公司,${written}`);
    expect(rejected).toMatchObject([{ line: 2, faults: [{ code, column: "acquiredAt" }] }]);
  });
});

describe("a phone in a list", () => {
  // 13800001234.0, as programs write a column of numbers with gaps, became the phone 138000012340.
  it.each(["13800001234", "13800001234.0", '="13800001234"', "'13800001234", "１３８００００１２３４"])(
    "keeps its digits: %s",
    async (written) => {
      const { rows } = await read("公司,电话", `甲公司,${written}`);
      expect(rows).toMatchObject([{ phone: "13800001234" }]);
    },
  );

  it("that was rounded, or is two, is told", async () => {
    const { rejected } = await read("公司,电话", "甲公司,1.38E+10", "乙公司,13800001234/13800001235");
    expect(rejected.map(({ faults }) => faults[0]?.code)).toEqual(["rounded-phone", "bad-phone"]);
  });
});

// The second of two columns of one kind was lost without a word: 备注 beside 需求, 电话 beside an empty 手机.
describe("columns of one kind", () => {
  it("of needs are joined", async () => {
    const { rows, unknownColumns } = await read(
      "公司,需求,备注",
      "甲公司,扫码枪,预算下周批",
      "乙公司,,待回电",
    );
    expect(rows.map(({ need }) => need)).toEqual(["扫码枪\n预算下周批", "待回电"]);
    expect(unknownColumns).toEqual([]);
  });

  it("fill in for one another; what has no place is named", async () => {
    const { rows, unknownColumns } = await read(
      "公司,手机,电话,邮箱,Mail",
      "甲公司,,0571-88886666,a@example.com,a@example.com",
      "乙公司,13800001234,0571-88887777,,b@example.com",
    );
    expect(rows).toMatchObject([
      { phone: "0571-88886666", email: "a@example.com" },
      { phone: "13800001234", email: "b@example.com" },
    ]);
    expect(unknownColumns).toEqual(["电话"]);
  });
});

it("a formula that found nothing is an empty cell", async () => {
  const { rows, rejected } = await read("公司,电话,负责人", "甲公司,#N/A,#REF!", "#N/A,13800001234,");
  expect(rows).toMatchObject([{ company: "甲公司", phone: undefined, owner: undefined }]);
  expect(rejected).toMatchObject([{ line: 3, faults: [{ code: "no-company" }] }]);
});
