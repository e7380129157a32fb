import { z } from "zod";
import { platforms } from "#chat/event.ts";
import type { Database } from "#db/client.ts";
import { Prisma } from "#db/generated/client.ts";
import { runHot } from "#db/hot.ts";
import { literal } from "#db/literal.ts";
import { type Spacing, spacingRows } from "./lanes.ts";

/** How far ahead a place in the app's lane is taken; the worker waits for it in memory. */
const horizonMs = 1_000;
/** A row that waits for its app is looked at again so long before its turn: looked at too late, the app would stand idle. */
const aheadMs = horizonMs / 2;
/** What more is due to a person comes in the next bundle. Fits the platforms' card limits with three buttons each. */
const bundleRowsMax = 15;
/** Added to a column so that the planner reads a person's few rows by their lane, not all that is due by its time. */
const byLane = Prisma.raw("interval '0'");
/** A row that could not be taken is looked at again no sooner than this. */
const lookAgainMs = 50;

const claimedRow = z.object({
  workspaceId: z.string(),
  id: z.string(),
  kind: z.string(),
  personId: z.string().nullable(),
  lane: z.string(),
  payload: z.unknown(),
  /** Counts this attempt. Also the fencing token: who holds an older number has lost the row. */
  attempts: z.number(),
  deliveryId: z.string(),
  /** An earlier attempt may have reached the platform. */
  maybeSent: z.boolean(),
  leasedUntil: z.coerce.date(),
  /** Not before (real time): the place in the lanes. */
  slotAt: z.coerce.date(),
  platform: z.enum(platforms).nullable(),
  tenant: z.string().nullable(),
  /**
   * The person's account that was used last, or that an earlier attempt may have reached; null for answers, and for who
   * has none.
   */
  userId: z.string().nullable(),
  conversation: z.string().nullable(),
});
export type ClaimedRow = z.infer<typeof claimedRow>;

const result = z.tuple([
  z.object({ claimed: z.array(claimedRow), dueCount: z.number(), turns: z.array(z.coerce.date()) }),
]);

export type Claim = {
  /** Rows to be sent, leased to the caller. Those of one `deliveryId` are one message. */
  readonly claimed: readonly ClaimedRow[];
  /** As many due rows were looked at as it looks at: there may be more. */
  readonly isMore: boolean;
  /** Real times at which the others have their turns. */
  readonly turns: readonly Date[];
};

export type ClaimOptions = {
  /** Business time. */
  readonly now: Date;
  readonly realNow: Date;
  /** Rows to look at, at most. */
  readonly limit: number;
  readonly leaseMs: number;
  readonly spacing: Spacing;
};

/**
 * Takes what is due and may be said now, for anyone, in one round trip: nobody else gets it before the lease ends.
 * A row whose destination or app has to keep its distance is put off to where its turn will be about.
 */
export async function claimDue(database: Database, options: ClaimOptions): Promise<Claim> {
  const [{ dueCount, ...claim }] = result.parse(await runHot(database, claimStatement(options)));
  return { ...claim, isMore: dueCount === lookSize(options.limit) };
}

/** How many rows a claim looks at: a few sizes, since each is a statement of its own. */
const lookSizes = [200, 100, 50, 20, 10, 5, 2, 1] as const;

function lookSize(limit: number): number {
  return lookSizes.find((size) => size <= limit) ?? 1;
}

/**
 * Rows are locked first, then lanes in the order of their keys; no statement waits for a row while it holds a lane:
 * so claims never deadlock. Of one lane only the head goes, so that a destination's distance is exact; how many of
 * an app fit is judged by the snapshot, when exactly they go by the update.
 */
export function claimStatement(options: ClaimOptions): Prisma.Sql {
  return Prisma.sql`WITH ${dueRows(options)}, ${heads(options)}, ${takenLanes(options)}, ${plannedRows(options)}
    SELECT (SELECT count(*)::int FROM due) AS "dueCount",
      coalesce((SELECT jsonb_agg(DISTINCT locked_until) FROM updated WHERE NOT is_claimed), '[]') AS turns,
      coalesce((SELECT jsonb_agg(jsonb_build_object(
        'workspaceId', u.workspace_id, 'id', u.id, 'kind', u.kind, 'personId', u.person_id, 'lane', u.lane,
        'payload', u.payload, 'attempts', u.attempts, 'deliveryId', u.delivery_id, 'maybeSent', u.was_tried,
        'leasedUntil', u.locked_until, 'slotAt', u.slot_at, 'platform', h.platform, 'tenant', h.tenant,
        'userId', h.user_id, 'conversation', h.conversation) ORDER BY u.due_at, u.id)
        FROM updated u JOIN head h USING (workspace_id, lane) WHERE u.is_claimed), '[]') AS claimed`;
}

function dueRows({ now, realNow, limit }: ClaimOptions): Prisma.Sql {
  return Prisma.sql`
    due AS MATERIALIZED (
      SELECT workspace_id, id, lane, person_id, delivery_id, due_at, tried_at IS NOT NULL AS was_tried,
        CASE WHEN tried_at IS NOT NULL THEN tried_on END AS tried_on
      FROM outbound_message
      WHERE status = 'waiting' AND due_at <= ${now}::timestamptz AND locked_until <= ${realNow}::timestamptz
      ORDER BY due_at LIMIT ${literal(lookSize(limit))}
      FOR UPDATE SKIP LOCKED)`;
}

/** One row per lane: its oldest message, the account it goes to, and when lane and app are free. */
function heads({ realNow, spacing }: ClaimOptions): Prisma.Sql {
  return Prisma.sql`
    oldest AS (
      SELECT DISTINCT ON (workspace_id, lane) * FROM due ORDER BY workspace_id, lane, due_at, id),
    addressed AS (
      SELECT o.*, a.user_id, a.conversation,
        CASE WHEN person_id IS NULL THEN split_part(lane, ':', 1) ELSE a.platform END AS platform,
        CASE WHEN person_id IS NULL THEN split_part(lane, ':', 2) ELSE a.tenant END AS tenant
      FROM oldest o LEFT JOIN LATERAL (
        SELECT i.platform::text, n.external_id AS tenant, i.user_id, i.direct_conversation AS conversation
        FROM identity i JOIN installation n
          ON n.workspace_id = i.workspace_id AND n.platform = i.platform AND n.uninstalled_at IS NULL
        WHERE i.workspace_id = o.workspace_id AND i.person_id = o.person_id
        ORDER BY i.platform = o.tried_on DESC NULLS LAST, i.seen_at DESC LIMIT 1) a ON true),
    head AS MATERIALIZED (
      SELECT d.*, d.platform || ':' || d.tenant AS app,
        coalesce(s."appMs", 0) * interval '1 ms' AS app_step,
        CASE WHEN d.lane LIKE 'person:%' THEN ${spacing.bundleMs}::int ELSE coalesce(s."destinationMs", 0) END
          * interval '1 ms' AS step,
        greatest(l.free_at, ${realNow}::timestamptz) AS free_at,
        greatest(app.free_at, ${realNow}::timestamptz) AS app_free_at,
        row_number() OVER (PARTITION BY d.workspace_id, d.platform, d.tenant, coalesce(l.free_at <= ${realNow}::timestamptz, true)
          ORDER BY d.due_at, d.id) AS place
      FROM addressed d
      LEFT JOIN ${spacingRows(spacing)} ON s.platform = d.platform
      LEFT JOIN lane l ON l.workspace_id = d.workspace_id AND l.key = d.lane
      LEFT JOIN lane app ON app.workspace_id = d.workspace_id AND app.key = d.platform || ':' || d.tenant)`;
}

/** The heads that go now: their destination is free, and their place in the app's lane is near. */
function takenLanes({ realNow }: ClaimOptions): Prisma.Sql {
  return Prisma.sql`
    fitting AS (
      SELECT * FROM head WHERE free_at <= ${realNow}::timestamptz
        AND app_free_at + (place - 1) * app_step <= ${realNow}::timestamptz + ${horizonMs}::int * interval '1 ms'),
    taken_app AS (
      INSERT INTO lane AS l (workspace_id, key, free_at)
      SELECT workspace_id, app, ${realNow}::timestamptz + count(*) * app_step FROM fitting
      WHERE app IS NOT NULL GROUP BY workspace_id, app, app_step ORDER BY workspace_id, app
      ON CONFLICT (workspace_id, key) DO UPDATE
        SET free_at = greatest(l.free_at, ${realNow}::timestamptz) + (excluded.free_at - ${realNow}::timestamptz)
      RETURNING l.workspace_id, l.key, l.free_at),
    slot AS (
      SELECT f.*, coalesce(
        t.free_at - (count(*) OVER (PARTITION BY f.workspace_id, f.app) - f.place + 1) * f.app_step,
        ${realNow}::timestamptz) AS slot_at
      FROM fitting f LEFT JOIN taken_app t ON t.workspace_id = f.workspace_id AND t.key = f.app),
    taken AS (
      INSERT INTO lane AS l (workspace_id, key, free_at)
      SELECT workspace_id, lane, slot_at + step FROM slot ORDER BY workspace_id, lane
      ON CONFLICT (workspace_id, key) DO UPDATE SET free_at = excluded.free_at
        WHERE l.free_at <= ${realNow}::timestamptz
      RETURNING l.workspace_id, l.key)`;
}

/** The head's row, or its whole bundle, is leased; all else that was looked at is put off. */
function plannedRows({ now, realNow, leaseMs }: ClaimOptions): Prisma.Sql {
  return Prisma.sql`
    going AS (
      SELECT s.* FROM taken t JOIN slot s ON s.workspace_id = t.workspace_id AND s.lane = t.key),
    member AS (
      SELECT workspace_id, id, was_tried, id AS head_id, slot_at, platform FROM going WHERE lane NOT LIKE 'person:%'
      UNION ALL
      SELECT m.*, g.id, g.slot_at, g.platform FROM going g CROSS JOIN LATERAL (
        SELECT o.workspace_id, o.id, o.tried_at IS NOT NULL FROM outbound_message o
        WHERE o.workspace_id = g.workspace_id AND o.lane = g.lane AND o.status = 'waiting'
          AND o.due_at + ${byLane} <= ${now}::timestamptz AND o.locked_until + ${byLane} <= ${realNow}::timestamptz
          AND o.delivery_id IS NOT DISTINCT FROM g.delivery_id
        ORDER BY o.due_at, o.id LIMIT ${bundleRowsMax}::int FOR UPDATE SKIP LOCKED) m
      WHERE g.lane LIKE 'person:%'),
    put_off AS (
      SELECT d.workspace_id, d.id, coalesce(s.slot_at, CASE WHEN h.free_at > ${realNow}::timestamptz THEN h.free_at
          ELSE h.app_free_at + (h.place - 1) * h.app_step - ${aheadMs}::int * interval '1 ms' END)
        + h.step * CASE WHEN d.lane LIKE 'person:%' THEN (s.slot_at IS NOT NULL)::int
            ELSE row_number() OVER (PARTITION BY d.workspace_id, d.lane ORDER BY d.due_at, d.id) - 1 END AS until
      FROM due d JOIN head h USING (workspace_id, lane) LEFT JOIN slot s USING (workspace_id, lane)),
    planned AS (
      SELECT workspace_id, id, true AS is_claimed, was_tried, head_id, slot_at, platform,
        greatest(slot_at, ${realNow}::timestamptz) + ${leaseMs}::int * interval '1 ms' AS until FROM member
      UNION ALL
      SELECT workspace_id, id, false, NULL, NULL, NULL, NULL,
        greatest(until, ${realNow}::timestamptz + ${lookAgainMs}::int * interval '1 ms')
      FROM put_off p WHERE NOT EXISTS (SELECT FROM member m WHERE m.workspace_id = p.workspace_id AND m.id = p.id)),
    updated AS (
      UPDATE outbound_message o SET locked_until = p.until, attempts = o.attempts + p.is_claimed::int,
        tried_at = CASE WHEN p.is_claimed THEN ${realNow}::timestamptz ELSE o.tried_at END,
        tried_on = CASE WHEN p.is_claimed THEN p.platform::platform ELSE o.tried_on END,
        delivery_id = CASE WHEN p.is_claimed THEN coalesce(o.delivery_id, p.head_id) ELSE o.delivery_id END
      FROM planned p WHERE o.workspace_id = p.workspace_id AND o.id = p.id
      RETURNING o.*, p.is_claimed, p.was_tried, p.slot_at)`;
}
