import writeSheet from "write-excel-file/node";
import { marked } from "./csv-marks.ts";

export type TableFormat = "csv" | "xlsx";

/** Rows of text, also such as come page by page. The first is the head. */
export type TextRows = Iterable<readonly string[]> | AsyncIterable<readonly string[]>;

/** By the end of a file's name, or `undefined`. */
export function tableFormatOf(fileName: string): TableFormat | undefined {
  const [, end = ""] = /\.([a-z]+)$/i.exec(fileName) ?? [];
  return end.toLowerCase() === "xlsx" ? "xlsx" : end.toLowerCase() === "csv" ? "csv" : undefined;
}

/**
 * A table as a file. Text stays text: a phone keeps its digits and a cell like `=1+1` is not reckoned. A CSV begins
 * with a byte order mark, without which Excel shows no Chinese.
 */
export async function writeTable(rows: TextRows, format: TableFormat): Promise<Buffer> {
  if (format === "csv") {
    const lines: string[] = [];
    for await (const line of csvLines(rows)) lines.push(line);
    return Buffer.from(lines.join(""), "utf8");
  }
  const kept: (readonly string[])[] = [];
  for await (const row of rows) {
    if (kept.length === xlsxRowsMax) throw new Error("An Excel sheet ends at 1,048,576 rows: export a .csv.");
    kept.push(row.map(printable));
  }
  return await writeXlsx(kept);
}

const byteOrderMark = "\uFEFF";
/** https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const xlsxRowsMax = 1_048_576;

/** The lines of a CSV as they come: a million need not stand in memory. */
export async function* csvLines(rows: TextRows): AsyncGenerator<string> {
  let mark = byteOrderMark;
  for await (const row of rows) {
    yield `${mark}${row.map((cell) => quoted(marked(printable(cell)))).join(",")}\r\n`;
    mark = "";
  }
}

/** https://www.rfc-editor.org/rfc/rfc4180 */
function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Excel's own limit of a cell: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const cellCharactersMax = 32_767;
const columnWidth = { min: 8, max: 48 };

async function writeXlsx([head = [], ...rows]: readonly (readonly string[])[]): Promise<Buffer> {
  const cell = (value: string) =>
    value === "" ? null : { value: value.slice(0, cellCharactersMax), type: String };
  const sheet = [
    head.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
    ...rows.map((row) => row.map(cell)),
  ];
  const columns = head.map((name, index) => ({ width: widthOf([name, ...columnOf(rows, index)]) }));
  return await writeSheet(sheet, { columns, stickyRowsCount: 1 }).toBuffer();
}

/** The first rows show how wide a column is. */
function columnOf(rows: readonly (readonly string[])[], index: number): string[] {
  return rows.slice(0, 100).map((row) => row[index] ?? "");
}

/** In characters of which a Chinese one takes two. */
function widthOf(cells: readonly string[]): number {
  const widths = cells.map((cell) => cell.length + (cell.match(/[^\0-\u00FF]/gu)?.length ?? 0));
  return Math.min(columnWidth.max, Math.max(columnWidth.min, ...widths) + 2);
}

/** Without control characters, which no XML may hold, and lone halves of surrogate pairs, which are no text. */
function printable(cell: string): string {
  return cell.replace(/[^\P{Cc}\n\t]|\p{Cs}|[\uFFFE\uFFFF]/gu, "");
}
