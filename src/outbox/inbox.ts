import { v7 as uuid } from "uuid";
import { z } from "zod";
import { type ChatEvent, chatEvent, platforms } from "#chat/event.ts";
import { createBatcher } from "#db/batch.ts";
import type { Database } from "#db/client.ts";
import { Prisma } from "#db/generated/client.ts";
import { runHot } from "#db/hot.ts";
import { perDatabase } from "#db/per-database.ts";
import { columns } from "./enqueue.ts";
import { keyOfReply, laneOfReply, type ReadyReply, replyKind, storeReply } from "./ready-reply.ts";
import { toStoredJson } from "./stored-json.ts";

/** Events of one account that are taken together, to be processed one after the other. */
const chainMax = 8;

export type Stored = "new" | "seen" | "unknown-tenant";

/**
 * Keeps an event, at most once per key; durable when this resolves. What arrives together is committed together.
 * `unknown-tenant`: the app is not installed there (any more), nothing was kept.
 */
export function storeEvent(database: Database, event: ChatEvent, receivedAt: Date): Promise<Stored> {
  return storing(database)({ event, receivedAt });
}

const storing = perDatabase((database) =>
  createBatcher<{ event: ChatEvent; receivedAt: Date }, Stored>({
    rowsMax: 200,
    run: (rows) => storeEvents(database, rows),
  }),
);

async function storeEvents(
  database: Database,
  rows: readonly { readonly event: ChatEvent; readonly receivedAt: Date }[],
): Promise<Stored[]> {
  const given = rows.map(({ event, receivedAt }, place) => ({ place, ...event, event, receivedAt }));
  const result = await runHot(
    database,
    Prisma.sql`
    WITH given AS (
      SELECT g.*, i.workspace_id, row_number() OVER (PARTITION BY g.platform, g.tenant, g.key ORDER BY g.place) AS nth
      FROM jsonb_to_recordset(${toStoredJson(given)}::jsonb) AS g (place int, platform platform, tenant text,
        key text, "userId" text, event jsonb, "receivedAt" timestamptz)
      LEFT JOIN installation i
        ON i.platform = g.platform AND i.external_id = g.tenant AND i.uninstalled_at IS NULL),
    stored AS (
      INSERT INTO inbound_event (workspace_id, source, tenant, event_key, user_id, payload, received_at, locked_until)
      SELECT workspace_id, platform, tenant, key, "userId", event, "receivedAt", 'epoch'::timestamptz FROM given
      WHERE workspace_id IS NOT NULL AND nth = 1 ORDER BY workspace_id, platform, tenant, key
      ON CONFLICT DO NOTHING
      RETURNING source, tenant, event_key)
    SELECT CASE WHEN g.workspace_id IS NULL THEN 'unknown-tenant'
      WHEN s.event_key IS NULL OR g.nth > 1 THEN 'seen' ELSE 'new' END AS outcome
    FROM given g LEFT JOIN stored s ON s.source = g.platform AND s.tenant = g.tenant AND s.event_key = g.key
    ORDER BY g.place`,
  );
  return z
    .array(z.object({ outcome: z.enum(["new", "seen", "unknown-tenant"]) }))
    .parse(result)
    .map(({ outcome }) => outcome);
}

const claimedEvent = z.object({
  workspaceId: z.string(),
  source: z.enum(platforms),
  tenant: z.string(),
  eventKey: z.string(),
  userId: z.string(),
  payload: z.unknown(),
  /** Of those taken together the first has one more by being taken: it is begun now, the others perhaps never. */
  strikes: z.number(),
  /** Also the fencing token: who holds another lease than the row's has lost the event. */
  leasedUntil: z.date(),
});

/** `event` is absent where it was stored by another version of the program and cannot be read. */
export type ClaimedEvent = Omit<z.infer<typeof claimedEvent>, "payload"> & {
  readonly event: ChatEvent | undefined;
};

/**
 * Takes the oldest events that nobody works on, in order of arrival: of up to `limit` accounts, of each its first
 * few. While an account has an event under way, nobody gets a later one of it. All times are real.
 *
 * Who locks an account's oldest row has the account. Rows are addressed by place (`ctid`): a row that changed since
 * the statement began is not found, and the planner, which thinks that nothing waits since nothing usually does,
 * has no worse plan to choose.
 */
export async function claimEvents(
  database: Database,
  { limit, leaseMs, realNow }: { readonly limit: number; readonly leaseMs: number; readonly realNow: Date },
): Promise<ClaimedEvent[]> {
  const rows = await runHot(
    database,
    Prisma.sql`
    WITH account AS MATERIALIZED (
      SELECT (array_agg(ctid ORDER BY received_at, event_key))[1] AS first_row FROM inbound_event
      WHERE done_at IS NULL GROUP BY workspace_id, source, user_id
      HAVING bool_and(locked_until <= ${realNow}::timestamptz) ORDER BY min(received_at) LIMIT ${limit}),
    head AS MATERIALIZED (
      SELECT e.workspace_id, e.source, e.user_id, a.first_row
      FROM account a JOIN inbound_event e ON e.ctid = a.first_row
      FOR UPDATE OF e SKIP LOCKED),
    chain AS MATERIALIZED (
      SELECT f.row, f.row = h.first_row AS is_first FROM head h CROSS JOIN LATERAL (
        SELECT ctid AS row FROM inbound_event f
        WHERE f.done_at IS NULL AND f.workspace_id = h.workspace_id AND f.source = h.source AND f.user_id = h.user_id
        ORDER BY received_at, event_key LIMIT ${chainMax}) f),
    claimed AS (
      UPDATE inbound_event e SET strikes = e.strikes + chain.is_first::int,
        locked_until = ${realNow}::timestamptz + ${leaseMs}::int * interval '1 ms'
      FROM chain WHERE e.ctid = chain.row
      RETURNING e.*)
    SELECT workspace_id AS "workspaceId", source, tenant, event_key AS "eventKey", user_id AS "userId", payload,
      strikes, locked_until AS "leasedUntil"
    FROM claimed ORDER BY received_at, event_key`,
  );
  return z
    .array(claimedEvent)
    .parse(rows)
    .map(({ payload, ...row }) => ({ ...row, event: chatEvent.safeParse(payload).data }));
}

type Finish = {
  /** What is said to the person, if anything. */
  readonly reply: ReadyReply | undefined;
  /** Business time, of the reply. */
  readonly now: Date;
  readonly realNow: Date;
};

/**
 * Marks an event as done and puts its reply into the outbox, in one commit. False if the lease was lost meanwhile:
 * then nothing was written, and whoever has the event now says the reply.
 */
export function finishEvent(database: Database, event: ClaimedEvent, finish: Finish): Promise<boolean> {
  return finishing(database)({ event, finish });
}

const finishing = perDatabase((database) =>
  createBatcher<{ event: ClaimedEvent; finish: Finish }, boolean>({
    rowsMax: 200,
    run: (rows) => finishEvents(database, rows),
  }),
);

async function finishEvents(
  database: Database,
  rows: readonly { readonly event: ClaimedEvent; readonly finish: Finish }[],
): Promise<boolean[]> {
  const given = rows.map(({ event: { event, ...key }, finish }, place) => ({
    place,
    ...key,
    doneAt: finish.realNow,
    ...(event === undefined || finish.reply === undefined
      ? {}
      : replyColumns(event, finish.reply, finish.now)),
  }));
  const result = await runHot(
    database,
    Prisma.sql`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${toStoredJson(given)}::jsonb) AS g (place int, "workspaceId" uuid,
        source platform, tenant text, "eventKey" text, "leasedUntil" timestamptz, "doneAt" timestamptz,
        id uuid, key text, lane text, reply jsonb, "dueAt" timestamptz)),
    finished AS (
      UPDATE inbound_event e SET done_at = g."doneAt", payload = '{}' FROM given g
      WHERE e.workspace_id = g."workspaceId" AND e.source = g.source AND e.tenant = g.tenant
        AND e.event_key = g."eventKey" AND e.locked_until = g."leasedUntil"
      RETURNING g.place),
    said AS (
      INSERT INTO outbound_message (${columns})
      SELECT "workspaceId", id, key, ${replyKind}::text, NULL, lane, reply, "dueAt", 'epoch'::timestamptz
      FROM given JOIN finished USING (place) WHERE reply IS NOT NULL
      ON CONFLICT (workspace_id, key) DO NOTHING)
    SELECT f.place IS NOT NULL AS "isFinished" FROM given LEFT JOIN finished f USING (place) ORDER BY place`,
  );
  return z
    .array(z.object({ isFinished: z.boolean() }))
    .parse(result)
    .map(({ isFinished }) => isFinished);
}

function replyColumns(event: ChatEvent, reply: ReadyReply, dueAt: Date): object {
  return {
    id: uuid(),
    key: keyOfReply(event),
    lane: laneOfReply(event, reply),
    reply: storeReply(reply, event),
    dueAt,
  };
}
