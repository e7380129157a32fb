import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";

/** A row as it stands in the file; cells are trimmed. Lines count from 1. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/**
 * Reads a CSV (UTF-8, UTF-16 or GBK, with or without a byte order mark; comma, semicolon or tab) or the first sheet
 * of an XLSX. Empty rows are left out.
 * @throws Error that says what is wrong with the file.
 */
export async function readTable(bytes: Buffer): Promise<TableRow[]> {
  if (bytes.subarray(0, 4).equals(oldExcel)) {
    throw new Error("This is an old Excel file (.xls). Save it as .xlsx or CSV and import that.");
  }
  const rows = bytes.subarray(0, 2).toString("latin1") === "PK" ? await readXlsx(bytes) : readCsv(bytes);
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
}

/** The compound file of Excel 97: https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb */
const oldExcel = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

async function readXlsx(bytes: Buffer): Promise<TableRow[]> {
  const sheet = await readSheet(bytes);
  return sheet.map((row, index) => ({
    line: index + 1,
    cells: row.map((cell) => (cell === null ? "" : String(cell).trim())),
  }));
}

function readCsv(bytes: Buffer): TableRow[] {
  const text = decode(bytes);
  const rows: TableRow[] = [];
  parse(text, {
    delimiter: delimiterOf(text),
    bom: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    on_record: (cells: string[], { lines }: { readonly lines: number }) => {
      rows.push({ line: lines, cells });
      return null;
    },
  });
  return rows;
}

/** Excel in China saves CSV as GBK. What is not UTF-8 is taken for its superset GB 18030. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const firstLine = text.split(/\r?\n/, 1)[0] ?? "";
  const counted = [",", ";", "\t"].map((mark) => ({ mark, count: firstLine.split(mark).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}
