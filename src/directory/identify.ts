import type { Actor } from "#chat/actor.ts";
import type { Conversation, Platform } from "#chat/event.ts";
import type { Locale } from "#chat/locale.ts";
import type { Database } from "#db/client.ts";
import { log } from "#src/log.ts";
import { type ActorRow, actorColumns, toActor, toLocale } from "./actor-row.ts";
import { batched } from "./batched.ts";

/** Where an event comes from. An event is one. */
export type Origin = {
  readonly platform: Platform;
  /** Slack team id; Feishu app id. */
  readonly tenant: string;
  readonly userId: string;
  /** Remembered when it is the direct one. */
  readonly conversation?: Conversation | undefined;
};

/** `locale` is the workspace's; `actor` is absent for an account that belongs to nobody yet. */
export type Identified = { readonly workspaceId: string; readonly locale: Locale; readonly actor?: Actor };

/**
 * Whose account this is, on every event's way: one query, shared by all events of the same turn. `undefined` where
 * the tenant is not installed. Notes beside the way that the account was seen, at most once an hour.
 */
export const identify: (database: Database, origin: Origin) => Promise<Identified | undefined> = batched(
  async (database, origins: readonly Origin[]) => {
    const { rows } = await database.pool.query<Row>({
      name: "directory-identify",
      text: statement,
      values: [
        origins.map((origin) => origin.platform),
        origins.map((origin) => origin.tenant),
        origins.map((origin) => origin.userId),
        origins.map(directConversation),
      ],
    });
    noteSeen(database, origins, rows);
    const byPosition = new Map(rows.map((row) => [row.position, toIdentified(row)]));
    return origins.map((_, index) => byPosition.get(index + 1));
  },
);

/** An account is news when it was not seen for an hour, when another account of the person was seen later, or when its direct conversation is another. */
const statement = `
  SELECT w.position::int, ws.id AS workspace_id, ws.default_locale, ${actorColumns},
    i.user_id IS NOT NULL AND (
      i.seen_at < now() - interval '1 hour'
      OR (w.direct IS NOT NULL AND w.direct IS DISTINCT FROM i.direct_conversation)
      OR EXISTS (SELECT FROM identity o WHERE o.workspace_id = i.workspace_id AND o.person_id = i.person_id AND o.seen_at > i.seen_at)
    ) AS is_news
  FROM unnest($1::platform[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
    AS w (platform, tenant, user_id, direct, position)
  JOIN installation n ON n.platform = w.platform AND n.external_id = w.tenant AND n.uninstalled_at IS NULL
  JOIN workspace ws ON ws.id = n.workspace_id
  LEFT JOIN identity i ON i.workspace_id = n.workspace_id AND i.platform = w.platform AND i.user_id = w.user_id
  LEFT JOIN person p ON p.workspace_id = i.workspace_id AND p.id = i.person_id`;

type Row = { readonly position: number; readonly default_locale: string; readonly is_news: boolean } & (
  | ActorRow
  | { readonly workspace_id: string; readonly id: null }
);

function toIdentified(row: Row): Identified {
  const found = { workspaceId: row.workspace_id, locale: toLocale(row.default_locale) };
  return row.id === null ? found : { ...found, actor: toActor(row) };
}

function directConversation(origin: Origin): string | null {
  return origin.conversation?.kind === "direct" ? origin.conversation.id : null;
}

/** Nobody waits for this; real time, since it only says which account was used last. */
function noteSeen(database: Database, origins: readonly Origin[], rows: readonly Row[]): void {
  const seen = rows.flatMap((row) => {
    const origin = origins[row.position - 1];
    return row.is_news && origin !== undefined ? [{ origin, workspaceId: row.workspace_id }] : [];
  });
  if (seen.length === 0) return;
  database.pool
    .query(
      `UPDATE identity i SET seen_at = now(), direct_conversation = coalesce(s.direct, i.direct_conversation)
       FROM unnest($1::uuid[], $2::platform[], $3::text[], $4::text[]) AS s (workspace_id, platform, user_id, direct)
       WHERE i.workspace_id = s.workspace_id AND i.platform = s.platform AND i.user_id = s.user_id`,
      [
        seen.map(({ workspaceId }) => workspaceId),
        seen.map(({ origin }) => origin.platform),
        seen.map(({ origin }) => origin.userId),
        seen.map(({ origin }) => directConversation(origin)),
      ],
    )
    .catch((error: unknown) => log.warn({ err: error }, "could not note that accounts were seen"));
}
