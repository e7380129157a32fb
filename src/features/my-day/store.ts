import { z } from "zod";
import type { WorkspaceClient } from "#db/workspace.ts";
import { methods } from "#domain/method.ts";

type Whose = { readonly workspaceId: string; readonly personId: string };

/** Open to-dos of a person that are due before `before` (and from `from` on), with how many there are. */
export async function dueTodos(
  db: WorkspaceClient,
  { personId }: Whose,
  due: { readonly from?: Date; readonly before: Date; readonly limit: number },
) {
  const dueAt = due.from === undefined ? { lt: due.before } : { gte: due.from, lt: due.before };
  const where = { ownerId: personId, status: "open" as const, dueAt };
  const [rows, count] = await Promise.all([
    db.todo.findMany({ where, orderBy: { dueAt: "asc" }, take: due.limit }),
    db.todo.count({ where }),
  ]);
  const ids = rows.flatMap(({ customerId }) => customerId ?? []);
  const customers = await db.customer.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(customers.map(({ id, name }) => [id, name]));
  return { items: rows.map((row) => ({ ...row, customer: names.get(row.customerId ?? "") })), count };
}

const plans = z.array(
  z.object({
    id: z.string(),
    customerId: z.string(),
    customer: z.string(),
    nextAt: z.date(),
    nextHasTime: z.boolean(),
    nextMethod: z.enum(methods).nullable(),
    count: z.number(),
  }),
);

/**
 * Planned contacts of a person up to `before` that still stand: no follow-up that was logged after them has a plan
 * of its own or happened on the planned day or later, and the reminder was not put off to a later day (of a visit it
 * moves on by itself, to when the record is missing). The latest of them, in order of time.
 */
export async function duePlans(
  db: WorkspaceClient,
  { workspaceId, personId }: Whose,
  due: {
    readonly before: Date;
    readonly since: Date;
    readonly tz: string;
    readonly missingVisitHours: number;
    readonly limit: number;
  },
) {
  const rows = await db.$queryRaw`
    SELECT f.id, f.customer_id AS "customerId", c.name AS customer, f.next_at AS "nextAt",
      f.next_has_time AS "nextHasTime", f.next_method AS "nextMethod", count(*) OVER ()::int AS count
    FROM follow_up f
    JOIN customer c ON c.workspace_id = f.workspace_id AND c.id = f.customer_id AND c.deleted_at IS NULL
    WHERE f.workspace_id = ${workspaceId}::uuid AND f.person_id = ${personId}::uuid AND f.undone_at IS NULL
      AND f.next_at < ${due.before} AND f.next_at >= ${due.since}
      AND (f.next_remind_at IS NULL OR f.next_remind_at < ${due.before} OR (f.next_method = 'visit'
        AND f.next_remind_at = f.next_at + make_interval(hours => ${due.missingVisitHours}::int)))
      AND NOT EXISTS (
        SELECT FROM follow_up later
        WHERE later.workspace_id = f.workspace_id AND later.customer_id = f.customer_id AND later.undone_at IS NULL
          AND later.logged_at > f.logged_at
          AND (later.next_at IS NOT NULL OR later.occurred_on >= (f.next_at AT TIME ZONE ${due.tz})::date))
    ORDER BY f.next_at DESC LIMIT ${due.limit}`;
  const items = plans.parse(rows).reverse();
  return { items, count: items[0]?.count ?? 0 };
}

const bundledRows = z.array(z.object({ kind: z.string(), payload: z.unknown() }));

/** The messages that went to the person together with this one, in their order. */
export async function bundled(
  db: WorkspaceClient,
  {
    workspaceId,
    id,
    personId,
  }: { readonly workspaceId: string; readonly id: string; readonly personId: string },
): Promise<z.infer<typeof bundledRows>> {
  const rows = await db.$queryRaw`
    SELECT o.kind, o.payload FROM outbound_message first
    JOIN outbound_message o ON o.workspace_id = first.workspace_id AND o.person_id = first.person_id
      AND o.delivery_id = first.delivery_id AND o.status::text = 'sent'
    WHERE first.workspace_id = ${workspaceId}::uuid AND first.id = ${id}::uuid
      AND first.person_id = ${personId}::uuid
    ORDER BY o.due_at, o.id`;
  return bundledRows.parse(rows);
}
