import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { approvalSweep } from "#approval/sweep.ts";
import { approvalListView } from "#cards/approval/list.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import type { FormValue } from "#chat/form.ts";
import { plain } from "#chat/text.ts";
import { settingsOf } from "#directory/settings.ts";
import { type ApprovalClock, nextApprovalClock } from "#domain/approval-clock.ts";
import { defaultPolicy } from "#domain/policy.ts";
import { cardOf } from "../features/people-support.ts";
import { buttonOf, formOf, local, pressOn, text, wordsOf } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

const hours = fc.constantFrom(
  ["09:00", "18:00"] as const,
  ["00:00", "23:59"] as const,
  ["10:00", "10:30"] as const,
);
const quiet = fc.constantFrom(
  ["21:00", "08:00"] as const,
  ["00:00", "00:00"] as const,
  ["08:00", "20:00"] as const,
);
const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });

describe("the clock", () => {
  test("always has a next time, and never one that has passed", async () => {
    const { office } = await newApprovals(database);
    const { calendar } = await settingsOf(database, office.workspaceId);
    const tz = fc.constantFrom("Asia/Shanghai", "America/New_York", "Pacific/Auckland", "UTC");
    const person = fc.record({ tz, workingHours: hours, quietHours: quiet });
    const approval = fc.record({
      nudgeWorkingHours: fc.integer({ min: 0, max: 40 }),
      escalateWorkingDays: fc.integer({ min: 0, max: 5 }),
    });
    const status = fc.constantFrom("waiting" as const, "returned" as const);
    const waited = fc.integer({ min: 0, max: 90 * 24 * 60 });
    fc.assert(
      fc.property(fc.record({ status, since: moment, waited, person, approval }), (one) => {
        const after = new Date(one.since.getTime() + one.waited * 60_000);
        const rules = { person: one.person, calendar, policy: { ...defaultPolicy, approval: one.approval } };
        let last: ApprovalClock = { at: after, step: "nudge" };
        for (let turn = 0; turn < 4; turn += 1) {
          const next = nextApprovalClock(one, last.at, rules);
          expect(next.at.getTime()).toBeGreaterThan(last.at.getTime());
          expect(next.step === "unanswered").toBe(one.status === "returned");
          last = next;
        }
      }),
      { numRuns: 60 },
    );
  });

  test("nudges, then asks one level up and says why, then asks each working morning", async () => {
    const { office, manager, director, rep, ask, seats, find } = await newApprovals(database);
    const { approvalId } = await ask(rep);
    const who = (sent: readonly { to: string }[]) => sent.map(({ to }) => to).sort();
    expect(who(await office.moveTo("2026-09-14 10:01"))).toEqual([manager.from.userId]);
    const nudged = await office.moveTo("2026-09-14 14:00");
    expect(who(nudged)).toEqual([manager.from.userId]);
    expect(nudged.map(({ card }) => wordsOf(card)).join()).toContain(t.why.nudge);
    const escalated = await office.moveTo("2026-09-15 18:00");
    expect(who(escalated)).toEqual([director.from.userId]);
    expect(escalated.map(({ card }) => wordsOf(card)).join()).toContain(t.why.escalated);
    expect((await seats(approvalId)).sort()).toEqual([director.personId, manager.personId].sort());
    expect(who(await office.moveTo("2026-09-16 09:00"))).toEqual(
      [director.from.userId, manager.from.userId].sort(),
    );
    expect(await find(approvalId)).toMatchObject({ clockStep: "nudge", status: "waiting" });
    const list = cardOf(await office.write(director, "审批"));
    expect(await pressOn(office, director, [list, t.approve])).toMatchObject({ toast: t.approvedToast });
    expect(await office.moveTo("2026-09-17 09:00")).toMatchObject([{ to: rep.from.userId }]);
    expect(await office.moveTo("2026-09-18 09:00")).toEqual([]);
  });

  test("asks somebody else where one of several who have to agree has left", async () => {
    const { office, manager, director, rep, ask, find } = await newApprovals(database);
    const leaver = await office.colleague({ roles: ["manager"] });
    const { approvalId } = await ask(rep, {
      levels: [{ mode: "all", personIds: [manager.personId, leaver.personId] }],
    });
    const list = cardOf(await office.write(manager, "审批"));
    await pressOn(office, manager, [list, t.approve]);
    await office.db.person.updateMany({ where: { id: leaver.personId }, data: { status: "left" } });
    await office.moveTo("2026-09-14 14:00");
    const asked = cardOf(await office.write(director, "审批"));
    expect(await pressOn(office, director, [asked, t.approve])).toMatchObject({ toast: t.approvedToast });
    expect(await find(approvalId)).toMatchObject({ status: "approved" });
  });

  test("puts a question again in the morning until it is answered", async () => {
    const { office, manager, rep, ask } = await newApprovals(database);
    await ask(rep);
    const list = cardOf(await office.write(manager, "审批"));
    const form = formOf(await pressOn(office, manager, [list, t.return]));
    await office.submit(manager, form.id, { payload: form.payload, values: { question: text("预算？") } });
    const first = await office.moveTo("2026-09-14 10:02");
    expect(first.map(({ to }) => to)).toEqual([rep.from.userId]);
    const [again, ...others] = await office.moveTo("2026-09-15 09:00");
    expect(others).toEqual([]);
    expect(again).toMatchObject({ to: rep.from.userId });
    expect(again && wordsOf(again.card)).toContain(t.unansweredHint);
  });
});

/**
 * Nobody looked between the nudge and the end of the working day: it was nudged, and stayed with the manager for ever.
 */
describe("one level up", () => {
  type Policy = { readonly nudgeWorkingHours: number; readonly escalateWorkingDays: number };
  async function waiting() {
    const approvals = await newApprovals(database);
    const { office, director, change } = approvals;
    const chief = await office.colleague({ name: "总裁", roles: ["director"] });
    await change(director, { managerId: chief.personId });
    // A database of its own each time: settings are kept for some seconds of real time.
    const lookAt = (now: Date) => approvalSweep.claim({ ...database }, { now, limit: 100 });
    const rules = (approval: Policy) => office.db.workspace.updateMany({ data: { policy: { approval } } });
    return { ...approvals, lookAt, rules };
  }

  test("is asked once, whenever somebody looks after a working day, and nobody before it", async () => {
    const { office, manager, director, rep, ask, seats, lookAt } = await waiting();
    const [begun, due] = [office.clock.now, local("2026-09-15 18:00")];
    const jumps = fc.array(fc.integer({ min: 1, max: 40 * 60 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(jumps, async (minutes) => {
        await office.db.approvalSeat.deleteMany();
        await office.db.approval.deleteMany();
        const { approvalId } = await ask(rep);
        let now = begun;
        for (const jump of minutes) {
          now = new Date(now.getTime() + jump * 60_000);
          await lookAt(now);
          const above = now < due ? [] : [director.personId];
          expect(await seats(approvalId)).toEqual([manager.personId, ...above]);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("is asked and told after days in which nothing ran, and the manager is asked again", async () => {
    const { office, manager, director, rep, ask } = await waiting();
    await ask(rep);
    await office.moveTo("2026-09-14 10:01");
    const told = await office.moveTo("2026-09-16 11:00");
    const why = new Map(told.map(({ to, card }) => [to, wordsOf(card)]));
    expect([...why.keys()].toSorted()).toEqual([manager.from.userId, director.from.userId].toSorted());
    expect(why.get(director.from.userId)).toContain(t.why.escalated);
  });

  test("is asked where nudge and escalation fall on one moment", async () => {
    const { manager, director, rep, ask, seats, lookAt, rules } = await waiting();
    await rules({ nudgeWorkingHours: 17, escalateWorkingDays: 1 });
    const { approvalId } = await ask(rep);
    await lookAt(local("2026-09-15 18:00"));
    await lookAt(local("2026-09-16 09:00"));
    expect(await seats(approvalId)).toEqual([manager.personId, director.personId]);
  });

  test("is asked where the company shortens the time while it waits, or has none at first", async () => {
    const { manager, director, rep, ask, seats, lookAt, rules } = await waiting();
    await rules({ nudgeWorkingHours: 4, escalateWorkingDays: 0 });
    const { approvalId } = await ask(rep);
    for (const time of ["2026-09-14 14:00", "2026-09-15 09:00", "2026-09-16 09:00"])
      await lookAt(local(time));
    expect(await seats(approvalId)).toEqual([manager.personId]);
    await rules({ nudgeWorkingHours: 4, escalateWorkingDays: 1 });
    for (const time of ["2026-09-17 09:00", "2026-09-18 09:00"]) await lookAt(local(time));
    expect(await seats(approvalId)).toEqual([manager.personId, director.personId]);
  });

  test("is not asked once more where the company lengthens the time afterwards", async () => {
    const { manager, director, rep, ask, seats, lookAt, rules } = await waiting();
    const { approvalId } = await ask(rep);
    for (const time of ["2026-09-14 14:00", "2026-09-15 18:00"]) await lookAt(local(time));
    await rules({ nudgeWorkingHours: 4, escalateWorkingDays: 3 });
    for (const time of ["2026-09-16 09:00", "2026-09-17 18:00", "2026-09-18 09:00"])
      await lookAt(local(time));
    expect(await seats(approvalId)).toEqual([manager.personId, director.personId]);
  });
});

describe("five hundred that wait", () => {
  test("come as one message and as quick pages, and several are approved at once", async () => {
    const { office, manager, rep, ask, decisions } = await newApprovals(database);
    for (let count = 0; count < 500; count += 1) await ask(rep, { quiet: true, title: `线索${count + 1}` });
    const sent = await office.moveTo("2026-09-14 10:01");
    expect(sent).toMatchObject([{ to: manager.from.userId, card: { title: t.listTitle(500) } }]);
    const begun = performance.now();
    const card = cardOf(await office.write(manager, "审批"));
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(card.title).toBe(t.listTitle(500));
    expect(wordsOf(card)).toContain("线索1\n");
    const next = cardOf(await pressOn(office, manager, [card, t.next]));
    expect(wordsOf(next)).toContain("线索7\n");
    const form = formOf(await pressOn(office, manager, [next, t.several]));
    expect(form.fields.map(({ label }) => label)).toEqual([
      ...[t.severalGroup(7, 16), t.severalGroup(17, 26), t.severalGroup(27, 36), t.severalGroup(37, 46)],
    ]);
    expect(form.intro && plain(form.intro)).toContain(t.severalLeft(454));
    const options = form.fields.flatMap((field) => (field.type === "checkboxes" ? [field.options] : []));
    expect(options.flat().map(({ label }) => label)).toEqual(
      Array.from({ length: 40 }, (_, index) => `线索${index + 7}`),
    );
    const ticked = options.map((group, index): [string, FormValue] => [
      `approvals${index + 1}`,
      { type: "options", values: group.map(({ value }) => value) },
    ]);
    const filled = { payload: form.payload, values: Object.fromEntries(ticked) };
    expect(await office.submit(manager, form.id, filled)).toMatchObject({
      ...{ toast: t.severalDone(40, 0), card: { title: t.listTitle(460) } },
    });
    expect(decisions).toHaveLength(40);
    expect(await office.submit(manager, form.id, filled)).toMatchObject({ toast: t.severalDone(0, 40) });
    expect(buttonOf(next, t.approve).payload).toMatchObject({ view: `${approvalListView}:2` });
    const nudged = await office.moveTo("2026-09-14 14:00");
    expect(nudged.filter(({ to }) => to === manager.from.userId)).toHaveLength(1);
  }, 60_000);
});
