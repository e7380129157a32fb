import { pinyin } from "pinyin-pro";
import {
  genericWords,
  latinLegalSuffixes,
  legalSuffixes,
  placeEndings,
  places,
  trades,
} from "./customer-name-words.ts";

/** A piece of a text: one Chinese character or one Latin word. Offsets are those of `String.slice` in the text. */
export type NameToken = { readonly text: string; readonly start: number; readonly end: number };

/** Scripts that put no space between words: each character stands alone. */
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const partOfWord = /[\p{L}\p{N}]/u;
/** Dropped without ending the word around it: accents, the apostrophe of O'Brien. */
const joiner = /[\p{M}'’]/u;

/**
 * Lower case, full width folded, accents and everything but letters and digits dropped. Names and notes go through
 * the same mill, so that what is equal here is the same name, however it was quoted, spaced or capitalised.
 */
export function nameTokens(text: string): NameToken[] {
  return beyondAscii.test(text) ? tokensOf(text) : asciiTokens(text);
}

const beyondAscii = /[\u0080-\uffff]/;
const asciiWord = /[a-z0-9](?:[a-z0-9']*[a-z0-9])?/gi;

/** The same as `tokensOf`, where no character has to be looked at by itself. */
function asciiTokens(text: string): NameToken[] {
  return Array.from(text.matchAll(asciiWord), ({ 0: word, index }) => ({
    text: word.toLowerCase().replaceAll("'", ""),
    start: index,
    end: index + word.length,
  }));
}

function tokensOf(text: string): NameToken[] {
  const tokens: { text: string; start: number; end: number }[] = [];
  let isInWord = false;
  let start = 0;
  for (const original of text) {
    const end = start + original.length;
    for (const piece of piecesOf(original)) {
      if (piece.kind === "joiner") continue;
      const last = tokens.at(-1);
      if (piece.kind === "word" && isInWord && last !== undefined) {
        last.text += piece.text;
        last.end = end;
      } else if (piece.kind !== "gap") {
        tokens.push({ text: piece.text, start, end });
      }
      isInWord = piece.kind === "word";
    }
    start = end;
  }
  return tokens;
}

/** A folded character, and what it is in a name. */
type NamePiece = { readonly text: string; readonly kind: "word" | "alone" | "joiner" | "gap" };

const knownPieces = new Map<string, readonly NamePiece[]>();
const knownPiecesMax = 20_000;

/** One character may become several (㈱). Remembered, since every note consists of the same few. */
function piecesOf(original: string): readonly NamePiece[] {
  const known = knownPieces.get(original);
  if (known !== undefined) return known;
  const folded = original.normalize("NFKD").toLowerCase().normalize("NFKD");
  const pieces = Array.from(folded, (text) => ({ text, kind: kindOf(text) }));
  if (knownPieces.size < knownPiecesMax) knownPieces.set(original, pieces);
  return pieces;
}

function kindOf(character: string): NamePiece["kind"] {
  if (joiner.test(character)) return "joiner";
  if (spaceless.test(character)) return "alone";
  return partOfWord.test(character) ? "word" : "gap";
}

/** Tokens as one text: a space between two Latin words, none beside Chinese characters. */
export function joinTokens(tokens: readonly NameToken[]): string {
  let joined = "";
  let isBehindWord = false;
  for (const { text } of tokens) {
    const isWord = !isAlone(text);
    joined += isWord && isBehindWord ? ` ${text}` : text;
    isBehindWord = isWord;
  }
  return joined;
}

/** Thai is the first of the spaceless scripts; what comes before it need not be looked up. */
function isAlone(token: string): boolean {
  return token >= "\u0e00" && spaceless.test(token);
}

/** Characters of a name that are kept; the rest says nothing. */
const nameLengthMax = 120;

/** The form in which names are compared. A name without a letter or digit (an emoji) stands for itself. */
export function normalName(name: string): string {
  const clean = cleanName(name);
  const normal = joinTokens(nameTokens(clean));
  return normal === "" ? clean.normalize("NFKC").toLowerCase() : normal;
}

/** A name as it is stored: one line, no control or direction characters, at most 120 characters. */
export function cleanName(name: string): string {
  const oneLine = name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\p{Cs}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, "");
  return [...oneLine.trim()].slice(0, nameLengthMax).join("").trim();
}

export type NameParts = {
  /** The name without city and legal suffix. */
  readonly core: string;
  /** Its city or province, if it names one. */
  readonly place?: string;
};

/** 杭州云深科技有限公司 -> 云深科技, of 杭州. What would leave nothing, or only a trade (上海银行), is not cut. */
export function nameParts(name: string): NameParts {
  const body = withoutLegalSuffix(normalName(name));
  const leading = leadingPlace(body);
  if (leading !== undefined) return leading;
  return trailingPlace(body) ?? { core: body };
}

/** Whether the words are the company's name, with or without town and legal form. 上海华虹 is not 北京华虹. */
export function isNameOf(company: string, words: string): boolean {
  if (normalName(company) === normalName(words)) return true;
  const [one, other] = [nameParts(company), nameParts(words)];
  const isElsewhere = one.place !== undefined && other.place !== undefined && one.place !== other.place;
  return one.core === other.core && !isElsewhere;
}

function withoutLegalSuffix(name: string): string {
  for (let body = name; ; ) {
    const shorter = withoutOneSuffix(body);
    if (shorter === undefined || !isTelling(shorter)) return body;
    body = shorter;
  }
}

function withoutOneSuffix(name: string): string | undefined {
  const suffix = legalSuffixes.find((word) => name.endsWith(word));
  if (suffix !== undefined) return name.slice(0, -suffix.length).trimEnd();
  const words = name.split(" ");
  const last = words.at(-1) ?? "";
  return words.length > 1 && latinLegalSuffixes.has(last) ? words.slice(0, -1).join(" ") : undefined;
}

/** A province and a city may both stand there: 浙江省杭州市云深科技; the last is the closest. */
function leadingPlace(name: string): NameParts | undefined {
  let found: NameParts | undefined;
  for (let rest = name; ; ) {
    const place = placeLengths.map((length) => rest.slice(0, length)).find((start) => places.has(start));
    if (place === undefined) return found;
    const after = rest.slice(place.length);
    const ending = placeEndings.find((word) => after.startsWith(word)) ?? "";
    const core = after.slice(ending.length);
    if (!isTelling(core)) return found;
    found = { core, place };
    rest = core;
  }
}

/** Once in brackets: 云深科技（杭州）有限公司. */
function trailingPlace(name: string): NameParts | undefined {
  const place = placeLengths.map((length) => name.slice(-length)).find((end) => places.has(end));
  if (place === undefined) return undefined;
  const core = name.slice(0, -place.length);
  return isTelling(core) ? { core, place } : undefined;
}

const placeLengths = [4, 3, 2] as const;

function isTelling(core: string): boolean {
  return [...core].length >= 2 && !genericWords.has(core) && !places.has(core);
}

/** 云深科技 -> 云深. A core that is no more than a trade stays whole. */
export function brandOf(core: string): string {
  const trade = trades.find((word) => core.endsWith(word)) ?? "";
  const brand = core.slice(0, core.length - trade.length);
  return [...brand].length >= 2 ? brand : core;
}

export type NameColumns = {
  readonly nameCore: string;
  readonly namePinyin: string;
  readonly nameInitials: string;
};

/** The search columns of a customer. Latin words stay as they are in all three. */
export function nameColumns(name: string): NameColumns {
  const { core } = nameParts(name);
  const options = { toneType: "none", type: "array", nonZh: "consecutive", v: true } as const;
  return {
    nameCore: core,
    namePinyin: pinyin(core, options).join("").replaceAll(" ", ""),
    nameInitials: pinyin(core, { ...options, pattern: "first" })
      .join("")
      .replaceAll(" ", ""),
  };
}

/** Every way of writing the customer, for exact look-up: name, core, short names. */
export function nameKeys(name: string, shortNames: readonly string[]): string[] {
  const keys = [normalName(name), nameParts(name).core, ...shortNames.map(normalName)];
  return [...new Set(keys)].filter((key) => [...key].length >= 2);
}

/**
 * What is stored of them: the keys, and the beginnings of the longer ones. A note has a few dozen beginnings, but a
 * thousand pieces.
 */
export function storedNameKeys(name: string, shortNames: readonly string[]): string[] {
  const keys = nameKeys(name, shortNames);
  return [...new Set([...keys, ...keys.flatMap((key) => beginningKey([...key]) ?? [])])];
}

/** Names up to this long are looked up whole. */
export const wholeLengthMax = 3;

/** The key of all longer names that begin like these characters; the ellipsis is in no name's normal form. */
export function beginningKey(characters: readonly string[]): string | undefined {
  return characters.length > wholeLengthMax ? `${characters.slice(0, wholeLengthMax).join("")}…` : undefined;
}

/** Short names as typed into one field: separated by commas, semicolons or line breaks. */
export function splitShortNames(typed: string): string[] {
  const names = typed.split(/[,，、;；|\n\t]+/u).map(cleanName);
  return [...new Set(names)].filter((name) => name !== "").slice(0, 10);
}
