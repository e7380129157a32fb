import { describe, expect, it } from "vitest";
import { createSeen } from "#platforms/feishu/seen.ts";

describe("createSeen", () => {
  it("knows a key until it is too old", () => {
    let at = 0;
    const seen = createSeen({ keysMax: 100, ageMaxMs: 1000 }, () => new Date(at));
    expect(seen.before("a")).toBe(false);
    at = 999;
    expect(seen.before("a")).toBe(true);
    at = 1000;
    expect(seen.before("a")).toBe(false);
  });

  it("keeps no more than it may, the newest of them", () => {
    const seen = createSeen({ keysMax: 2, ageMaxMs: 1000 }, () => new Date(0));
    expect(["a", "b", "c"].map(seen.before)).toEqual([false, false, false]);
    expect(seen.before("c")).toBe(true);
    expect(seen.before("a")).toBe(false);
  });
});
