import type { Scope } from "#directory/scope.ts";
import type { Method } from "#domain/method.ts";
import { newId } from "#outbox/enqueue.ts";

/**
 * Logs one touch for many leads of a nurture pool, which stay there; all of the pool's owner's where no ids are
 * given. Returns for how many; the same source key again adds none. One statement.
 */
export async function touchLeads(
  { db, workspaceId }: Scope,
  touch: {
    readonly leadIds: readonly string[] | undefined;
    /** Who keeps the pool. */
    readonly ownerId: string;
    readonly method: Method;
    readonly content: string;
    readonly occurredOn: string;
    readonly now: Date;
    readonly sourceKey: string;
  },
): Promise<number> {
  const { leadIds, ownerId, method, content, occurredOn, now, sourceKey } = touch;
  const isAll = leadIds === undefined;
  const [made] = await db.$queryRaw<{ count: number }[]>`
    WITH touched AS (
      UPDATE lead SET last_follow_up_at = greatest(last_follow_up_at, ${now}), version = version + 1
      WHERE workspace_id = ${workspaceId}::uuid AND owner_id = ${ownerId}::uuid AND status = 'nurturing'
        AND (${isAll}::boolean OR id = ANY (${[...(leadIds ?? [])]}::uuid[]))
        AND NOT EXISTS (SELECT FROM follow_up f WHERE f.workspace_id = lead.workspace_id
          AND f.source_key = ${sourceKey} || ':' || lead.id)
      RETURNING id
    ), made AS (
      INSERT INTO follow_up (workspace_id, id, lead_id, person_id, method, content, occurred_at, occurred_on, our_people,
        their_people, logged_at, source_key)
      SELECT ${workspaceId}::uuid, ${newId}, id, ${ownerId}::uuid, ${method}::method, ${content}, ${now}::timestamptz,
        ${occurredOn}::date, '{}', '{}', ${now}::timestamptz, ${sourceKey} || ':' || id
      FROM touched ON CONFLICT (workspace_id, source_key) DO NOTHING RETURNING id
    )
    SELECT count(*)::int AS count FROM made`;
  return made?.count ?? 0;
}
