import { z } from "zod";
import type { Database } from "#db/client.ts";

/** `due` wait to be sent now, `failed` were given up. */
export type MessageCounts = z.infer<typeof counts>;

const counts = z.object({ due: z.number(), failed: z.number() });

/** For the metrics, over all workspaces. `now` is business time. */
export async function countMessages(database: Database, now: Date): Promise<MessageCounts> {
  const result = await database.prisma.$queryRaw`
    SELECT (SELECT count(*)::int FROM outbound_message WHERE status = 'waiting' AND due_at <= ${now}::timestamptz) AS due,
      (SELECT count(*)::int FROM outbound_message WHERE status = 'failed') AS failed`;
  return z.tuple([counts]).parse(result)[0];
}
