import { zhNumber } from "./numerals.ts";
import {
  type Clock,
  type Groups,
  INVALID_CLOCK,
  type Invalid,
  type PartOfDay,
  type Rule,
  zhRule,
} from "./piece.ts";

const HOUR = "(?<hour>\\d{1,2}|二?十[一二三四五六七八九]?|[零〇一二两三四五六七八九])";
const MINUTE = "(?<minute>[0-5]\\d|[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])";
/** 三点建议, 一点时间: counted things, not hours. */
const NO_HOUR =
  "(?![评心击赞子名头儿]|个?(?:意见|建议|意思|看法|想法|要求|问题|原因|理由|时间|疑问|疑虑|反馈|需求|内容|结论|优势|不足|共识|顾虑|希望|期待|改进|变化|好处|进展))";

const PARTS: Readonly<Record<string, PartOfDay>> = {
  凌晨: "dawn",
  清晨: "morning",
  清早: "morning",
  一早: "morning",
  大早: "morning",
  早上: "morning",
  早晨: "morning",
  早间: "morning",
  上午: "morning",
  早: "morning",
  晨: "morning",
  中午: "noon",
  正午: "noon",
  午间: "noon",
  午后: "afternoon",
  下午: "afternoon",
  傍晚: "dusk",
  晚上: "evening",
  晚间: "evening",
  晚: "evening",
  夜里: "night",
  夜间: "night",
  深夜: "night",
  半夜: "night",
  午夜: "night",
  夜: "night",
};
const PART = Object.keys(PARTS)
  .filter((word) => word.length > 1)
  .join("|");
/** 下午茶, 早上好, 晚上饭局 speak of no time. */
const NO_PART = "(?![好茶饭餐宴场班])";

export const zhTimeRules: readonly Rule[] = [
  zhRule(`(?:大(?=清早))?(?<part>${PART})${NO_PART}`, partOfDay),
  // 今晚, 明早, 周五晚; 早8点, 晚7点.
  zhRule(
    "(?<part>[早晚晨夜])(?<=[今昨明天一二三四五六日末号][早晚晨夜])(?![点安些到了期于餐饭宴会班]|一点(?!半|钟))",
    partOfDay,
  ),
  zhRule(`(?<part>[早晚])(?= ?(?:\\d{1,2}|十[一二]?|[六七八九])[点:时])`, partOfDay),
  zhRule(
    `(?<![\\d.第几好有差多])(?!(?<=[早晚快慢])一点)${HOUR} ?(?:点钟|点|时(?=\\d|[^间候代期长段效刻常]|$))(?: ?(?<half>半)| ?(?<quarter>[一三])刻| ?[过零]?${MINUTE}分?|(?<exact>整))?${NO_HOUR}`,
    hourOfDay,
  ),
  // The start of 3-5点.
  zhRule(`(?<![\\d.第])${HOUR}(?= ?[-到至~–] ?(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})点)`, hourOfDay),
  zhRule("(?<![\\d:.])(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::\\d\\d)?(?![\\d:%]|的?比例)", colonTime),
  zhRule("(?<word>下班|上班)(?=(?:之|以)?[前后]|时|$|[,，。；])", wordTime),
];

/** House rule: 下班 is 18:00, 上班 09:00. */
const WORD_MINUTES: Readonly<Record<string, number>> = { 下班: 18 * 60, 上班: 9 * 60 };

function partOfDay({ part = "" }: Groups): { type: "part"; part: PartOfDay } | undefined {
  const name = PARTS[part];
  return name && { type: "part", part: name };
}

function hourOfDay(groups: Groups): Clock | Invalid {
  const hour = zhNumber(groups["hour"] ?? "") ?? 0;
  const minute = groups["half"]
    ? 30
    : groups["quarter"]
      ? quarterMinutes(groups)
      : zhNumber(groups["minute"] ?? "零");
  const isPlain = !(groups["half"] ?? groups["quarter"] ?? groups["minute"] ?? groups["exact"]);
  return clock(hour, minute ?? 0, { isWeak: isPlain, isExact: (groups["hour"] ?? "").startsWith("0") });
}

function colonTime({ hour = "", minute = "" }: Groups): Clock | Invalid {
  return clock(Number(hour), Number(minute), { isWeak: false, isExact: hour.startsWith("0") });
}

function wordTime({ word = "" }: Groups): Clock {
  return { type: "clock", minute: WORD_MINUTES[word] ?? 0, isExact: true };
}

function quarterMinutes({ quarter }: Groups): number {
  return quarter === "三" ? 45 : 15;
}

function clock(hour: number, minute: number, how: { isWeak: boolean; isExact: boolean }): Clock | Invalid {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return INVALID_CLOCK;
  return { type: "clock", minute: hour * 60 + minute, ...how };
}
