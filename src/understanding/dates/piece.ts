import type { Calendar } from "#domain/calendar/calendar.ts";

/** What every rule sees: the folded text, and the moment and place at which it was written. */
export type Scene = {
  readonly text: string;
  readonly now: Date;
  readonly tz: string;
  /** Local date of `now`. */
  readonly today: string;
  readonly calendar: Calendar;
  /** The text tells of what has been: where no verb says more, a bare day is the latest one. */
  readonly leansPast?: boolean;
};

/** A rule's match in its scene. */
export type Reading = Scene & {
  readonly from: number;
  readonly to: number;
  /** A bare day is the first one from here on: today, or the start of the range whose end is being read. */
  readonly anchor: string;
  /** The sentence tells of something that has happened: a bare day is the latest one. */
  readonly isPast: () => boolean;
};

export type PartOfDay = "dawn" | "morning" | "noon" | "afternoon" | "dusk" | "evening" | "night";

/** A day, one that exists. `isWeekday`: only a weekday was said, a date beside it says more. */
export type Day = {
  readonly type: "day";
  readonly date: string;
  readonly certain?: boolean;
  readonly isDeadline?: true;
  readonly isWeekday?: true;
  /** 今晚 and tonight say both. */
  readonly part?: PartOfDay;
};
/** Several days. `isWhole`: "before" it means before it begins (a week, a month), else its last day (月底前). */
export type Period = {
  readonly type: "period";
  readonly start: string;
  readonly end: string;
  readonly certain?: boolean;
  readonly isWhole?: boolean;
  readonly isDeadline?: true;
};
/**
 * A time of day in minutes since midnight. `isExact`: never guessed into the afternoon. `isWeak`: means a time only
 * beside other words (三点 may count arguments).
 */
export type Clock = {
  readonly type: "clock";
  readonly minute: number;
  readonly toMinute?: number;
  readonly isExact?: boolean;
  readonly isWeak?: boolean;
  readonly isDeadline?: true;
};
export type Part = { readonly type: "part"; readonly part: PartOfDay; readonly isWeak?: boolean };
export type Instant = { readonly type: "instant"; readonly at: Date; readonly isDeadline?: true };
/** Written like a date or time, but there is none such: 2月30日. */
export type Invalid = { readonly type: "invalid"; readonly of: "day" | "clock" };

export type Piece = Day | Period | Clock | Part | Instant | Invalid;

export type Groups = Readonly<Record<string, string | undefined>>;
export type Rule = {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, reading: Reading) => Piece | undefined;
};

/**
 * What makes 前, 内 and 后 the end of a date and not the start of a word: 周五前往 travels, 周五前提交 has a deadline.
 */
export const ZH_BEFORE = "(?:之|以)?前(?![后往来台面途景言任端沿线去]|提(?=是|条件|下)|期(?![望待]))";
export const ZH_WITHIN = "(?:之|以)?内(?![容部蒙销存外审])";
export const ZH_AFTER = "(?:之|以)?后(?![期来面勤台端者果悔]|续(?![费约签]))";

export const INVALID_DAY: Invalid = { type: "invalid", of: "day" };
export const INVALID_CLOCK: Invalid = { type: "invalid", of: "clock" };

/** A rule for Chinese: a space in the pattern stands for one that may be there (2026 年 5 月). */
export function zhRule(pattern: string, read: Rule["read"]): Rule {
  return { pattern: new RegExp(spaced(pattern, "[ \\t]?"), "iy"), read };
}

/** A rule for English: whole words; a space in the pattern stands for at least one. */
export function enRule(pattern: string, read: Rule["read"]): Rule {
  const source = `(?<![A-Za-z0-9])(?:${spaced(pattern, "[ \\t]+")})(?![A-Za-z0-9])`;
  return { pattern: new RegExp(source, "iy"), read };
}

/** Puts `space` for every space that is not inside a character class. */
function spaced(pattern: string, space: string): string {
  return pattern.replace(/\[[^\]]*\]| /g, (found) => (found === " " ? space : found));
}

export function day(date: string | undefined): Day | Invalid {
  return date === undefined ? INVALID_DAY : { type: "day", date };
}
