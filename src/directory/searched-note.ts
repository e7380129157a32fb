import { beginningKey, joinTokens, type NameToken, nameTokens, wholeLengthMax } from "./customer-name.ts";

/** The start of a note in the form in which names are compared. */
export type SearchedNote = {
  readonly text: string;
  /** By offset in `text`: the token that starts there, and the one that ends there. */
  readonly starts: ReadonlyMap<number, NameToken>;
  readonly ends: ReadonlyMap<number, NameToken>;
  /** What to ask the index for: every short piece, and the beginning of every longer one. */
  readonly keys: readonly string[];
};

/** How far into a note its customer is looked for, in Chinese characters and Latin words. */
const tokensMax = 60;

export function searchedNote(note: string): SearchedNote {
  const tokens = nameTokens(note.slice(0, 2000)).slice(0, tokensMax);
  const text = joinTokens(tokens);
  const starts = new Map<number, NameToken>();
  const ends = new Map<number, NameToken>();
  const keys = new Set<string>();
  let offset = 0;
  for (const token of tokens) {
    const start = text.indexOf(token.text, offset);
    offset = start + token.text.length;
    starts.set(start, token);
    ends.set(offset, token);
    for (const key of keysFrom(text.slice(start, start + 12))) keys.add(key);
  }
  return { text, starts, ends, keys: [...keys] };
}

function keysFrom(text: string): string[] {
  const characters = [...text];
  const keys: string[] = [];
  for (let length = 2; length <= wholeLengthMax; length++) keys.push(characters.slice(0, length).join(""));
  keys.push(beginningKey(characters) ?? "");
  return keys.filter((key) => key.length >= 2);
}

/** Where a name stands in the note (offsets of `note.slice`), between whole tokens. */
export function placeIn(
  { text, starts, ends }: SearchedNote,
  key: string,
): { readonly key: string; readonly start: number; readonly end: number } | undefined {
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
    const [first, last] = [starts.get(at), ends.get(at + key.length)];
    if (first !== undefined && last !== undefined) return { key, start: first.start, end: last.end };
  }
  return undefined;
}
