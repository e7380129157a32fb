import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { fold } from "#understanding/dates/fold.ts";
import { type FoundDate, findDates, resolveDate, splitDate } from "#understanding/dates.ts";
import { examples } from "./dates-table.ts";

const calendar = chinaCalendar();
const context = { now: new Date("2026-05-06T10:30:00+08:00"), tz: "Asia/Shanghai", calendar };

const labelled = z.object({
  text: z.string(),
  ref: z.string(),
  tz: z.string(),
  expected: z.string().nullable(),
  expectedEnd: z.string().optional(),
  expectedAll: z.array(z.string()).optional(),
  dateOnlyOk: z.boolean().optional(),
  kind: z.string(),
  lang: z.string(),
});
type Labelled = z.infer<typeof labelled>;

/** The shared list where it is at hand, else the copy that the repository keeps. */
function labelledExamples(): Labelled[] {
  const shared = new URL("../../../shared/specs/dates.jsonl", import.meta.url);
  const copy = new URL("../specs/dates.jsonl", import.meta.url);
  const lines = readFileSync(existsSync(shared) ? shared : copy, "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => labelled.parse(JSON.parse(line)));
}

/** All dates in order, none besides, and the end of a range. */
function isRight(example: Labelled): boolean {
  const at = { now: new Date(example.ref), tz: example.tz, calendar };
  const { dates } = findDates(example.text, at);
  const wanted = example.expected === null ? [] : (example.expectedAll ?? [example.expected]);
  const isDayEnough = example.expectedAll !== undefined || example.dateOnlyOk === true;
  const shown = (text: string) => (isDayEnough ? text.slice(0, 10) : text);
  const isEndRight = example.expectedEnd === undefined || dates[0]?.end === example.expectedEnd;
  return dates.map((date) => shown(date.start)).join() === wanted.map(shown).join() && isEndRight;
}

test("understands all 210 labelled examples", () => {
  const all = labelledExamples();
  const groups = new Map<string, { right: number; of: number }>();
  for (const example of all) {
    for (const name of [`kind ${example.kind}`, `lang ${example.lang}`, "all"]) {
      const group = groups.get(name) ?? { right: 0, of: 0 };
      groups.set(name, { right: group.right + (isRight(example) ? 1 : 0), of: group.of + 1 });
    }
  }
  console.log([...groups].map(([name, { right, of }]) => `${name}: ${right}/${of}`).join("\n"));
  expect(all.filter((example) => !isRight(example)).map(({ text }) => text)).toEqual([]);
  expect(all).toHaveLength(210);
});

function summary(text: string, at: typeof context): string {
  const { dates, invalid } = findDates(text, at);
  const range = ({ end }: FoundDate) => (end === undefined ? "" : `/${end}`);
  const found = dates.map((date) => date.start + range(date) + (date.deadline ? "!" : ""));
  return [...found, ...invalid.map((words) => `?${words}`)].join(" ");
}

test.each(examples)("understands the examples of $now in $tz", ({ now, tz, examples: rows }) => {
  const at = { now: new Date(now), tz, calendar };
  const found = rows.map(([text]) => [text, summary(text, at)]);
  expect(found).toEqual(rows.map(([text, expected]) => [text, expected]));
});

test("a date is given in the words as they were typed, with what makes it a deadline", () => {
  const words = (text: string) => findDates(text, context).dates.map((date) => date.text);
  expect(words("請於５月１５日前提供，下週三下午３點再談")).toEqual(["５月１５日前", "下週三下午３點"]);
  expect(words("🙂🙂 send it by Friday, please")).toEqual(["by Friday"]);
  expect(words("见面定在5月20日（周三）")).toEqual(["5月20日（周三）"]);
});

test("positions are those of the text as typed, whatever stands before", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (start) => {
      const prefix = `${start.replaceAll(/[0-9A-Za-z\u3400-\u9fff\uff00-\uffef.:/-]/g, "")}。`;
      const text = `${prefix}下週三下午3點拜訪`;
      const date = findDates(text, context).dates.at(-1);
      expect(date && text.slice(date.index, date.index + date.text.length)).toBe("下週三下午3點");
      expect(date?.start).toBe("2026-05-13T15:00:00+08:00");
    }),
  );
});

test("folding keeps every position", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(fold(text)).toHaveLength(text.length);
    }),
  );
  expect(fold("下週五　５月１５號：Ａ")).toBe("下周五 5月15号:A");
});

test("any text is read without an error, dates in order and apart", () => {
  const words = [
    "下",
    "周",
    "三",
    "5",
    "月",
    "日",
    "前",
    "到",
    "-",
    "点",
    "半",
    "Friday",
    " by ",
    "Q",
    "/",
    "(",
    "内",
    "后",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      let end = 0;
      for (const date of findDates(text, context).dates) {
        expect(date.index).toBeGreaterThanOrEqual(end);
        expect(text.slice(date.index).startsWith(date.text)).toBe(true);
        end = date.index + date.text.length;
      }
    }),
    { numRuns: 500 },
  );
});

test("a very long text is read", () => {
  const text = "客户下周三要看报价，".repeat(4000);
  expect(findDates(text, context).dates).toHaveLength(4000);
});

test("working days of a year that is not published are marked", () => {
  const certain = (text: string) => findDates(text, context).dates[0]?.certain;
  expect(certain("3个工作日内")).toBe(true);
  expect(certain("200个工作日内")).toBe(false);
  expect(certain("国庆后")).toBe(true);
  expect(certain("春节前")).toBe(false);
  expect(certain("圣诞节前")).toBe(true);
});

test("a field takes one date and nothing else", () => {
  expect(resolveDate(" 下周三下午3点 ", context)?.start).toBe("2026-05-13T15:00:00+08:00");
  expect(resolveDate("5.15", context)?.start).toBe("2026-05-15");
  expect(resolveDate("next Tuesday.", context)?.start).toBe("2026-05-12");
  for (const text of ["", "下周三拜访", "周三或周四", "2月30日", "每周三", "soon"]) {
    expect(resolveDate(text, context), text).toBeUndefined();
  }
});

test.each([
  ["明天下午3点给王总发报价", "给王总发报价", "2026-05-07T15:00:00+08:00"],
  ["周五前发合同草稿", "发合同草稿", "2026-05-08"],
  ["在5月20日之前提交方案", "提交方案", "2026-05-20"],
  ["给王总发报价，下周三下午", "给王总发报价", "2026-05-13T14:00:00+08:00"],
  ["把周一的会议纪要在本周五前发出", "把周一的会议纪要发出", "2026-05-08"],
  ["send the quote by Friday", "send the quote", "2026-05-08"],
  ["call Jane on Tuesday about pricing", "call Jane about pricing", "2026-05-12"],
  ["tomorrow: call Jane", "call Jane", "2026-05-07"],
  ["打电话给李总", "打电话给李总", undefined],
  ["下周三", "下周三", "2026-05-13"],
])("takes the date out of %s", (text, rest, start) => {
  const split = splitDate(text, context);
  expect([split.rest, split.date?.start]).toEqual([rest, start]);
});

test("a date that does not exist is reported beside the text, which keeps it", () => {
  expect(splitDate("2月30日交方案", context)).toEqual({ rest: "2月30日交方案", invalid: "2月30日" });
});
