import type { Locale } from "#chat/locale.ts";
import { type ImportTexts, importTexts } from "./import-texts.ts";

type Column = keyof ImportTexts["columns"];
type FaultCode = keyof ImportTexts["faults"];
type FaultView = { readonly code: FaultCode; readonly column?: Column; readonly line?: number };
export type RejectedView = { readonly line: number; readonly faults: readonly FaultView[] };

/** Why a row was left out, in one line. */
export function importFault(locale: Locale, { faults }: RejectedView): string {
  const t = importTexts[locale];
  return faults.map((fault) => faultWord(t, fault)).join(t.and);
}

function faultWord(t: ImportTexts, { code, column, line }: FaultView): string {
  const name = column === undefined ? "" : t.columns[column];
  switch (code) {
    case "too-long":
    case "bad-answer":
      return t.faults[code](name);
    case "repeated":
      return t.faults.repeated(line ?? 0);
    default:
      return t.faults[code];
  }
}
