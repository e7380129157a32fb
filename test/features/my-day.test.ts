import { describe, expect, test } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { recordAudit } from "#directory/audit.ts";
import { knockedAction } from "#directory/waiting-people.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { date, local, newOffice, option, pressOn, text, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = myDayTexts.zh;

/** A Wednesday with something of everything: two to-dos overdue, one due today, one tomorrow, two plans. */
async function newDay() {
  const desk = await newDesk(database);
  const second = await desk.customer(desk.rep, "远大集团");
  const say = (line: string) => desk.write(desk.rep, line);
  await say("待办 周二下午3点 乙事");
  await say("待办 今天18点 甲事");
  await say("待办 周三前 今天的事");
  await say("待办 周四前 明天的事");
  await say("待办 没有日期的事");
  await say("跟进 华为 今天拜访了王总，谈了价格。周三15:00再电话");
  await say("跟进 远大集团 今天拜访了李工，谈了价格。周二再拜访");
  await desk.write(await desk.colleague(), "待办 今天18点 别人的事");
  desk.clock.now = local("2026-09-16 10:00");
  return { ...desk, second, today: async () => cardOf(await say("今天")) };
}

describe("today", () => {
  test("shows what is overdue first, then the plans and what is due, each with its weekday", async () => {
    const day = await newDay();
    const card = await day.today();
    expect(card).toMatchObject({ title: t.title("9月16日 周三"), tone: "warning" });
    expect(card.summary).toBe(`${t.overdue(2)} · ${t.plans(2)} · ${t.today(1)}`);
    expect(wordsOf(card).split("\n").slice(1)).toEqual([
      t.overdue(2),
      "甲事 · 9月14日 周一 18:00",
      "乙事 · 9月15日 周二 15:00",
      t.plans(2),
      "远大集团 · 9月15日 周二 · 拜访",
      "华为技术有限公司 · 9月16日 周三 15:00 · 电话",
      t.today(1),
      "今天的事 · 9月16日 周三",
    ]);
    expect(cardOf(await day.home(day.rep))).toEqual(card);
  });

  test("says that nothing is due, and what can be said", async () => {
    const desk = await newDesk(database);
    const card = cardOf(await desk.write(desk.rep, "today"));
    expect(wordsOf(card)).toContain(t.empty);
    expect(wordsOf(card)).toContain(t.emptyHint);
    expect(buttonsOf(card)).toEqual(["command.run", "todo.add-for", "command.run"]);
  });

  test("shrinks with each press", async () => {
    const day = await newDay();
    const done = await pressOn(day, day.rep, [await day.today(), t.done]);
    expect(done).toMatchObject({ type: "update", toast: todoTexts.zh.doneTitle("甲事") });
    expect(wordsOf(cardOf(done))).not.toContain("甲事");
  });

  // It stayed where it was, as if nothing had been pressed.
  test("does not show a plan that was put off until it comes back", async () => {
    const day = await newDay();
    const put = cardOf(await pressOn(day, day.rep, [await day.today(), t.tomorrow]));
    expect(wordsOf(put)).not.toContain("远大集团");
    expect(wordsOf(put)).toContain("华为技术有限公司");
    day.clock.now = local("2026-09-17 08:45");
    expect(wordsOf(await day.today())).toContain("远大集团 · 9月15日 周二 · 拜访");
  });

  test("shows a visit on, whose record is waited for, until it is there", async () => {
    const day = await newDay();
    await day.db.followUp.updateMany({
      where: { nextMethod: "visit" },
      data: { nextRemindAt: local("2026-09-16 09:00") },
    });
    await day.db.followUp.updateMany({
      where: { nextMethod: "phone" },
      data: { nextMethod: "visit", nextRemindAt: local("2026-09-17 15:00") },
    });
    expect(wordsOf(await day.today())).toContain(t.plans(2));
    await day.write(day.rep, "跟进 远大集团 昨天拜访了李工，谈了样品");
    expect(wordsOf(await day.today())).not.toContain("远大集团");
  });

  test("forgets plans that were missed a month ago, and those of deleted customers", async () => {
    const day = await newDay();
    await day.db.customer.updateMany({ where: { id: day.second }, data: { deletedAt: day.clock.now } });
    expect(wordsOf(await day.today())).toContain(t.plans(1));
    day.clock.now = local("2026-10-19 10:00");
    expect(wordsOf(await day.today())).not.toContain("华为技术有限公司");
  });

  test("shows eight of each kind and counts the others", async () => {
    const desk = await newDesk(database);
    for (let index = 0; index < 9; index += 1) await desk.write(desk.rep, `待办 今天18点 第${index}件`);
    const list = cardOf(await desk.write(desk.rep, "今天")).body.find(({ type }) => type === "list");
    expect(list).toMatchObject({ items: { length: 8 }, more: 1 });
  });

  test("tells an admin who waits to be let in, in the notification too", async () => {
    const office = await newOffice(database);
    const admin = await office.colleague({ roles: ["admin"] });
    const rep = await office.colleague();
    // Somebody's manager, whom the platform named and who has not written yet.
    await office.colleague({ status: "pending" });
    expect(wordsOf(cardOf(await office.write(admin, "今天")))).not.toContain(t.waiting(1));
    const { personId } = await office.colleague({ status: "pending" });
    const knocked = { action: knockedAction, at: office.clock.now, personId, subjectId: personId };
    await recordAudit(office, knocked);
    const card = cardOf(await office.write(admin, "今天"));
    expect(wordsOf(card)).toContain(t.waiting(1));
    expect(card.summary).toBe(t.waiting(1));
    expect(wordsOf(cardOf(await office.write(rep, "今天")))).not.toContain(t.waiting(1));
  });

  test("keeps a card that asks apart from the day, and takes one that does not as done", async () => {
    const day = await newDay();
    const values = (content: string) => ({ customer: option(day.second), content: text(content) });
    const payload = { view: "my-day" };
    const concrete = { payload, values: { ...values("今天拜访，谈了价格"), nextOn: date("2026-09-30") } };
    const saved = await day.submit(day.rep, "follow-up.log", concrete);
    expect(saved).toMatchObject({ type: "update", toast: followUpTexts.zh.logged("远大集团") });
    const vague = await day.submit(day.rep, "follow-up.log", { payload, values: values("客户表示满意") });
    const { body } = await day.today();
    expect(vague).toMatchObject({ type: "update", card: { body } });
    expect(vague).toMatchObject({ besides: { title: followUpTexts.zh.logged("远大集团") } });
  });
});

describe("the morning digest", () => {
  /** A person to whom every morning something is overdue. */
  async function newReader(data: { tz?: string; locale?: "zh" | "en" } = {}) {
    const office = await newOffice(database);
    const reader = await office.colleague({ name: "Jane", wantsDigest: true, ...data });
    await office.write(reader, "todo send the quote today 10:30 am");
    await office.db.todo.updateMany({ where: {}, data: { dueAt: office.clock.now, remindAt: null } });
    return { ...office, reader };
  }

  test.each([
    ["2026-09-18", true, "a Friday"],
    ["2026-09-19", false, "a Saturday"],
    ["2026-09-20", true, "a Sunday that is worked"],
    ["2026-10-01", false, "the first day of the holiday"],
    ["2026-10-07", false, "the last day of the holiday"],
    ["2026-10-08", true, "the day after it"],
    ["2026-10-10", true, "a Saturday that is worked"],
  ])("on %s comes at 08:45: %s, for it is %s", async (day, isSent) => {
    const office = await newReader();
    expect(await office.moveTo(`${day} 08:44`)).toEqual([]);
    const sent = await office.moveTo(`${day} 08:45`);
    expect(sent.map(({ to }) => to)).toEqual(isSent ? [office.reader.from.userId] : []);
    expect(await office.moveTo(`${day} 20:00`)).toEqual([]);
  });

  test("comes at 08:45 of the person's own clocks, before and after they change", async () => {
    const tz = "America/New_York";
    const office = await newReader({ tz, locale: "en" });
    office.clock.now = local("2026-10-30 12:00", tz);
    await office.db.person.updateMany({ where: {}, data: { nextDigestAt: local("2026-11-02 08:45", tz) } });
    expect(await office.moveTo(new Date("2026-11-02T13:44:00Z"))).toEqual([]);
    const [sent] = await office.moveTo(new Date("2026-11-02T13:45:00Z"));
    expect(sent?.card.title).toBe(myDayTexts.en.digestTitle("Jane", "Mon 2 Nov"));
    expect(await office.db.person.findFirst()).toMatchObject({
      nextDigestAt: new Date("2026-11-03T13:45:00Z"),
    });
    await office.moveTo(local("2027-03-12 09:00", tz));
    expect(await office.moveTo(new Date("2027-03-15T12:44:00Z"))).toEqual([]);
    expect(await office.moveTo(new Date("2027-03-15T12:45:00Z"))).toHaveLength(1);
  });

  test("says nothing when there is nothing to say", async () => {
    const office = await newReader();
    await office.db.todo.updateMany({ where: {}, data: { status: "done" } });
    expect(await office.moveTo("2026-09-15 08:45")).toEqual([]);
    expect(await office.moveTo("2026-09-16 08:45")).toEqual([]);
  });

  // After a night on which nothing ran it came before its time, or only when work began.
  test("is of its day: what nobody sent is not made up for, and the next comes at its time", async () => {
    const office = await newReader();
    for (const time of ["07:00", "08:44"]) expect(await office.moveTo(`2026-09-17 ${time}`)).toEqual([]);
    const sent = await office.moveTo("2026-09-17 08:45");
    expect(sent.map(({ card }) => card.title)).toEqual([t.digestTitle("Jane", "9月17日 周四")]);
    expect(await office.moveTo("2026-09-18 12:00")).toHaveLength(1);
    expect(await office.moveTo("2026-09-19 08:45")).toEqual([]);
    expect(await office.moveTo("2026-09-20 08:45")).toHaveLength(1);
    expect(await office.moveTo("2026-09-20 09:30")).toEqual([]);
  });

  test("is not for who has left", async () => {
    const office = await newReader();
    await office.db.person.updateMany({ where: {}, data: { status: "left" } });
    expect(await office.moveTo("2026-09-15 08:45")).toEqual([]);
  });
});
