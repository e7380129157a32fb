import { z } from "zod";
import { createBatcher } from "#db/batch.ts";
import type { Database } from "#db/client.ts";
import { Prisma } from "#db/generated/client.ts";
import { runHot } from "#db/hot.ts";
import { perDatabase } from "#db/per-database.ts";
import type { WorkspaceClient, WorkspaceTransaction } from "#db/workspace.ts";
import type { Method } from "#domain/method.ts";

/** A row of `follow_up` to be made, with its to-dos. Ids are made by the caller (uuid v7), instants are ISO. */
export type NewFollowUp = {
  readonly workspaceId: string;
  readonly id: string;
  readonly customerId: string;
  readonly personId: string;
  readonly method: Method;
  readonly occurredAt: Date;
  /** `YYYY-MM-DD` */
  readonly occurredOn: string;
  readonly ourPeople: readonly string[];
  readonly theirPeople: readonly string[];
  readonly content: string;
  readonly feedback: string | undefined;
  readonly nextAt: Date | undefined;
  readonly nextHasTime: boolean;
  readonly nextMethod: Method | undefined;
  readonly nextRemindAt: Date | undefined;
  readonly isLate: boolean;
  readonly loggedAt: Date;
  /** The event that causes it: a second row under the same key is not made. */
  readonly sourceKey: string;
  readonly todos: readonly NewFollowUpTodo[];
};

export type NewFollowUpTodo = {
  readonly id: string;
  readonly title: string;
  readonly origin: "follow_up" | "question";
  readonly dueAt: Date | undefined;
  readonly dueHasTime: boolean;
  readonly remindAt: Date | undefined;
};

/** The hot write: rows that arrive together are committed together, one round trip for all. */
const batcherOf = perDatabase((database) =>
  createBatcher<NewFollowUp, { id: string; isNew: boolean }>({
    rowsMax: 64,
    run: (rows) => insertFollowUps(database, rows),
  }),
);

/**
 * Makes the follow-up with its to-dos and moves the customer's last contact, in one commit.
 * Returns the id under its source key: another one than `row.id` where the event was processed before.
 */
export function insertFollowUp(
  database: Database,
  row: NewFollowUp,
): Promise<{ id: string; isNew: boolean }> {
  return batcherOf(database)(row);
}

/** No id where somebody else makes a row of that source key at this very moment, which the statement does not see. */
const inserted = z.array(z.object({ id: z.uuid().nullable(), isNew: z.boolean() }));

async function insertFollowUps(
  database: Database,
  rows: readonly NewFollowUp[],
): Promise<{ id: string; isNew: boolean }[]> {
  const todos = rows.flatMap((row) => row.todos.map((todo) => ({ ...todo, followUpId: row.id })));
  const result = await runHot(
    database,
    Prisma.sql`
    WITH input AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
        "workspaceId" uuid, id uuid, "customerId" uuid, "personId" uuid, method "method", "occurredAt" timestamptz,
        "occurredOn" date, "ourPeople" text[], "theirPeople" text[], content text, feedback text, "nextAt" timestamptz,
        "nextHasTime" boolean, "nextMethod" "method", "nextRemindAt" timestamptz, "isLate" boolean,
        "loggedAt" timestamptz, "sourceKey" text)
    ), made AS (
      INSERT INTO follow_up (workspace_id, id, customer_id, person_id, method, occurred_at, occurred_on, our_people,
        their_people, content, feedback, next_at, next_has_time, next_method, next_remind_at, is_late, logged_at, source_key)
      SELECT * FROM input
      ON CONFLICT (workspace_id, source_key) DO NOTHING
      RETURNING workspace_id, id, customer_id, person_id, occurred_at, logged_at
    ), todos AS (
      INSERT INTO todo (workspace_id, id, title, origin, owner_id, created_by_id, customer_id, follow_up_id, due_at,
        due_has_time, remind_at, created_at)
      SELECT m.workspace_id, t.id, t.title, t.origin, m.person_id, m.person_id, m.customer_id, m.id, t."dueAt",
        t."dueHasTime", t."remindAt", m.logged_at
      FROM jsonb_to_recordset(${JSON.stringify(todos)}::jsonb) AS t(
        id uuid, title text, origin "todo_origin", "followUpId" uuid, "dueAt" timestamptz, "dueHasTime" boolean,
        "remindAt" timestamptz)
      JOIN made m ON m.id = t."followUpId"
    ), touched AS (
      UPDATE customer c SET last_follow_up_at = GREATEST(c.last_follow_up_at, latest.at)
      FROM (SELECT workspace_id, customer_id, max(occurred_at) AS at FROM made GROUP BY 1, 2) latest
      WHERE c.workspace_id = latest.workspace_id AND c.id = latest.customer_id
        AND c.id = ANY (${rows.map((row) => row.customerId)}::uuid[])
    )
    SELECT COALESCE(made.id, (SELECT f.id FROM follow_up f
        WHERE f.workspace_id = i."workspaceId" AND f.source_key = i."sourceKey")) AS id, made.id IS NOT NULL AS "isNew"
    FROM input i LEFT JOIN made ON made.id = i.id
    ORDER BY array_position(${rows.map((row) => row.id)}::uuid[], i.id)`,
  );
  const made = inserted.parse(result).flatMap(({ id, isNew }) => (id === null ? [] : [{ id, isNew }]));
  return made.length === rows.length ? made : insertFollowUps(database, rows);
}

/** A customer's follow-up with what its card shows. */
export async function findFollowUp(db: WorkspaceClient, followUpId: string) {
  const row = await db.followUp.findFirst({ where: { id: followUpId } });
  if (row === null || row.customerId === null) return undefined;
  const { customerId } = row;
  const [customer, todos] = await Promise.all([
    db.customer.findFirst({ where: { id: customerId } }),
    db.todo.findMany({ where: { followUpId, status: "open" }, orderBy: { createdAt: "asc" } }),
  ]);
  return customer === null ? undefined : { ...row, customerId, customer, todos };
}
export type StoredFollowUp = NonNullable<Awaited<ReturnType<typeof findFollowUp>>>;

/** The to-dos of a follow-up that its undoing took back. */
export function todosTakenBack(db: WorkspaceClient, followUpId: string) {
  const where = { followUpId, status: "cancelled" } as const;
  return db.todo.findMany({ where, orderBy: { id: "asc" } });
}

/**
 * Takes back a follow-up and its open to-dos and restores the customer's last contact. Returns false where the
 * person did not log it, it was logged before `loggedAfter`, or it is undone already.
 */
export function undoFollowUp(
  db: WorkspaceClient,
  undo: { workspaceId: string; followUpId: string; personId: string; now: Date; loggedAfter: Date },
): Promise<boolean> {
  const { workspaceId, followUpId, personId, now, loggedAfter } = undo;
  return db.$transaction(async (tx) => {
    const [undone] = await tx.followUp.updateManyAndReturn({
      where: { id: followUpId, personId, leadId: null, undoneAt: null, loggedAt: { gte: loggedAfter } },
      data: { undoneAt: now, nextRemindAt: null },
      select: { customerId: true },
    });
    if (undone?.customerId == null) return false;
    await tx.todo.updateMany({
      where: { followUpId, status: "open" },
      data: { status: "cancelled", closedAt: now, remindAt: null },
    });
    await restoreLastContact(tx, workspaceId, undone.customerId);
    return true;
  });
}

/**
 * Sets a customer's last contact to what its follow-ups say. The customer is locked first, so that one that is
 * logged at the same moment is seen.
 */
async function restoreLastContact(
  tx: WorkspaceTransaction,
  workspaceId: string,
  customerId: string,
): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM customer WHERE workspace_id = ${workspaceId}::uuid AND id = ${customerId}::uuid FOR UPDATE`;
  await tx.$executeRaw`
    UPDATE customer c SET last_follow_up_at = (
      SELECT max(f.occurred_at) FROM follow_up f
      WHERE f.workspace_id = c.workspace_id AND f.customer_id = c.id AND f.undone_at IS NULL)
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.id = ${customerId}::uuid`;
}

/** The columns that the edit form can change. */
export type FollowUpChange = {
  readonly method: Method;
  readonly occurredAt: Date;
  readonly occurredOn: Date;
  readonly ourPeople: string[];
  readonly theirPeople: string[];
  readonly content?: string;
  readonly feedback: string | null;
  readonly nextAt: Date | null;
  readonly nextHasTime: boolean;
  readonly nextMethod: Method | null;
  /** Absent where the plan was not touched: its timer may have been put off, or gone off already. */
  readonly nextRemindAt?: Date | null;
  readonly isLate: boolean;
};

/** Edits a follow-up and with it the customer's last contact; false where it was changed since `version` or undone. */
export function changeFollowUp(
  db: WorkspaceClient,
  which: { workspaceId: string; followUpId: string; personId: string; version: number; now: Date },
  change: FollowUpChange,
): Promise<boolean> {
  const { workspaceId, followUpId, personId, version, now } = which;
  return db.$transaction(async (tx) => {
    const [changed] = await tx.followUp.updateManyAndReturn({
      where: { id: followUpId, personId, leadId: null, version, undoneAt: null },
      data: { ...change, editedAt: now, version: { increment: 1 } },
      select: { customerId: true },
    });
    if (changed?.customerId == null) return false;
    await restoreLastContact(tx, workspaceId, changed.customerId);
    return true;
  });
}

/**
 * Whether a planned contact is superseded: a follow-up that was logged after it has a plan of its own or happened on
 * the planned day or later.
 */
export async function isContactedSince(
  db: WorkspaceClient,
  plan: StoredFollowUp,
  planDay: Date,
): Promise<boolean> {
  const later = await db.followUp.findFirst({
    where: {
      customerId: plan.customerId,
      undoneAt: null,
      loggedAt: { gt: plan.loggedAt },
      OR: [{ nextAt: { not: null } }, { occurredOn: { gte: planDay } }],
    },
    select: { id: true },
  });
  return later !== null;
}

/** Moves the reminder of a planned contact. */
export async function snoozePlan(db: WorkspaceClient, followUpId: string, at: Date): Promise<void> {
  await db.followUp.updateMany({ where: { id: followUpId, undoneAt: null }, data: { nextRemindAt: at } });
}
