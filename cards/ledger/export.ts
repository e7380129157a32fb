import { type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { leadSourceName, leadStatusNames } from "../shared/lead-words.ts";
import { ledgerTexts } from "./texts.ts";

export type LedgerRowView = {
  readonly grade: string;
  readonly status: keyof (typeof leadStatusNames)["zh"];
  readonly source: string;
  readonly isLate: boolean;
} & Readonly<Record<PlainColumn, string>>;

type Column = keyof (typeof ledgerTexts)["zh"]["columns"];
type PlainColumn = Exclude<Column, "grade" | "status" | "source" | "isLate">;

const columns = Object.keys(ledgerTexts.zh.columns).filter(isColumn);

function isColumn(name: string): name is Column {
  return name in ledgerTexts.zh.columns;
}

/** The first row of an export. */
export function ledgerHead(locale: Locale): readonly string[] {
  return columns.map((name) => ledgerTexts[locale].columns[name]);
}

/** A row of an export, cell by cell as `ledgerHead` names them. */
export function ledgerCells(locale: Locale, row: LedgerRowView): readonly string[] {
  const named = {
    ...row,
    status: leadStatusNames[locale][row.status],
    source: leadSourceName(locale, row.source),
    isLate: row.isLate ? ledgerTexts[locale].yes : "",
  };
  return columns.map((name) => named[name]);
}

/** Stands below the file. */
export function ledgerExported(
  locale: Locale,
  view: { readonly file: string; readonly count: number; readonly isCutOff: boolean },
): Card {
  const t = ledgerTexts[locale];
  return {
    title: t.fileTitle(view.count),
    tone: view.isCutOff ? "warning" : "success",
    body: [
      text(value(view.file)),
      ...(view.isCutOff ? [text(authored(t.cutOff(view.count)))] : []),
      text(authored(t.confidential)),
    ],
  };
}

/** The platform did not take the file. */
export function ledgerNotExported(locale: Locale): Card {
  const t = ledgerTexts[locale];
  return { title: t.notExportedTitle, tone: "warning", body: [text(authored(t.notExported))] };
}
