import { INVALID_DAY, type Piece, type Reading, type Rule } from "./piece.ts";
import { monthDay } from "./reckon.ts";

/** Dates and times in digits, the same in both languages. Amounts, ratios, versions and ids look alike: hence the guards. */
const NOT_BEFORE = "(?<![\\w./¥$€£])";
const DAY_OR_TIME =
  "[ \\t]*(?:之前|以前|前|之后|以后|后|到|至|[-~–—]|上午|下午|早上|晚上|中午|凌晨|[周(]|\\d{1,2}:\\d\\d|$|[,，。；;)）\\n])";

const MONTH_DOT_DAY = "(?<month>\\d{1,2})\\.(?<day>\\d{1,2})(?!\\d|[.%‰]\\d?)";

export const numericRules: readonly Rule[] = [
  // 2026-05-15, 2026/5/15, 2026.5.15, also before a time (T14:00).
  rule(
    `${NOT_BEFORE}(?<year>(?:19|20)\\d\\d)(?<sep>[-/.])(?<month>\\d{1,2})\\k<sep>(?<day>\\d{1,2})(?!\\d|-\\d{1,3}(?!\\d)|[./]\\d|(?!T\\d)[A-Za-z_])`,
  ),
  // 5/15/2026; where the first number cannot be a month, 15/5/2026.
  rule(`${NOT_BEFORE}(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>(?:19|20)\\d\\d)(?![\\w/])`),
  // 5/15, but not 24/7, 1/3 of or 2/3的.
  rule(
    `(?<!(?:占|比|约|完成|进度|第|of|was|is)[ \\t]*)${NOT_BEFORE}(?<month>\\d{1,2})/(?<day>\\d{1,2})(?![\\w/%]|[.:]\\d|-\\d(?!\\d?/)|[ \\t]*(?:的|以上|左右|份|个|小时|of\\b|hours?\\b))`,
  ),
  // 5.15 at the start of a clause, not 3.5折 or 2.1版.
  rule(
    `(?<=^|[,，。；;:\\n(（][ \\t]*)${MONTH_DOT_DAY}(?=${DAY_OR_TIME}|[ \\t]?[\\u4e00-\\u9fff])(?![ \\t]?(?:[万亿千百元块折倍米吨公个件台套人家版分点]|美元))`,
  ),
  // 5.15 elsewhere only between words of time.
  rule(`(?<=[在于到至~-]|(?:by|on)[ \\t])${MONTH_DOT_DAY}(?=${DAY_OR_TIME})`),
];

function rule(pattern: string): Rule {
  return { pattern: new RegExp(pattern, "iym"), read: readNumbers };
}

function readNumbers(
  groups: Readonly<Record<string, string | undefined>>,
  reading: Reading,
): Piece | undefined {
  const [month, day] = [Number(groups["month"]), Number(groups["day"])];
  if (groups["year"] === undefined) return monthDay(month, day, reading);
  const year = Number(groups["year"]);
  const isDayFirst = month > 12 && day <= 12 && groups["sep"] === undefined;
  return (isDayFirst ? monthDay(day, month, year) : monthDay(month, day, year)) ?? INVALID_DAY;
}
