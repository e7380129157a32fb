import pg from "pg";
import {
  type MigrationFolders,
  migrationNames,
  projectFolders,
  readMigrations,
  readSchemaFiles,
  writeMigration,
} from "./migration-files.ts";
import { openSchemaEngine } from "./schema-engine.ts";

/** Any number that no one else locks in this database. */
const migrationLock = 72_707_301;
const lockTimeout = "300s";

/** Everything in the database is ours: nothing is left out of a comparison. */
const filters = { externalTables: [], externalEnums: [] };

/**
 * Applies what is not applied yet and returns the names. Of several processes that start at once, one applies
 * and the others wait for it. What a killed process left half-recorded is tried again: each script runs in one
 * transaction, so none of it had happened.
 * @throws when a script fails (nothing of it stays) or when another process migrates for more than 5 minutes.
 */
export async function applyMigrations(url: string, folders = projectFolders): Promise<string[]> {
  return whileLocked(url, async (client) => {
    // The engine takes a second to say what this says at once; most starts have nothing to apply.
    if ((await pendingMigrations(client, folders)).length === 0) return [];
    const session = await openSchemaEngine(url, await readSchemaFiles(folders.schemaDir));
    try {
      const migrationsList = await readMigrations(folders.migrationsDir);
      const { failedMigrationNames } = await session.engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters,
      });
      for (const migrationName of failedMigrationNames) {
        await session.engine.markMigrationRolledBack({ migrationName });
      }
      return (await session.engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
    } finally {
      await session.close();
    }
  });
}

/** The names of the migrations that this code brings and the database does not have. One cheap query. */
export async function pendingMigrations(
  database: pg.Pool | pg.ClientBase,
  folders = projectFolders,
): Promise<string[]> {
  const names = await migrationNames(folders.migrationsDir);
  const table = await database.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "exists"`);
  if (!table.rows[0].exists) return names;
  const applied = await database.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL
     GROUP BY migration_name HAVING bool_and(finished_at IS NOT NULL)`,
  );
  const have = new Set(applied.rows.map((row) => row.name));
  return names.filter((name) => !have.has(name));
}

/**
 * The SQL that leads from the migrations to the schema; empty when they agree. The migrations are run in a
 * scratch database on the server of `url`, whose user must be allowed to create one.
 */
export async function diffMigrations(url: string, folders = projectFolders): Promise<string> {
  const files = await readSchemaFiles(folders.schemaDir);
  const session = await openSchemaEngine(url, files);
  try {
    const { stdout, exitCode } = await session.engine.diff({
      from: { tag: "migrations", ...(await readMigrations(folders.migrationsDir)) },
      to: { tag: "schemaDatamodel", files: files.map(([path, content]) => ({ path, content })) },
      script: true,
      exitCode: true,
      filters,
    });
    return exitCode === 0 ? "" : (stdout ?? "");
  } finally {
    await session.close();
  }
}

/** Writes the next migration from the schema and returns its path, or undefined where nothing differs. */
export async function writeNextMigration(
  url: string,
  name: string,
  folders: MigrationFolders = projectFolders,
): Promise<string | undefined> {
  const sql = await diffMigrations(url, folders);
  return sql === "" ? undefined : writeMigration(folders.migrationsDir, name, sql);
}

/** The engine has a lock of its own, but gives up after 10 s; a large migration takes longer. */
async function whileLocked<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL lock_timeout = '${lockTimeout}'`);
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } finally {
    await client.end();
  }
}
