import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { ChatEvent } from "#chat/event.ts";
import type { Database } from "#db/client.ts";
import { columns } from "./enqueue.ts";
import { keyOfReply, laneOfReply, type ReadyReply, replyKind, storeReply } from "./ready-reply.ts";
import { toStoredJson } from "./stored-json.ts";

export type Queueing = {
  readonly reply: ReadyReply;
  /** Business time. */
  readonly now: Date;
  /** Real time: until then somebody else performs it. Absent where it is to be delivered at once. */
  readonly lockedUntil?: Date;
};

export type QueuedReply = { readonly workspaceId: string; readonly id: string; readonly lockedUntil: Date };

const free = new Date(0);
const queued = z.array(z.object({ workspaceId: z.string(), id: z.string() }));

/**
 * Puts the answer to an event that was answered at once into the outbox, because it could not be performed, or in
 * case it will not be. One event has one answer: what waits under its key already is replaced. `undefined` where
 * nothing is kept: the tenant is not installed, or the answer was delivered.
 */
export async function queueReply(
  database: Database,
  event: ChatEvent,
  { reply, now, lockedUntil = free }: Queueing,
): Promise<QueuedReply | undefined> {
  const result = await database.prisma.$queryRaw`
    INSERT INTO outbound_message AS o (${columns}, tried_at)
    SELECT workspace_id, ${uuid()}::uuid, ${keyOfReply(event)}, ${replyKind}, NULL, ${laneOfReply(event, reply)},
      ${toStoredJson(storeReply(reply, event))}::jsonb, ${now}::timestamptz, ${lockedUntil}::timestamptz,
      nullif(${lockedUntil}::timestamptz, ${free}::timestamptz)
    FROM installation
    WHERE platform = ${event.platform}::platform AND external_id = ${event.tenant} AND uninstalled_at IS NULL
    ON CONFLICT (workspace_id, key) DO UPDATE SET payload = excluded.payload, locked_until = excluded.locked_until
      WHERE o.status = 'waiting' AND o.attempts = 0
    RETURNING workspace_id AS "workspaceId", id`;
  const [row] = queued.parse(result);
  return row && { ...row, lockedUntil };
}

/** An answer that was kept in case has been performed. One that was queued since, or that the outbox took, stays. */
export async function forgetReply(
  database: Database,
  { workspaceId, id, lockedUntil }: QueuedReply,
): Promise<void> {
  await database.prisma.$executeRaw`
    DELETE FROM outbound_message
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND locked_until = ${lockedUntil}::timestamptz`;
}
