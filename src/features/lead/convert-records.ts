import { v5 as uuidOf } from "uuid";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { methodNames } from "#cards/shared/methods.ts";
import type { Actor } from "#chat/actor.ts";
import { recordAudit } from "#directory/audit.ts";
import type { Lead } from "#directory/leads/lead.ts";
import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { remindAt } from "#domain/moment.ts";

/**
 * A customer that is nobody's becomes the lead's owner's. Its timer is set afresh: who has just taken it is warned before
 * it goes again. The audit is the history of its owners. False where somebody else has it meanwhile.
 */
export async function takeCustomer(
  scope: Scope,
  taking: {
    readonly customerId: string;
    readonly ownerId: string;
    readonly leadId: string;
    readonly by: { readonly at: Date; readonly personId: string };
  },
): Promise<boolean> {
  const { customerId, ownerId, leadId, by } = taking;
  const { count } = await scope.db.customer.updateMany({
    where: { workspaceId: scope.workspaceId, id: customerId, ownerId: null, deletedAt: null },
    data: { ownerId, clockAt: null, extendedAt: null, version: { increment: 1 } },
  });
  if (count === 0) return false;
  const details = { why: "lead", leadId, toId: ownerId };
  await recordAudit(scope, { action: "customer.handed-over", ...by, subjectId: customerId, details });
  return true;
}

/** The lead's person becomes a contact, unless the customer has somebody of that name or phone. */
export async function addContact(
  { db, workspaceId }: Scope,
  { lead, customerId, now }: { readonly lead: Lead; readonly customerId: string; readonly now: Date },
): Promise<void> {
  const { contactName, contactTitle: title, phone, phoneKey, email, wechat } = lead;
  const name = contactName ?? (phone === null && email === null && wechat === null ? null : lead.company);
  if (name === null) return;
  const same = [
    { name },
    ...(phoneKey === null ? [] : [{ phoneKey }]),
    ...(email === null ? [] : [{ email }]),
  ];
  if ((await db.contact.count({ where: { workspaceId, customerId, OR: same } })) > 0) return;
  const id = uuidOf(`contact:${lead.id}`, workspaceId);
  await db.contact.createMany({
    data: [{ workspaceId, id, customerId, name, title, phone, phoneKey, email, wechat, createdAt: now }],
    skipDuplicates: true,
  });
}

/** What was planned next is a to-do of the customer's owner, so that it is reminded; what the lead needs, a note. */
export async function carryPlan(
  { db, workspaceId }: Scope,
  carried: {
    readonly lead: Lead;
    readonly customerId: string;
    readonly owner: Actor;
    readonly settings: Settings;
    readonly now: Date;
  },
): Promise<void> {
  const { lead, customerId, owner, settings, now } = carried;
  const { nextAt, nextHasTime, nextMethod, nextGoal, need, id: leadId } = lead;
  if (need !== null) {
    await db.customer.updateMany({
      where: { workspaceId, id: customerId, notes: null },
      data: { notes: need },
    });
  }
  if (nextAt === null) return;
  const method = nextMethod === null ? [] : [methodNames[owner.locale][nextMethod]];
  const goal = [...method, ...(nextGoal ? [nextGoal] : [])].join(" · ");
  const due = { at: nextAt, hasTime: nextHasTime };
  const sourceKey = `lead:${leadId}:next`;
  const row = {
    ...{ workspaceId, id: uuidOf(sourceKey, workspaceId), title: leadTexts[owner.locale].nextStep(goal) },
    ...{
      ownerId: owner.personId,
      createdById: owner.personId,
      customerId,
      leadId,
      createdAt: now,
      sourceKey,
    },
    ...{ dueAt: nextAt, dueHasTime: nextHasTime },
    remindAt: remindAt(due, { now, person: owner, ...settings }) ?? null,
  };
  await db.todo.createMany({ data: [row], skipDuplicates: true });
}

/** Follow-ups and to-dos of the lead are the customer's, too, so that its history begins with them. */
export async function moveRecords({ db, workspaceId }: Scope, lead: Lead, customerId: string): Promise<void> {
  const where = { workspaceId, leadId: lead.id, customerId: null };
  await db.followUp.updateMany({ where, data: { customerId } });
  await db.todo.updateMany({ where, data: { customerId } });
  const { lastFollowUpAt } = lead;
  if (lastFollowUpAt === null) return;
  await db.customer.updateMany({
    where: {
      workspaceId,
      id: customerId,
      OR: [{ lastFollowUpAt: null }, { lastFollowUpAt: { lt: lastFollowUpAt } }],
    },
    data: { lastFollowUpAt },
  });
}
