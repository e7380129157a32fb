import { z } from "zod";
import type { Database } from "#db/client.ts";
import type { ClaimedEvent } from "./inbox.ts";

/** Feishu's last retry comes after 7 hours: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
const keepDoneMs = 3 * 24 * 3_600_000;
const pruneRowsMax = 5_000;

/**
 * Gives events back after a failure of the first: it is tried again at `until` (real time), and those that came
 * after it wait behind it, without a strike. `strikes` of the first from now on.
 */
export async function releaseEvents(
  database: Database,
  [failed, ...untried]: readonly ClaimedEvent[],
  { until, strikes }: { readonly until: Date; readonly strikes: number },
): Promise<void> {
  if (failed === undefined) return;
  const rows = [
    { ...failed, event: undefined, strikes, lockedUntil: until },
    ...untried.map((event) => ({ ...event, event: undefined, lockedUntil: new Date(0) })),
  ];
  await database.prisma.$executeRaw`
    UPDATE inbound_event e SET locked_until = g."lockedUntil", strikes = g.strikes
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g ("workspaceId" uuid, source platform, tenant text,
      "eventKey" text, strikes int, "leasedUntil" timestamptz, "lockedUntil" timestamptz)
    WHERE e.workspace_id = g."workspaceId" AND e.source = g.source AND e.tenant = g.tenant
      AND e.event_key = g."eventKey" AND e.locked_until = g."leasedUntil"`;
}

/** Forgets events that were done three days ago (real time). Returns how many. */
export async function pruneInbox(database: Database, realNow: Date): Promise<number> {
  const before = new Date(realNow.getTime() - keepDoneMs);
  const count = await database.prisma.$executeRaw`
    DELETE FROM inbound_event WHERE ctid = ANY (ARRAY (
      SELECT ctid FROM inbound_event WHERE done_at < ${before}::timestamptz ORDER BY done_at LIMIT ${pruneRowsMax}))
      AND done_at < ${before}::timestamptz`;
  return count < pruneRowsMax ? count : count + (await pruneInbox(database, realNow));
}

/** How many events wait or are under way. */
export async function countWaitingEvents(database: Database): Promise<number> {
  const result = await database.prisma.$queryRaw`
    SELECT count(*)::int AS count FROM inbound_event WHERE done_at IS NULL`;
  return z.tuple([z.object({ count: z.number() })]).parse(result)[0].count;
}
