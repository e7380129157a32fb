import { describe, expect, test } from "vitest";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { leadSweep } from "#features/lead/watch-sweep.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { formOf, initialsOf, local, option, text, wordsOf } from "./support.ts";

const database = await testDatabase();

async function policyOffice() {
  const office = await newLeadOffice(database);
  const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
  return {
    ...{ ...office, admin },
    /** The form as it opens, with something else in one field. */
    save: async (change: Parameters<typeof office.submit>[2]["values"]) => {
      const opened = formOf(await office.press(admin, "people.edit-policy", { group: "pool" }));
      const values = Object.entries(initialsOf(opened)).map(([name, initial]) => [
        name,
        typeof initial === "number" ? { type: "number", number: initial } : text(String(initial)),
      ]);
      const payload = { group: "pool" };
      return office.submit(admin, "people.policy", {
        payload,
        values: { ...Object.fromEntries(values), ...change },
      });
    },
    /** By the settings that are stored: those that are kept for some seconds are those of before. */
    look: (time: string) => leadSweep.claim({ ...database }, { now: local(time), limit: 500 }),
  };
}

describe("fewer idle days, set by an admin", () => {
  // 30 days were made 10: leads of 14 days without a contact waited for the timer of the old number, and then went to
  // the pool without a warning.
  test("warn the owners first, soon, and give them all the time of a first warning", async () => {
    const office = await policyOffice();
    const { id } = await office.given("B");
    const since = local("2026-09-14 10:00");
    const contacted = { status: "contacted", lastFollowUpAt: since, lastLoggedAt: since } as const;
    const clock = { clockAt: local("2026-09-30 20:59"), clockStep: "idle-warning", nextAt: null };
    await office.db.lead.updateMany({ where: { id }, data: { ...contacted, ...clock } });
    office.clock.now = local("2026-09-28 10:00");
    expect(await office.save({ idleDays: { type: "number", number: 10 } })).toMatchObject({
      toast: "已保存",
    });
    expect(await office.read(id)).toMatchObject({ clockAt: local("2026-09-28 10:01") });
    await office.look("2026-09-28 10:01");
    const next = { clockAt: local("2026-09-29 09:00"), clockStep: "idle-warning" };
    expect(await office.read(id)).toMatchObject({ status: "contacted", ...next });
    await office.look("2026-09-29 09:00");
    const warned = (await office.messages()).filter(({ kind }) => kind === "lead.idle-warning");
    expect(warned).toMatchObject([
      {
        personId: office.rep.personId,
        payload: { leadId: id, of: local("2026-10-06 09:00").toISOString() },
      },
    ]);
    await office.look("2026-10-05 20:00");
    expect((await office.read(id)).status).toBe("contacted");
    await office.look("2026-10-06 09:00");
    expect((await office.read(id)).status).toBe("pooled");
  });

  test("leave alone what was due, and leads that nobody owns", async () => {
    const office = await policyOffice();
    const { id } = await office.given("A");
    const clock = { clockAt: local("2026-09-14 10:00"), clockStep: "contact-due" };
    await office.db.lead.updateMany({ where: { id }, data: clock });
    const other = await office.register(office.rep, { sourceKey: "new" });
    await office.save({ idleDays: { type: "number", number: 10 } });
    expect(await office.read(id)).toMatchObject(clock);
    expect(await office.read(other.id)).toEqual(other);
  });
});

describe("another keeper of the nurture pool, set by an admin", () => {
  // The leads and the card of the month stayed with the former keeper.
  test("gets all of it with its history, is told at once, and has the card of the month from now on", async () => {
    const office = await policyOffice();
    const keeper = await office.colleague({ name: "赵敏", roles: ["supervisor"] });
    const ids: string[] = [];
    for (const sourceKey of ["one", "two"]) {
      const { id } = await office.given("C", { sourceKey });
      const clock = { clockAt: local("2026-10-08 09:00"), clockStep: "monthly" };
      const nurtured = { status: "nurturing", ownerId: office.manager.personId, ...clock } as const;
      await office.db.lead.updateMany({ where: { id }, data: nurtured });
      ids.push(id);
    }
    const other = await office.given("B", { sourceKey: "other" });
    await office.moveTo("2026-09-14 10:00");
    const change = { nurtureOwnerId: option(keeper.personId) };
    expect(await office.save(change)).toMatchObject({ toast: "已保存" });
    for (const id of ids) {
      expect(await office.read(id)).toMatchObject({ status: "nurturing", ownerId: keeper.personId });
    }
    expect((await office.read(other.id)).ownerId).toBe(office.rep.personId);
    const nurtured = (await office.handovers()).filter(({ why }) => why === "nurtured");
    const by = { fromId: office.manager.personId, toId: keeper.personId, byId: office.admin.personId };
    expect(nurtured).toMatchObject([by, by]);
    const [told, ...others] = await office.moveTo("2026-09-14 10:01");
    expect([told?.to, told?.card.title, others]).toEqual([
      ...[keeper.from.userId, watchTexts.zh.nurtureGivenTitle(2), []],
    ]);
    expect(told && wordsOf(told.card)).toContain("管理员");
    await office.save({ ...change, idleDays: { type: "number", number: 40 } });
    expect(await office.db.leadHandover.count({ where: { why: "nurtured" } })).toBe(2);
    const monthly = (await office.moveTo("2026-10-08 09:00")).filter(({ card: { title } }) =>
      title.includes("培育池"),
    );
    expect(monthly.map(({ to }) => to)).toEqual([keeper.from.userId]);
  });
});
