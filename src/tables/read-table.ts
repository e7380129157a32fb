import { parse } from "csv-parse/sync";
import readXlsxFile from "read-excel-file/node";
import { unmarked } from "./csv-marks.ts";
import { unpackedBytes } from "./unpacked-bytes.ts";

/** A row as it stands in the file; cells are trimmed. Lines count from 1. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

export type TableFault = "old-excel" | "unreadable" | "too-large";

/** What is wrong with a file as a whole. */
export class TableError extends Error {
  readonly fault: TableFault;

  constructor(fault: TableFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "TableError";
    this.fault = fault;
  }
}

type Table = {
  readonly rows: TableRow[];
  /** Sheets of an XLSX behind the first that are not empty: nobody reads them. */
  readonly otherSheets: readonly string[];
};

/** An XLSX is packed: what a few megabytes hold may not fit into memory. */
const unpackedBytesMax = 200_000_000;

/**
 * Reads a CSV (UTF-8, UTF-16 or GBK, with or without a byte order mark; comma, semicolon or tab) or the first sheet
 * of an XLSX. Empty rows are left out. A date cell becomes `YYYY-MM-DD` or `YYYY-MM-DD HH:mm`, a number its digits, a
 * formula its result, or nothing where it has none.
 * @throws TableError
 */
export async function readSheets(bytes: Buffer): Promise<Table> {
  if (bytes.subarray(0, 4).equals(oldExcel)) {
    throw new TableError(
      "old-excel",
      "This is an old Excel file (.xls). Save it as .xlsx or CSV and import that.",
    );
  }
  if (isXlsx(bytes)) return readXlsx(bytes);
  return { rows: readCsv(bytes).filter(isFilled), otherSheets: [] };
}

/** The rows alone. @throws TableError */
export async function readTable(bytes: Buffer): Promise<TableRow[]> {
  return (await readSheets(bytes)).rows;
}

function rowOf(row: readonly unknown[], index: number): TableRow {
  return { line: index + 1, cells: row.map(cellText) };
}

function isFilled({ cells }: TableRow): boolean {
  return cells.some((cell) => cell !== "");
}

/** The compound file of Excel 97: https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb */
const oldExcel = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** A ZIP. */
function isXlsx(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).toString("latin1") === "PK";
}

async function readXlsx(bytes: Buffer): Promise<Table> {
  const size = unpackedBytes(bytes);
  if (size === Infinity) throw new TableError("unreadable", "This is not an Excel file that can be read.");
  if (size > unpackedBytesMax) {
    throw new TableError("too-large", "This Excel file is too large. Split it, or save it as CSV.");
  }
  const sheets = await readXlsxFile(bytes).catch((error: unknown) => {
    throw new TableError("unreadable", "This is not an Excel file that can be read.", error);
  });
  const [first, ...others] = sheets.map(({ sheet: name, data }) => ({
    name,
    // A sheet that is a chart has no data, whatever the reader's types say.
    rows: (Array.isArray(data) ? data : []).map(rowOf).filter(isFilled),
  }));
  const otherSheets = others.flatMap(({ name, rows }) => (rows.length === 0 ? [] : [name]));
  return { rows: first?.rows ?? [], otherSheets };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return dateText(cell);
  return typeof cell === "number" ? numberText(cell) : String(cell).trim();
}

/** The reader takes what the clock of the sheet shows for UTC. */
function dateText(at: Date): string {
  if (Number.isNaN(at.getTime())) return "";
  // Excel counts days in floating point: a minute before midnight is midnight's.
  const [day = "", time = ""] = new Date(Math.round(at.getTime() / 1000) * 1000).toISOString().split("T");
  return time.startsWith("00:00") ? day : `${day} ${time.slice(0, 5)}`;
}

/** A phone that was typed as a number has all its digits: no exponent. */
function numberText(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

function readCsv(bytes: Buffer): TableRow[] {
  const text = decode(bytes);
  if (text.includes("\0")) throw new TableError("unreadable", "This is neither an Excel file nor a CSV.");
  const rows: TableRow[] = [];
  const declared = /^sep=(.)\r?\n/.exec(text)?.[1];
  const options = {
    delimiter: declared ?? delimiterOf(text),
    // Excel's own line about the mark is no row.
    from_line: declared === undefined ? 1 : 2,
    bom: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    on_record: (cells: string[], { lines }: { readonly lines: number }) => {
      rows.push({ line: lines, cells: cells.map((cell) => unmarked(cell.trim())) });
      return null;
    },
  };
  try {
    parse(text, options);
  } catch (error) {
    throw new TableError("unreadable", `This is not a CSV that can be read: ${messageOf(error)}`, error);
  }
  return rows;
}

function messageOf(error: unknown): string {
  // What csv-parse quotes of the file stays out: it is customers' data.
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return code.toLowerCase().replaceAll("_", " ");
}

/** Excel in China saves CSV as GBK. What is not UTF-8 is taken for its superset GB 18030. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
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
