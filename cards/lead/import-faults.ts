import type { Locale } from "#chat/locale.ts";
import { type ImportTexts, importTexts } from "./import-texts.ts";

type Column = keyof ImportTexts["columns"];
type FaultCode = keyof ImportTexts["faults"];
type FaultView = {
  readonly code: FaultCode;
  readonly column?: Column;
  readonly line?: number;
  readonly alike?: AlikeView;
};
/** What a doubtful row resembles, as much of it as anybody may know. */
export type AlikeView = { readonly of: "lead" | "customer"; readonly name: string; readonly owner?: string };
export type RejectedView = { readonly line: number; readonly faults: readonly FaultView[] };

/** Why a row was left out, in one line. */
export function importFault(locale: Locale, { faults }: RejectedView): string {
  return faults.map((fault) => faultWord(locale, fault)).join(importTexts[locale].and);
}

/** What a row resembles, in one line. */
export function alikeWords(locale: Locale, { of, name, owner }: AlikeView): string {
  const t = importTexts[locale];
  return t.faults.resembles(t.kinds[of], name, owner === undefined ? t.unowned : t.ownedBy(owner));
}

function faultWord(locale: Locale, { code, column, line, alike }: FaultView): string {
  const t = importTexts[locale];
  const name = column === undefined ? "" : t.columns[column];
  switch (code) {
    case "too-long":
    case "bad-answer":
      return t.faults[code](name);
    case "repeated":
      return t.faults.repeated(line ?? 0);
    case "resembles":
      return alike === undefined ? t.resembling : alikeWords(locale, alike);
    default:
      return t.faults[code];
  }
}
