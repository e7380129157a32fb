import { ZH_NUMBER, zhNumber } from "./numerals.ts";
import {
  type Day,
  type Groups,
  type Instant,
  type Piece,
  type Reading,
  type Rule,
  ZH_AFTER,
  ZH_BEFORE,
  ZH_WITHIN,
  zhRule,
} from "./piece.ts";
import { type SpanUnit, span, workingDaySpan } from "./span.ts";

/** 三天后, 两周内, 半个月前, 48小时内, 5个工作日后, 过三天: so long from now. */
const COUNT = `(?:(?<half>半)|(?<least>${ZH_NUMBER})(?:[-到至~、或](?<count>${ZH_NUMBER}))?(?<more>个半)?)`;
/** 3月后 and 一季度后 are periods, hence their 个. */
const UNIT =
  "(?<unit>个?(?:工作日|星期|礼拜|小时|钟头|h(?![a-z]))|个(?:月|季度)|(?<=个半)月|天|周|年|分钟|刻钟)";
const TAIL = `(?<tail>${ZH_BEFORE}|${ZH_WITHIN}|${ZH_AFTER})`;

export const zhSpanRules: readonly Rule[] = [
  zhRule(`(?<![\\d.第每])${COUNT} ?${UNIT} ?${TAIL}`, readSpan),
  zhRule(`(?<![\\d.第每])(?<least>${ZH_NUMBER})个?小时(?<minutes>${ZH_NUMBER})分钟?${TAIL}`, hoursAndMinutes),
  // 3日内, 三日后; but 15日后 is a date.
  zhRule(`(?<![\\d.第每])(?<least>${ZH_NUMBER})(?<unit>日)(?<tail>${ZH_WITHIN})`, readSpan),
  zhRule(`(?<![\\d.第每])(?<least>[一二三四五六七八九十]{1,2})(?<unit>日)(?<tail>${ZH_AFTER})`, readSpan),
  zhRule(
    `(?<![通超经不见去来做错已])过(?:(?<half>半)|(?<least>${ZH_NUMBER})) ?${UNIT}(?:${ZH_AFTER})?`,
    readSpan,
  ),
  zhRule("(?:下一?个|下)工作日", (_groups, reading) => workingDaySpan(1, reading)),
  zhRule("(?:上一?个|上)工作日", (_groups, reading) => workingDaySpan(-1, reading)),
];

const UNITS: Readonly<Record<string, SpanUnit>> = {
  天: "day",
  日: "day",
  周: "week",
  星期: "week",
  礼拜: "week",
  月: "month",
  季度: "quarter",
  年: "year",
  小时: "hour",
  钟头: "hour",
  h: "hour",
  刻钟: "quarterHour",
  分钟: "minute",
};

function hoursAndMinutes({ least = "", minutes = "", tail }: Groups, reading: Reading): Piece | undefined {
  const count = (zhNumber(least) ?? 0) * 60 + (zhNumber(minutes) ?? 0);
  return withDeadline(span(tail?.endsWith("前") ? -count : count, "minute", reading), tail);
}

function readSpan(groups: Groups, reading: Reading): Piece | undefined {
  const count = countOf(groups);
  if (count === undefined) return undefined;
  const piece = pieceOf(
    (groups["unit"] ?? "").replace("个", ""),
    groups["tail"]?.endsWith("前") ? -count : count,
    reading,
  );
  return withDeadline(piece, groups["tail"]);
}

function withDeadline(piece: Day | Instant | undefined, tail: string | undefined): Piece | undefined {
  return piece && tail?.endsWith("内") ? { ...piece, isDeadline: true } : piece;
}

function pieceOf(unit: string, count: number, reading: Reading): Day | Instant | undefined {
  if (unit === "工作日") return Number.isInteger(count) ? workingDaySpan(count, reading) : undefined;
  const known = UNITS[unit.toLowerCase()];
  return known && span(count, known, reading);
}

/** 半 is 0.5, 一个半 1.5; of 三到五 the larger counts. */
function countOf({ half, least = "", count, more }: Groups): number | undefined {
  if (half !== undefined) return 0.5;
  const whole = zhNumber(count ?? least);
  return whole === undefined ? undefined : whole + (more === undefined ? 0 : 0.5);
}
