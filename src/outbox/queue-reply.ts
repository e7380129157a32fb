import { v7 as uuid } from "uuid";
import type { ChatEvent } from "#chat/event.ts";
import type { Database } from "#db/client.ts";
import { columns } from "./enqueue.ts";
import { keyOfReply, laneOfReply, type ReadyReply, replyKind, storeReply } from "./ready-reply.ts";
import { toStoredJson } from "./stored-json.ts";

/**
 * Puts the answer to an event that was answered at once into the outbox, because it could not be performed.
 * Nothing is kept for a tenant that is not installed. `now` is business time.
 */
export async function queueReply(
  database: Database,
  event: ChatEvent,
  when: { reply: ReadyReply; now: Date },
) {
  const { reply, now } = when;
  await database.prisma.$executeRaw`
    INSERT INTO outbound_message (${columns})
    SELECT workspace_id, ${uuid()}::uuid, ${keyOfReply(event)}, ${replyKind}, NULL, ${laneOfReply(event, reply)},
      ${toStoredJson(storeReply(reply))}::jsonb, ${now}::timestamptz, 'epoch'::timestamptz
    FROM installation
    WHERE platform = ${event.platform}::platform AND external_id = ${event.tenant} AND uninstalled_at IS NULL
    ON CONFLICT (workspace_id, key) DO NOTHING`;
}
