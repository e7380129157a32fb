import type { Scene } from "./piece.ts";

/**
 * Whether a sentence tells of something that has happened: then 周一 is last Monday. Decided by the words of the clause
 * around the date; in Chinese the verb follows the date, in English what stands before it weighs more.
 */
const ZH_PAST =
  /(?<![为除好不算罢])了(?![解结断吗再就])|(?<![通超经不越])过(?![去来两几会后期程年户\d一二三])|刚|已|曾|(?:签|见|来|去|谈|聊|发|寄|打|定|给|拜访|沟通|成交|买|做)的/;
const ZH_FUTURE =
  /要(?!求)|会(?![议面谈上员场计])|将|准备|打算|计划|再|需|应该|必须|请|提醒|记得|争取|预计|安排/;
const EN_PAST =
  /\b(?:visited|met|called|spoke|talked|sent|had|was|were|signed|discussed|agreed|came|went|saw|received|got|emailed|phoned|presented|delivered|closed|attended|demoed|paid|shipped|since|logged|chatted|reviewed|showed|gave)\b/gi;
const EN_FUTURE =
  /\b(?:will|to|should|must|need|needs|let's|lets|please|plan|plans|going|remind|schedule|scheduled|next|follow|send|call|visit|meet|email|wants|expects|by|before|due|todo)\b|'ll\b/gi;

/** `place` is the date in the text. Where nothing tells, the whole text's lean decides. */
export function isPastAt(
  scene: Pick<Scene, "text" | "leansPast">,
  place: { readonly from: number; readonly to: number },
): boolean {
  const tense = tenseAt(scene.text, place.from, place.to);
  return tense === undefined ? scene.leansPast === true : tense === "past";
}

type Tense = "past" | "future";

function tenseAt(text: string, from: number, to: number): Tense | undefined {
  const before =
    text
      .slice(Math.max(0, from - 80), from)
      .split(/[,，。.；;！!？?\n]/)
      .at(-1) ?? "";
  const after = text.slice(to, to + 80).split(/[,，。；;！!？?\n]|\.\s/)[0] ?? "";
  return zhTense(after) ?? zhTense(before) ?? enTense(before, after);
}

function zhTense(clause: string): Tense | undefined {
  const past = clause.search(ZH_PAST);
  const future = clause.search(ZH_FUTURE);
  if (past < 0 && future < 0) return undefined;
  return past >= 0 && (future < 0 || past < future) ? "past" : "future";
}

function enTense(before: string, after: string): Tense | undefined {
  const [past, future] = [lastIndex(before, EN_PAST), lastIndex(before, EN_FUTURE)];
  if (past >= 0 || future >= 0) return past > future ? "past" : "future";
  const [pastAfter, futureAfter] = [after.search(EN_PAST), after.search(EN_FUTURE)];
  if (pastAfter < 0) return undefined;
  return futureAfter >= 0 && futureAfter < pastAfter ? "future" : "past";
}

function lastIndex(text: string, pattern: RegExp): number {
  return Array.from(text.matchAll(pattern)).at(-1)?.index ?? -1;
}
