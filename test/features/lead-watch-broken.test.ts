import { describe, expect, test } from "vitest";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { leadSweep } from "#features/lead/watch-sweep.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { local } from "./support.ts";

const database = await testDatabase();

describe("a lead whose rules cannot be worked out", () => {
  // A person's zone was stored that this machine's calendar does not know: the whole batch failed at every tick.
  test("is put off for an hour and holds up nobody: the others are told, and it is caught up with later", async () => {
    const office = await newLeadOffice(database);
    const lost = await office.colleague({ name: "赵敏", managerId: office.manager.personId });
    const broken = await office.given("A", { sourceKey: "broken" }, lost);
    const fine: string[] = [];
    for (const sourceKey of ["one", "two"]) fine.push((await office.given("A", { sourceKey })).id);
    await office.moveTo("2026-09-14 10:00");
    await office.db.person.updateMany({ where: { id: lost.personId }, data: { tz: "Mars/Olympus" } });
    const now = local("2026-09-16 10:00");
    expect(await leadSweep.claim(database, { now, limit: 500 })).toBe(3);
    const due = await office.db.outboundMessage.findMany({ where: { kind: "lead.contact-due" } });
    expect(due.map(({ payload }) => payload).map((payload) => JSON.stringify(payload))).toEqual(
      expect.arrayContaining(fine.map((id) => expect.stringContaining(id))),
    );
    expect(due).toHaveLength(2);
    expect(await office.read(broken.id)).toMatchObject({
      ...{ status: "assigned", version: broken.version, clockAt: local("2026-09-16 11:00") },
    });
    expect(await leadSweep.claim(database, { now, limit: 500 })).toBe(0);
    await office.db.person.updateMany({ where: { id: lost.personId }, data: { tz: "Asia/Shanghai" } });
    const told = await office.moveTo("2026-09-16 11:00");
    const title = watchTexts.zh.title["contact-due"](broken.company);
    expect(told.find(({ to }) => to === lost.from.userId)?.card.title).toBe(title);
    const breaches = await office.breaches();
    expect(breaches.map(({ dueAt }) => dueAt)).toEqual(fine.concat("").map(() => local("2026-09-16 10:00")));
  });
});
