import type { Database } from "#db/client.ts";
import type { WorkspaceTransaction } from "#db/workspace.ts";

export type NewTodo = {
  readonly workspaceId: string;
  readonly id: string;
  readonly title: string;
  readonly ownerId: string;
  readonly customerId: string | undefined;
  readonly dueAt: Date | undefined;
  readonly dueHasTime: boolean;
  readonly remindAt: Date | undefined;
  readonly now: Date;
  /** The event that causes it: a second to-do under the same key is not made. */
  readonly sourceKey: string;
};

/** Adds a to-do in one statement. Returns the id under its source key, another one where it was there already. */
export async function insertTodo(database: Database, todo: NewTodo): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>({
    name: "todo-insert",
    text: `
      WITH made AS (
        INSERT INTO todo (workspace_id, id, title, owner_id, created_by_id, customer_id, due_at, due_has_time, remind_at, created_at, source_key)
        VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (workspace_id, source_key) DO NOTHING RETURNING id
      )
      SELECT id FROM made UNION ALL SELECT id FROM todo WHERE workspace_id = $1 AND source_key = $10`,
    values: [
      todo.workspaceId,
      todo.id,
      todo.title,
      todo.ownerId,
      todo.customerId ?? null,
      todo.dueAt ?? null,
      todo.dueHasTime,
      todo.remindAt ?? null,
      todo.now,
      todo.sourceKey,
    ],
  });
  // None where somebody else makes it at this very moment, which the statement does not see; the next one does.
  return rows[0]?.id ?? insertTodo(database, todo);
}

/** A to-do of any status, with its customer's name. */
export async function findTodo(db: WorkspaceTransaction, todoId: string) {
  const row = await db.todo.findFirst({ where: { id: todoId } });
  if (row === null) return undefined;
  const customer =
    row.customerId === null
      ? null
      : await db.customer.findFirst({ where: { id: row.customerId }, select: { name: true } });
  return { ...row, customer: customer?.name };
}

/** How many open to-dos a person has. */
export function countOpen(db: WorkspaceTransaction, ownerId: string): Promise<number> {
  return db.todo.count({ where: { ownerId, status: "open" } });
}

/** A page of a person's open to-dos, overdue first, those without a date last. */
export async function openTodos(
  db: WorkspaceTransaction,
  ownerId: string,
  page: { readonly skip: number; readonly take: number },
) {
  const rows = await db.todo.findMany({
    where: { ownerId, status: "open" },
    orderBy: [{ dueAt: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }, { id: "asc" }],
    ...page,
  });
  return withCustomers(db, rows);
}

async function withCustomers<Row extends { readonly customerId: string | null }>(
  db: WorkspaceTransaction,
  rows: readonly Row[],
) {
  const ids = rows.flatMap(({ customerId }) => customerId ?? []);
  const customers = await db.customer.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(customers.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, customer: names.get(row.customerId ?? "") }));
}

type Change = { readonly todoId: string; readonly ownerId: string };

/** Closes an open to-do of the owner; false where there is none. */
export async function closeTodo(
  db: WorkspaceTransaction,
  { todoId, ownerId }: Change,
  how: { readonly status: "done" | "cancelled"; readonly now: Date },
): Promise<boolean> {
  const { count } = await db.todo.updateMany({
    where: { id: todoId, ownerId, status: "open" },
    data: { status: how.status, closedAt: how.now, remindAt: null, handedById: null },
  });
  return count === 1;
}

/** Opens a closed to-do again; false where it is open. */
export async function reopenTodo(
  db: WorkspaceTransaction,
  { todoId, ownerId }: Change,
  remindAt: Date | undefined,
) {
  const { count } = await db.todo.updateMany({
    where: { id: todoId, ownerId, status: { not: "open" } },
    data: { status: "open", closedAt: null, customerTold: null, remindAt: remindAt ?? null },
  });
  return count === 1;
}

/** Moves the reminder of an open to-do of the owner, and with `dueAt` when it is due; false where there is none. */
export async function snoozeTodo(
  db: WorkspaceTransaction,
  { todoId, ownerId }: Change,
  to: { readonly at: Date; readonly dueAt: Date | undefined },
): Promise<boolean> {
  const { count } = await db.todo.updateMany({
    where: { id: todoId, ownerId, status: "open" },
    data: { remindAt: to.at, ...(to.dueAt && { dueAt: to.dueAt, dueHasTime: true }) },
  });
  return count === 1;
}

/** Gives an open to-do to somebody else, who can give it back while `handedById` is set. */
export async function giveTodo(
  db: WorkspaceTransaction,
  { todoId, ownerId }: Change,
  to: { readonly ownerId: string; readonly handedById: string | null },
): Promise<boolean> {
  const { count } = await db.todo.updateMany({ where: { id: todoId, ownerId, status: "open" }, data: to });
  return count === 1;
}

/** Notes whether the customer has been told; with `remindAt` the to-do opens again to ask later. */
export async function noteTold(
  db: WorkspaceTransaction,
  { todoId, ownerId }: Change,
  told: { readonly customerTold: boolean; readonly remindAt: Date | undefined },
): Promise<boolean> {
  const again =
    told.remindAt === undefined ? {} : { status: "open" as const, closedAt: null, remindAt: told.remindAt };
  const { count } = await db.todo.updateMany({
    where: { id: todoId, ownerId, status: "done", origin: "question" },
    data: { customerTold: told.customerTold, ...again },
  });
  return count === 1;
}
