import { EN_NUMBER, enNumber } from "./numerals.ts";
import {
  type Clock,
  type Day,
  enRule,
  type Groups,
  type Instant,
  type PartOfDay,
  type Piece,
  type Reading,
  type Rule,
} from "./piece.ts";
import { type SpanUnit, span, workingDaySpan } from "./span.ts";

const HOUR = "(?<hour>\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
const UNIT = "(?<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?|quarters?|years?)";
const COUNT = `(?:\\d{1,3}(?:-| to | or ))?(?<count>half an?|${EN_NUMBER})`;
const WORK_DAYS = "(?:business|working|work)[- ]days?";

const UNITS: Readonly<Record<string, SpanUnit>> = {
  min: "minute",
  hou: "hour",
  hrs: "hour",
  hr: "hour",
  day: "day",
  wee: "week",
  for: "fortnight",
  mon: "month",
  qua: "quarter",
  yea: "year",
};

/** In 3 days, within two weeks, a month from today, 3 days ago, in 3 business days. */
export const enSpanRules: readonly Rule[] = [
  enRule(`(?<lead>in|within|in the next|within the next) ${COUNT} ${WORK_DAYS}`, workingDays),
  enRule(`${COUNT} ${WORK_DAYS} (?<tail>from now|from today|later|ago)`, workingDays),
  enRule("(?:the )?next (?:business|working) day", (_groups, reading) => workingDaySpan(1, reading)),
  enRule("(?:the )?(?:last|previous) (?:business|working) day", (_groups, reading) =>
    workingDaySpan(-1, reading),
  ),
  enRule(`(?<lead>in|within|in the next|within the next) (?:about |around )?${COUNT} ${UNIT}`, spanOf),
  enRule(`${COUNT} ${UNIT} (?<tail>from now|from today|later|ago|hence)`, spanOf),
];

/** Clock times beside those that chrono reads. House rule: EOD and COB are 18:00, morning without an hour 09:00. */
export const enTimeRules: readonly Rule[] = [
  enRule(`(?<how>half past|quarter past|(?:a )?quarter to) ${HOUR}`, quarterTime),
  enRule("(?:at )?(?<word>noon|midday|lunchtime|midnight)", ({ word = "" }) =>
    clock(WORDS[word.toLowerCase()] ?? 0),
  ),
  enRule("(?:eod|cob|eob|(?:the )?(?:end|close) of (?:the )?(?:day|business))", () => ({
    ...clock(18 * 60),
    isDeadline: true,
  })),
  enRule("(?:in the |during the )?(?<part>morning|afternoon|evening|night)", partOfDay),
];

const WORDS: Readonly<Record<string, number>> = { noon: 720, midday: 720, lunchtime: 720, midnight: 1440 };
const PARTS: Readonly<Record<string, PartOfDay>> = {
  morning: "morning",
  afternoon: "afternoon",
  evening: "evening",
  night: "night",
};

function workingDays(groups: Groups, reading: Reading): Day | undefined {
  const count = enNumber(groups["count"] ?? "");
  if (count === undefined) return undefined;
  return { ...workingDaySpan(isAgo(groups) ? -count : count, reading), ...deadline(groups) };
}

function spanOf(groups: Groups, reading: Reading): Day | Instant | undefined {
  const count = /^half/i.test(groups["count"] ?? "") ? 0.5 : enNumber(groups["count"] ?? "");
  const unit = UNITS[(groups["unit"] ?? "").slice(0, 3).toLowerCase()];
  const piece = unit && count !== undefined ? span(isAgo(groups) ? -count : count, unit, reading) : undefined;
  return piece && { ...piece, ...deadline(groups) };
}

function isAgo({ tail = "" }: Groups): boolean {
  return tail.toLowerCase() === "ago";
}

function deadline({ lead = "" }: Groups): { isDeadline?: true } {
  return /^within|next$/i.test(lead) ? { isDeadline: true } : {};
}

function quarterTime({ how = "", hour = "" }: Groups): Piece | undefined {
  const number = enNumber(hour);
  if (number === undefined || number > 23) return undefined;
  const minutes = /half/i.test(how) ? 30 : /past/i.test(how) ? 15 : -15;
  return { type: "clock", minute: number * 60 + minutes };
}

function partOfDay({ part = "" }: Groups): Piece | undefined {
  const name = PARTS[part.toLowerCase()];
  return name && { type: "part", part: name, isWeak: true };
}

function clock(minute: number): Clock {
  return { type: "clock", minute, isExact: true };
}
