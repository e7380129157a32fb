import { describe, expect, it } from "vitest";
import { receivers } from "#platforms/feishu/receive.ts";
import setup from "#platforms/feishu/setup.json" with { type: "json" };

describe("setup", () => {
  it("names exactly the events and callbacks that are received", () => {
    const named = [...setup.events, ...setup.callbacks].map((one) => one.name);
    expect(named.toSorted()).toEqual(Object.keys(receivers).toSorted());
  });
});
