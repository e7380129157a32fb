import { type Block, type Button, buttons, type Card, fields, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, value } from "#chat/text.ts";
import { importFault, type RejectedView } from "./import-faults.ts";
import { type ImportTexts, importTexts } from "./import-texts.ts";
import { leadColumns } from "./import-words.ts";

type Column = keyof ImportTexts["columns"];

export type ImportPlanView = {
  readonly name: string;
  /** By what the file is found again. */
  readonly ref: Readonly<Record<string, string>>;
  readonly fresh: number;
  readonly resembling: number;
  readonly before: number;
  /** Of those that would be made. */
  readonly answered: number;
  readonly rejected: readonly RejectedView[];
  readonly columns: readonly Column[];
  readonly unknownColumns: readonly string[];
  readonly hasOtherFiles: boolean;
};

const shownFaults = 5;

/** What would become of a list, before anything is written. */
export function importPlanned(locale: Locale, view: ImportPlanView): Card {
  const t = importTexts[locale];
  const { fresh, resembling, before, answered } = view;
  const isNone = fresh + resembling + before === 0;
  return {
    title: isNone ? t.noneTitle : t.title(view.name),
    tone: isNone ? "warning" : "info",
    body: [
      text(authored(isNone ? t.noneText : t.nothingYet)),
      fields(
        counted(t, t.willMake, fresh + resembling),
        counted(t, t.resembling, resembling),
        counted(t, t.before, before),
        counted(t, t.rejected, view.rejected.length),
        named(
          t,
          t.understood,
          view.columns.map((column) => t.columns[column]),
        ),
        named(t, t.unknown, view.unknownColumns),
      ),
      ...faultList(locale, view.rejected),
      ...[
        ...(resembling > 0 ? [t.resemblingNote] : []),
        ...(answered > 0 ? [t.answered(answered)] : []),
        ...(view.hasOtherFiles ? [t.oneAtATime] : []),
      ].map((words) => note(authored(words))),
      ...(isNone ? [] : [buttons(...choices(t, view))]),
    ],
  };
}

function choices(t: ImportTexts, { ref, fresh, resembling, before }: ImportPlanView): (Button | undefined)[] {
  const press = (label: string, which: "all" | "new"): Button => ({
    label,
    action: { id: "lead.import", payload: { ...ref, which } },
  });
  const all = fresh + resembling;
  return [
    resembling > 0 && fresh > 0 ? { ...press(t.importNew(fresh), "new"), style: "primary" } : undefined,
    resembling > 0 && fresh > 0
      ? press(t.importAll(all), "all")
      : { ...press(t.importAll(all === 0 ? before : all), "all"), style: "primary" },
    { label: t.cancel, action: { id: "lead.import-cancel", payload: {} } },
  ];
}

function counted(t: ImportTexts, label: string, count: number) {
  return count === 0 ? undefined : { label, value: authored(t.leads(count)) };
}

/** Headings are the file's: shown as they stand, and not all of a very wide sheet. */
function named(t: ImportTexts, label: string, names: readonly string[]) {
  const shown = names.slice(0, 15).map((name) => name.slice(0, 30));
  return names.length === 0
    ? undefined
    : { label, value: value(shown.join(t.and) + (names.length > shown.length ? "…" : "")) };
}

function faultList(locale: Locale, rejected: readonly RejectedView[]): Block[] {
  const t = importTexts[locale];
  if (rejected.length === 0) return [];
  const items = rejected
    .slice(0, shownFaults)
    .map((row) => ({ text: authored(t.fault(row.line, importFault(locale, row))) }));
  const more = rejected.length - items.length;
  return [
    text(authored(t.firstFaults)),
    { type: "list", items, moreText: t.more, ...(more > 0 && { more }) },
  ];
}

export type ImportDoneView = {
  readonly made: number;
  readonly before: number;
  readonly answered: number;
  /** Rows that stand in the sheet that follows. */
  readonly leftOut: number;
};

export function importDone(locale: Locale, { made, before, answered, leftOut }: ImportDoneView): Card {
  const t = importTexts[locale];
  return {
    title: made === 0 && before > 0 ? t.doneNone : t.doneTitle(made),
    tone: made === 0 ? "info" : "success",
    body: [
      fields(counted(t, t.before, before)),
      ...(answered > 0 ? [text(authored(t.answered(answered)))] : []),
      ...(leftOut > 0 ? [text(authored(t.reportFollows(leftOut)))] : []),
      note(authored(t.ledger)),
    ].filter((block) => block.type !== "fields" || block.fields.length > 0),
  };
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
