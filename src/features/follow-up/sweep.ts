import type { Sweep } from "#chat/feature.ts";
import { Prisma } from "#db/generated/client.ts";
import { literal } from "#db/literal.ts";
import { defaultPolicy } from "#domain/policy.ts";
import { insertMessages } from "#outbox/enqueue.ts";
import { followUpDueMessage } from "./remind.ts";

/**
 * Turns planned contacts that are due into deliveries. The timer of a planned visit moves on once, to when its record
 * is missing; any other timer is cleared.
 */
export const followUpSweep: Sweep = {
  name: "follow-up.due",
  claim: ({ prisma }, { now, limit }) => prisma.$executeRaw`
    WITH due AS (
      SELECT f.workspace_id, f.id, f.person_id, f.next_remind_at,
        CASE WHEN f.next_method = 'visit' THEN f.next_at + make_interval(hours =>
          coalesce((w.policy->>'missingVisitHours')::int, ${defaultPolicy.missingVisitHours}::int)) END AS missing_at
      FROM follow_up f JOIN workspace w ON w.id = f.workspace_id
      WHERE f.next_remind_at <= ${now}
      ORDER BY f.next_remind_at LIMIT ${literal(limit)} FOR UPDATE OF f SKIP LOCKED
    ), moved AS (
      UPDATE follow_up f SET next_remind_at = CASE WHEN due.missing_at > due.next_remind_at THEN due.missing_at END
      FROM due WHERE f.workspace_id = due.workspace_id AND f.id = due.id
    )
    ${insertMessages(
      followUpDueMessage,
      Prisma.sql`
        SELECT workspace_id, 'follow-up:' || id || ':' || extract(epoch FROM next_remind_at) AS key, person_id,
          jsonb_build_object('followUpId', id, 'isMissing', coalesce(next_remind_at >= missing_at, false)) AS payload, ${now}::timestamptz AS due_at FROM due`,
    )}`,
};
