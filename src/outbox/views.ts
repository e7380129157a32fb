import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Conversation, MessageRef, Platform } from "#chat/event.ts";
import { Prisma } from "#db/generated/client.ts";
import { columns, type Executor, newId } from "./enqueue.ts";
import { destination } from "./ready-reply.ts";
import { toStoredJson } from "./stored-json.ts";

/** Kind of the rows that carry a view, which is drawn when they are delivered. They make no sound, so no hour is too late. */
export const viewKind = "view";

/** `view` is `id:argument`; it is drawn with the eyes of the person. */
export const viewPayload = z.object({ view: z.string(), personId: z.string(), to: destination });

export type Redrawing = {
  /** What has changed: every message that shows one of them is drawn afresh. */
  readonly topics: readonly string[];
  /** Business time. */
  readonly now: Date;
  /** The message that was pressed, which the answer changes. */
  readonly except?: MessageRef | undefined;
};

/**
 * Draws the messages that show one of the topics afresh, each where it stands and for the person it was for, in the
 * transaction that changes it. Several changes of a message are one as long as it waits; one that is being drawn loses
 * its lease, so that it is drawn once more. Returns how many are to be drawn.
 */
export async function redraw(
  executor: Executor,
  workspaceId: string,
  { topics, now, except }: Redrawing,
): Promise<number> {
  if (topics.length === 0) return 0;
  return executor.$executeRaw(Prisma.sql`
    INSERT INTO outbound_message AS o (${columns})
    SELECT workspace_id, ${newId}, concat_ws(':', 'redraw', platform, conversation, message), ${viewKind}::text, NULL,
      concat_ws(':', platform, tenant, conversation),
      jsonb_build_object('view', view, 'personId', reader_id, 'to', jsonb_build_object('type', 'message',
        'ref', jsonb_build_object('platform', platform, 'conversation', conversation, 'message', message))),
      ${now}::timestamptz, 'epoch'::timestamptz
    FROM shown_message
    WHERE workspace_id = ${workspaceId}::uuid AND topics && ${[...topics]}::text[] AND ${mayChange}
      AND (platform::text, conversation, message) IS DISTINCT FROM
        (${except?.platform ?? null}::text, ${except?.conversation ?? null}::text, ${except?.message ?? null}::text)
    ON CONFLICT (workspace_id, key) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at,
      status = 'waiting', locked_until = excluded.locked_until, delivery_id = NULL, tried_at = NULL,
      attempts = CASE WHEN o.status <> 'waiting' THEN 0 WHEN o.locked_until > 'epoch' THEN o.attempts + 1
        ELSE o.attempts END`);
}

/** Feishu changes a card for 14 days: https://open.feishu.cn/document/server-docs/im-v1/message-card/patch */
const mayChange = Prisma.sql`(platform <> 'feishu' OR shown_at > now() - interval '14 days')`;

export type Showing = {
  /** The same card is shown once. */
  readonly key: string;
  readonly view: string;
  /** With whose eyes, and in whose language, it is drawn. */
  readonly personId: string;
  readonly group: Group;
  readonly now: Date;
};

export type Group = {
  readonly platform: Platform;
  readonly tenant: string;
  readonly conversation: Conversation;
};

/** Shows a view to everybody in a group. */
export async function showInGroup(executor: Executor, workspaceId: string, showing: Showing): Promise<void> {
  const { key, view, personId, group, now } = showing;
  const { platform, tenant, conversation } = group;
  const payload = { view, personId, to: { type: "group", conversation: conversation.id } };
  await executor.$executeRaw(Prisma.sql`
    INSERT INTO outbound_message (${columns})
    VALUES (${workspaceId}::uuid, ${uuid()}::uuid, ${key}, ${viewKind}, NULL,
      ${`${platform}:${tenant}:${conversation.id}`}, ${toStoredJson(payload)}::jsonb, ${now}::timestamptz,
      'epoch'::timestamptz)
    ON CONFLICT (workspace_id, key) DO NOTHING`);
}
