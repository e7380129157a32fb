import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { parseLines } from "#src/cli/parse.ts";

async function answer(...lines: (string | object)[]): Promise<unknown[]> {
  const input = Readable.from(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))));
  const answers = [];
  for await (const line of parseLines(input)) answers.push(JSON.parse(line));
  return answers;
}

const at = { now: "2026-05-06T10:30:00+08:00", tz: "Asia/Shanghai" };

test("a Chinese note gives its parts under their public names and no others", async () => {
  const text =
    "今天上午拜访了华为张总监，对方案A认可，预算50万，5月15日前提供竞品分析，下周五再跟进，5月20日到22日有展会";
  expect(await answer({ ...at, text, customers: ["华", "华为", "小米"], locale: "zh" })).toEqual([
    {
      items: [
        {
          customer: "华为",
          method: "visit",
          occurredOn: "2026-05-06T09:00:00+08:00",
          contacts: ["张总监"],
          participants: [],
          todos: [{ title: "提供竞品分析", due: "2026-05-15" }],
          nextFollowUpOn: "2026-05-15",
          amount: 500000,
          currency: "CNY",
          feedback: "对方案A认可，预算50万",
          content: text,
        },
      ],
      dates: [
        { text: "今天上午", start: "2026-05-06T09:00:00+08:00", deadline: false },
        { text: "5月15日前", start: "2026-05-15", deadline: true },
        { text: "下周五", start: "2026-05-15", deadline: false },
        { text: "5月20日到22日", start: "2026-05-20", end: "2026-05-22", deadline: false },
      ],
    },
  ]);
});

test("an English note gives its parts", async () => {
  const text =
    "Met Alice from Acme yesterday, she likes plan A. Send the analysis by May 15 and follow up next Fri.";
  expect(await answer({ ...at, text, customers: ["Acme"] })).toEqual([
    {
      items: [
        {
          customer: "Acme",
          method: "visit",
          occurredOn: "2026-05-05",
          contacts: ["Alice"],
          participants: [],
          todos: [{ title: "Send the analysis", due: "2026-05-15" }],
          nextFollowUpOn: "2026-05-15",
          feedback: "she likes plan A",
          content: text,
        },
      ],
      dates: [
        { text: "yesterday", start: "2026-05-05", deadline: false },
        { text: "by May 15", start: "2026-05-15", deadline: true },
        { text: "next Fri", start: "2026-05-15", deadline: false },
      ],
    },
  ]);
});

test("a line that cannot be read gives an error on its line, the others their answer in order", async () => {
  const answers = await answer(
    { ...at, text: "" },
    "{",
    { ...at },
    { ...at, text: "x", tz: "Mars/Olympus" },
    { ...at, text: "x", now: "noon" },
    { ...at, text: "明天" },
  );
  expect(answers).toEqual([
    { items: [], dates: [] },
    { error: expect.stringContaining("not JSON") },
    { error: expect.stringContaining("text") },
    { error: "tz: unknown time zone" },
    { error: "now: not an ISO date or time" },
    expect.objectContaining({ dates: [{ text: "明天", start: "2026-05-07", deadline: false }] }),
  ]);
});
