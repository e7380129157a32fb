import type { WorkspaceClient } from "#db/workspace.ts";
import type { Scope } from "#directory/scope.ts";

/** Everything of a customer that its profile shows. */
export async function readProfile(db: WorkspaceClient, customerId: string) {
  const where = { customerId };
  const [customer, contacts, contactCount, followUps, todos, todoCount] = await Promise.all([
    db.customer.findFirst({ where: { id: customerId, deletedAt: null } }),
    db.contact.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: 10 }),
    db.contact.count({ where }),
    db.followUp.findMany({ where: { ...where, undoneAt: null }, orderBy: [...latestFirst], take: 5 }),
    db.todo.findMany({
      where: { ...where, status: "open" },
      orderBy: [{ dueAt: { sort: "asc", nulls: "last" } }, { id: "asc" }],
      take: 5,
    }),
    db.todo.count({ where: { ...where, status: "open" } }),
  ]);
  return customer === null ? undefined : { customer, contacts, contactCount, followUps, todos, todoCount };
}
export type Profile = NonNullable<Awaited<ReturnType<typeof readProfile>>>;

/** How many follow-ups a page of the history has. */
export const historyPage = 5;

const latestFirst = [{ occurredAt: "desc" }, { id: "desc" }] as const;

/** Follow-ups of a customer, the latest first, from those after `before`; one more than a page tells whether there are older ones. */
export function readHistory({ db, workspaceId }: Scope, customerId: string, before: string | undefined) {
  return db.followUp.findMany({
    where: { workspaceId, customerId, undoneAt: null },
    orderBy: [...latestFirst],
    take: historyPage + 1,
    ...(before !== undefined && { cursor: { workspaceId_id: { workspaceId, id: before } }, skip: 1 }),
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

export type ContactFacts = {
  readonly name: string;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly wechat: string | null;
  readonly decisionRole: string | null;
  readonly caresAbout: string | null;
  readonly birthday: Date | null;
};

/** A contact as its form shows it. */
export async function findContact(db: WorkspaceClient, contactId: string) {
  const contact = await db.contact.findFirst({
    where: { id: contactId },
    select: {
      ...{ customerId: true, name: true, title: true, phone: true, email: true, wechat: true },
      ...{ decisionRole: true, caresAbout: true, birthday: true },
    },
  });
  return contact ?? undefined;
}

/** Makes the contact, or changes the one that is there. False where it is gone. */
export async function saveContact(
  { db, workspaceId }: Scope,
  contact: ContactFacts & { readonly id: string; readonly customerId: string; readonly now: Date },
  isNew: boolean,
): Promise<boolean> {
  const { id, customerId, now, ...facts } = contact;
  if (!isNew) return (await db.contact.updateMany({ where: { id, customerId }, data: facts })).count === 1;
  const row = { workspaceId, id, customerId, createdAt: now, ...facts };
  await db.contact.createMany({ data: [row], skipDuplicates: true });
  return true;
}
