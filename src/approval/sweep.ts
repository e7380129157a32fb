import { z } from "zod";
import type { Sweep } from "#chat/feature.ts";
import type { Database } from "#db/client.ts";
import { literal } from "#db/literal.ts";
import { forWorkspace, type WorkspaceClient } from "#db/workspace.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { log } from "#src/log.ts";
import { passTime } from "./pass-time.ts";
import { singleMax } from "./seats.ts";

type When = { readonly now: Date; readonly limit: number };

/**
 * What waits too long: those whose turn it is are asked again, then the next person upward as well; a question without
 * an answer is put again. Each has its next time afterwards.
 */
export const approvalSweep: Sweep = {
  name: "approval.clock",
  claim: async (database, when) => {
    let count = 0;
    for (const workspaceId of await dueWorkspaces(database, when)) {
      try {
        count += await claimOf(database, workspaceId, when);
      } catch (error) {
        // One company's trouble is not the others': its rows are still due at the next tick.
        log.error({ err: error, workspaceId }, "approvals that wait could not be looked at");
      }
    }
    return count;
  },
};

async function dueWorkspaces({ prisma }: Database, { now }: When): Promise<string[]> {
  const found =
    await prisma.$queryRaw`SELECT DISTINCT workspace_id AS id FROM approval WHERE clock_at <= ${now}`;
  return idsIn(found);
}

async function claimOf(database: Database, workspaceId: string, { now, limit }: When): Promise<number> {
  const settings = await settingsOf(database, workspaceId);
  const scope = { db: forWorkspace(database.prisma, workspaceId), workspaceId };
  const found = await scope.db.$queryRaw`
    SELECT id FROM approval WHERE workspace_id = ${workspaceId}::uuid AND clock_at <= ${now}
    ORDER BY clock_at LIMIT ${literal(limit)}`;
  const ids = idsIn(found);
  return passApart(scope, { ids, now, settings, listedFrom: singleMax + 1 });
}

type ClientScope = { readonly db: WorkspaceClient; readonly workspaceId: string };
type Batch = {
  readonly ids: readonly string[];
  readonly now: Date;
  readonly settings: Settings;
  /** So many at once are told as one list. */
  readonly listedFrom: number;
};

/** Of many at once, on a busy machine. */
const timeoutMs = 30_000;

/** One that cannot be looked at must not hold up the others: the batch is halved until it is alone, and put off. */
async function passApart(scope: ClientScope, batch: Batch): Promise<number> {
  const { ids, now } = batch;
  if (ids.length === 0) return 0;
  try {
    return await scope.db.$transaction((tx) => pass({ ...scope, db: tx }, batch), { timeout: timeoutMs });
  } catch (error) {
    const [id, ...others] = ids;
    if (id !== undefined && others.length === 0) return putOff(scope, { id, now, error });
    const half = Math.ceil(ids.length / 2);
    // What would have been a list is not told one by one because it is looked at in parts.
    const part = { ...batch, ...(ids.length >= batch.listedFrom && { listedFrom: 1 }) };
    const before = await passApart(scope, { ...part, ids: ids.slice(0, half) });
    return before + (await passApart(scope, { ...part, ids: ids.slice(half) }));
  }
}

/** Those that somebody decides on at the moment come at the next tick. */
async function pass(scope: Parameters<typeof passTime>[0]["scope"], batch: Batch): Promise<number> {
  const { ids, now } = batch;
  const found = await scope.db.$queryRaw`
    SELECT id FROM approval
    WHERE workspace_id = ${scope.workspaceId}::uuid AND id = ANY (${[...ids]}::uuid[]) AND clock_at <= ${now}
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`;
  const held = idsIn(found);
  await passTime({ ...batch, scope }, held);
  return held.length;
}

const hourMs = 3_600_000;

/** Its step stays: once the cause is away, it is taken then. */
async function putOff(
  { db, workspaceId }: ClientScope,
  { id, now, error }: { readonly id: string; readonly now: Date; readonly error: unknown },
): Promise<number> {
  log.error({ err: error, workspaceId, approvalId: id }, "an approval is put off for an hour");
  const { count } = await db.approval.updateMany({
    where: { workspaceId, id, clockAt: { lte: now } },
    data: { clockAt: new Date(now.getTime() + hourMs) },
  });
  return count;
}

function idsIn(rows: unknown): string[] {
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}
