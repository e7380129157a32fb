import { beginningKey, joinTokens, type NameToken, nameTokens, wholeLengthMax } from "./customer-name.ts";

/** The start of a note in the form in which names are compared. */
export type SearchedNote = {
  readonly text: string;
  readonly places: readonly Place[];
  /** What to ask the index for: every short piece, and the beginning of every longer one. */
  readonly keys: readonly string[];
};

/** Where a token stands in `text`. */
type Place = { readonly token: NameToken; readonly from: number; readonly to: number };

/** How far into a note its customer is looked for, in Chinese characters and Latin words. */
const tokensMax = 60;

export function searchedNote(note: string): SearchedNote {
  // A note is looked through for customers and for leads, one right after the other.
  if (last?.note !== note) last = { note, searched: search(note) };
  return last.searched;
}

let last: { readonly note: string; readonly searched: SearchedNote } | undefined;

function search(note: string): SearchedNote {
  const tokens = nameTokens(note.slice(0, 2000)).slice(0, tokensMax);
  const text = joinTokens(tokens);
  const places: Place[] = [];
  let to = 0;
  for (const token of tokens) {
    const from = text.indexOf(token.text, to);
    to = from + token.text.length;
    places.push({ token, from, to });
  }
  return { text, places, keys: [...new Set(keysOf(text, places))] };
}

/** A short name ends where a token does. */
function keysOf(text: string, places: readonly Place[]): string[] {
  const ends = new Set(places.map((place) => place.to));
  return places.flatMap(({ from }) => {
    const characters = [...text.slice(from, from + keyUnitsMax)];
    const keys = [beginningKey(characters) ?? ""];
    for (let length = 2; length <= wholeLengthMax; length++) {
      const key = characters.slice(0, length).join("");
      if (ends.has(from + key.length)) keys.push(key);
    }
    return keys.filter((key) => key.length >= 2);
  });
}

/** In these UTF-16 units are the characters that decide: those of a whole name, and whether another follows. */
const keyUnitsMax = (wholeLengthMax + 1) * 2;

/** Where a name stands in the note (offsets of `note.slice`), between whole tokens. */
export function placeIn(
  { text, places }: SearchedNote,
  key: string,
): { readonly key: string; readonly start: number; readonly end: number } | undefined {
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
    const first = places.find(({ from }) => from === at);
    const last = places.find(({ to }) => to === at + key.length);
    if (first !== undefined && last !== undefined)
      return { key, start: first.token.start, end: last.token.end };
  }
  return undefined;
}
