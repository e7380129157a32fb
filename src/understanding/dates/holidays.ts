import { addWorkingDays, type CalendarDay, dayAt } from "#domain/calendar/calendar.ts";
import { addDays, partsOf } from "#domain/calendar/civil.ts";
import { LUNAR_DAYS } from "./lunar-days.ts";
import {
  type Day,
  enRule,
  type Period,
  type Reading,
  type Rule,
  ZH_AFTER,
  ZH_BEFORE,
  zhRule,
} from "./piece.ts";

type Block = { readonly start: string; readonly end: string; readonly certain: boolean };
type Holiday = {
  readonly zh: string;
  readonly en: string;
  /** The day's name in the calendar. */
  readonly row: RegExp;
  /** The days by law, for a year whose schedule is not in the calendar; `certain` where no schedule moves them. */
  readonly byLaw: (year: number) => Block | undefined;
};

/**
 * Days off by law: 全国年节及纪念日放假办法, in force since 2025-01-01. Christmas is none, but people count by it.
 * A holiday whose name alone is a street or a number (五一路, 十一个) counts only before 前, 后 and the like.
 */
const HOLIDAYS: readonly Holiday[] = [
  { zh: "元旦", en: "new year'?s day|new year", row: /元旦/, byLaw: (year) => fixed(year, "01-01", 1) },
  {
    zh: "春节|过年|过完年|农历年|(?<![\\d〇零一二两三四五六七八九十几半多今明去今后前每整全同当往近早少青成])年(?=[前后](?![者勤期辈]))",
    en: "spring festival|chinese new year|lunar new year|cny",
    row: /春节/,
    byLaw: (year) => lunar(year, "spring"),
  },
  { zh: "清明", en: "qingming(?: festival)?|tomb.sweeping day", row: /清明/, byLaw: qingming },
  { zh: "五一|劳动节", en: "labour day|may day", row: /劳动/, byLaw: (year) => fixed(year, "05-01", 2) },
  {
    zh: "端午",
    en: "dragon boat(?: festival)?",
    row: /端午/,
    byLaw: (year) => lunar(year, "dragonBoat"),
  },
  {
    zh: "中秋",
    en: "mid.?autumn(?: festival)?|moon festival",
    row: /中秋/,
    byLaw: (year) => lunar(year, "midAutumn"),
  },
  {
    zh: "国庆|(?<![双二三四五六七八九\\d])十一",
    en: "national day|golden week",
    row: /国庆/,
    byLaw: (year) => fixed(year, "10-01", 3),
  },
  {
    zh: "圣诞",
    en: "christmas|xmas",
    row: /圣诞/,
    byLaw: (year) => ({ ...fixed(year, "12-25", 1), certain: true }),
  },
];

const ZH_DAYS = "节?(?:小?长假|假期|放假|假)?";

export const holidayRules: readonly Rule[] = HOLIDAYS.flatMap((holiday) => [
  zhRule(`(?:${holiday.zh})${ZH_DAYS}${ZH_BEFORE}夕?`, (_groups, reading) =>
    before(blocksOf(holiday), reading),
  ),
  zhRule(`(?:${holiday.zh})${ZH_DAYS}${ZH_AFTER}`, (_groups, reading) => after(blocksOf(holiday), reading)),
  zhRule(`(?:${holiday.zh})节?(?:小?长假|假期|期间|放假)`, (_groups, reading) => during(holiday, reading)),
  enRule(`(?:before|by) (?:the )?(?:${holiday.en})(?: holidays?)?`, (_groups, reading) =>
    before(blocksOf(holiday), reading),
  ),
  enRule(`after (?:the )?(?:${holiday.en})(?: holidays?)?`, (_groups, reading) =>
    after(blocksOf(holiday), reading),
  ),
  enRule(`(?:during|over) (?:the )?(?:${holiday.en})(?: holidays?)?`, (_groups, reading) =>
    during(holiday, reading),
  ),
]);

/** 节前, 节后: the holiday that comes next, whichever it is. */
export const anyHolidayRules: readonly Rule[] = [
  zhRule(`(?<![春庆秋午明诞动调时细环情季])节${ZH_BEFORE}`, (_groups, reading) => before(anyBlocks, reading)),
  zhRule(`(?<![春庆秋午明诞动调时细环情季])节${ZH_AFTER}`, (_groups, reading) => after(anyBlocks, reading)),
];

type BlocksOfYear = (year: number, reading: Reading) => readonly Block[];

/** The day before the holiday is the last one. */
function before(blocks: BlocksOfYear, reading: Reading): Day | undefined {
  const block = chosen(blocks, reading, (holiday) => holiday.start);
  return block && { type: "day", date: addDays(block.start, -1), certain: block.certain, isDeadline: true };
}

/** The first working day after the official block. */
function after(blocks: BlocksOfYear, reading: Reading): Day | undefined {
  const firstDay = (holiday: Block) => addWorkingDays(reading.calendar, holiday.end, 1).date;
  const block = chosen(blocks, reading, firstDay);
  if (!block) return undefined;
  const { date, certain } = addWorkingDays(reading.calendar, block.end, 1);
  return { type: "day", date, certain };
}

function during(holiday: Holiday, reading: Reading): Period | undefined {
  const block = chosen(blocksOf(holiday), reading, ({ end }) => end);
  return block && { type: "period", ...block, isWhole: true };
}

/** The first block whose day that counts is still to come, or the last one whose day has been. */
function chosen(blocks: BlocksOfYear, reading: Reading, dayOf: (block: Block) => string): Block | undefined {
  const { year } = partsOf(reading.today);
  const near = [year - 1, year, year + 1].flatMap((at) => blocks(at, reading));
  near.sort((a, b) => (a.start < b.start ? -1 : 1));
  return reading.isPast()
    ? near.findLast((block) => dayOf(block) <= reading.today)
    : near.find((block) => dayOf(block) >= reading.anchor);
}

function blocksOf(holiday: Holiday): BlocksOfYear {
  return (year, reading) => {
    const row = namedDay(holiday, year, reading);
    const block = row ? blockAround(row.date, reading) : holiday.byLaw(year);
    return block ? [block] : [];
  };
}

function anyBlocks(year: number, reading: Reading): readonly Block[] {
  const statutory = HOLIDAYS.filter((holiday) => !holiday.row.test("圣诞"));
  return statutory.flatMap((holiday) => blocksOf(holiday)(year, reading));
}

function namedDay(holiday: Holiday, year: number, reading: Reading): CalendarDay | undefined {
  for (const layer of reading.calendar.layers) {
    for (const day of layer.values()) {
      const isNamed = holiday.row.test(day.name ?? "") && !day.isWork;
      if (isNamed && day.date.startsWith(`${year}-`)) return day;
    }
  }
  return undefined;
}

/** The official days off in a row around one of them. */
function blockAround(date: string, { calendar }: Reading): Block {
  const isOff = (at: string) => dayAt(calendar, at)?.isWork === false;
  let [start, end] = [date, date];
  while (isOff(addDays(start, -1))) start = addDays(start, -1);
  while (isOff(addDays(end, 1))) end = addDays(end, 1);
  return { start, end, certain: true };
}

function fixed(year: number, monthDay: string, days: number): Block {
  return { start: `${year}-${monthDay}`, end: addDays(`${year}-${monthDay}`, days - 1), certain: false };
}

/** 4 or 5 April, right from 2001 to 2099 (the usual approximation of the sun's position). */
function qingming(year: number): Block {
  const rest = year % 100;
  return fixed(year, `04-0${Math.floor(rest * 0.2422 + 4.81) - Math.floor(rest / 4)}`, 1);
}

/** Spring Festival is off from the eve to the third day; the others on their day. */
function lunar(year: number, festival: "spring" | "dragonBoat" | "midAutumn"): Block | undefined {
  const monthDay = LUNAR_DAYS[year]?.[festival];
  if (monthDay === undefined) return undefined;
  if (festival !== "spring") return fixed(year, monthDay, 1);
  return { ...fixed(year, monthDay, 3), start: addDays(`${year}-${monthDay}`, -1) };
}
