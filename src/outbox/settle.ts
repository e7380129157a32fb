import { z } from "zod";
import type { MessageRef } from "#chat/event.ts";
import { createBatcher } from "#db/batch.ts";
import type { Database } from "#db/client.ts";
import { Prisma } from "#db/generated/client.ts";
import { runHot } from "#db/hot.ts";
import { perDatabase } from "#db/per-database.ts";
import { assertNever } from "#src/errors.ts";
import type { ClaimedRow } from "./claim.ts";
import { type DeliveryFailedReason, deliveryFailedKind } from "./delivery-failed.ts";
import { columns, newId } from "./enqueue.ts";
import { replyKind } from "./ready-reply.ts";

/** What became of a claimed row. */
export type Outcome =
  | { readonly type: "sent"; readonly ref: MessageRef }
  /** It no longer matters. */
  | { readonly type: "cancelled"; readonly why: string }
  /** Business time: held back by quiet hours or a day off. Not an attempt. */
  | { readonly type: "moved"; readonly dueAt: Date }
  /** Tried again at `at` (real time): the same set, under the same id. */
  | { readonly type: "retried"; readonly at: Date; readonly error: string }
  /** It could not be made: tried again at `at` (real time), with what is due then. */
  | { readonly type: "unmade"; readonly at: Date; readonly error: string }
  /** The platform asked to wait: tried again at `at` (real time), with what is due then. Not an attempt. */
  | { readonly type: "limited"; readonly at: Date; readonly error: string }
  /** The platform refused the bundle: each of its rows is tried by itself. */
  | { readonly type: "parted"; readonly error: string }
  | { readonly type: "failed"; readonly reason: DeliveryFailedReason; readonly error: string };

/** `now` is business time. */
export type Settlement = { readonly row: ClaimedRow; readonly outcome: Outcome; readonly now: Date };

/**
 * Writes what became of rows, those of one call in one commit. A person's first failure of the day tells the admins.
 * Returns how many were written: a row whose lease was lost belongs to whoever has it now.
 *
 * The status is compared as text to keep the planner, which thinks that nothing waits, from its index.
 */
export async function settle(database: Database, settlements: readonly Settlement[]): Promise<number> {
  return settlements.length === 0 ? 0 : settling(database)(settlements);
}

const settling = perDatabase((database) =>
  createBatcher<readonly Settlement[], number>({
    rowsMax: 100,
    run: (calls) => settleRows(database, calls),
  }),
);

async function settleRows(database: Database, calls: readonly (readonly Settlement[])[]): Promise<number[]> {
  const given = calls.flatMap((call, place) =>
    call.map((settlement) => ({ place, ...columnsOf(settlement) })),
  );
  const result = await runHot(
    database,
    Prisma.sql`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS g (place int, "workspaceId" uuid, id uuid,
        attempts int, status delivery_status, "dueAt" timestamptz, "lockedUntil" timestamptz, "isAttempt" boolean,
        "isUnsent" boolean, "deliveryId" uuid, "sentAt" timestamptz, "sentRef" jsonb, error text,
        reason text, now timestamptz)),
    settled AS (
      UPDATE outbound_message o SET status = g.status, due_at = coalesce(g."dueAt", o.due_at),
        locked_until = coalesce(g."lockedUntil", o.locked_until), attempts = o.attempts - (NOT g."isAttempt")::int,
        tried_at = CASE WHEN g."isUnsent" THEN NULL ELSE o.tried_at END,
        delivery_id = CASE WHEN g."isUnsent" THEN g."deliveryId" ELSE o.delivery_id END,
        payload = CASE WHEN g.status = 'sent' AND o.kind = ${replyKind} THEN '{}' ELSE o.payload END,
        sent_at = g."sentAt", sent_ref = g."sentRef", last_error = g.error
      FROM given g WHERE o.workspace_id = g."workspaceId" AND o.id = g.id AND o.attempts = g.attempts
        AND o.status::text = 'waiting'
      RETURNING o.workspace_id, o.person_id, o.kind, g.place, g.reason, g.now),
    notice AS (
      INSERT INTO outbound_message (${columns})
      SELECT s.workspace_id, ${newId}, concat_ws(':', ${deliveryFailedKind}::text, s.person_id,
          to_char(s.now AT TIME ZONE w.default_tz, 'YYYY-MM-DD'), admin.id), ${deliveryFailedKind}::text, admin.id,
        'person:' || admin.id, jsonb_build_object('personId', s.person_id, 'reason', s.reason), s.now,
        'epoch'::timestamptz
      FROM settled s JOIN workspace w ON w.id = s.workspace_id
      JOIN person admin ON admin.workspace_id = s.workspace_id AND admin.status = 'active'
        AND 'admin' = ANY (admin.roles) AND admin.id <> s.person_id
      WHERE s.reason IS NOT NULL AND s.kind <> ${deliveryFailedKind}
      ON CONFLICT (workspace_id, key) DO NOTHING)
    SELECT place, count(*)::int AS count FROM settled GROUP BY place`,
  );
  const counts = z.array(z.object({ place: z.number(), count: z.number() })).parse(result);
  const byPlace = new Map(counts.map(({ place, count }) => [place, count]));
  return calls.map((_, place) => byPlace.get(place) ?? 0);
}

function columnsOf({ row, outcome, now }: Settlement): object {
  const { workspaceId, id, attempts } = row;
  return {
    workspaceId,
    id,
    attempts,
    now,
    isAttempt: true,
    isUnsent: false,
    ...changesOf(row, outcome, now),
  };
}

function changesOf(row: ClaimedRow, outcome: Outcome, now: Date): object {
  switch (outcome.type) {
    case "sent":
      return { status: "sent", sentAt: now, sentRef: outcome.ref };
    case "cancelled":
      return { status: "cancelled", error: outcome.why };
    case "moved":
      return { status: "waiting", dueAt: outcome.dueAt, lockedUntil: free, isAttempt: false, isUnsent: true };
    case "retried":
      return { status: "waiting", lockedUntil: outcome.at, error: outcome.error };
    case "unmade":
      return { status: "waiting", lockedUntil: outcome.at, error: outcome.error, isUnsent: true };
    case "limited":
      return {
        status: "waiting",
        lockedUntil: outcome.at,
        error: outcome.error,
        isAttempt: false,
        isUnsent: true,
      };
    case "parted":
      return {
        status: "waiting",
        lockedUntil: free,
        error: outcome.error,
        isUnsent: true,
        deliveryId: row.id,
      };
    case "failed":
      return { status: "failed", reason: outcome.reason, error: outcome.error };
    default:
      return assertNever(outcome);
  }
}

const free = new Date(0);
