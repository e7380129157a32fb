import { z } from "zod";
import type { WorkspaceClient } from "#db/workspace.ts";
import type { Scope } from "#directory/scope.ts";
import { phoneKeyOf } from "#domain/lead.ts";

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
const historyPage = 5;

const latestFirst = [{ occurredAt: "desc" }, { id: "desc" }] as const;

/**
 * A page of a customer's follow-ups, the latest first, from those after the follow-up `before`, and the extensions of
 * the same time. `earlier` is the follow-up to turn the page with, where there are older ones.
 */
export async function readHistory(scope: Scope, customerId: string, before: string | undefined) {
  const { db, workspaceId } = scope;
  const [found, turnedAt, extensions] = await Promise.all([
    db.followUp.findMany({
      where: { workspaceId, customerId, undoneAt: null },
      orderBy: [...latestFirst],
      take: historyPage + 1,
      ...(before !== undefined && { cursor: { workspaceId_id: { workspaceId, id: before } }, skip: 1 }),
    }),
    turnedAtOf(scope, customerId, before),
    readExtensions(scope, customerId),
  ]);
  const followUps = found.slice(0, historyPage);
  const earlier = found.length > historyPage ? followUps.at(-1) : undefined;
  const from = earlier?.occurredAt.getTime() ?? Number.NEGATIVE_INFINITY;
  return {
    ...{ followUps, earlier: earlier?.id },
    extensions: extensions.filter(({ at }) => at.getTime() >= from && at.getTime() < turnedAt),
  };
}

/** Where the page before this one ended, in milliseconds. */
async function turnedAtOf({ db }: Scope, customerId: string, before: string | undefined): Promise<number> {
  if (before === undefined) return Number.POSITIVE_INFINITY;
  const last = await db.followUp.findFirst({
    where: { id: before, customerId },
    select: { occurredAt: true },
  });
  return last?.occurredAt.getTime() ?? Number.NEGATIVE_INFINITY;
}

/** What the audit calls an extension; its details hold the reason. */
export const extendedEntry = "customer.extended";

const extensionDetails = z.object({ reason: z.string() });

/** One owner has one between two follow-ups: more than this would be centuries. */
const extensionsMax = 100;

async function readExtensions({ db, workspaceId }: Scope, customerId: string) {
  const entries = await db.auditEntry.findMany({
    where: { workspaceId, subjectId: customerId, action: extendedEntry },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: extensionsMax,
    select: { at: true, personId: true, details: true },
  });
  return entries.map(({ at, personId, details }) => {
    const { data } = extensionDetails.safeParse(details);
    return { at, personId, reason: data?.reason ?? "" };
  });
}
export type Extension = Awaited<ReturnType<typeof readExtensions>>[number];

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
      ...{ decisionRole: true, caresAbout: true, birthday: true, version: true },
    },
  });
  return contact ?? undefined;
}

/** Makes the contact, or changes the one that is there and has this version. False where none has. */
export async function saveContact(
  { db, workspaceId }: Scope,
  contact: ContactFacts & { readonly id: string; readonly customerId: string; readonly now: Date },
  version: number | undefined,
): Promise<boolean> {
  const { id, customerId, now, ...given } = contact;
  const phoneKey = given.phone === null ? null : (phoneKeyOf(given.phone) ?? null);
  const facts = { ...given, phoneKey };
  if (version !== undefined) {
    const data = { ...facts, version: { increment: 1 } };
    return (await db.contact.updateMany({ where: { id, customerId, version }, data })).count === 1;
  }
  const row = { workspaceId, id, customerId, createdAt: now, ...facts };
  await db.contact.createMany({ data: [row], skipDuplicates: true });
  return true;
}
