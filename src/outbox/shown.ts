import type { Shows } from "#chat/card.ts";
import type { MessageRef } from "#chat/event.ts";
import type { Database } from "#db/client.ts";
import { Prisma } from "#db/generated/client.ts";

/** A card that stands in a chat. */
export type Standing = {
  /** Slack team id; Feishu app id. */
  readonly tenant: string;
  readonly ref: MessageRef;
  /** With whose eyes it is drawn: a person, or an account of the platform. A message keeps its first reader. */
  readonly reader: { readonly personId: string } | { readonly userId: string };
  /** Absent where nothing that is decided elsewhere changes it. */
  readonly shows: Shows | undefined;
};

/** Keeps how a message is drawn afresh, so that `redraw` finds it; what stood in the message before is forgotten. */
export async function remember({ prisma }: Database, standing: Standing): Promise<void> {
  const { tenant, ref, reader, shows } = standing;
  const { platform, conversation, message } = ref;
  const installed = Prisma.sql`n.platform = ${platform}::platform AND n.external_id = ${tenant}
    AND n.uninstalled_at IS NULL`;
  if (shows === undefined) {
    await prisma.$executeRaw`
      DELETE FROM shown_message s USING installation n
      WHERE ${installed} AND s.workspace_id = n.workspace_id AND s.platform = n.platform
        AND s.conversation = ${conversation} AND s.message = ${message}`;
    return;
  }
  const readerId =
    "personId" in reader
      ? Prisma.sql`${reader.personId}::uuid`
      : Prisma.sql`(SELECT person_id FROM identity i WHERE i.workspace_id = n.workspace_id
          AND i.platform = n.platform AND i.user_id = ${reader.userId})`;
  await prisma.$executeRaw`
    INSERT INTO shown_message (workspace_id, platform, conversation, message, tenant, reader_id, view, topics)
    SELECT workspace_id, platform, ${conversation}, ${message}, ${tenant}, reader_id, ${shows.view},
      ${[...shows.topics]}::text[]
    FROM (SELECT n.workspace_id, n.platform, ${readerId} AS reader_id FROM installation n WHERE ${installed}) AS found
    WHERE reader_id IS NOT NULL
    ON CONFLICT (workspace_id, platform, conversation, message)
      DO UPDATE SET view = excluded.view, topics = excluded.topics`;
}
