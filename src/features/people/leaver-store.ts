import { v7 as uuid } from "uuid";
import { leaverTexts } from "#cards/people/leaver-texts.ts";
import { methodNames } from "#cards/shared/methods.ts";
import type { Actor } from "#chat/actor.ts";
import { countOpenLeads, type Leaving } from "#directory/leads/leave-leads.ts";
import type { Scope } from "#directory/scope.ts";
import { remindAt } from "#domain/moment.ts";
import { newId } from "#outbox/enqueue.ts";

/** What somebody leaves behind, by kind. */
export async function countLeft(scope: Scope, personId: string) {
  const { db, workspaceId } = scope;
  const [leads, customers, todos, plans, approvals] = await Promise.all([
    countOpenLeads(scope, personId),
    db.customer.count({ where: { workspaceId, ownerId: personId, deletedAt: null } }),
    db.todo.count({ where: { workspaceId, ownerId: personId, status: "open" } }),
    db.followUp.count({ where: { workspaceId, ...plannedBy(personId) } }),
    db.approvalSeat.count({ where: { workspaceId, ...waitingFor(personId) } }),
  ]);
  return { leads, customers, todos, plans, approvals };
}
export type Left = Awaited<ReturnType<typeof countLeft>>;

/** Contacts that somebody planned and is to be reminded of. A lead's plan goes with the lead. */
function plannedBy(personId: string) {
  return { personId, nextRemindAt: { not: null }, undoneAt: null, customerId: { not: null } } as const;
}

/** Decisions that somebody has not made yet, those that were returned to whoever asked included. */
export function waitingFor(personId: string) {
  const isOpen = { status: { in: ["waiting", "returned"] as ("waiting" | "returned")[] } };
  return { personId, decidedAt: null, approval: isOpen };
}

/** Who is given something in the same moment waits, and then finds somebody who has left. Ends with the transaction. */
export async function lockLeaver({ db, workspaceId }: Scope, personId: string): Promise<void> {
  await db.$queryRaw`
    SELECT id FROM person WHERE workspace_id = ${workspaceId}::uuid AND id = ${personId}::uuid FOR NO KEY UPDATE`;
}

/** The account is closed: no digest comes any more, and nothing that still waits is sent. */
export async function closePerson({ db, workspaceId }: Scope, personId: string): Promise<void> {
  await db.person.updateMany({
    where: { workspaceId, id: personId },
    data: { status: "left", nextDigestAt: null },
  });
}

/** Returns how many. Each has a line in the audit, for a customer has no other history of its owners. */
export async function leaveCustomers(
  { db, workspaceId }: Scope,
  { fromId, toId, byId, now }: Leaving,
): Promise<number> {
  return db.$executeRaw`
    WITH moved AS (
      UPDATE customer SET owner_id = ${toId}::uuid, idle_warned_at = NULL, version = version + 1
      WHERE workspace_id = ${workspaceId}::uuid AND owner_id = ${fromId}::uuid AND deleted_at IS NULL RETURNING id
    )
    INSERT INTO audit_entry (workspace_id, id, at, person_id, action, subject_id, details)
    SELECT ${workspaceId}::uuid, ${newId}, ${now}, ${byId}::uuid, 'customer.handed-over', id,
      jsonb_build_object('why', 'left', 'fromId', ${fromId}::text, 'toId', ${toId}::text) FROM moved`;
}

/** Nobody gave them who could take them back. */
export async function leaveTodos({ db, workspaceId }: Scope, { fromId, toId }: Leaving): Promise<number> {
  const { count } = await db.todo.updateMany({
    where: { workspaceId, ownerId: fromId, status: "open" },
    data: { ownerId: toId, handedById: null },
  });
  return count;
}

/** What was planned becomes a to-do of who takes over: a record of a contact stays its author's. */
export async function leavePlans(
  { db, workspaceId }: Scope,
  { fromId, now, settings }: Leaving,
  { receiver, from }: { readonly receiver: Actor; readonly from: string },
): Promise<number> {
  const where = { workspaceId, ...plannedBy(fromId) };
  const plans = await db.followUp.findMany({ where, orderBy: { nextAt: "asc" } });
  const t = leaverTexts[receiver.locale];
  await db.todo.createMany({
    data: plans.map(({ id, customerId, nextAt, nextHasTime, nextMethod }) => {
      const method = nextMethod === null ? t.contact : methodNames[receiver.locale][nextMethod];
      const due = nextAt ?? now;
      const remind = remindAt({ at: due, hasTime: nextHasTime }, { now, person: receiver, ...settings });
      return {
        ...{ workspaceId, id: uuid(), title: t.plan(method, from), customerId, followUpId: id },
        ...{ ownerId: receiver.personId, createdById: fromId, dueAt: due, dueHasTime: nextHasTime },
        ...{ remindAt: remind ?? null, createdAt: now, sourceKey: `left:${id}` },
      };
    }),
    skipDuplicates: true,
  });
  await db.followUp.updateMany({ where, data: { nextRemindAt: null } });
  return plans.length;
}

/** Where others named who leaves: as a stand-in, and as keeper of the nurture pool. */
export async function leavePlaces({ db, workspaceId }: Scope, { fromId, toId }: Leaving): Promise<void> {
  const named = { workspaceId, delegateId: fromId };
  await db.person.updateMany({ where: { ...named, id: toId }, data: { delegateId: null } });
  await db.person.updateMany({ where: named, data: { delegateId: toId } });
  await db.$executeRaw`
    UPDATE workspace SET policy = jsonb_set(policy, '{lead,nurtureOwnerId}', to_jsonb(${toId}::text))
    WHERE id = ${workspaceId}::uuid AND policy->'lead'->>'nurtureOwnerId' = ${fromId}`;
}
