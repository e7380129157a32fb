import { z } from "zod";
import { Prisma } from "#db/generated/client.ts";
import type { Scope } from "#directory/scope.ts";
import { instantOf, localDateOf } from "#domain/calendar/zone.ts";
import { leadSources } from "#domain/lead.ts";
import type { LedgerQuery, Owners } from "./ledger.ts";

/** Where a lead stands in a list. */
export type LedgerMark = { readonly at: Date; readonly id: string };

/** Behind a lead or before it. */
export type LedgerPlace = { readonly after: string } | { readonly before: string } | undefined;

/**
 * The leads of a page, the latest registered or the longest overdue first: `take` of them behind or before a lead, else
 * the first. The cost does not grow with the table: each owner's leads stand in an index in this order.
 */
export async function ledgerMarks(
  scope: Scope,
  query: LedgerQuery,
  { place, take }: { readonly place?: LedgerPlace | { readonly behind: LedgerMark }; readonly take: number },
): Promise<readonly LedgerMark[]> {
  const mark = await markOf(scope, query, place);
  if (place !== undefined && mark === undefined) return [];
  const isBackwards = place !== undefined && "before" in place;
  const isRising = isBackwards !== (query.filter.isOverdue === true);
  const end = ending(isRising, take);
  const { db, workspaceId } = scope;
  const found = leadsOf(scope, query, { mark, isRising, end });
  const rows = await db.$queryRaw`
    SELECT id, at, ${workspaceId}::uuid AS workspace FROM (${found}) AS found ${end}`;
  const marks = markRows.parse(rows);
  return isBackwards ? marks.toReversed() : marks;
}

/** How many there are, counted no further than `most`: a million are not counted for a title. */
export async function ledgerCount(scope: Scope, query: LedgerQuery, most: number): Promise<number> {
  const { db, workspaceId } = scope;
  const isRising = query.filter.isOverdue === true;
  // Without an order the whole table may be read: where somebody's leads are the latest, they stand at its end.
  const found = leadsOf(scope, query, { mark: undefined, isRising, end: ending(isRising, most) });
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count, ${workspaceId}::uuid AS workspace
    FROM (SELECT FROM (${found}) AS found LIMIT ${most}) AS counted`;
  return countRows.parse(rows)[0]?.count ?? 0;
}

const markRows = z.array(z.object({ id: z.string(), at: z.date() }));
const countRows = z.array(z.object({ count: z.number() }));

function ending(isRising: boolean, most: number): Prisma.Sql {
  const order = isRising ? Prisma.sql`at, id` : Prisma.sql`at DESC, id DESC`;
  return Prisma.sql`ORDER BY ${order} LIMIT ${most}`;
}

async function markOf(
  { db, workspaceId }: Scope,
  { filter }: LedgerQuery,
  place: LedgerPlace | { readonly behind: LedgerMark },
): Promise<LedgerMark | undefined> {
  if (place === undefined) return undefined;
  if ("behind" in place) return place.behind;
  const id = "after" in place ? place.after : place.before;
  const lead = await db.lead.findFirst({
    where: { workspaceId, id },
    select: { status: true, registeredAt: true, firstContactDueAt: true, nextAt: true },
  });
  if (lead === null) return undefined;
  const { status, firstContactDueAt, nextAt } = lead;
  const dueAt = status === "assigned" ? firstContactDueAt : status === "contacted" ? nextAt : null;
  const at = filter.isOverdue === true ? dueAt : lead.registeredAt;
  return at === null ? undefined : { at, id };
}

/** A column in whose order leads stand in an index, and which of them. */
type Row = { readonly at: Prisma.Sql; readonly which: Prisma.Sql };

const byRegistration: Row = { at: Prisma.sql`registered_at`, which: Prisma.empty };

/** What is overdue is found by its deadline, of which there are two: not among all that anybody has. */
function rowsOf({ filter: { isOverdue, status }, now, tz }: LedgerQuery): readonly Row[] {
  if (isOverdue !== true) return [byRegistration];
  const contactDue = {
    at: Prisma.sql`first_contact_due_at`,
    which: Prisma.sql`AND status = 'assigned' AND first_contact_due_at <= ${now}`,
  };
  const today = instantOf(localDateOf(now, tz), "00:00", tz);
  const nextDue = {
    at: Prisma.sql`next_at`,
    which: Prisma.sql`AND status = 'contacted' AND next_at < ${now} AND (next_has_time OR next_at < ${today})`,
  };
  if (status === undefined) return [contactDue, nextDue];
  if (status === "assigned") return [contactDue];
  // Nothing else is ever overdue.
  return [status === "contacted" ? nextDue : { ...byRegistration, which: Prisma.sql`AND false` }];
}

type Part = {
  readonly mark: LedgerMark | undefined;
  readonly isRising: boolean;
  readonly end: Prisma.Sql;
};

function leadsOf(scope: Scope, query: LedgerQuery, part: Part): Prisma.Sql {
  const lists = rowsOf(query).map((row) => leadsIn(scope, query, { ...part, row }));
  return Prisma.join(lists, " UNION ALL ");
}

/**
 * Each person's by itself, so that an index gives them in order: what they own, and what they registered and nobody
 * owns. Then those of others on which the helper collaborates: few, found by an index of their own and put in order.
 */
function leadsIn(
  { workspaceId }: Scope,
  query: LedgerQuery,
  { row, end, ...part }: Part & { readonly row: Row },
): Prisma.Sql {
  const { at, which } = row;
  const read = Prisma.sql`SELECT id, ${at} AS at FROM lead WHERE workspace_id = ${workspaceId}::uuid`;
  const conditions = Prisma.sql`${which} ${conditionsOf(query)} ${beyond(at, part)}`;
  const owners = ownersOf(query);
  if (owners === undefined) return Prisma.sql`(${read} ${conditions} ${end})`;
  const isNew = Prisma.sql`owner_id IS NULL AND status IN ('registered', 'grading')`;
  const registered = Prisma.sql`UNION ALL (${read} AND ${isNew} AND registered_by_id = person.id ${conditions} ${end})`;
  const own = Prisma.sql`
    SELECT of_one.id, of_one.at FROM unnest(${owners}::uuid[]) AS person (id) CROSS JOIN LATERAL (
      (SELECT id, ${at} AS at FROM lead
       WHERE workspace_id = ${workspaceId}::uuid AND owner_id = person.id ${conditions} ${end})
      ${mayBeUnowned(query) ? registered : Prisma.empty}
    ) AS of_one`;
  const { helperId } = query;
  if (helperId === undefined) return own;
  const keeper = Prisma.sql`coalesce(owner_id, CASE WHEN ${isNew} THEN registered_by_id END)`;
  return Prisma.sql`${own} UNION ALL (
    SELECT id, at FROM (
      SELECT id, ${at} AS at FROM lead
      WHERE workspace_id = ${workspaceId}::uuid AND collaborator_ids @> ARRAY[${helperId}]::uuid[]
        AND collaborator_ids <> '{}' AND (${keeper} = ANY (${owners}::uuid[])) IS NOT TRUE ${conditions} OFFSET 0
    ) AS helped ${end})`;
}

function mayBeUnowned({ filter: { status, ownerId, isOverdue } }: LedgerQuery): boolean {
  const isNew = status === undefined || status === "registered" || status === "grading";
  return isNew && ownerId === undefined && isOverdue !== true;
}

/** One owner who is asked for stands alone, if he or she is among those who may be listed. */
function ownersOf({ owners, filter: { ownerId } }: LedgerQuery): Owners {
  if (ownerId === undefined) return owners;
  return owners === undefined || owners.includes(ownerId) ? [ownerId] : [];
}

function beyond(at: Prisma.Sql, { mark, isRising }: Pick<Part, "mark" | "isRising">): Prisma.Sql {
  if (mark === undefined) return Prisma.empty;
  const place = Prisma.sql`(${mark.at}::timestamptz, ${mark.id}::uuid)`;
  return isRising ? Prisma.sql`AND (${at}, id) > ${place}` : Prisma.sql`AND (${at}, id) < ${place}`;
}

function conditionsOf({ filter }: LedgerQuery): Prisma.Sql {
  const { grade, status, source, ownerId } = filter;
  const conditions = [
    grade && Prisma.sql`AND grade = ${grade}::lead_grade`,
    status && Prisma.sql`AND status = ${status}::lead_status`,
    source === "own" && Prisma.sql`AND source <> ALL(${[...leadSources]}::text[])`,
    source !== "own" && source !== undefined && Prisma.sql`AND source = ${source}`,
    // Leaves out what nobody owns.
    ownerId !== undefined && Prisma.sql`AND owner_id = ${ownerId}::uuid`,
  ].filter((condition) => condition instanceof Prisma.Sql);
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, " ");
}
