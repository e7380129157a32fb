import { expect, test } from "vitest";
import { readTable } from "#tables/read-table.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { date, formOf, initialsOf, local, text } from "./support.ts";

const database = await testDatabase();

/** A director in Los Angeles saw the 13th for the 14th, and moved the day by one with every form he saved. */
test("the day on which a lead was acquired is that of who registered it, whoever reads, saves or exports it", async () => {
  const office = await newLeadOffice(database);
  const director = await office.colleague({ name: "总监", roles: ["director"], tz: "America/Los_Angeles" });
  const acquiredAt = local("2026-09-14 09:00");
  const { id: leadId } = await office.given("A", { acquiredAt });
  for (const who of [office.rep, office.manager, director]) {
    const form = formOf(await office.press(who, "lead.more", { leadId }));
    expect(initialsOf(form)).toMatchObject({ acquiredOn: "2026-09-14" });
    const values = { contactTitle: text(who.name), acquiredOn: date("2026-09-14") };
    await office.submit(who, form.id, { payload: { ...form.payload }, values });
    expect(await office.read(leadId)).toMatchObject({ acquiredAt, contactTitle: who.name });
  }
  const form = formOf(await office.press(director, "lead.more", { leadId }));
  const values = { acquiredOn: date("2026-09-10") };
  await office.submit(director, form.id, { payload: { ...form.payload }, values });
  expect(await office.read(leadId)).toMatchObject({ acquiredAt: local("2026-09-10 09:00"), isLate: true });
  await office.press(director, "ledger.export", { list: "all......" });
  await office.moveTo(office.clock.now);
  const rows = await readTable(office.files.sent.at(-1)?.file.bytes ?? Buffer.alloc(0));
  const [head = [], cells = []] = rows.map((row) => row.cells);
  expect(cells[head.indexOf("获取日期")]).toBe("2026-09-10");
  expect(cells[head.indexOf("登记时间")]).toBe("2026-09-13 19:00");
});
