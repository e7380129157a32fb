import { addDays } from "#domain/calendar/civil.ts";
import { anyOf, candidateFinder } from "./candidates.ts";
import { type Moment, momentOf, ownEndOf, rangeEndOf, textOf } from "./moment.ts";
import { NOT_DATES } from "./not-dates.ts";
import { type Page, type Parts, PHRASE_STARTS, pageOf, readParts } from "./phrase.ts";
import { type Scene, ZH_AFTER, ZH_BEFORE, ZH_WITHIN } from "./piece.ts";

/** A date phrase in the folded text; `end` only for several days or a range of times. */
export type Found = {
  readonly from: number;
  readonly to: number;
  readonly start: string;
  readonly end?: string;
  readonly isDeadline: boolean;
  readonly hasTime: boolean;
  readonly certain: boolean;
};
export type Stretch = { readonly from: number; readonly to: number };

/** Words before a date that make it the last day. "before" a whole month ends before it begins. */
const LEADS =
  /(?<by>(?:最晚|最迟|至迟|不晚于|不迟于|截止(?:日期)?(?:到|至|于|是|为|:|：)?|赶在)[ \t]?(?:于|在)?[ \t]?|(?<![a-z0-9])(?:by|due(?: on| by|:)?|no later than|not later than|at the latest by|until|till|deadline(?: is|:)?)[ \t]+(?:the[ \t]+(?=end|close|morning|afternoon|evening))?)|(?<before>(?<![a-z0-9])(?:before)[ \t]+)/iy;
const TAILS = new RegExp(
  `[ \\t]?(?:(?<before>${ZH_BEFORE})|(?<by>${ZH_WITHIN}|截止|为止)|(?<after>${ZH_AFTER}))`,
  "y",
);
const RANGE = /[ \t]*(?:到|至|[-~–—]{1,2}|(?:to|through|thru|until|till)(?![a-z]))[ \t]*/iy;
const LIST_JOINT_MAX = 6;
const LIST = /^[ \t]*(?:、|和|或者?|及|与|\/|(?:and|or)(?![a-z]))[ \t]*$/i;
/** 3点 or "at 3" is a time before a verb, a preposition or the end of the clause. */
const AFTER_WEAK_TIME =
  /[ \t]*(?:$|[,，.。;；!！?？\n)）]|开|见|出发|集合|打|给|再|提醒|到|去|来|约|电话|回访|拜访|汇报|准时|左右|(?:on|to|for|with|and|sharp)(?![a-z]))/iy;
const COUNTING_WORD = /[了这那哪以共个]$/;
const candidatesIn = candidateFinder([anyOf(NOT_DATES), LEADS, ...PHRASE_STARTS]);

/** Dates in reading order, and what is written like a date but is none. Stretches do not overlap. */
export function scan(scene: Scene): {
  readonly found: readonly Found[];
  readonly invalid: readonly Stretch[];
} {
  const page = pageOf(scene);
  const found: Found[] = [];
  const invalid: Stretch[] = [];
  const candidate = candidatesIn(scene.text, page.chrono.keys());
  let at = candidate(0);
  while (at < scene.text.length) {
    const anchor = anchorAt(page, at, found.at(-1));
    const next = isWordStart(scene.text, at) ? readAt(page, at, anchor) : undefined;
    if (next?.found) found.push(next.found);
    if (next?.invalid) invalid.push(next.invalid);
    at = candidate(next?.to ?? at + 1);
  }
  return { found, invalid };
}

type Read = { readonly to: number; readonly found?: Found; readonly invalid?: Stretch };

/** In a list the next day follows the one before it: 下周二、周四, 12月24日和26日. */
function anchorAt(page: Page, at: number, before: Found | undefined): string {
  if (
    !before ||
    before.isDeadline ||
    at - before.to > LIST_JOINT_MAX ||
    !LIST.test(page.text.slice(before.to, at))
  )
    return page.today;
  return before.start.slice(0, 10);
}

function readAt(page: Page, at: number, anchor: string): Read | undefined {
  for (const pattern of NOT_DATES) {
    const match = matchAt(pattern, page.text, at);
    if (match) return { to: at + match[0].length };
  }
  const lead = matchAt(LEADS, page.text, at);
  return (lead && readPhrase(page, { at, anchor, lead })) ?? readPhrase(page, { at, anchor });
}

function readPhrase(
  page: Page,
  { at: from, anchor, lead }: { at: number; anchor: string; lead?: RegExpExecArray },
): Read | undefined {
  const parts = readParts(page, from + (lead?.[0].length ?? 0), anchor);
  if (!parts) return undefined;
  const range = readRange(page, parts);
  const to = range?.parts.to ?? parts.to;
  const tail = matchAt(TAILS, page.text, to);
  if (parts.isInvalid || range?.parts.isInvalid) return { to, invalid: { from: parts.from, to } };
  if (parts.isWeak && !range && !lead && !tail && !isTimeInContext(page.text, parts)) return undefined;
  const phrase = {
    from,
    to: closed(page.text, from, to + (tail?.[0].length ?? 0)),
    parts,
    range,
    lead,
    tail,
  };
  return { to: phrase.to, found: foundIn(phrase, page) };
}

type Range = { readonly parts: Parts; readonly end: Moment };
type Phrase = Stretch & {
  readonly parts: Parts;
  readonly range: Range | undefined;
  readonly lead: RegExpExecArray | undefined;
  readonly tail: RegExpExecArray | undefined;
};

/** The second half of 5月15日到18日, 三点到五点, Monday to Friday. */
function readRange(page: Page, first: Parts): Range | undefined {
  const joint = matchAt(RANGE, page.text, first.to);
  if (!joint || first.instant || first.isInvalid) return undefined;
  const start = momentOf(first, page);
  const parts = readParts(page, first.to + joint[0].length, start.date);
  if (!parts) return undefined;
  const end = rangeEndOf(parts, first, start);
  const isLater =
    end && (end.date > start.date || (end.date === start.date && (end.minute ?? 0) > (start.minute ?? 0)));
  return isLater || parts.isInvalid ? { parts, end: end ?? start } : undefined;
}

function foundIn({ from, to, parts, range, lead, tail }: Phrase, page: Page): Found {
  const start = momentOf(parts, page);
  const end = range?.end ?? ownEndOf(parts, start);
  const certain = parts.day?.certain !== false;
  const isBefore = (lead?.groups?.["before"] ?? tail?.groups?.["before"]) !== undefined;
  const isBy = (lead?.groups?.["by"] ?? tail?.groups?.["by"]) !== undefined;
  const isDeadline =
    isBefore ||
    isBy ||
    (parts.instant ?? parts.clock ?? parts.day)?.isDeadline === true ||
    parts.day?.isDeadline === true;
  const last = isDeadline ? lastDay({ parts, range, isBefore }, end ?? start) : undefined;
  const shown = last
    ? { start: textOf(last, page) }
    : { start: textOf(start, page), ...(end && { end: textOf(end, page) }) };
  return { from, to, ...shown, isDeadline, hasTime: (last ?? start).minute !== undefined, certain };
}

/** House rule: "by X" and X前 make X itself the last day; before a whole week or month it is the day before. */
function lastDay(phrase: Pick<Phrase, "parts" | "range"> & { isBefore: boolean }, end: Moment): Moment {
  const { day } = phrase.parts;
  const isWhole = !phrase.range && day?.type === "period" && day.isWhole === true;
  return phrase.isBefore && isWhole ? { date: addDays(day.start, -1) } : end;
}

function isTimeInContext(text: string, parts: Parts): boolean {
  if (!parts.clock) return false;
  return (
    matchAt(AFTER_WEAK_TIME, text, parts.to) !== undefined && !COUNTING_WORD.test(text.slice(0, parts.from))
  );
}

/** A bracket that was opened inside the phrase belongs to it. */
function closed(text: string, from: number, to: number): number {
  const inside = text.slice(from, to);
  const isOpen = /[(（][^)）]*$/.test(inside) && /[)）]/.test(text.charAt(to));
  return isOpen ? to + 1 : to;
}

/** Rules start at the first letter of a word and the first digit of a number. */
function isWordStart(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (/[\s,，.。;；!！?？]/.test(char)) return false;
  const before = text.charAt(at - 1);
  return !(/[a-z]/i.test(char) && /[a-z0-9]/i.test(before)) && !(/\d/.test(char) && /\d/.test(before));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
