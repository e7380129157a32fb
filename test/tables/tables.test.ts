import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import writeSheet from "write-excel-file/node";
import { readSheets, readTable, TableError } from "#tables/read-table.ts";
import { tableFormatOf, writeTable } from "#tables/write-table.ts";

const rows = [
  ["公司", "电话", "需求"],
  ["华为", "13800138000", "=1+1"],
  ["Söhne, GmbH", "+86 138 0013 8000", '说"好"\n第二行'],
  ["甲", "02112345678", "-5 ℃ 冷柜"],
  ["乙", "@home", "'quoted'"],
];

async function readBack(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  return (await readTable(bytes)).map(({ cells }) => cells);
}

describe("a written table", () => {
  it.each(["csv", "xlsx"] as const)("says the same when it is read again: %s", async (format) => {
    expect(await readBack(await writeTable(rows, format))).toEqual(rows);
  });

  it.each(["csv", "xlsx"] as const)("says the same for any words: %s", async (format) => {
    const word = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => `字${text}`);
    const cell = fc
      .oneof(word, fc.constantFrom("=A1", "+49 30 123456", "@x", "-1", "007", "13800138000", "'a"))
      .map((text) => text.replace(/\p{C}|\s/gu, ""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (cells) => {
        const table = [["头", "二"], ...cells];
        const wanted = table.filter((row) => row.some((one) => one !== ""));
        const read = await readBack(await writeTable(table, format));
        expect(read.map(([first = "", second = ""]) => [first, second])).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it("begins with a byte order mark, without which Excel shows no Chinese", async () => {
    const csv = await writeTable(rows, "csv");
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it("marks what a spreadsheet would reckon or round", async () => {
    const csv = (await writeTable(rows, "csv")).toString("utf8");
    expect(csv).toContain("'=1+1");
    expect(csv).toContain('"\t13800138000"');
    expect(csv).toContain('"\t02112345678"');
  });

  it("takes rows that come page by page", async () => {
    async function* pages() {
      yield ["公司"];
      yield ["华为"];
    }
    expect(await readBack(await writeTable(pages(), "xlsx"))).toEqual([["公司"], ["华为"]]);
  });

  it("is chosen by the end of the file's name", () => {
    expect(["a.XLSX", "b.csv", "c.xls", "d"].map(tableFormatOf)).toEqual([
      "xlsx",
      "csv",
      undefined,
      undefined,
    ]);
  });
});

describe("cells of Excel", () => {
  it("keep the digits of a phone that was typed as a number", async () => {
    const bytes = await writeSheet([[{ value: 13800138000, type: Number }]]).toBuffer();
    expect(await readBack(bytes)).toEqual([["13800138000"]]);
  });

  it("give a date as its day, and its time where there is one", async () => {
    const dates = ["2026-09-14T00:00:00Z", "2026-09-14T15:30:00Z"].map((at) => ({
      value: new Date(at),
      type: Date,
      format: "yyyy-mm-dd hh:mm",
    }));
    expect(await readBack(await writeSheet([dates]).toBuffer())).toEqual([
      ["2026-09-14", "2026-09-14 15:30"],
    ]);
  });
});

describe("a CSV", () => {
  const gb18030 = Buffer.from([0xb9, 0xab, 0xcb, 0xbe, 0x0a, 0xbb, 0xaa, 0xce, 0xaa]);

  it.each([
    ["UTF-8", Buffer.from("公司\n华为", "utf8")],
    ["UTF-8 with a mark", Buffer.from("\uFEFF公司\n华为", "utf8")],
    ["UTF-16, as Excel's Unicode text", Buffer.from("\uFEFF公司\n华为", "utf16le")],
    ["UTF-16, as other machines", Buffer.from("\uFEFF公司\n华为", "utf16le").swap16()],
    ["GB 18030, as Excel in China", gb18030],
  ])("is read in %s", async (_name, bytes) => {
    expect(await readBack(bytes)).toEqual([["公司"], ["华为"]]);
  });

  it("may begin with Excel's own line about the mark between cells", async () => {
    const table = await readTable(Buffer.from("sep=;\r\n公司;需求\r\n华为;a, b, c\r\n"));
    expect(table).toEqual([
      { line: 2, cells: ["公司", "需求"] },
      { line: 3, cells: ["华为", "a, b, c"] },
    ]);
  });

  it("names the line of the file, not of the rows that are filled", async () => {
    const table = await readTable(Buffer.from('公司,需求\n\n华为,"两\n行"\n,\n甲,x\n'));
    expect(table.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, "公司"],
      [4, "华为"],
      [6, "甲"],
    ]);
  });
});

// The leads of a second sheet were lost without a word.
describe("a workbook of several sheets", () => {
  const sheets = () =>
    writeSheet([
      { sheet: "一", data: [["公司"], ["华为"]] },
      { sheet: "二", data: [["公司"], ["中兴"]] },
      { sheet: "空", data: [[""]] },
    ]).toBuffer();

  it("is read to the end of the first; those that hold more are named", async () => {
    const { rows, otherSheets } = await readSheets(await sheets());
    expect(rows.map(({ cells }) => cells)).toEqual([["公司"], ["华为"]]);
    expect(otherSheets).toEqual(["二"]);
  });

  it("is read also where one of the others is a chart", async () => {
    const file = new URL("../fixtures/chart-sheet.xlsx", import.meta.url);
    const { rows } = await readSheets(await readFile(file));
    expect(rows.map(({ cells }) => cells)).toEqual([["公司"], ["华为"]]);
  });
});

describe("a file that is no table", () => {
  it.each([
    ["an old Excel file", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), "old-excel"],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), "unreadable"],
    ["a broken ZIP", Buffer.from("PK\x03\x04 and nothing more"), "unreadable"],
  ])("is refused: %s", async (_name, bytes, fault) => {
    const error = await readTable(bytes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TableError);
    expect(error).toMatchObject({ fault });
  });

  it("is refused before it is unpacked, where it says that it holds too much", async () => {
    const zip = await writeTable([["a"]], "xlsx");
    const entry = zip.indexOf(Buffer.from("PK\x01\x02", "latin1"));
    zip.writeUInt32LE(0xffff_0000, entry + 24);
    await expect(readTable(zip)).rejects.toMatchObject({ fault: "too-large" });
  });
});
