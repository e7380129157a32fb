import { addDays, partsOf } from "#domain/calendar/civil.ts";
import { type Day, enRule, type Groups, type Period, type Reading, type Rule } from "./piece.ts";
import type { PartOfPeriod } from "./reckon.ts";
import * as reckon from "./reckon.ts";

const WEEKDAY =
  "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
const FULL_WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
/** Sun Microsystems, he sat: a short name is a day at the end of a phrase or before a time. */
const SHORT_WEEKDAY =
  "(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\\.?(?=\\s*(?:$|[,.;:!?)\\n(-]|\\d|(?:at|and|or|to|am|pm|morning|afternoon|evening|noon|night|with|for)(?![a-z])))";
const RELATIVE = "(?<relative>next|this|last|past|previous|coming|this coming)";
const MONTH =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const PART =
  "(?<part>early|mid|middle of|late|beginning of|start of|end of|the beginning of|the start of|the end of|the middle of)";
const PERIOD = "(?<unit>week|weekend|month|quarter|year)";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const RELATIVE_DAYS: Readonly<Record<string, number>> = {
  "day before yesterday": -2,
  yesterday: -1,
  "last night": -1,
  today: 0,
  tonight: 0,
  this: 0,
  tomorrow: 1,
  tomorow: 1,
  tmrw: 1,
  tmr: 1,
  "day after tomorrow": 2,
};
/** Weeks, months, quarters or years from this one. */
const OFFSETS: Readonly<Record<string, number>> = {
  last: -1,
  previous: -1,
  past: -1,
  this: 0,
  the: 0,
  next: 1,
};
const ORDINALS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4 };
const PARTS: Readonly<Record<string, PartOfPeriod>> = {
  early: "early",
  beginning: "early",
  start: "early",
  mid: "middle",
  middle: "middle",
  late: "late",
  end: "end",
};

export const enRules: readonly Rule[] = [
  enRule("(?:the )?(?<day>day after tomorrow|day before yesterday)", relativeDay),
  enRule("(?<day>today|tomorrow|tomorow|tmrw|tmr|yesterday)", relativeDay),
  enRule("(?<day>tonight|last night)", (groups, reading) => ({
    ...relativeDay(groups, reading),
    part: "evening",
  })),
  enRule("(?<day>this)(?= (?:morning|afternoon|evening))", relativeDay),
  enRule(`(?<relative>next|this|last) week,?(?: on)? (?<weekday>${WEEKDAY})`, weekdayOfWeek),
  enRule(`(?<weekday>${WEEKDAY})(?: of)? (?<relative>next|this|last) week`, weekdayOfWeek),
  enRule(`${RELATIVE} (?<weekday>${WEEKDAY})`, weekdayOfWeek),
  enRule(`(?<weekday>${FULL_WEEKDAY})`, bareWeekday),
  enRule(`(?<weekday>${SHORT_WEEKDAY})`, bareWeekday),
  enRule(`(?:the )?(?:end|close) of (?:(?<relative>next|this|last|the) )?${PERIOD}`, endOfPeriod),
  enRule("(?<eo>eow|eom|eoq|eoy)", ({ eo = "" }, reading) =>
    endOf({ w: "week", m: "month", q: "quarter", y: "year" }[eo.slice(-1).toLowerCase()] ?? "", 0, reading),
  ),
  enRule("(?<unit>month|quarter|year)[- ]end", ({ unit = "" }, reading) =>
    endOf(unit.toLowerCase(), 0, reading),
  ),
  enRule(`(?:${PART}[- ])?(?<relative>next|this|last) ${PERIOD}`, relativePeriod),
  enRule("(?:the|over the) weekend", (_groups, reading) => reckon.weekend(0, reading)),
  enRule(`(?:${PART}[- ](?:of )?)${MONTH}(?:,? (?<year>20\\d\\d))?(?! ?\\d)`, namedMonth),
  enRule(`(?<=(?:in|by|during|before|until|since|through|next|this|last) )${MONTH}(?! ?\\d)`, namedMonth),
  enRule("Q(?<quarter>[1-4])(?:,? (?<year>20\\d\\d))?", quarter),
  enRule("(?:the )?(?<quarter>first|second|third|fourth) quarter(?: of (?<year>20\\d\\d))?", quarter),
  enRule("(?:H(?<half>[12])|(?:the )?(?<which>first|second) half of the year)", halfYear),
  enRule(
    "the (?<day>\\d{1,2})(?:st|nd|rd|th)(?=\\s*(?:$|[,.;:!?)\\n-]|\\d|(?:at|and|or|for|to|in|with|if|morning|afternoon|evening|noon|is|works|by)(?![a-z])))",
    ({ day }, reading) => reckon.dayOfMonth(Number(day), reading),
  ),
];

function relativeDay({ day = "" }: Groups, { today }: Reading): Day {
  return { type: "day", date: addDays(today, RELATIVE_DAYS[plain(day)] ?? 0) };
}

/** House rule: "next X" is X of the next calendar week, "last X" of the last; a coming X is the next there is. */
function weekdayOfWeek({ weekday = "", relative = "" }: Groups, reading: Reading): Day {
  const offset = OFFSETS[plain(relative)];
  const number = weekdayNumber(weekday);
  return offset === undefined
    ? reckon.nearestWeekday(number, reading)
    : reckon.weekdayOfWeek(number, offset, reading);
}

function bareWeekday({ weekday = "" }: Groups, reading: Reading): Day | undefined {
  // He sat, the sun: a short name that is also a word is a day only with a capital.
  if (/^(?:sat|sun)\.?$/.test(weekday)) return undefined;
  return reckon.nearestWeekday(weekdayNumber(weekday), reading);
}

function endOfPeriod({ unit = "", relative = "" }: Groups, reading: Reading): Period | Day | undefined {
  return endOf(plain(unit), OFFSETS[plain(relative)] ?? 0, reading);
}

/** The last day, to be met: of a working week its Friday. */
function endOf(unit: string, offset: number, reading: Reading): Period | undefined {
  const period = relative(unit, { offset, part: "end" }, reading);
  return period && { ...period, isWhole: false, isDeadline: true };
}

function relativePeriod(groups: Groups, reading: Reading): Period | undefined {
  const offset = OFFSETS[plain(groups["relative"])] ?? 0;
  return relative(plain(groups["unit"]), { offset, part: partOf(groups) }, reading);
}

function relative(
  unit: string,
  { offset, part }: { readonly offset: number; readonly part: PartOfPeriod | undefined },
  reading: Reading,
): Period | undefined {
  if (unit === "week") return reckon.week(offset, reading, part);
  if (unit === "weekend") return reckon.weekend(offset, reading);
  if (unit === "month") return reckon.relativeMonth(offset, reading, part);
  if (unit === "quarter") return reckon.relativeQuarter(offset, reading, part);
  // This year and last year place nothing in time: no date, as 今年 is none.
  if (part === undefined && offset < 1) return undefined;
  return reckon.yearPeriod(partsOf(reading.today).year + offset, part);
}

function namedMonth(groups: Groups, reading: Reading): Period | undefined {
  const month = MONTHS.indexOf(plain(groups["month"]).slice(0, 3)) + 1;
  if (groups["year"] === undefined) return reckon.namedMonth(month, reading, partOf(groups));
  return reckon.monthPeriod(Number(groups["year"]), month, partOf(groups));
}

function quarter(groups: Groups, reading: Reading): Period {
  const number = Number(ORDINALS[plain(groups["quarter"])] ?? groups["quarter"]);
  if (groups["year"] !== undefined) return reckon.quarter(Number(groups["year"]), number);
  return reckon.notOver((year) => reckon.quarter(year, number), reading);
}

function halfYear({ half, which = "" }: Groups, reading: Reading): Period {
  const number = half === "1" || plain(which) === "first" ? 1 : 2;
  return reckon.notOver((year) => reckon.halfYear(year, number), reading);
}

function weekdayNumber(name: string): number {
  return WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function partOf({ part }: Groups): PartOfPeriod | undefined {
  return PARTS[plain(part).replace(/^the | of$/g, "")];
}

function plain(text: string | undefined): string {
  return (text ?? "").toLowerCase().replace(/[ \t]+/g, " ");
}
