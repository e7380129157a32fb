import type { WorkspaceClient } from "#db/workspace.ts";

/** Everything of a customer that its profile shows. */
export async function readProfile(db: WorkspaceClient, customerId: string) {
  const where = { customerId };
  const [customer, contacts, followUps, todos, todoCount] = await Promise.all([
    db.customer.findFirst({ where: { id: customerId, deletedAt: null } }),
    db.contact.findMany({ where, orderBy: { createdAt: "asc" }, take: 10 }),
    db.followUp.findMany({ where: { ...where, undoneAt: null }, orderBy: { occurredAt: "desc" }, take: 5 }),
    db.todo.findMany({
      where: { ...where, status: "open" },
      orderBy: { dueAt: { sort: "asc", nulls: "last" } },
      take: 5,
    }),
    db.todo.count({ where: { ...where, status: "open" } }),
  ]);
  return customer === null ? undefined : { customer, contacts, followUps, todos, todoCount };
}
export type Profile = NonNullable<Awaited<ReturnType<typeof readProfile>>>;

/** How many follow-ups a page of the history has. */
export const historyPage = 5;

/** Follow-ups of a customer, the latest first; one more than a page tells whether there are older ones. */
export function readHistory(db: WorkspaceClient, customerId: string, before: Date | undefined) {
  return db.followUp.findMany({
    where: { customerId, undoneAt: null, ...(before && { occurredAt: { lt: before } }) },
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    take: historyPage + 1,
  });
}

/** My customers, those who were never contacted first, then the longest silent. */
export async function readOwnCustomers(db: WorkspaceClient, personId: string, limit: number) {
  const where = { deletedAt: null, OR: [{ ownerId: personId }, { collaboratorIds: { has: personId } }] };
  const [customers, count] = await Promise.all([
    db.customer.findMany({
      where,
      orderBy: [{ lastFollowUpAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
      take: limit,
      select: { id: true, name: true, lastFollowUpAt: true },
    }),
    db.customer.count({ where }),
  ]);
  return { customers, count };
}
