import { v7 as uuid } from "uuid";
import type { Platform } from "#chat/event.ts";
import type { Locale } from "#chat/locale.ts";
import type { Database } from "#db/client.ts";
import { batched } from "./batched.ts";
import { createSecretBox, type SecretBox } from "./secret-box.ts";

/** An app as its credentials show it: what `PlatformPort.check` returns, and its token where it has one. */
export type EnvironmentInstallation = {
  readonly platform: Platform;
  /** Slack team id; Feishu app id. */
  readonly tenant: string;
  readonly botUserId?: string;
  readonly token?: string;
};

export type EnvironmentWorkspace = {
  readonly name: string;
  readonly defaultTz: string;
  readonly defaultLocale: Locale;
  readonly secret: string;
  readonly installations: readonly EnvironmentInstallation[];
};

/**
 * The one workspace that the credentials in the environment stand for, on all their platforms. Made at the first
 * start; found by any of its installations later, which are brought up to date. Returns its id.
 * @throws when the installations are known already as those of different workspaces.
 */
export async function ensureEnvironmentWorkspace(
  database: Database,
  workspace: EnvironmentWorkspace,
): Promise<string> {
  const box = createSecretBox(workspace.secret);
  return database.prisma.$transaction(async (tx) => {
    // Replicas start together: one makes the workspace, the others find it.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('genjin environment workspace'))`;
    const known = await tx.installation.findMany({
      where: {
        OR: workspace.installations.map(({ platform, tenant }) => ({ platform, externalId: tenant })),
      },
    });
    const workspaceIds = new Set(known.map((installation) => installation.workspaceId));
    if (workspaceIds.size > 1) {
      throw new Error(
        "The Slack and the Feishu credentials belong to different workspaces of this database.",
      );
    }
    const [knownId] = workspaceIds;
    const id = knownId ?? (await onlyWorkspace(tx)) ?? uuid();
    const { name, defaultTz, defaultLocale } = workspace;
    await tx.workspace.upsert({
      where: { id },
      create: { id, name, defaultTz, defaultLocale },
      update: {},
    });
    for (const installation of workspace.installations) {
      const row = toRow(box, installation);
      await tx.installation.upsert({
        where: { platform_externalId: { platform: row.platform, externalId: row.externalId } },
        create: { ...row, workspaceId: id, id: uuid() },
        update: row,
      });
    }
    return id;
  });
}

/** A platform that could not be reached at the first start comes later, to the workspace that was made then. */
async function onlyWorkspace(tx: Pick<Database["prisma"], "workspace">): Promise<string | undefined> {
  const [only, ...others] = await tx.workspace.findMany({ select: { id: true }, take: 2 });
  return others.length === 0 ? only?.id : undefined;
}

function toRow(box: SecretBox, { platform, tenant, botUserId, token }: EnvironmentInstallation) {
  return {
    platform,
    externalId: tenant,
    botUserId: botUserId ?? null,
    tokenCipher: token === undefined ? null : box.seal(token, purposeOf(platform, tenant)),
    uninstalledAt: null,
  };
}

function purposeOf(platform: Platform, tenant: string): string {
  return `bot token ${platform} ${tenant}`;
}

type Key = { readonly platform: Platform; readonly tenant: string };

/**
 * The bot token of an installation; `undefined` where it is unknown, removed or has none.
 * @throws SecretBoxError when it was stored under another `GENJIN_SECRET`.
 */
export async function tokenOf(database: Database, secret: string, key: Key): Promise<string | undefined> {
  const cipher = await loadCipher(database, key);
  return cipher === undefined
    ? undefined
    : createSecretBox(secret).open(cipher, purposeOf(key.platform, key.tenant));
}

const loadCipher = batched(async (database, keys: readonly Key[]) => {
  const { rows } = await database.pool.query<{ position: number; token_cipher: string }>({
    name: "directory-token",
    text: `SELECT w.position::int, n.token_cipher
           FROM unnest($1::platform[], $2::text[]) WITH ORDINALITY AS w (platform, tenant, position)
           JOIN installation n ON n.platform = w.platform AND n.external_id = w.tenant
           WHERE n.uninstalled_at IS NULL AND n.token_cipher IS NOT NULL`,
    values: [keys.map((key) => key.platform), keys.map((key) => key.tenant)],
  });
  const ciphers = new Map(rows.map((row) => [row.position, row.token_cipher]));
  return keys.map((_, index) => ciphers.get(index + 1));
});

/** The bot's own account in an installation; `undefined` where it is not known. */
export async function botUserOf(database: Database, { platform, tenant }: Key): Promise<string | undefined> {
  const known = await database.prisma.installation.findFirst({
    where: { platform, externalId: tenant },
    select: { botUserId: true },
  });
  return known?.botUserId ?? undefined;
}

/** The tenant removed the app: its events are no longer answered, its token is forgotten, the data stays. */
export async function markUninstalled(database: Database, key: Key, now: Date): Promise<void> {
  await database.prisma.installation.updateMany({
    where: { platform: key.platform, externalId: key.tenant, uninstalledAt: null },
    data: { uninstalledAt: now, tokenCipher: null },
  });
}
