import { z } from "zod";
import { messageKind, type Sweep } from "#chat/feature.ts";
import { Prisma } from "#db/generated/client.ts";
import { literal } from "#db/literal.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { insertMessages } from "#outbox/enqueue.ts";
import { drawDigest } from "./draw.ts";

/**
 * The morning digest, when there is something to say. On a day off the outbox holds it back, and by then it is no
 * longer of its day.
 */
export const digestMessage = messageKind({
  kind: "my-day.digest",
  payload: z.object({ on: z.string() }),
  bundled: false,
  urgent: false,
  build: async (ctx, { on }) => {
    if (on !== localDateOf(ctx.now, ctx.actor.tz)) return undefined;
    const card = await drawDigest(ctx);
    return card && { card };
  },
});

/**
 * Looks at everybody's digest time. The timer moves to the next one of the person's own zone, by civil time. A digest
 * is of its day: of those that were missed while nothing ran today's alone is sent, if its time has come.
 */
export const digestSweep: Sweep = {
  name: "my-day.digest",
  claim: ({ prisma }, { now, limit }) => prisma.$executeRaw`
    WITH due AS (
      SELECT workspace_id, id, tz, digest_at::time AS at, (${now}::timestamptz AT TIME ZONE tz) AS local
      FROM person WHERE next_digest_at <= ${now}
      ORDER BY next_digest_at LIMIT ${literal(limit)} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE person p SET next_digest_at =
        (due.local::date + CASE WHEN due.local::time < due.at THEN 0 ELSE 1 END + due.at) AT TIME ZONE due.tz
      FROM due WHERE p.workspace_id = due.workspace_id AND p.id = due.id
    )
    ${insertMessages(
      digestMessage,
      Prisma.sql`
        SELECT workspace_id, 'digest:' || id || ':' || local::date AS key, id AS person_id,
          jsonb_build_object('on', local::date) AS payload, ${now}::timestamptz AS due_at
        FROM due WHERE local::time >= at`,
    )}`,
};
