import { v7 as uuid } from "uuid";
import type { MessageKind } from "#chat/feature.ts";
import { Prisma } from "#db/generated/client.ts";
import { toStoredJson } from "./stored-json.ts";

/** What the outbox must know of a kind when a row is made. A `MessageKind` is one. */
export type KindToSend = Pick<MessageKind, "kind" | "bundled">;

/** A message for a person, to be built when it is due. */
export type NewMessage = {
  readonly kind: KindToSend;
  /** The same fact is said once: `todo:<id>:<due>`. A second row under the key is not made. */
  readonly key: string;
  readonly personId: string;
  /** What `build` is given: ids, never facts. */
  readonly payload: unknown;
  /** Business time: not before. */
  readonly dueAt: Date;
};

/** A Prisma client or transaction, scoped to the workspace or not. */
export type Executor = { $executeRaw(statement: Prisma.Sql): PromiseLike<number> };

/**
 * Makes outbox rows, in the transaction that makes the fact. Returns how many are new. After the commit the
 * outbox is kicked, or finds them at its next tick.
 */
export async function enqueue(
  executor: Executor,
  workspaceId: string,
  messages: readonly NewMessage[],
): Promise<number> {
  if (messages.length === 0) return 0;
  const rows = messages.map(({ kind, ...row }) => ({
    ...row,
    id: uuid(),
    kind: kind.kind,
    lane: `${lanePrefix(kind)}${row.personId}`,
  }));
  return executor.$executeRaw(Prisma.sql`
    INSERT INTO outbound_message (${columns})
    SELECT ${workspaceId}::uuid, id, key, kind, "personId", lane, payload, "dueAt", 'epoch'::timestamptz
    FROM jsonb_to_recordset(${toStoredJson(rows)}::jsonb)
      AS r (id uuid, key text, kind text, "personId" uuid, lane text, payload jsonb, "dueAt" timestamptz)
    ON CONFLICT (workspace_id, key) DO NOTHING`);
}

/**
 * The same for a sweep, as the INSERT of its own statement. `rows` is a SELECT that names exactly these columns:
 * `workspace_id` uuid, `key` text, `person_id` uuid, `payload` jsonb, `due_at` timestamptz (the sweep's `now`).
 *
 * ```ts
 * WITH due AS (UPDATE todo SET remind_at = NULL FROM (... FOR UPDATE SKIP LOCKED) ... RETURNING ...),
 * said AS (${insertMessages(todoDue, Prisma.sql`
 *   SELECT workspace_id, 'todo:' || id || ':' || remind_at AS key, owner_id AS person_id,
 *          jsonb_build_object('todoId', id) AS payload, ${now}::timestamptz AS due_at FROM due`)})
 * SELECT count(*)::int AS count FROM due
 * ```
 */
export function insertMessages(kind: KindToSend, rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO outbound_message (${columns})
    SELECT workspace_id, ${newId}, key, ${kind.kind}::text, person_id, ${lanePrefix(kind)}::text || person_id,
      payload, due_at, 'epoch'::timestamptz
    FROM (${rows}) AS said
    ON CONFLICT (workspace_id, key) DO NOTHING`;
}

/** In the order in which the statements of this folder fill them. Free at once: locked until 1970. */
export const columns = Prisma.raw(
  "workspace_id, id, key, kind, person_id, lane, payload, due_at, locked_until",
);

/** A uuid v7 made by PostgreSQL 15: a random one (version 4, `0100`) whose first 48 bits are the time, made version 7 (`0111`). RFC 9562. */
export const newId = Prisma.raw(`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid`);

/** Bundled messages share a lane that is free once a minute; others wait for the person's chat only. */
function lanePrefix(kind: KindToSend): string {
  return kind.bundled ? "person:" : "direct:";
}
