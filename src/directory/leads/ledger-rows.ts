import { namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { personTimes } from "./clock.ts";
import type { LedgerQuery } from "./ledger.ts";
import { type LedgerMark, type LedgerPlace, ledgerMarks } from "./ledger-marks.ts";

const lineColumns = {
  ...{ id: true, company: true, grade: true, status: true, source: true, ownerId: true, registeredAt: true },
  ...{
    firstContactDueAt: true,
    nextAt: true,
    nextHasTime: true,
    registeredById: true,
    collaboratorIds: true,
  },
} as const;

const rowColumns = {
  ...lineColumns,
  ...{ contactName: true, contactTitle: true, phone: true, email: true, wechat: true, need: true },
  ...{ acquiredAt: true, isLate: true, urgency: true, budget: true, influence: true },
  ...{ assignedAt: true, firstContactAt: true, lastFollowUpAt: true, closedAt: true, closeReason: true },
} as const;

/** A page of the ledger as its list shows it, with the names of the owners. */
export async function ledgerLines(
  scope: Scope,
  query: LedgerQuery,
  page: { readonly place?: LedgerPlace | undefined; readonly take: number },
) {
  const ids = (await ledgerMarks(scope, query, page)).map(({ id }) => id);
  const found = await scope.db.lead.findMany({
    where: { workspaceId: scope.workspaceId, id: { in: ids } },
    select: lineColumns,
  });
  return withNames(scope, inOrder(ids, found));
}
export type LedgerLine = Awaited<ReturnType<typeof ledgerLines>>[number];

/** How many rows are read at once: few statements, and never much in memory. */
const batchSize = 1000;

/**
 * All that an export writes of the leads, in the order of the list, at most `most`. Read piece by piece: what is
 * registered meanwhile is not seen, nothing comes twice.
 */
export async function* ledgerRows(
  scope: Scope,
  query: LedgerQuery,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<LedgerRow> {
  let left = most;
  let behind: LedgerMark | undefined;
  while (left > 0) {
    const place = behind && { behind };
    const marks = await ledgerMarks(scope, query, {
      take: Math.min(batchSize, left),
      ...(place && { place }),
    });
    yield* await rowsOf(scope, marks);
    behind = marks.at(-1);
    left -= marks.length;
    if (marks.length < batchSize) return;
  }
}
export type LedgerRow = Awaited<ReturnType<typeof rowsOf>>[number];

async function rowsOf(scope: Scope, marks: readonly LedgerMark[]) {
  const ids = marks.map(({ id }) => id);
  const found = await scope.db.lead.findMany({
    where: { workspaceId: scope.workspaceId, id: { in: ids } },
    select: rowColumns,
  });
  const zones = await personTimes(
    scope,
    found.map(({ registeredById }) => registeredById),
  );
  const rows = await withNames(scope, inOrder(ids, found));
  return rows.map((row) => ({ ...row, registeredTz: zones.get(row.registeredById)?.tz }));
}

function inOrder<Row extends { readonly id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function withNames<Row extends { readonly ownerId: string | null; readonly registeredById: string }>(
  scope: Scope,
  rows: readonly Row[],
) {
  const ids = rows.flatMap(({ ownerId, registeredById }) => [ownerId ?? [], registeredById].flat());
  const names = await namesOf(scope, [...new Set(ids)]);
  return rows.map((row) => ({
    ...row,
    owner: names.get(row.ownerId ?? ""),
    registeredBy: names.get(row.registeredById),
  }));
}
