import type { Platform } from "#chat/event.ts";
import type { Database } from "#db/client.ts";
import { Prisma } from "#db/generated/client.ts";

/**
 * A lane is a queue in which messages keep a distance; its row holds the next free instant (real time). A message
 * needs a place in two: its destination's, and the app's (`slack:<tenant>`).
 *
 * | lane | of | distance |
 * |---|---|---|
 * | `person:<id>` | what is bundled for a person | `bundle` |
 * | `direct:<id>` | other messages to a person | the platform's `destination` |
 * | `slack:<tenant>:<conversation>` | answers there | the platform's `destination` |
 * | `slack:<tenant>` | all that the app says | the platform's `app` |
 */
export type Spacing = {
  readonly bundleMs: number;
  readonly platforms: Readonly<Record<Platform, { readonly destinationMs: number; readonly appMs: number }>>;
};

export const defaultSpacing = {
  /** One bundle per person and minute. */
  bundleMs: 60_000,
  platforms: {
    /** One message a second and channel; "several hundred messages per minute" and workspace: https://docs.slack.dev/apis/web-api/rate-limits */
    slack: { destinationMs: 1_000, appMs: 100 },
    /** 5 a second and user or group, 50 a second and 1,000 a minute and app: https://open.feishu.cn/document/server-docs/im-v1/message/create */
    feishu: { destinationMs: 250, appMs: 60 },
  },
} as const satisfies Spacing;

export type LaneKey = { readonly workspaceId: string; readonly key: string };

/**
 * Keeps lanes silent until then (real time): the platform asked to wait. A lane that is busy for longer stays so,
 * but for a bundle's, whose minute was not used.
 */
export async function holdLanes(database: Database, lanes: readonly LaneKey[], until: Date): Promise<void> {
  await database.prisma.$executeRaw`
    INSERT INTO lane AS l (workspace_id, key, free_at)
    SELECT DISTINCT "workspaceId", key, ${until}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(lanes)}::jsonb) AS r ("workspaceId" uuid, key text)
    ORDER BY 1, 2
    ON CONFLICT (workspace_id, key) DO UPDATE SET free_at =
      CASE WHEN l.key LIKE 'person:%' THEN excluded.free_at ELSE greatest(l.free_at, excluded.free_at) END`;
}

/** The distances as rows `(platform, destination_ms, app_ms)`. */
export function spacingRows({ platforms }: Spacing): Prisma.Sql {
  const rows = Object.entries(platforms).map(([platform, spacing]) => ({ platform, ...spacing }));
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS s (platform text, "destinationMs" int, "appMs" int)`;
}
