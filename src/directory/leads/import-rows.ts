import { z } from "zod";
import { nameParts } from "#directory/customer-name.ts";
import { type Dimension, dimensions, type GradeAnswers, gradeAnswers } from "#domain/grading.ts";
import { phoneKeyOf } from "#domain/lead.ts";
import { readDate } from "./import-dates.ts";

export const importColumns = [
  ...(["company", "contactName", "contactTitle", "phone", "email", "wechat", "source", "need"] as const),
  ...(["acquiredAt", "owner", "urgency", "budget", "influence"] as const),
] as const;
export type ImportColumn = (typeof importColumns)[number];

/** The words of a list, in every language; they stand with the other words, in `cards/`. */
export type ImportWords = {
  column(heading: string): ImportColumn | undefined;
  /** Columns that we wrote ourselves beside the rows, and take no notice of. */
  isOwn(heading: string): boolean;
  /** A key of `leadSources`, or the word itself. */
  source(word: string): string;
  /** The value of the answer. */
  answer(dimension: Dimension, word: string): string | undefined;
};

export type FaultCode =
  | "no-company"
  | "too-long"
  | "bad-phone"
  | "rounded-phone"
  | "bad-email"
  | "bad-date"
  | "ambiguous-date"
  | "future-date"
  | "bad-answer"
  | "unknown-owner"
  | "several-owners"
  | "no-lead-role"
  | "repeated"
  | "resembles";

/** What a row resembles: as much of it as anybody may know, its name and whose it is. */
export type Alike = {
  readonly of: "lead" | "customer";
  readonly name: string;
  /** Absent where nobody has it. */
  readonly owner?: string;
};

/** Why a row is left out: in which column; for a repeated one the line that it repeats, for a doubtful one what it resembles. */
export type Fault = {
  readonly code: FaultCode;
  readonly column?: ImportColumn;
  readonly line?: number;
  readonly alike?: Alike;
};

type FileRow = { readonly line: number; readonly cells: readonly string[] };
export type RejectedRow = FileRow & { readonly faults: readonly Fault[] };

/** A row that can be taken in. */
export type ReadRow = FileRow & {
  readonly company: string;
  readonly companyCore: string;
  readonly contactName?: string | undefined;
  readonly contactTitle?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly wechat?: string | undefined;
  readonly source: string;
  readonly need?: string | undefined;
  readonly acquiredAt: Date;
  /** E-mail or name, as written. */
  readonly owner?: string | undefined;
  readonly answers: Partial<GradeAnswers>;
};

export type ReadRows = {
  readonly head: readonly string[];
  readonly columns: readonly ImportColumn[];
  readonly unknownColumns: readonly string[];
  readonly rows: readonly ReadRow[];
  readonly rejected: readonly RejectedRow[];
};

export type RowReading = {
  readonly words: ImportWords;
  readonly tz: string;
  readonly workStart: string;
  readonly now: Date;
};

/** The rows of a list of leads; `undefined` where its first line names no column with the company. */
export function readLeadRows(table: readonly FileRow[], reading: RowReading): ReadRows | undefined {
  const [first, ...others] = table;
  const head = first?.cells ?? [];
  const named = head.map((heading) => reading.words.column(heading));
  if (!named.includes("company")) return undefined;
  const read = others.map((row) => readRow(row, named, reading));
  const { unique, repeated } = withoutRepeats(read.flatMap((row) => ("faults" in row ? [] : [row])));
  return {
    head,
    columns: importColumns.filter((column) => named.includes(column)),
    unknownColumns: head.filter((heading, index) => {
      const column = named[index];
      if (column !== undefined) return others.some((row) => isLeftOut(row, named, index));
      return heading !== "" && !reading.words.isOwn(heading);
    }),
    rows: unique,
    rejected: [...read.flatMap((row) => ("faults" in row ? [row] : [])), ...repeated],
  };
}

/** What a card can show, and nobody writes more. */
const lengthMax = { need: 3000, other: 200 };
const email = z.email();
/** Digits as people write them, with an extension. */
const phonePattern = /^\+?[\d\s().\-–]{5,25}(?:\s*(?:转|分机|ext\.?|x|-)\s?\d+)?$/i;
/** What is left of a phone that a spreadsheet took for a number and wrote back. */
const rounded = /^\d(?:\.\d+)?E\+?\d+$/i;

type Named = readonly (ImportColumn | undefined)[];

/** What the columns of one kind (需求 and 备注, 手机 and 电话) have in a row, the same words once. */
function cellsOf(row: FileRow, named: Named, column: ImportColumn): readonly string[] {
  const cells = named.flatMap((each, index) => (each === column ? (row.cells[index]?.trim() ?? "") : []));
  return [...new Set(cells.filter((cell) => cell !== ""))];
}

/** Needs are joined; of anything else there is one, and the first counts. */
function isLeftOut(row: FileRow, named: Named, index: number): boolean {
  const column = named[index];
  const words = row.cells[index]?.trim() ?? "";
  if (column === undefined || column === "need" || words === "") return false;
  return cellsOf(row, named, column)[0] !== words;
}

/** Programs that take a phone for a number write it back as 13800138000.0. */
const pointZero = /^(\d{7,})\.0+$/;

function readRow(row: FileRow, named: Named, reading: RowReading): ReadRow | RejectedRow {
  const cell = (column: ImportColumn) => {
    const cells = cellsOf(row, named, column);
    return column === "need" ? cells.join("\n") || undefined : cells[0];
  };
  const phone = cell("phone")?.normalize("NFKC").replace(pointZero, "$1");
  const mail = cell("email")?.normalize("NFKC").toLowerCase();
  const date = cell("acquiredAt");
  const acquired = date === undefined ? { at: reading.now } : readDate(date, reading);
  const company = cell("company");
  const { answers, faults: answerFaults } = readAnswers(cell, reading.words);
  const faults: Fault[] = [
    ...(company === undefined ? [{ code: "no-company", column: "company" } as const] : []),
    ...tooLong(cell),
    ...phoneFaults(phone),
    ...(mail !== undefined && !email.safeParse(mail).success
      ? [{ code: "bad-email", column: "email" } as const]
      : []),
    ...("fault" in acquired ? [{ code: acquired.fault, column: "acquiredAt" } as const] : []),
    ...answerFaults,
  ];
  if (company === undefined || "fault" in acquired || faults.length > 0) return { ...row, faults };
  return {
    ...{ ...row, company, companyCore: nameParts(company).core, phone, email: mail, answers },
    ...{ contactName: cell("contactName"), contactTitle: cell("contactTitle"), wechat: cell("wechat") },
    ...{ need: cell("need"), owner: cell("owner"), acquiredAt: acquired.at },
    source: reading.words.source(cell("source") ?? "other"),
  };
}

function tooLong(cell: (column: ImportColumn) => string | undefined): Fault[] {
  return importColumns.flatMap((column) => {
    const most = column === "need" ? lengthMax.need : lengthMax.other;
    return (cell(column)?.length ?? 0) > most ? [{ code: "too-long", column } as const] : [];
  });
}

function phoneFaults(phone: string | undefined): Fault[] {
  const code = phone === undefined ? undefined : phoneFault(phone);
  return code === undefined ? [] : [{ code, column: "phone" }];
}

/** Why a cell, of half width, is no phone; `undefined` where it is one. */
export function phoneFault(phone: string): "rounded-phone" | "bad-phone" | undefined {
  if (rounded.test(phone)) return "rounded-phone";
  const isPhone = phonePattern.test(phone) && phoneKeyOf(phone) !== undefined;
  return isPhone ? undefined : "bad-phone";
}

function readAnswers(cell: (column: ImportColumn) => string | undefined, words: ImportWords) {
  const faults: Fault[] = [];
  const found: Partial<Record<Dimension, string>> = {};
  for (const dimension of dimensions) {
    const word = cell(dimension);
    const value = word === undefined ? undefined : words.answer(dimension, word);
    if (word !== undefined && value === undefined) faults.push({ code: "bad-answer", column: dimension });
    if (value !== undefined) found[dimension] = value;
  }
  return { answers: answersSchema.parse(found), faults };
}

const answersSchema = z.object({
  urgency: z.enum(gradeAnswers.urgency).exactOptional(),
  budget: z.enum(gradeAnswers.budget).exactOptional(),
  influence: z.enum(gradeAnswers.influence).exactOptional(),
});

/** The same company with the same phone, e-mail or, where neither is given, person. */
function withoutRepeats(rows: readonly ReadRow[]): { unique: ReadRow[]; repeated: RejectedRow[] } {
  const firstLines = new Map<string, number>();
  const unique: ReadRow[] = [];
  const repeated: RejectedRow[] = [];
  for (const row of rows) {
    const keys = keysOf(row);
    const first = keys.map((key) => firstLines.get(key)).find((line) => line !== undefined);
    if (first !== undefined) {
      repeated.push({ line: row.line, cells: row.cells, faults: [{ code: "repeated", line: first }] });
      continue;
    }
    for (const key of keys) firstLines.set(key, row.line);
    unique.push(row);
  }
  return { unique, repeated };
}

function keysOf({ companyCore, phone, email: mail, contactName }: ReadRow): string[] {
  const reached = [phone && `phone ${phoneKeyOf(phone)}`, mail && `mail ${mail}`].filter((key) => key);
  return (reached.length > 0 ? reached : [`name ${contactName ?? ""}`]).map((key) => `${companyCore} ${key}`);
}
