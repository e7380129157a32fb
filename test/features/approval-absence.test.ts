import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import type { FormValue, FormValues } from "#chat/form.ts";
import { newApprovals } from "../approval/support.ts";
import { testDatabase } from "../support/database.ts";
import { cardOf } from "./people-support.ts";
import { type Colleague, date, fieldsOf, formOf, initialsOf, option, pressOn, text } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

describe("an absence in the settings", () => {
  const days = { awayFrom: date("2026-09-14"), awayUntil: date("2026-09-18") };

  test("gives the chosen colleague what waits, at once, and is shown on the card", async () => {
    const { office, manager, rep, ask } = await newApprovals(database);
    const deputy = await office.colleague({ name: "韩梅梅" });
    await ask(rep);
    const saved = await saveSettings(office, manager, { ...days, delegate: account(deputy) });
    expect(fieldsOf(cardOf(saved))[peopleTexts.zh.absence]).toBe(
      peopleTexts.zh.absenceOf("9月14日 周一", "9月18日 周五", "韩梅梅"),
    );
    const form = formOf(await office.press(manager, "people.edit-settings"));
    expect(initialsOf(form)).toMatchObject({ awayFrom: "2026-09-14", delegate: deputy.from.userId });
    const list = cardOf(await office.write(deputy, "审批"));
    expect(await pressOn(office, deputy, [list, t.approve])).toMatchObject({ toast: t.approvedToast });
    const told = (await office.moveTo("2026-09-14 10:02")).find(({ to }) => to === rep.from.userId);
    expect(told && fieldsOf(told.card)[t.decidedBy]).toContain(t.onBehalf("韩梅梅", "王经理"));
  });

  test("that begins later gives it on its first morning, also what was asked for meanwhile", async () => {
    const { office, manager, rep, ask, seats } = await newApprovals(database);
    const deputy = await office.colleague({ name: "韩梅梅" });
    const first = await ask(rep);
    const later = { awayFrom: date("2026-09-15"), awayUntil: date("2026-09-18") };
    for (const _twice of [1, 2]) await saveSettings(office, manager, { ...later, delegate: account(deputy) });
    await office.moveTo("2026-09-14 17:30");
    const second = await ask(rep);
    await office.moveTo("2026-09-15 08:59");
    for (const { approvalId } of [first, second])
      expect(await seats(approvalId)).not.toContain(deputy.personId);
    const told = await office.moveTo("2026-09-15 09:00");
    for (const { approvalId } of [first, second]) expect(await seats(approvalId)).toContain(deputy.personId);
    expect(told.filter(({ to }) => to === deputy.from.userId)).toHaveLength(1);
  });

  test("that is taken back before it begins gives nothing", async () => {
    const { office, manager, rep, ask, seats } = await newApprovals(database);
    const deputy = await office.colleague({ name: "韩梅梅" });
    const later = { awayFrom: date("2026-09-15"), awayUntil: date("2026-09-18") };
    await saveSettings(office, manager, { ...later, delegate: account(deputy) });
    await saveSettings(office, manager, {});
    const { approvalId } = await ask(rep);
    await office.moveTo("2026-09-15 10:00");
    expect(await seats(approvalId)).not.toContain(deputy.personId);
  });

  test("is refused with one day, the wrong way round, without days, or with oneself as delegate", async () => {
    const { office, manager } = await newApprovals(database);
    const p = peopleTexts.zh;
    for (const [values, errors] of [
      [{ awayFrom: date("2026-09-14") }, { awayUntil: p.needBothDays }],
      [{ awayFrom: date("2026-09-15"), awayUntil: date("2026-09-14") }, { awayUntil: p.needBothDays }],
      [{ delegate: account(manager) }, { awayFrom: p.needDays }],
      [{ ...days, delegate: account(manager) }, { delegate: p.badDelegate }],
    ] as const) {
      expect(await saveSettings(office, manager, values)).toEqual({ type: "invalid", errors });
    }
    expect(await saveSettings(office, manager, {})).toMatchObject({ type: "update" });
  });
});

type Office = Awaited<ReturnType<typeof newApprovals>>["office"];

function account(who: Colleague): FormValue {
  return { type: "person", userId: who.from.userId };
}

function saveSettings(office: Office, who: Colleague, more: FormValues) {
  const same = {
    ...{ language: option("zh"), timeZone: option("Asia/Shanghai"), digestAt: text("08:45") },
    ...{ workingHours: text("09:00-18:00"), quietHours: text("21:00-08:00") },
  };
  return office.submit(who, "people.settings", { values: { ...same, ...more } });
}
