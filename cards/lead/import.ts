import { type Block, type Button, buttons, type Card, fields, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text, value } from "#chat/text.ts";
import { type AlikeView, alikeWords, importFault, type RejectedView } from "./import-faults.ts";
import { type ImportTexts, importTexts } from "./import-texts.ts";
import { leadColumns } from "./import-words.ts";

type Column = keyof ImportTexts["columns"];

export type ImportPlanView = {
  readonly name: string;
  /** By what the file is found again. */
  readonly ref: Readonly<Record<string, string>>;
  readonly fresh: number;
  readonly resembling: readonly ResemblingView[];
  readonly before: number;
  readonly rejected: readonly RejectedView[];
  /** Of the fresh ones. */
  readonly answered: number;
  readonly newSources: readonly string[];
  readonly columns: readonly Column[];
  readonly unknownColumns: readonly string[];
  /** Only the first is read. */
  readonly otherSheets: readonly string[];
  readonly hasOtherFiles: boolean;
};

type ResemblingView = { readonly line: number; readonly company: string; readonly alike: AlikeView };

const shownRows = 5;

/** What would become of a list, before anything is written: every row of it is counted once. */
export function importPlanned(locale: Locale, view: ImportPlanView): Card {
  const t = importTexts[locale];
  const { fresh, resembling, before, rejected, answered, newSources } = view;
  const isNone = fresh + resembling.length === 0;
  return {
    title: isNone ? noneTitle(t, view) : t.title(view.name),
    tone: isNone ? "warning" : "info",
    body: [
      text(authored(openingOf(t, view))),
      fields(
        counted(t, t.fresh, fresh),
        counted(t, t.resembling, resembling.length),
        counted(t, t.before, before),
        counted(t, t.rejected, rejected.length),
        named(t, t.newSources, newSources),
        named(
          t,
          t.understood,
          view.columns.map((column) => t.columns[column]),
        ),
        named(t, t.unknown, view.unknownColumns),
        named(t, t.otherSheets, view.otherSheets),
      ),
      ...alikeList(locale, resembling),
      ...faultList(locale, rejected),
      ...[
        ...(newSources.length > 0 ? [t.newSourcesNote] : []),
        ...(answered > 0 ? [t.answered(answered)] : []),
        ...(view.otherSheets.length > 0 ? [t.otherSheetsNote] : []),
        ...(view.hasOtherFiles ? [t.oneAtATime] : []),
      ].map((words) => note(authored(words))),
      ...choices(t, view),
    ],
  };
}

function noneTitle(t: ImportTexts, { before, rejected }: ImportPlanView): string {
  return before > 0 && rejected.length === 0 ? t.doneNone : t.noneTitle;
}

function openingOf(t: ImportTexts, { fresh, resembling, before, rejected }: ImportPlanView): string {
  const rows = fresh + resembling.length + before + rejected.length;
  if (rows === 0) return t.noRows;
  if (fresh + resembling.length > 0) return t.planned(rows);
  return rejected.length > 0 ? t.noneText(rows) : t.allBefore(rows);
}

/**
 * "New" leaves out what looks doubtful at the press, though it did not when the card was drawn: nobody has seen that.
 * Where nothing can be taken in, what does not fit on the card can still be had as a sheet.
 */
function choices(t: ImportTexts, { ref, fresh, resembling, rejected }: ImportPlanView): Block[] {
  const press = (label: string, which: "all" | "new", style?: "primary"): Button => ({
    ...{ label, action: { id: "lead.import", payload: { ...ref, which } } },
    ...(style !== undefined && { style }),
  });
  const alike = resembling.length;
  const ways = [
    ...(fresh > 0 ? [press(t.importNew(fresh), "new", "primary")] : []),
    ...(alike > 0 && fresh > 0 ? [press(t.importAll(fresh + alike), "all")] : []),
    ...(alike > 0 && fresh === 0 ? [press(t.importResembling(alike), "all")] : []),
  ];
  if (ways.length > 0) {
    return [buttons(...ways, { label: t.cancel, action: { id: "lead.import-cancel", payload: {} } })];
  }
  return rejected.length > shownRows ? [buttons(press(t.sendFaults, "new"))] : [];
}

function counted(t: ImportTexts, label: string, count: number) {
  return count === 0 ? undefined : { label, value: authored(t.rows(count)) };
}

/** Headings are the file's: shown as they stand, and not all of a very wide sheet. */
function named(t: ImportTexts, label: string, names: readonly string[]) {
  const shown = names.slice(0, 15).map((name) => name.slice(0, 30));
  return names.length === 0
    ? undefined
    : { label, value: value(shown.join(t.and) + (names.length > shown.length ? "…" : "")) };
}

function alikeList(locale: Locale, rows: readonly ResemblingView[]): Block[] {
  const t = importTexts[locale];
  const line = ({ line: number, company, alike }: ResemblingView) =>
    value(t.alike(number, company, alikeWords(locale, alike)));
  return rowList(t, t.firstAlike, rows.map(line));
}

function faultList(locale: Locale, rejected: readonly RejectedView[]): Block[] {
  const t = importTexts[locale];
  return rowList(
    t,
    t.firstFaults,
    rejected.map((row) => authored(t.fault(row.line, importFault(locale, row)))),
  );
}

/** The first of them, and how many more there are. */
function rowList(t: ImportTexts, title: string, rows: readonly Text[]): Block[] {
  if (rows.length === 0) return [];
  const items = rows.slice(0, shownRows).map((words) => ({ text: words }));
  const more = rows.length - items.length;
  return [text(authored(title)), { type: "list", items, moreText: t.more, ...(more > 0 && { more }) }];
}

export type ImportDoneView = {
  readonly made: number;
  readonly before: number;
  readonly answered: number;
  /** Rows that stand in the sheet that follows. */
  readonly leftOut: number;
};

export function importDone(locale: Locale, view: ImportDoneView): Card {
  const t = importTexts[locale];
  const { made, before, answered, leftOut } = view;
  return {
    title: made > 0 ? t.doneTitle(made) : madeNoneTitle(t, view),
    tone: made === 0 ? "info" : "success",
    body: [
      ...(before > 0 ? [fields(counted(t, t.before, before))] : []),
      ...(answered > 0 ? [text(authored(t.doneAnswered(answered)))] : []),
      ...(leftOut > 0 ? [text(authored(t.reportFollows(leftOut)))] : []),
      ...(made + before > 0 ? [note(authored(t.ledger))] : []),
    ],
  };
}

function madeNoneTitle(t: ImportTexts, { before, leftOut }: ImportDoneView): string {
  if (leftOut > 0) return t.reportTitle(leftOut);
  return before > 0 ? t.doneNone : t.noneTitle;
}

export function importCancelled(locale: Locale): Card {
  return { title: importTexts[locale].cancelled, tone: "muted", body: [] };
}

export type ImportProblem =
  | "gone"
  | "tooLarge"
  | "unreadable"
  | "oldExcel"
  | "noCompany"
  | "unavailable"
  | "noRight"
  | { readonly rowsMost: number };

export function importRefused(locale: Locale, problem: ImportProblem): Card {
  const t = importTexts[locale];
  const words = typeof problem === "object" ? t.tooManyRows(problem.rowsMost) : t[problem];
  return {
    title: t.problemTitle,
    tone: "warning",
    body: [text(authored(words)), ...(problem === "noCompany" ? [columnsNote(locale)] : [])],
  };
}

/** The kind answer to any other file. */
export function importWhat(locale: Locale, mayImport: boolean): Card {
  const t = importTexts[locale];
  if (!mayImport) return { title: t.notYours, tone: "info", body: [] };
  return {
    title: t.whatTitle,
    tone: "info",
    body: [text(authored(t.what)), columnsNote(locale), note(authored(t.whatThen))],
  };
}

function columnsNote(locale: Locale): Block {
  const names = Object.values(leadColumns).map(([zh, en]) => (locale === "zh" ? zh : en));
  return text(md`${names.join(importTexts[locale].and)}`);
}

/** Stands below the sheet with the rows that were left out. */
export function importReported(locale: Locale, count: number): Card {
  const t = importTexts[locale];
  return { title: t.reportTitle(count), tone: "warning", body: [text(authored(t.reportText))] };
}

export function importNotReported(locale: Locale, why: "reportNotSent" | "reportGone"): Card {
  const t = importTexts[locale];
  return { title: t[why], tone: "warning", body: [] };
}
