import { Prisma } from "./generated/client.ts";

/** A statement that names another workspace, or whose workspace cannot be known: a mistake in the program. */
export class WorkspaceScopeError extends Error {
  constructor(statement: string, reason: string) {
    super(`${statement}: ${reason}`);
    this.name = "WorkspaceScopeError";
  }
}

type Call = { readonly model?: string | undefined; readonly operation: string; readonly workspaceId: string };

/** An operation's arguments, held to the workspace. @throws WorkspaceScopeError where that cannot be done. */
export function scopedArguments(call: Call, args: unknown): unknown {
  if (call.model === undefined) return assertCarriesWorkspace(call, args);
  const rule = rules[call.operation];
  const columns = columnsOf(call.model);
  if (rule === undefined || columns === undefined) return refuse(call, "how to scope it is not known");
  const scope = columns.has("workspaceId") ? "workspaceId" : ownKeys[call.model];
  if (scope === undefined) {
    if (rule.writes) refuse(call, "the table is shared by all workspaces");
    return args;
  }
  const scoped: Record<string, unknown> = { ...asRecord(args) };
  const table = { call, columns, scope };
  if (rule.where) scoped["where"] = scopedWhere(table, asRecord(scoped["where"]));
  for (const name of rule.creates) scoped[name] = eachRow(scoped[name], (row) => newRow(table, row));
  for (const name of rule.updates) scoped[name] = eachRow(scoped[name], (row) => changedRow(table, row));
  return scoped;
}

type Rule = {
  readonly writes: boolean;
  readonly where: boolean;
  readonly creates: readonly string[];
  readonly updates: readonly string[];
};

const read: Rule = { writes: false, where: true, creates: [], updates: [] };
const create: Rule = { writes: true, where: false, creates: ["data"], updates: [] };
const update: Rule = { writes: true, where: true, creates: [], updates: ["data"] };
const remove: Rule = { writes: true, where: true, creates: [], updates: [] };

/** Which arguments of an operation are conditions, new rows, changes. What is not here is refused. */
const rules: Readonly<Record<string, Rule>> = {
  findUnique: read,
  findUniqueOrThrow: read,
  findFirst: read,
  findFirstOrThrow: read,
  findMany: read,
  count: read,
  aggregate: read,
  groupBy: read,
  create,
  createMany: create,
  createManyAndReturn: create,
  update,
  updateMany: update,
  updateManyAndReturn: update,
  upsert: { writes: true, where: true, creates: ["create"], updates: ["update"] },
  delete: remove,
  deleteMany: remove,
};

/** The workspace itself is scoped by its own key. */
const ownKeys: Readonly<Record<string, string>> = { Workspace: "id" };

type Table = { readonly call: Call; readonly columns: ReadonlySet<string>; readonly scope: string };

const columnsByModel = new Map<string, ReadonlySet<string>>();

function columnsOf(model: string): ReadonlySet<string> | undefined {
  const known = columnsByModel.get(model);
  if (known !== undefined) return known;
  const names: unknown = Reflect.get(Prisma, `${model}ScalarFieldEnum`);
  if (!isRecord(names)) return undefined;
  const columns = new Set(Object.keys(names));
  columnsByModel.set(model, columns);
  return columns;
}

/** A condition that already holds the workspace stays as it is: only then can an upsert be one statement. */
function scopedWhere(table: Table, where: Record<string, unknown>): Record<string, unknown> {
  const { workspaceId } = table.call;
  const isPinned = Object.entries(where).some(
    ([name, value]) =>
      (name === table.scope && value === workspaceId) ||
      (name.startsWith("workspaceId_") && isRecord(value) && value["workspaceId"] === workspaceId),
  );
  if (isPinned) return where;
  const others = where["AND"] === undefined ? [] : [{ AND: where["AND"] }];
  return { ...where, AND: [...others, { [table.scope]: workspaceId }] };
}

function newRow(table: Table, row: Record<string, unknown>): Record<string, unknown> {
  return { ...changedRow(table, row), [table.scope]: table.call.workspaceId };
}

function changedRow(table: Table, row: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) continue;
    if (!table.columns.has(name)) refuse(table.call, `"${name}" is not a column; write its table by itself`);
    if (name === table.scope && value !== table.call.workspaceId) refuse(table.call, "another workspace");
  }
  return row;
}

function assertCarriesWorkspace(call: Call, statement: unknown): unknown {
  if (!(statement instanceof Prisma.Sql)) return refuse(call, "use $queryRaw or $executeRaw with a template");
  if (!statement.values.includes(call.workspaceId)) refuse(call, "no value is the workspace's id");
  return statement;
}

function eachRow(rows: unknown, change: (row: Record<string, unknown>) => unknown): unknown {
  return Array.isArray(rows) ? rows.map((row) => change(asRecord(row))) : change(asRecord(rows));
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function refuse(call: Call, reason: string): never {
  const statement = call.model === undefined ? call.operation : `${call.model}.${call.operation}`;
  throw new WorkspaceScopeError(statement, reason);
}
