import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { myDayTexts } from "#cards/my-day/texts.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { local, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = myDayTexts.zh;

test("a rep's day shows first contacts that are due today or overdue, and planned lead follow-ups", async () => {
  const office = await newLeadOffice(database);
  await office.given("A", { company: "甲公司" });
  const planned = await office.given("B", { company: "乙公司", sourceKey: "b" });
  await office.given("B", { company: "丙公司", sourceKey: "c" });
  const plan = { nextAt: local("2026-09-16 15:00"), nextHasTime: true, nextMethod: "visit" } as const;
  await office.db.lead.updateMany({ where: { id: planned.id }, data: plan });
  office.clock.now = local("2026-09-15 08:45");
  expect(wordsOf(cardOf(await office.write(office.rep, "今天")))).toContain(t.empty);
  office.clock.now = local("2026-09-16 12:00");
  const card = cardOf(await office.write(office.rep, "今天"));
  expect(wordsOf(card)).toContain(`甲公司 · ${t.firstContact("9月16日 周三 10:00")} · ${t.late}`);
  expect(wordsOf(card)).toContain("乙公司 · 9月16日 周三 15:00 · 拜访");
  expect(wordsOf(card)).not.toContain("丙公司");
  expect(card.tone).toBe("warning");
  const day = { nextAt: local("2026-09-16 09:00"), nextHasTime: false, status: "contacted" } as const;
  await office.db.lead.updateMany({ where: { id: planned.id }, data: day });
  const today = cardOf(await office.write(office.rep, "今天"));
  expect(wordsOf(today)).not.toContain(`乙公司 · 9月16日 周三 · 拜访 · ${t.late}`);
  office.clock.now = local("2026-09-17 00:30");
  const over = cardOf(await office.write(office.rep, "今天"));
  expect(wordsOf(over)).toContain(`乙公司 · 9月16日 周三 · 拜访 · ${t.late}`);
});

test("a manager's day shows the breaches of the people below and the approvals that wait", async () => {
  const office = await newLeadOffice(database);
  const lead = await office.given("A");
  await office.moveTo("2026-09-16 10:00");
  const { workspaceId, manager } = office;
  const approvalId = uuid();
  const asked = { requestedById: office.rep.personId, requestedAt: office.clock.now };
  await office.db.approval.create({
    data: {
      ...{ workspaceId, id: approvalId, kind: "lead.grade", subjectId: lead.id, ...asked, facts: {} },
      ...{ factsKey: "1", proposal: "A", waitingSince: office.clock.now, levels: [] },
    },
  });
  await office.db.approvalSeat.create({
    data: { workspaceId, approvalId, level: 1, personId: manager.personId, askedAt: office.clock.now },
  });
  const card = cardOf(await office.write(manager, "今天"));
  expect(wordsOf(card)).toContain(t.approvals(1));
  expect(wordsOf(card)).toContain(t.breaches(1));
  expect(wordsOf(card)).toContain("苏州精工机械有限公司 · 李雷 · 9月16日 周三 10:00");
  expect(buttonsOf(card)).toContain("lead.open");
  const other = cardOf(await office.write(await office.colleague({ roles: ["manager"] }), "今天"));
  expect(wordsOf(other)).toContain(t.empty);
});
