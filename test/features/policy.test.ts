import { describe, expect, test } from "vitest";
import type { FormValues } from "#chat/form.ts";
import { settingsOf } from "#directory/settings.ts";
import { defaultPolicy } from "#domain/policy.ts";
import { people } from "#features/people/index.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson } from "../directory/support.ts";
import { buttonsOf, cardOf, newStage } from "./people-support.ts";
import { fieldsOf, formOf, initialsOf, option, text, typed } from "./support.ts";

const database = await testDatabase();
const me = { platform: "slack", userId: "U1" } as const;

const number = (value: number) => ({ type: "number", number: value }) as const;
const groups = {
  contact: {
    ...{
      registerWithinWorkingDays: number(1),
      firstContactHoursA: number(48),
      firstContactWorkingDaysB: number(3),
    },
    ...{ warnAtPercent: number(80), graceHoursA: number(24), graceWorkingDaysB: number(1) },
    nextFollowUpDays: number(7),
  },
  pool: {
    ...{ idleDays: number(30), customerIdleDays: number(90), idleWarningDays: text("7, 3, 1") },
    ...{
      extendDays: number(14),
      claimsMax: number(5),
      claimsWithinDays: number(7),
      claimCoolDownDays: number(14),
    },
  },
  approvals: { nudgeWorkingHours: number(4), escalateWorkingDays: number(1) },
} as const satisfies Record<string, FormValues>;

async function adminStage() {
  const stage = await newStage(database, people);
  const admin = await newPerson(stage, { name: "管理员", roles: ["admin"], slack: "U1" });
  const save = (group: keyof typeof groups, change: FormValues = {}) =>
    stage.submit(me, "people.policy", { payload: { group }, values: { ...groups[group], ...change } });
  const stored = async () => (await stage.db.workspace.findFirstOrThrow()).policy;
  return { ...stage, admin, save, stored };
}

describe("the numbers of the workspace", () => {
  test("are shown with their defaults, and their forms hold at most eight", async () => {
    const stage = await adminStage();
    const settings = cardOf(await stage.write(me, "设置"));
    expect(buttonsOf(settings)).toContain("people.policy");
    const card = cardOf(await stage.press(me, "people.policy"));
    expect(fieldsOf(card)).toMatchObject({
      ...{ "A 级首次联系（小时）": "48", 回收前几天提醒: "7, 3, 1", 培育池负责人: "批准定级的人" },
    });
    for (const group of Object.keys(groups)) {
      const form = formOf(await stage.press(me, "people.edit-policy", { group }));
      expect(form.fields.length).toBeLessThanOrEqual(8);
      expect(initialsOf(form)).toEqual(expect.objectContaining({}));
    }
  });

  test("that are saved unchanged stay defaults", async () => {
    const stage = await adminStage();
    for (const group of ["contact", "pool", "approvals"] as const) {
      expect(await stage.save(group)).toMatchObject({ type: "update", toast: "没有改动" });
    }
    expect(await stage.stored()).toEqual({});
    expect(await stage.db.auditEntry.count()).toBe(0);
  });

  test("are stored where they were changed, beside what was there, and the change is noted", async () => {
    const stage = await adminStage();
    await stage.db.workspace.updateMany({ data: { policy: { undoMinutes: 5, lead: { idleDays: 20 } } } });
    const reply = await stage.save("contact", { firstContactHoursA: number(24), warnAtPercent: number(50) });
    expect(reply).toMatchObject({ type: "update", toast: "已保存" });
    expect(fieldsOf(cardOf(reply))).toMatchObject({ "A 级首次联系（小时）": "24" });
    await stage.save("approvals", { nudgeWorkingHours: number(2) });
    await stage.save("pool", { idleDays: number(20), idleWarningDays: text("1，5、３") });
    expect(await stage.stored()).toEqual({
      undoMinutes: 5,
      lead: { idleDays: 20, firstContactHoursA: 24, warnAtPercent: 50, idleWarningDays: [5, 3, 1] },
      approval: { nudgeWorkingHours: 2 },
    });
    const [first] = await stage.db.auditEntry.findMany({ orderBy: { id: "asc" } });
    expect(first).toMatchObject({
      ...{ action: "policy.changed", personId: stage.admin.personId, at: stage.clock.now },
      details: {
        section: "lead",
        from: { firstContactHoursA: 48, warnAtPercent: 80 },
        to: { firstContactHoursA: 24, warnAtPercent: 50 },
      },
    });
    const { policy } = await settingsOf({ ...database }, stage.workspaceId);
    expect(policy.lead).toMatchObject({
      firstContactHoursA: 24,
      graceHoursA: defaultPolicy.lead.graceHoursA,
    });
  });

  test("name a keeper of the nurture pool, and none any more", async () => {
    const stage = await adminStage();
    const keeper = await newPerson(stage, { name: "韩梅梅" });
    const card = cardOf(await stage.save("pool", { nurtureOwnerId: typed("韩梅梅") }));
    expect(fieldsOf(card)).toMatchObject({ 培育池负责人: "韩梅梅" });
    expect(await stage.stored()).toEqual({ lead: { nurtureOwnerId: keeper.personId } });
    await stage.save("pool", { nurtureOwnerId: option(keeper.personId) });
    expect(await stage.db.auditEntry.count()).toBe(1);
    await stage.save("pool");
    expect(await stage.stored()).toEqual({ lead: {} });
  });

  test.each([
    ["contact", "firstContactHoursA", number(0)],
    ["contact", "firstContactHoursA", number(1.5)],
    ["contact", "graceHoursA", number(-1)],
    ["contact", "warnAtPercent", number(100)],
    ["contact", "nextFollowUpDays", number(1e9)],
    ["contact", "nextFollowUpDays", number(Number.NaN)],
    ["contact", "nextFollowUpDays", text("7")],
    ["pool", "idleWarningDays", text("7, x")],
    ["pool", "idleWarningDays", text("0")],
    ["pool", "idleWarningDays", text("1 2 3 4 5 6")],
    ["pool", "idleWarningDays", text("60, 7")],
    ["pool", "idleWarningDays", text("30")],
    ["pool", "nurtureOwnerId", typed("谁也不是")],
    ["pool", "nurtureOwnerId", option("not an id")],
    ["approvals", "escalateWorkingDays", number(1001)],
  ] as const)("of %s are refused when %s is %o, and nothing is stored", async (group, field, value) => {
    const stage = await adminStage();
    const reply = await stage.save(group, { [field]: value });
    expect(reply).toEqual({ type: "invalid", errors: { [field]: expect.any(String) } });
    expect(await stage.stored()).toEqual({});
  });

  test("are an admin's, checked at every press and form", async () => {
    const stage = await adminStage();
    await newPerson(stage, { roles: ["director"], slack: "U2" });
    const other = { platform: "slack", userId: "U2" } as const;
    expect(await stage.press(other, "people.policy")).toMatchObject({ tone: "danger" });
    expect(await stage.press(other, "people.edit-policy", { group: "pool" })).toMatchObject({
      tone: "danger",
    });
    const filled = { payload: { group: "pool" }, values: { ...groups.pool, claimsMax: number(500) } };
    expect(await stage.submit(other, "people.policy", filled)).toMatchObject({ type: "invalid" });
    expect(await stage.stored()).toEqual({});
  });

  test("changed by two admins at once keep both changes", async () => {
    const stage = await adminStage();
    await Promise.all([
      stage.save("contact", { graceHoursA: number(12) }),
      stage.save("approvals", { nudgeWorkingHours: number(8) }),
      stage.save("pool", { claimsMax: number(3) }),
    ]);
    expect(await stage.stored()).toEqual({
      lead: { graceHoursA: 12, claimsMax: 3 },
      approval: { nudgeWorkingHours: 8 },
    });
  });
});
