import { describe, expect, test } from "vitest";
import { defaultPolicy, policyOf } from "#domain/policy.ts";

describe("the numbers of a workspace", () => {
  test("are the defaults where nothing was changed", () => {
    for (const stored of [{}, null, undefined, "nonsense", []])
      expect(policyOf(stored)).toEqual(defaultPolicy);
    expect(defaultPolicy).toMatchObject({
      undoMinutes: 10,
      recordWithinHours: 24,
      questionDueHours: 48,
      digestAt: "08:45",
      cadenceDays: { strategic_maintenance: 30, key_expansion: 7, routine: 30 },
    });
  });

  test("keep what an admin changed", () => {
    expect(policyOf({ undoMinutes: 30 })).toEqual({ ...defaultPolicy, undoMinutes: 30 });
    expect(policyOf({ cadenceDays: { routine: 60 } }).cadenceDays).toEqual({
      ...defaultPolicy.cadenceDays,
      routine: 60,
    });
  });

  test("of a lead keep the rest where one is not allowed, as 0 where nothing could be due", () => {
    const lead = { graceHoursA: 0, idleDays: 60, idleWarningDays: [7, 0] };
    expect(policyOf({ lead, undoMinutes: 30 })).toEqual({
      ...{ ...defaultPolicy, undoMinutes: 30 },
      lead: { ...defaultPolicy.lead, idleDays: 60 },
    });
  });

  test.each([{ undoMinutes: "soon" }, { undoMinutes: -1 }, { undoMinutes: 1.5 }])(
    "have the default for what is not allowed (%o), and keep the rest",
    (wrong) => {
      expect(policyOf({ ...wrong, digestAt: "09:00" })).toEqual({ ...defaultPolicy, digestAt: "09:00" });
    },
  );
});
