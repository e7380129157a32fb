import type { Database } from "#db/client.ts";

/** How long it is remembered that something was said: longer than any timer lies behind when it is swept. */
const keepMs = 30 * 24 * 3_600_000;
const rowsMax = 5_000;

/**
 * Forgets what was sent or cancelled a month ago (real time), and what stood in a chat then. Failures stay until
 * somebody has looked at them. Returns how many.
 */
export async function pruneMessages(database: Database, realNow: Date): Promise<number> {
  const before = new Date(realNow.getTime() - keepMs);
  await database.prisma.$executeRaw`DELETE FROM shown_message WHERE shown_at < ${before}::timestamptz`;
  const count = await database.prisma.$executeRaw`
    DELETE FROM outbound_message WHERE ctid = ANY (ARRAY (
      SELECT ctid FROM outbound_message
      WHERE status IN ('sent', 'cancelled') AND created_at < ${before}::timestamptz LIMIT ${rowsMax}))`;
  return count < rowsMax ? count : count + (await pruneMessages(database, realNow));
}
