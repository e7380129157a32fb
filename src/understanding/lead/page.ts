/**
 * A line and what of it has been understood. Positions in both texts are the same: `folded` is the form that patterns
 * match, with a mark in the place of every character that has found its field.
 */
export type Page = { readonly original: string; readonly folded: string };

/** Stands for a character that was taken: no text contains it, and it ends a clause. */
export const TAKEN = "\uE000";

/** A stretch of the line between marks, commas and line breaks; in Chinese between spaces, too. */
export type Piece = { readonly from: number; readonly to: number; readonly text: string };

const SEPARATOR =
  /[，,；;。、|\n\t\uE000!！]+|(?<!\b(?:Mr|Ms|Mrs|Dr|Co|Inc|Ltd|Corp))\. |\.$|(?<=\p{Script=Han}|[)])\s+|\s+(?=\p{Script=Han}|[(])|(?<=^[^,，;；。\n:\uE000]{2,30}):|\s+[-–—/]\s+|\//gu;

/** What is still to be understood, in order. */
export function piecesOf({ folded }: Page): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const match of [...folded.matchAll(SEPARATOR), undefined]) {
    const end = match?.index ?? folded.length;
    const stretch = folded.slice(start, end);
    const text = stretch.replace(/^[\s:]+/u, "").trimEnd();
    const from = start + stretch.length - stretch.replace(/^[\s:]+/u, "").length;
    if (text !== "") pieces.push({ from, to: from + text.length, text });
    start = end + (match?.[0].length ?? 0);
  }
  return pieces;
}

/** What the pattern's group `value` (or all of it) matches first, and the page without the match. */
export function take(page: Page, pattern: RegExp): readonly [string | undefined, Page] {
  const match = pattern.exec(page.folded);
  if (match === null) return [undefined, page];
  const [whole] = match;
  const value = match.groups?.["value"] ?? whole;
  const from = match.index + whole.lastIndexOf(value);
  const taken = without(page, { from: match.index, to: match.index + whole.length });
  return [page.original.slice(from, from + value.length).trim(), taken];
}

/** The page without a stretch. */
export function without(page: Page, { from, to }: { readonly from: number; readonly to: number }): Page {
  const { folded } = page;
  return { ...page, folded: folded.slice(0, from) + TAKEN.repeat(to - from) + folded.slice(to) };
}

/** A stretch as it was written. */
export function written(
  { original }: Page,
  { from, to }: { readonly from: number; readonly to: number },
): string {
  return original.slice(from, to).trim();
}

/** What nothing has understood, with its own marks and line breaks between. */
export function restOf(page: Page): string | undefined {
  const kept = Array.from(page.folded, (_, index) => index)
    .map((index) => (page.folded.charAt(index) === TAKEN ? TAKEN : page.original.charAt(index)))
    .join("");
  const rest = kept
    .split(/\uE000+/u)
    .map((part) => part.replace(/^[\s，,；;。、|:：)）]+|[\s，,；;、|(（:：]+$/gu, ""))
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .join(/\p{Script=Han}/u.test(page.original) ? "，" : ", ");
  return rest === "" ? undefined : rest;
}
