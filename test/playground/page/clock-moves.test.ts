import { expect, test } from "vitest";
import { momentOf } from "#playground/page/clock-moves.ts";

const tz = "Asia/Shanghai";

test.each([
  ["next-morning", "2026-09-30T20:00:00+08:00", "2026-10-01T00:45:00.000Z"],
  ["next-working-day", "2026-09-30T20:00:00+08:00", "2026-10-08T00:45:00.000Z"],
  ["next-working-day", "2026-10-08T07:00:00+08:00", "2026-10-09T00:45:00.000Z"],
  ["next-morning", "2026-10-08T07:00:00+08:00", "2026-10-08T00:45:00.000Z"],
] as const)("%s after %s is %s: holidays and make-up days are China's", (to, now, then) => {
  expect(momentOf({ to }, { now: new Date(now), tz }).toISOString()).toBe(then);
});
