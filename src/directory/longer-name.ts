import { isNameOf, nameParts, normalName } from "./customer-name.ts";
import { companyRest, latinLegalSuffixes, placeBefore } from "./customer-name-words.ts";

/** Words that a name may go on with before its legal form. */
const wordsMax = 4;
/** Marine, -Marine, & Sons, (Norway), of Norway; A/S and S.p.A. are one word. */
const latinWord = /^(?:[ \t]+|-)(?:& ?|of )?\(?(\p{Lu}[\p{L}\p{N}&'’./-]*)\)?,?/u;
/** Between a company's name and what looks like a legal form they are people and departments: Acme CEO Anders Ab. */
const notInName =
  /^(?:po|so|rfq|rfp|invoice|order|contract|quote|ref|nr|ceo|cto|cfo|coo|cio|vp|svp|evp|md|gm|it|hr|r&d|sales|purchasing|procurement|finance|legal|project|team|manager|director|engineer|mr|ms|mrs|dr)$/;
/** Also words, unless they are in capitals. */
const alsoWords: ReadonlySet<string> = new Set(["se", "co", "ab", "as", "sa", "group", "international"]);
/** 华虹的李总问上海某某有限公司: a sentence, not a name. */
const sentenceLike =
  /[的了和跟与给把被让请去见访在说问谈聊打寄换因是也还就将会不没已从由对总这那们]|经理|主任|电话|确认|推荐|介绍|变更|更名|下属|旗下|抬头|发票|开票|收购|投资|负责|采购|代表|要求|提供|参加/u;

/** Offsets of `note.slice`. */
export type Span = { readonly start: number; readonly end: number };

/** Whether one stands around the other, and is longer. */
export function surrounds(one: Span, other: Span): boolean {
  return one.start <= other.start && one.end >= other.end && one.end - one.start > other.end - other.start;
}

/**
 * The whole of the company's name of which a known name is a part, as the note has it: with the town before it, and on
 * to its legal form. Fjord is not meant by "Fjord Marine AS", nor 华虹 by 华虹半导体有限公司, nor the one of 上海 by
 * 北京华虹. Where nothing of that stands around it, the known name. A word before a Latin name says nothing: in "call Jane
 * Acme Inc" it is a person.
 */
export function wholeName(note: string, known: Span): Span {
  const rest = note.slice(known.end);
  const behind = chineseLength(rest) ?? latinLength(rest) ?? 0;
  return {
    start: known.start - placeBefore(note.slice(0, known.start)).length,
    end: known.end + (behind > 0 && isFormOnly(note, known, behind) ? 0 : behind),
  };
}

/**
 * Whether a company that is known by a name may be meant by the whole of what is written: 华虹半导体有限公司 may be
 * 上海华虹半导体制造有限公司, but 北京华虹 is not.
 */
export function mayBeMeant(company: string, known: string, written: string): boolean {
  const [one, other] = [nameParts(company), nameParts(written)];
  if (one.place !== undefined && other.place !== undefined && one.place !== other.place) return false;
  if (other.core === nameParts(known).core || isNameOf(company, written)) return true;
  return normalName(company).includes(other.core);
}

/** The legal form alone makes no other name. */
function isFormOnly(note: string, { start, end }: Span, length: number): boolean {
  return nameParts(note.slice(start, end + length)).core === nameParts(note.slice(start, end)).core;
}

function chineseLength(rest: string): number | undefined {
  const found = companyRest.exec(rest);
  if (found === null) return undefined;
  const [whole, ...names] = found;
  return sentenceLike.test(names.find((name) => name !== undefined) ?? "") ? undefined : whole.length;
}

/** Words with capitals up to a legal form. */
function latinLength(rest: string): number | undefined {
  let length = 0;
  for (let count = 0; count <= wordsMax; count++) {
    const word = latinWord.exec(rest.slice(length));
    if (word === null) return undefined;
    const [whole, said = ""] = word;
    if (notInName.test(plainWord(said))) return undefined;
    length += whole.length;
    if (isLegalForm(said, rest.slice(length))) {
      return count === 0 ? undefined : rest.slice(0, length).replace(/[.,]+$/, "").length;
    }
    // The end of a sentence.
    if (/\.,?$/u.test(whole)) return undefined;
  }
  return undefined;
}

/** A PLC may be programmable: it ends a name where no word follows. */
function isLegalForm(word: string, rest: string): boolean {
  const said = plainWord(word);
  if (!latinLegalSuffixes.has(said) || /^ *\d/.test(rest)) return false;
  const isGoingOn = /^ +\p{Ll}/u.test(rest);
  if (said === "plc") return !isGoingOn;
  return !(isGoingOn && alsoWords.has(said) && word !== word.toUpperCase());
}

function plainWord(word: string): string {
  return word.replace(/[./]/g, "").toLowerCase();
}
