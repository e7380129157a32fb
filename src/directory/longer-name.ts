import { isNameOf, nameParts, normalName } from "./customer-name.ts";
import { latinLegalSuffixes } from "./customer-name-words.ts";

/** Words between a known name and the legal form behind it, for it all to be one company's name. */
const wordsMax = 4;
const latinWord = /^[ \t]+(?:& ?)?(\p{Lu}[\p{L}\p{N}&'’-]*),?/u;
/** 半导体有限公司, right behind a known name. */
const chineseRest =
  /^[\p{Script=Han}（）()·]{1,16}?(?:有限责任公司|有限公司|有限合伙)|^[\p{Script=Han}（）()·]{1,12}?股份公司/u;
/** 华虹的李总问上海某某有限公司: a sentence, not a name. */
const sentenceLike = /[的了和跟与给把被让请去见访在说问谈聊]/u;

/**
 * Where the company's name ends that a note writes out to its legal form, if it only begins with the known name at these
 * offsets: Fjord is not meant by "Fjord Marine AS", nor 华虹 by 华虹半导体有限公司. `undefined` where it goes on as no name.
 */
export function longerNameEnd(note: string, start: number, end: number): number | undefined {
  const rest = note.slice(end);
  const known = normalName(note.slice(start, end));
  const length = chineseLength(rest) ?? latinLength(rest);
  if (length === undefined) return undefined;
  const isSame = nameParts(note.slice(start, end + length)).core === nameParts(known).core;
  return isSame ? undefined : end + length;
}

/** Whether a company may be meant by a name that is written out: 华虹半导体有限公司 may be 上海华虹半导体制造有限公司. */
export function mayBeCalled(company: string, written: string): boolean {
  return isNameOf(company, written) || normalName(company).includes(nameParts(written).core);
}

function chineseLength(rest: string): number | undefined {
  const found = chineseRest.exec(rest)?.[0];
  return found !== undefined && !sentenceLike.test(found) ? found.length : undefined;
}

/** Words with capitals up to a legal form; the legal form alone is no longer name. */
function latinLength(rest: string): number | undefined {
  let length = 0;
  for (let count = 0; count <= wordsMax; count++) {
    const word = latinWord.exec(rest.slice(length));
    if (word === null) return undefined;
    length += word[0].length;
    if (count > 0 && latinLegalSuffixes.has((word[1] ?? "").toLowerCase())) return length;
  }
  return undefined;
}
