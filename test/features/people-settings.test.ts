import { describe, expect, test } from "vitest";
import type { FormValues } from "#chat/form.ts";
import type { Reply } from "#chat/reply.ts";
import { readClock, readHours } from "#features/people/clock-text.ts";
import { people } from "#features/people/index.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson, type PersonData } from "../directory/support.ts";
import { allOf, buttonsOf, cardOf, newStage } from "./people-support.ts";

const database = await testDatabase();
const me = { platform: "slack", userId: "U1" } as const;

async function stageWith(data: PersonData) {
  const stage = await newStage(database, people);
  const person = await newPerson(stage, { slack: "U1", ...data });
  return { ...stage, person };
}

const text = (words: string) => ({ type: "text", text: words }) as const;
const good: FormValues = {
  language: { type: "option", value: "en" },
  timeZone: { type: "option", value: "Europe/London" },
  workingHours: text("8:30 – 17:00"),
  quietHours: text("22:00-7:00"),
  digestAt: text("8:00"),
};

function formOf(reply: Reply) {
  if (reply.type !== "ask") throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.form;
}

describe("my settings", () => {
  test("are shown with what can be changed; people and teams to admins only", async () => {
    const stage = await stageWith({ roles: ["rep"] });
    await newPerson(stage, { roles: ["admin"], slack: "U2" });
    const card = cardOf(await stage.write(me, "设置"));
    expect(allOf(card)).toContain("北京/上海 (Asia/Shanghai)");
    expect(buttonsOf(card)).toEqual(["people.edit-settings"]);
    const admins = cardOf(await stage.write({ platform: "slack", userId: "U2" }, "settings"));
    expect(buttonsOf(admins)).toEqual(["people.edit-settings", "people.list", "people.policy"]);
  });

  test("are saved, move the next digest, and answer in the new language", async () => {
    const stage = await stageWith({});
    expect(formOf(await stage.press(me, "people.edit-settings")).fields).toHaveLength(8);
    const reply = await stage.submit(me, "people.settings", { values: good });
    expect(reply).toMatchObject({ type: "update", toast: "Saved", card: { title: "My settings" } });
    expect(await stage.db.person.findFirst()).toMatchObject({
      ...{ locale: "en", tz: "Europe/London", workStart: "08:30", workEnd: "17:00" },
      ...{ quietStart: "22:00", quietEnd: "07:00", digestAt: "08:00" },
      settingsAt: stage.clock.now,
      nextDigestAt: new Date("2026-11-23T08:00:00Z"),
    });
  });

  test("without quiet hours have none", async () => {
    const stage = await stageWith({});
    const { quietHours: _, ...values } = good;
    const card = cardOf(await stage.submit(me, "people.settings", { values }));
    expect(allOf(card)).toContain('"none"');
    expect(await stage.db.person.findFirst()).toMatchObject({ quietStart: "00:00", quietEnd: "00:00" });
  });

  test.each([
    ["timeZone", { type: "option", value: "Mars/Base" }],
    ["timeZone", { type: "typed", text: "somewhere" }],
    ["timeZone", { type: "typed", text: "America" }],
    ["workingHours", text("nine to five")],
    ["workingHours", text("18:00-09:00")],
    ["workingHours", text("09:00-25:00")],
    ["quietHours", text("21:00")],
    ["digestAt", text("8:61")],
    ["digestAt", text("\u202e8:00")],
  ] as const)("stay as they are when %s is %o, and the form says what is wrong", async (field, value) => {
    const stage = await stageWith({});
    const reply = await stage.submit(me, "people.settings", { values: { ...good, [field]: value } });
    expect(reply).toEqual({ type: "invalid", errors: { [field]: expect.any(String) } });
    expect(await stage.db.person.findFirst()).toMatchObject({ settingsAt: null, tz: "Asia/Shanghai" });
  });

  test.each([
    ["上海", "Asia/Shanghai"],
    ["tokyo", "Asia/Tokyo"],
    ["asia/kathmandu", "Asia/Katmandu"],
    ["Lord Howe", "Australia/Lord_Howe"],
  ])("take the zone that %s names", async (typed, tz) => {
    const stage = await stageWith({});
    const values = { ...good, timeZone: { type: "typed", text: typed } } as const;
    await stage.submit(me, "people.settings", { values });
    const saved = (await stage.db.person.findFirst())?.tz ?? "";
    const canonical = (name: string) =>
      new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    expect(canonical(saved)).toBe(canonical(tz));
  });

  test("offer zones while the person types", async () => {
    const stage = await stageWith({});
    const found = async (query: string) => {
      const reply = await stage.search(me, "people.time-zone", query);
      return reply.type === "options" ? reply.options.map(({ value }) => value) : [];
    };
    expect(await found("")).toContain("Asia/Shanghai");
    expect(await found("纽约")).toEqual(["America/New_York"]);
    expect((await found("a")).length).toBeLessThanOrEqual(30);
  });
});

test.each([
  ["9", "09:00"],
  ["8:45", "08:45"],
  ["08：45", "08:45"],
  ["8点", "08:00"],
  ["8点45", "08:45"],
  ["23:59", "23:59"],
  ["24:00", undefined],
  ["-1", undefined],
  ["8:5:0", undefined],
  ["", undefined],
])("%s is the time %s", (typed, expected) => {
  expect(readClock(typed)).toBe(expected);
});

test.each([
  ["09:00-18:00", ["09:00", "18:00"]],
  ["9点到18点", ["09:00", "18:00"]],
  ["9 to 17:30", ["09:00", "17:30"]],
  ["０９：００～１８：００", ["09:00", "18:00"]],
  ["9-12-18", undefined],
  ["9", undefined],
])("%s are the hours %s", (typed, expected) => {
  expect(readHours(typed)).toEqual(expected);
});

describe("people and teams", () => {
  const options = (...values: string[]) => ({ type: "options", values }) as const;

  async function stageWithRep() {
    const stage = await stageWith({ name: "韩梅梅", roles: ["admin"] });
    const rep = await newPerson(stage, { name: "李雷", roles: ["rep"], slack: "U-rep" });
    const edit = (personId: string, values: FormValues) =>
      stage.submit(me, "people.person", { payload: { personId, page: "1" }, values });
    const read = (id: string) => stage.db.person.findFirst({ where: { id }, include: { team: true } });
    return { ...stage, rep, edit, read };
  }

  test("lists everybody in pages, who waits first", async () => {
    const stage = await stageWithRep();
    await newPerson(stage, { name: "等着的", status: "pending" });
    for (let index = 0; index < 10; index += 1) await newPerson(stage, { name: `同事${index}` });
    const first = cardOf(await stage.press(me, "people.list"));
    expect(first.title).toBe("人员（13）");
    expect(allOf(first)).toMatch(/等着的.*同事/);
    expect(buttonsOf(first).filter((id) => id === "people.edit")).toHaveLength(10);
    const second = cardOf(await stage.press(me, "people.list", { page: "2" }));
    expect(buttonsOf(second).filter((id) => id === "people.edit")).toHaveLength(3);
    expect(cardOf(await stage.press(me, "people.list", { page: "nonsense" }))).toEqual(first);
  });

  test("gives roles, a team that is new, and a manager by name", async () => {
    const stage = await stageWithRep();
    const form = formOf(await stage.press(me, "people.edit", { personId: stage.rep.personId, page: "1" }));
    expect(form.fields.map(({ name }) => name)).toEqual(["roles", "team", "manager"]);
    const reply = await stage.edit(stage.rep.personId, {
      roles: options("senior_rep", "supervisor", "emperor"),
      team: { type: "typed", text: "华东/上海" },
      manager: { type: "typed", text: "韩梅梅" },
    });
    expect(cardOf(reply).title).toBe("人员（2）");
    expect(await stage.read(stage.rep.personId)).toMatchObject({
      ...{ roles: ["senior_rep", "supervisor"], managerId: stage.person.personId, team: { name: "上海" } },
    });
    expect(await stage.db.auditEntry.count({ where: { action: "person.edited" } })).toBe(1);
  });

  test("clears team and manager when they are emptied", async () => {
    const stage = await stageWithRep();
    const roles = options("rep");
    await stage.edit(stage.rep.personId, { roles, team: { type: "typed", text: "华东" } });
    await stage.edit(stage.rep.personId, { roles });
    expect(await stage.read(stage.rep.personId)).toMatchObject({ teamId: null, managerId: null });
  });

  test("lets in who waits", async () => {
    const stage = await stageWithRep();
    const waiting = await newPerson(stage, { name: "新人", status: "pending", slack: "U-new" });
    await stage.edit(waiting.personId, { roles: options("legal") });
    expect(await stage.read(waiting.personId)).toMatchObject({ status: "active", roles: ["legal"] });
    expect((await stage.cardsFor(waiting.personId)).map(({ title }) => title)).toEqual(["欢迎，新人"]);
  });

  test("refuses what would leave no admin, no role, a circle or an unknown manager, and changes nothing", async () => {
    const stage = await stageWithRep();
    const [admin, rep] = [stage.person.personId, stage.rep.personId];
    await stage.edit(rep, { roles: options("rep"), manager: { type: "option", value: admin } });
    await newPerson(stage, { name: "同名" });
    await newPerson(stage, { name: "同名" });
    const before = await stage.db.person.findMany({ orderBy: { id: "asc" } });
    const roles = options("admin", "rep");
    const typed = (words: string) => ({ type: "typed", text: words }) as const;
    for (const [field, reply] of [
      ["roles", await stage.edit(admin, { roles: options("rep") })],
      ["roles", await stage.edit(rep, { roles: options() })],
      ["manager", await stage.edit(admin, { roles, manager: { type: "option", value: rep } })],
      ["manager", await stage.edit(rep, { roles, manager: { type: "option", value: rep } })],
      ["manager", await stage.edit(rep, { roles, manager: typed("谁也不是") })],
      ["manager", await stage.edit(rep, { roles, manager: typed("同名") })],
      ["manager", await stage.edit(rep, { roles, manager: { type: "option", value: "not an id" } })],
    ] as const) {
      expect(reply).toEqual({ type: "invalid", errors: { [field]: expect.any(String) } });
    }
    expect(await stage.db.person.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  });

  test("is for admins only, checked at every press and form", async () => {
    const stage = await stageWithRep();
    const rep = { platform: "slack", userId: "U-rep" } as const;
    const payload = { personId: stage.rep.personId, page: "1" };
    const values = { roles: options("admin") };
    expect(await stage.press(rep, "people.list")).toMatchObject({ tone: "danger" });
    expect(await stage.press(rep, "people.edit", payload)).toMatchObject({ tone: "danger" });
    expect(await stage.submit(rep, "people.person", { payload, values })).toMatchObject({ type: "invalid" });
    expect(await stage.read(stage.rep.personId)).toMatchObject({ roles: ["rep"] });
  });
});
