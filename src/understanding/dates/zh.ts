import { addDays, partsOf } from "#domain/calendar/civil.ts";
import { zhNumber, zhYear } from "./numerals.ts";
import {
  type Day,
  type Groups,
  INVALID_DAY,
  type Invalid,
  type Period,
  type Reading,
  type Rule,
  zhRule,
} from "./piece.ts";
import type { PartOfPeriod } from "./reckon.ts";
import * as reckon from "./reckon.ts";

const MONTH = "(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ";
const ANY_MONTH = "(?<month>\\d{1,2}|十[一二]?|[一二三四五六七八九]) ";
const DAY = "(?<day>\\d{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])";
const YEAR = "(?<year>\\d{4}|[一二][〇零○一二三四五六七八九]{3}|(?<!\\d)\\d{2}|今|本|明|后|去|前) 年";
const RELATIVE = "(?<relative>上上个?|上一?个?|本|这一?个?|当|下下个?|下一?个?)";
const WEEK = "(?:周|星期|礼拜)";

const RELATIVE_DAYS: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  昨: -1,
  今: 0,
  明: 1,
  后天: 2,
  大后天: 3,
};
const RELATIVE_YEARS: Readonly<Record<string, number>> = { 前: -2, 去: -1, 今: 0, 本: 0, 明: 1, 后: 2 };
const WEEKDAYS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 };
const PARTS: Readonly<Record<string, PartOfPeriod>> = {
  初: "early",
  上旬: "early",
  中: "middle",
  中旬: "middle",
  下旬: "late",
  底: "end",
  末: "end",
};

/**
 * What may not follow 周一 ... 周日: the start of another word (周一起, 下周四川, 下周日本, 下周天津, 周五金), a count
 * (下周三家) or a given name (周一鸣).
 */
const NO_WEEKDAY = [
  "一(?=[定直般共样些次并同旦边款汽带]|起(?!$|[，,。]))",
  "二(?=[期手维线级])",
  "三(?=[亚星峡期]|一重|门峡|菱)",
  "四(?=[川季])",
  "五(?=[金菱粮折]|一(?!起|定|早|直|并|同))",
  "日(?=[本元语企常程期用])",
  "天(?=[气津猫])",
  "[一二三四五六](?=[个家位名台套份款项]|[鸣凡帆涵诺丹娜娟芳敏磊艳霞鹏茗铭萌妍琳珊菲萍玲倩]|点(?!钟))",
].join("|");
/** 3号线, 2号楼, 10号方案: numbers of things. */
const NO_DAY_NUMBER =
  "(?![线楼门馆厅机井店院仓库车站台房室位码铺厂段桥柜墙船航工料钢字称召令口包点园坑油版员牌桌标轮炉模村镇街路窗井池]|方案|会议|文件|合同|样|产品|选手|客户|项目|需求|订单|问题|电池|配方|地块|别墅|公馆)";

export const zhRules: readonly Rule[] = [
  zhRule("(?<first>今明|明后)两?天", ({ first }, { today }) => {
    const start = addDays(today, first === "今明" ? 0 : 1);
    return { type: "period", start, end: addDays(start, 1) };
  }),
  zhRule(
    "(?<day>大前天|大后天|前天|后天|[昨今明][天日](?!头条)|昨(?=[早晚夜])|今(?=[早晚晨夜])|明(?=[早晚晨]))",
    relativeDay,
  ),
  zhRule(`(?<!\\d)${YEAR} ?${ANY_MONTH}月 ?${DAY} ?[日号]?(?![\\d个])`, fullDate),
  zhRule(
    `(?<![\\d第])${ANY_MONTH}月 ?(?:${DAY} ?[日号]${NO_DAY_NUMBER}|(?<digits>\\d{1,2})(?![\\d.:%个万千百亿元块台套件吨箱批单笔份人家次点月年]))`,
    monthDay,
  ),
  zhRule(`${RELATIVE}月份? ?${DAY} ?[日号]${NO_DAY_NUMBER}`, relativeMonthDay),
  zhRule(`(?<![\\d第编路街巷弄道栋座年月#])${DAY}号${NO_DAY_NUMBER}`, bareDay),
  zhRule(
    "(?<![\\d第编年月])(?<day>\\d{1,2}|[二三]?十[一二三四五六七八九]?)日(?![内游均报元本语产间活常程期子化无账])",
    bareDay,
  ),
  zhRule("(?<![\\d.])(?<day>\\d{1,2})(?= ?[-到至~–—] ?\\d{1,2} ?[日号](?![内后]))", bareDay),
  zhRule(
    `${RELATIVE}(?:${WEEK}的?)?(?!${WEEK}(?:${NO_WEEKDAY}))${WEEK}(?<weekday>[一二三四五六日天]|[1-7](?![\\d:点]))`,
    relativeWeekday,
  ),
  zhRule(
    `(?<![每逢隔半\\d一两二三四五六七八九十])(?!${WEEK}(?:${NO_WEEKDAY}))${WEEK}(?<weekday>[一二三四五六日天]|[1-7](?![\\d:点]))`,
    bareWeekday,
  ),
  zhRule(`(?:${RELATIVE})?${WEEK}末`, (groups, reading) => reckon.weekend(offsetOf(groups), reading)),
  zhRule(`${RELATIVE}${WEEK}(?<part>[初中底])?(?![年期刊报边转岁])`, (groups, reading) =>
    reckon.week(offsetOf(groups), reading, partOf(groups)),
  ),
  zhRule(`${RELATIVE}月份?(?:(?:的?月)?(?<part>上旬|中旬|下旬|[初中底末]))?`, (groups, reading) =>
    reckon.relativeMonth(offsetOf(groups), reading, partOf(groups)),
  ),
  zhRule(
    `(?:${YEAR} ?)?(?<![\\d第个])${MONTH}月份?(?<part>上旬|中旬|下旬|[初中底末]|(?![\\d个薪供版刊报活]|[一两]次))`,
    namedMonth,
  ),
  zhRule("(?<![\\d〇一二两三四五六七八九十个每满])月(?<part>[初中底末])", (groups, reading) =>
    reckon.bareMonthPart(partOf(groups) ?? "early", reading),
  ),
  zhRule("(?<![\\d〇一二两三四五六七八九十个每半])月(?=之内|以内|内(?!蒙))", (_groups, reading) =>
    reckon.relativeMonth(0, reading),
  ),
  zhRule(`(?:${RELATIVE})个?季度(?<part>[初中底末])?`, (groups, reading) =>
    reckon.relativeQuarter(offsetOf(groups), reading, partOf(groups)),
  ),
  zhRule(
    `(?:${YEAR} ?)?(?:第?(?<quarter>[一二三四]|(?<!\\d)[1-4])季度|Q(?<q>[1-4])(?!\\w|,?[ \\t]*20\\d\\d))(?<part>[初中底末])?`,
    namedQuarter,
  ),
  zhRule("(?<![春夏秋冬旺淡四当每])季度?(?<part>[初底末])", (groups, reading) =>
    reckon.relativeQuarter(0, reading, partOf(groups)),
  ),
  zhRule(`(?:${YEAR} ?)?(?<half>[上下])半年`, halfYear),
  zhRule(`${YEAR}(?:的?年)?(?<part>[初中底末])(?!级)`, (groups, reading) =>
    reckon.yearPeriod(yearOf(groups, reading) ?? partsOf(reading.today).year, partOf(groups)),
  ),
  zhRule("(?<![\\d〇一二两三四五六七八九十成青少中老全往常])年(?<part>[初中底末])(?!级)", (groups, reading) =>
    reckon.notOver((year) => reckon.yearPeriod(year, partOf(groups)), reading),
  ),
  zhRule("(?:今|本|(?<![\\d一两二三几半]))年(?=之内|以内|内(?!蒙))", (_groups, reading) =>
    reckon.yearPeriod(partsOf(reading.today).year),
  ),
  zhRule("(?<year>[明后])年(?![\\d一二三四五六七八九十])", (groups, reading) =>
    reckon.yearPeriod(yearOf(groups, reading) ?? partsOf(reading.today).year),
  ),
];

function relativeDay({ day = "" }: Groups, { today }: Reading): Day {
  const days = RELATIVE_DAYS[day] ?? RELATIVE_DAYS[day.charAt(0)] ?? 0;
  return { type: "day", date: addDays(today, days) };
}

function fullDate(groups: Groups, reading: Reading): Day | Invalid {
  const year = yearOf(groups, reading);
  if (year === undefined) return INVALID_DAY;
  return reckon.monthDay(number(groups["month"]), number(groups["day"]), year) ?? INVALID_DAY;
}

/** Without 日 or 号 (5月15前) the number must fit the month, or it counts something else. */
function monthDay(groups: Groups, reading: Reading): Day | Invalid | undefined {
  const month = number(groups["month"]);
  if (groups["day"] !== undefined)
    return reckon.monthDay(month, number(groups["day"]), reading) ?? INVALID_DAY;
  const read = reckon.monthDay(month, number(groups["digits"]), reading);
  return read?.type === "day" ? read : undefined;
}

function relativeMonthDay(groups: Groups, reading: Reading): Day | Invalid {
  const { start } = reckon.relativeMonth(offsetOf(groups), reading);
  const { year, month } = partsOf(start);
  return reckon.monthDay(month, number(groups["day"]), year) ?? INVALID_DAY;
}

function bareDay(groups: Groups, reading: Reading): Day | undefined {
  return reckon.dayOfMonth(number(groups["day"]), reading);
}

function relativeWeekday(groups: Groups, reading: Reading): Day {
  return reckon.weekdayOfWeek(weekdayOf(groups), offsetOf(groups), reading);
}

function bareWeekday(groups: Groups, reading: Reading): Day {
  return reckon.nearestWeekday(weekdayOf(groups), reading);
}

function namedMonth(groups: Groups, reading: Reading): Period | undefined {
  const month = number(groups["month"]);
  const year = yearOf(groups, reading);
  if (year === undefined) return reckon.namedMonth(month, reading, partOf(groups));
  return reckon.monthPeriod(year, month, partOf(groups));
}

function namedQuarter(groups: Groups, reading: Reading): Period {
  const index = number(groups["quarter"] ?? groups["q"]);
  const year = yearOf(groups, reading);
  if (year !== undefined) return reckon.quarter(year, index, partOf(groups));
  return reckon.notOver((at) => reckon.quarter(at, index, partOf(groups)), reading);
}

function halfYear(groups: Groups, reading: Reading): Period {
  const half = groups["half"] === "上" ? 1 : 2;
  const year = yearOf(groups, reading);
  if (year !== undefined) return reckon.halfYear(year, half);
  return reckon.notOver((at) => reckon.halfYear(at, half), reading);
}

/** -2 for 上上, -1 for 上, 0 for 本, 这 or nothing, 1 for 下, 2 for 下下. */
function offsetOf({ relative = "" }: Groups): number {
  const down = relative.split("下").length - 1;
  const up = relative.split("上").length - 1;
  return down - up;
}

function weekdayOf({ weekday = "" }: Groups): number {
  return WEEKDAYS[weekday] ?? Number(weekday);
}

function partOf({ part }: Groups): PartOfPeriod | undefined {
  return part === undefined ? undefined : PARTS[part];
}

function yearOf({ year }: Groups, { today }: Reading): number | undefined {
  if (year === undefined) return undefined;
  const years = RELATIVE_YEARS[year];
  return years === undefined ? zhYear(year) : partsOf(today).year + years;
}

function number(text: string | undefined): number {
  return (text === undefined ? undefined : zhNumber(text)) ?? 0;
}
