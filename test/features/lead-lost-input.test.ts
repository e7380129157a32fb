import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import { testDatabase } from "../support/database.ts";
import { type LeadOffice, newLeadOffice } from "./lead-support.ts";
import { datetime, text } from "./support.ts";

const database = await testDatabase();
const l = leadTexts.zh;

/** The forms of a lead, filled; the field under which each says what is wrong. */
const forms = {
  "lead.hand-back": { field: "reason", values: { reason: text("不在我的区域，客户在广州") } },
  "lead.extend": { field: "reason", values: { reason: text("客户月底才定预算") } },
  "lead.plan": { field: "at", values: { at: datetime("2026-09-15 10:00"), goal: text("确认预算") } },
  "lead.disqualify": { field: "reason", values: { reason: text("已选竞品，三年合同") } },
  "lead.transfer": { field: "person", values: { reason: text("我休假，请赵敏接着谈") } },
} as const;

function submit(office: LeadOffice, id: keyof typeof forms, leadId: string) {
  const values = { ...forms[id].values };
  const person = { type: "person", userId: office.manager.from.userId } as const;
  const filled = id === "lead.transfer" ? { ...values, person } : values;
  return office.submit(office.rep, id, { payload: { leadId }, values: filled });
}

/** A notice took the place of the form, and what had been typed was gone: a form with an answer stays open. */
describe.each(["lead.hand-back", "lead.extend", "lead.plan", "lead.disqualify", "lead.transfer"] as const)(
  "%s",
  (id) => {
    const { field } = forms[id];

    test("keeps what was typed where the lead is somebody else's by then, and says whose", async () => {
      const office = await newLeadOffice(database);
      const other = await office.colleague({ name: "赵敏" });
      const { id: leadId } = await office.given("A");
      await office.db.lead.updateMany({ data: { ownerId: other.personId, version: { increment: 1 } } });
      const before = await office.read(leadId);
      expect(await submit(office, id, leadId)).toEqual({
        type: "invalid",
        errors: { [field]: l.nowWith("赵敏") },
      });
      expect(await office.read(leadId)).toEqual(before);
    });

    test("keeps it where the lead went to the pool or ended", async () => {
      const office = await newLeadOffice(database);
      const { id: leadId } = await office.given("A");
      await office.db.lead.updateMany({ data: { status: "disqualified" } });
      const ended = await submit(office, id, leadId);
      expect(ended).toMatchObject({
        type: "invalid",
        errors: { [field]: expect.stringContaining(leadStatusNames.zh.disqualified) },
      });
      await office.db.lead.updateMany({ data: { status: "pooled", ownerId: null } });
      expect(await submit(office, id, leadId)).toMatchObject({
        type: "invalid",
        errors: { [field]: expect.stringContaining("公海") },
      });
    });

    test("keeps it where the lead changed in the same moment, and takes it the second time", async () => {
      const office = await newLeadOffice(database);
      const { id: leadId } = await office.given("A");
      const first = await database.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`UPDATE lead SET version = version + 1 WHERE id = ${leadId}::uuid`;
        const reply = submit(office, id, leadId);
        await sleep(300);
        return { reply };
      });
      expect(await first.reply).toEqual({ type: "invalid", errors: { [field]: l.tryAgain } });
      expect(await submit(office, id, leadId)).toMatchObject({ type: "update" });
    });
  },
);

test("an extension that was made already is said in the form", async () => {
  const office = await newLeadOffice(database);
  const { id: leadId } = await office.given("A");
  await submit(office, "lead.extend", leadId);
  expect(await submit(office, "lead.extend", leadId)).toEqual({
    type: "invalid",
    errors: { reason: assignedTexts.zh.alreadyExtended },
  });
});
