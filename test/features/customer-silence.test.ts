import { expect, it } from "vitest";
import type { Actor } from "#chat/actor.ts";
import { silentDays } from "#features/customer/view.ts";

const actor: Actor = {
  ...{ workspaceId: "w", personId: "p", name: "Ann", status: "active", roles: ["rep"], locale: "zh" },
  ...{
    tz: "Asia/Shanghai",
    workingHours: ["09:00", "18:00"],
    quietHours: ["21:00", "08:00"],
    digestAt: "08:45",
  },
};

// Friday evening to Sunday morning was once "1 day ago": it counted spans of 24 hours.
it.each([
  ["2026-11-20T20:00:00+08:00", "2026-11-22T08:00:00+08:00", 2],
  ["2026-11-23T09:00:00+08:00", "2026-11-23T23:59:00+08:00", 0],
  // A contact of which only the day is known stands at the end of that day.
  ["2026-11-23T00:00:00+08:00", "2026-11-23T10:00:00+08:00", 1],
  ["2026-11-24T00:00:00+08:00", "2026-11-23T10:00:00+08:00", 0],
])("counts calendar days of the reader: %s seen at %s is %i", (last, now, days) => {
  expect(silentDays(new Date(last), { actor, now: new Date(now) })).toBe(days);
});
