import type { Scope } from "#directory/scope.ts";

const msPerDay = 86_400_000;

/** When the leads last came into the pool, by id. */
export async function pooledSince(
  { db, workspaceId }: Scope,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.leadHandover.findMany({
    where: { workspaceId, leadId: { in: [...leadIds] }, toId: null },
    orderBy: { at: "asc" },
    select: { leadId: true, at: true },
  });
  return new Map(rows.map(({ leadId, at }) => [leadId, at]));
}

/** When the person last lost the leads, by id. */
export async function lostSince(
  { db, workspaceId }: Scope,
  personId: string,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.leadHandover.findMany({
    where: { workspaceId, leadId: { in: [...leadIds] }, fromId: personId },
    orderBy: { at: "asc" },
    select: { leadId: true, at: true },
  });
  return new Map(rows.map(({ leadId, at }) => [leadId, at]));
}

/** When the person claimed leads within the last days, the first first. */
export async function recentClaims(
  { db, workspaceId }: Scope,
  personId: string,
  { days, now }: { readonly days: number; readonly now: Date },
): Promise<readonly Date[]> {
  const from = new Date(now.getTime() - days * msPerDay);
  const rows = await db.leadHandover.findMany({
    where: { workspaceId, toId: personId, why: "claimed", at: { gt: from } },
    orderBy: { at: "asc" },
    select: { at: true },
  });
  return rows.map(({ at }) => at);
}

/** Two claims of one person at once are counted one after the other. Ends with the transaction. */
export async function lockClaims({ db, workspaceId }: Scope, personId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${workspaceId}::text || ${personId}::text, 2))`;
}
