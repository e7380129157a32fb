/**
 * What is read over before any rule is tried: ids, phone numbers, amounts, versions, recurrences, and times that
 * count from an event nobody dated. Each pattern is tried at the start of a word.
 */
const MONTH_NAMES = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
const EN_DAYS = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)day";
const EN_TIME = "(?:[ \\t]+(?:at[ \\t]+)?\\d{1,2}(?::\\d\\d)?[ \\t]*(?:[ap]\\.?m\\.?)?)?";
const ZH_TIME =
  "(?:早上|上午|中午|下午|晚上|早|晚)?(?:(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点(?:半|\\d\\d分?)?|:\\d\\d))?";
const ZH_UNIT = "(?:周|星期|礼拜|月|季度?|年|工作日|天|日|早|晚)";

export const NOT_DATES: readonly RegExp[] = [
  // 每周三, 每个月15号, 每两周, 逢周一和周三上午9点, 隔天.
  `(?:每[逢隔]?|[逢隔])(?:[一两二三四\\d]{1,2})?个?${ZH_UNIT}(?:[一二三四五六日天]|[初底末])?(?:[,、和及与跟至到-](?:周|星期|礼拜)?[一二三四五六日天])*(?:的?(?:周|星期|礼拜)[一二三四五六日天])?(?:的?(?:\\d{1,2}月)?(?:\\d{1,2}[号日])?)${ZH_TIME}`,
  // 一周一次, 一月两次.
  `[一两二三\\d]个?${ZH_UNIT}(?:[一两二三\\d]+|几)次`,
  // 签约后3天内, 收货之日起30天内: from an event, not from now.
  "(?:(?<!今)后|起|之日)(?:的|算)?[ \\t]?(?:\\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:工作日|天|日|周|星期|月|年|小时)(?:之|以)?内",
  // every other Monday at 3pm, each month, on Mondays.
  `(?:every|each)(?:[ \\t]+(?:other|second|\\d+))?[ \\t]+(?:${EN_DAYS}|day|week|weekday|month|quarter|year|morning|afternoon|evening)s?(?:[ \\t]*(?:and|,)[ \\t]*${EN_DAYS})*${EN_TIME}(?![A-Za-z])`,
  `(?:on[ \\t]+)?${EN_DAYS}s${EN_TIME}(?![A-Za-z'])`,
  // HT-2026-1125, XS20260515, PO#12-05; May-15 is a date.
  `(?!${MONTH_NAMES}[a-z]*[-\\d])(?:[A-Za-z]+[-_#]\\d[\\w\\-./]*|[A-Za-z]{1,8}\\d{3,}[\\w-]*)`,
  "(?:编号|单号|合同号|工号|票号|账号|卡号|型号|税号|号码|version|ver\\.|no\\.|id)[ \\t]?[:：]?[ \\t]?[\\w\\-./]*\\d[\\w\\-./]*",
  // Phones and other long runs of digits.
  "\\+?\\d{2,4}[- ]\\d{3,4}[- ]?\\d{4,8}(?!\\d)",
  "\\d{5,}",
  // 2.10.3, v1.2, but not 2026.5.15.
  "v\\d+(?:\\.\\d+)+",
  "(?!(?:19|20)\\d\\d\\.)\\d+\\.\\d+\\.\\d+[\\w.]*",
  // ¥300,000, 1.2亿, 30%, 5.5折, 20-30万.
  "[¥$€£][ \\t]?\\d[\\d.,]*[万亿kmw]?",
  "\\d[\\d.,]*(?:[-~到至]\\d[\\d.,]*)?[ \\t]?(?:[万亿%％折倍元块吨]|千[万元]|百万|k(?![A-Za-z]))",
].map((source) => new RegExp(source, "iy"));
