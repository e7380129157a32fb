import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { deadlineLines } from "#src/cli/deadline.ts";

async function answer(...lines: (string | object)[]): Promise<unknown[]> {
  const input = Readable.from(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))));
  const answers = [];
  for await (const line of deadlineLines(input)) answers.push(JSON.parse(line));
  return answers;
}

const request = {
  start: "2026-05-06T10:30:00+08:00",
  tz: "Asia/Shanghai",
  rule: { workingDays: 3 },
  calendar: "CN",
};

test("each rule gives a due time with the zone's offset, in the order of the lines", async () => {
  expect(
    await answer(
      request,
      { ...request, rule: { hours: 48 } },
      { ...request, rule: { workingHours: 4 } },
      { ...request, hours: ["08:30", "17:30"] },
      { ...request, start: "2026-12-31", rule: { workingDays: 1 } },
      { ...request, calendar: "US", tz: "America/New_York", rule: { workingDays: 2 } },
    ),
  ).toEqual([
    { due: "2026-05-09T18:00:00+08:00", certain: true },
    { due: "2026-05-08T10:30:00+08:00", certain: true },
    { due: "2026-05-06T14:30:00+08:00", certain: true },
    { due: "2026-05-09T17:30:00+08:00", certain: true },
    { due: "2027-01-01T18:00:00+08:00", certain: false },
    { due: "2026-05-07T18:00:00-04:00", certain: false },
  ]);
});

test("a line that cannot be read gives an error on its line and stops nothing", async () => {
  const answers = await answer(
    "not json",
    "",
    "null",
    { ...request, start: "yesterday" },
    { ...request, tz: "Mars/Olympus" },
    { ...request, rule: { hours: 1, workingDays: 1 } },
    { ...request, rule: { workingDays: 0 } },
    { ...request, rule: { hours: 1e12 } },
    { ...request, calendar: "XX" },
    { ...request, hours: ["9", "18"] },
    { ...request, hours: ["09:00", "09:00"] },
    request,
  );
  expect(answers.slice(0, -1)).toEqual(Array(11).fill({ error: expect.stringMatching(/\w/) }));
  expect(answers.at(-1)).toEqual({ due: "2026-05-09T18:00:00+08:00", certain: true });
});

test("an error says which field is wrong", async () => {
  expect(await answer({ ...request, tz: "Mars/Olympus" })).toEqual([{ error: "tz: unknown time zone" }]);
});
