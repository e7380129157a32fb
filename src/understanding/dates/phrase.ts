import { anyOf } from "./candidates.ts";
import { type ChronoReading, chronoReadings } from "./chrono.ts";
import { enRules } from "./en.ts";
import { enSpanRules, enTimeRules } from "./en-time.ts";
import { anyHolidayRules, holidayRules } from "./holidays.ts";
import { numericRules } from "./numeric.ts";
import { isPastAt } from "./past.ts";
import type { Clock, Day, Instant, PartOfDay, Period, Piece, Scene } from "./piece.ts";
import { zhRules } from "./zh.ts";
import { zhSpanRules } from "./zh-span.ts";
import { zhTimeRules } from "./zh-time.ts";

/** Tried in this order; the first match wins, so what is longer or more special stands first. */
const TABLES = [
  holidayRules,
  zhSpanRules,
  numericRules,
  zhRules,
  anyHolidayRules,
  zhTimeRules,
  enSpanRules,
  enTimeRules,
  enRules,
].map((rules) => ({ rules, any: anyOf(rules.map(({ pattern }) => pattern)) }));

/** One of these matches where a phrase begins, unless chrono found it. */
export const PHRASE_STARTS = TABLES.map(({ any }) => any);

/** What the pieces of one phrase say together: 下周二 + 上午 + 十点. */
export type Parts = {
  readonly day?: Day | Period;
  readonly part?: PartOfDay;
  readonly clock?: Clock;
  readonly instant?: Instant;
  readonly isInvalid?: boolean;
  /** Only words that mean a time beside others were read. */
  readonly isWeak: boolean;
  readonly from: number;
  readonly to: number;
};

export type Page = Scene & { readonly chrono: ReadonlyMap<number, ChronoReading> };

export function pageOf(scene: Scene): Page {
  return { ...scene, chrono: chronoReadings(scene.text) };
}

/** Between pieces: 5月20日（周三）下午, 2026-05-15T14:00, Friday at 3pm, the morning of May 5. */
const GAP = /[ \t]*[)）]?[ \t]*/y;
const JOINT = /(?:的|,[ \t]|[(（]|T(?=\d)|(?:at|on|around|of|in the|from|@)(?![a-z]))[ \t]*(?:the[ \t]+)?/iy;

/** Reads as many pieces from `from` on as make one phrase. */
export function readParts(page: Page, from: number, anchor: string): Parts | undefined {
  let parts: Parts | undefined;
  let at = from;
  for (;;) {
    const joined = nextPart(page, parts, { at, anchor });
    if (!joined) return parts;
    parts = joined;
    at = skip(GAP, page.text, parts.to);
  }
}

function nextPart(
  page: Page,
  parts: Parts | undefined,
  place: { at: number; anchor: string },
): Parts | undefined {
  const direct = joinedAt(page, parts, place);
  if (direct || !parts) return direct;
  const behindJoint = skip(JOINT, page.text, place.at);
  return behindJoint > place.at ? joinedAt(page, parts, { ...place, at: behindJoint }) : undefined;
}

function joinedAt(
  page: Page,
  parts: Parts | undefined,
  { at, anchor }: { at: number; anchor: string },
): Parts | undefined {
  const read = readPiece(page, at, anchor);
  return read && join(parts ?? { isWeak: true, from: at, to: at }, read.piece, read.to);
}

function readPiece(page: Page, from: number, anchor: string): { piece: Piece; to: number } | undefined {
  const chrono = page.chrono.get(from);
  if (chrono) {
    const piece = chrono.read(readingAt(page, { from, to: chrono.to, anchor }));
    return { piece, to: chrono.to };
  }
  for (const { rules, any } of TABLES) {
    if (!matchesAt(any, page.text, from)) continue;
    for (const { pattern, read } of rules) {
      pattern.lastIndex = from;
      const match = pattern.exec(page.text);
      if (!match) continue;
      const to = from + match[0].length;
      const piece = read(match.groups ?? {}, readingAt(page, { from, to, anchor }));
      if (piece) return { piece, to };
    }
  }
  return undefined;
}

function readingAt(page: Page, place: { from: number; to: number; anchor: string }) {
  return { ...page, ...place, isPast: () => isPastAt(page, place) };
}

/** Undefined when the phrase has such a piece already: two days are two phrases. */
function join(parts: Parts, piece: Piece, to: number): Parts | undefined {
  if (parts.instant) return undefined;
  const grown = { ...parts, to };
  switch (piece.type) {
    case "invalid":
      return parts.isInvalid || parts[piece.of] ? undefined : { ...grown, isInvalid: true, isWeak: false };
    case "day":
    case "period":
      return joinDay(grown, piece);
    case "part":
      return parts.part
        ? undefined
        : { ...grown, part: piece.part, isWeak: parts.isWeak && piece.isWeak === true };
    case "clock":
      return parts.clock
        ? undefined
        : { ...grown, clock: piece, isWeak: parts.isWeak && piece.isWeak === true };
    case "instant":
      return parts.day || parts.clock || parts.part ? undefined : { ...grown, instant: piece, isWeak: false };
  }
}

/** Beside a date its weekday says nothing new: 5月20日（周三）. */
function joinDay(parts: Parts, day: Day | Period): Parts | undefined {
  const before = parts.day;
  const isRepeated = before?.type === "day" && day.type === "day" && before.isWeekday !== day.isWeekday;
  if (parts.isInvalid ? !isWeekday(day) : before && !isRepeated) return undefined;
  const told = before && isWeekday(day) ? before : day;
  const part = day.type === "day" ? day.part : undefined;
  return { ...parts, day: told, isWeak: false, ...(part && !parts.part ? { part } : {}) };
}

function isWeekday(day: Day | Period): boolean {
  return day.type === "day" && day.isWeekday === true;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match ? from + match[0].length : from;
}
