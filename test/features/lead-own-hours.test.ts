import { describe, expect, test } from "vitest";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { settleLocked } from "#features/people/account.ts";
import { importPeople } from "#src/cli/import-people.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { local, option, text } from "./support.ts";

const database = await testDatabase();
const t = watchTexts.zh;
const company = "苏州精工机械有限公司";

async function warnedOffice() {
  const office = await newLeadOffice(database);
  const other = await office.colleague({ name: "赵敏" });
  const { id: leadId } = await office.given("A");
  const { id: othersId } = await office.given("A", { sourceKey: "other" }, other);
  await office.moveTo("2026-09-14 10:00");
  /** The settings as they are, with something else in one field. */
  const save = (change: Parameters<typeof office.submit>[2]["values"]) =>
    office.submit(office.rep, "people.settings", {
      payload: {},
      values: {
        ...{ language: option("zh"), timeZone: option("Asia/Shanghai"), digestAt: text("08:45") },
        ...{ workingHours: text("09:00–18:00"), quietHours: text("21:00–08:00"), ...change },
      },
    });
  const told = async (time: string) =>
    (await office.moveTo(time))
      .filter(({ to }) => to === office.rep.from.userId)
      .map(({ card }) => card.title);
  return { ...office, leadId, othersId, save, told };
}

describe("other hours of one's own", () => {
  // Quiet hours from 19:00 to 10:30 held the warning of 20:59 back until the deadline of 10:00 was over.
  test("move the warning of a first contact, so that it still comes before its deadline", async () => {
    const office = await warnedOffice();
    const others = await office.read(office.othersId);
    expect(await office.save({ quietHours: text("19:00 – 10:30") })).toMatchObject({ toast: "已保存" });
    await office.moveTo("2026-09-14 10:01");
    const next = { clockAt: local("2026-09-15 18:59"), clockStep: "contact-warning" };
    expect(await office.read(office.leadId)).toMatchObject(next);
    expect(await office.read(office.othersId)).toEqual(others);
    expect(await office.told("2026-09-15 18:59")).toEqual([t.title["contact-warning"](company)]);
  });

  test("come with the first account, which says the zone, too", async () => {
    const office = await warnedOffice();
    const { rep, workspaceId, clock, tenants } = office;
    await office.db.person.updateMany({ where: { id: rep.personId }, data: { email: "lilei@example.com" } });
    const account = { platform: "feishu", tenant: tenants.feishu, userId: "ou_lilei" } as const;
    const profile = { name: "李雷", email: "lilei@example.com", tz: "Asia/Tokyo" };
    const firstSettings = {
      locale: "zh",
      ...{ tz: "Asia/Shanghai", digestAt: "08:45", workStart: "09:00", workEnd: "18:00" },
      ...{ quietStart: "21:00", quietEnd: "08:00" },
    } as const;
    const known = { profile, managerId: undefined, firstSettings };
    await office.db.$transaction((db) => settleLocked({ db, workspaceId, now: clock.now }, account, known));
    await office.moveTo("2026-09-14 10:01");
    expect(await office.read(office.leadId)).toMatchObject({ clockAt: local("2026-09-15 19:59") });
  });

  test("come with a list of people that names another zone", async () => {
    const office = await warnedOffice();
    const { rep, workspaceId, clock } = office;
    const others = await office.read(office.othersId);
    await office.db.person.updateMany({ where: { id: rep.personId }, data: { email: "lilei@example.com" } });
    const load = (list: string) =>
      importPeople(database, { workspaceId, bytes: Buffer.from(list), dryRun: false, now: clock.now });
    const before = await office.read(office.leadId);
    await load("name,email\n李小雷,lilei@example.com\n");
    expect(await office.read(office.leadId)).toEqual(before);
    await load("name,email,time zone\n李小雷,lilei@example.com,Asia/Tokyo\n");
    await office.moveTo("2026-09-14 10:01");
    expect(await office.read(office.leadId)).toMatchObject({ clockAt: local("2026-09-15 19:59") });
    expect(await office.read(office.othersId)).toEqual(others);
  });

  test("are hours and the zone: what else is set leaves the timers alone, and so do the same hours again", async () => {
    const office = await warnedOffice();
    const before = await office.read(office.leadId);
    await office.save({ digestAt: text("8:00") });
    expect(await office.read(office.leadId)).toEqual(before);
    await office.save({ timeZone: option("Asia/Tokyo") });
    expect((await office.read(office.leadId)).clockAt).toEqual(office.clock.now);
  });
});
