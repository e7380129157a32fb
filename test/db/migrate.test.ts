import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { applyMigrations, diffMigrations, pendingMigrations, writeNextMigration } from "#db/migrate.ts";
import type { MigrationFolders } from "#db/migration-files.ts";
import { migrate, migrateUsage } from "#src/cli/migrate.ts";
import { testServer } from "#test/support/database.ts";
import { createEmpty, dropDatabase } from "#test/support/database-server.ts";

const { serverUrl } = await testServer();
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const schemaHead = `datasource db {
  provider = "postgresql"
}
generator client {
  provider = "prisma-client"
  previewFeatures = ["partialIndexes"]
}
`;

async function emptyDatabase(): Promise<{ url: string; pool: pg.Pool }> {
  const url = await createEmpty(serverUrl);
  const pool = new pg.Pool({ connectionString: url });
  // The database may go before the last connection is all closed.
  pool.on("error", () => undefined);
  cleanups.push(() => dropDatabase(serverUrl, url));
  cleanups.push(() => pool.end());
  return { url, pool };
}

/** A project of its own: a schema and migrations by name. */
async function project(schema: string, migrations: Record<string, string>): Promise<MigrationFolders> {
  const root = await mkdtemp(join(tmpdir(), "genjin-migrate-"));
  cleanups.push(() => rm(root, { recursive: true }));
  const folders = { schemaDir: join(root, "schema"), migrationsDir: join(root, "migrations") };
  await mkdir(folders.schemaDir);
  await mkdir(folders.migrationsDir);
  await writeFile(join(folders.schemaDir, "a.prisma"), schemaHead + schema);
  await writeFile(join(folders.migrationsDir, "migration_lock.toml"), 'provider = "postgresql"\n');
  for (const [name, sql] of Object.entries(migrations)) await writeSql(folders, name, sql);
  return folders;
}

async function writeSql(folders: MigrationFolders, name: string, sql: string): Promise<void> {
  await mkdir(join(folders.migrationsDir, name), { recursive: true });
  await writeFile(join(folders.migrationsDir, name, "migration.sql"), sql);
}

async function tables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  return rows.map((row) => row.relname);
}

test("the project's migrations make exactly what its schema says", async () => {
  expect(await diffMigrations(serverUrl)).toBe("");
});

test("applies what is missing, once, in order", async () => {
  const { url, pool } = await emptyDatabase();
  const folders = await project("", {
    "20260101000000_one": "CREATE TABLE one (id int);",
    "20260102000000_two": "ALTER TABLE one ADD COLUMN two int;",
  });
  expect(await pendingMigrations(pool, folders)).toEqual(["20260101000000_one", "20260102000000_two"]);
  expect(await applyMigrations(url, folders)).toEqual(["20260101000000_one", "20260102000000_two"]);
  expect(await applyMigrations(url, folders)).toEqual([]);
  await writeSql(folders, "20260103000000_three", "CREATE TABLE three (id int);");
  expect(await pendingMigrations(pool, folders)).toEqual(["20260103000000_three"]);
  expect(await applyMigrations(url, folders)).toEqual(["20260103000000_three"]);
  expect(await pendingMigrations(pool, folders)).toEqual([]);
});

test("keeps the record that Prisma's own command line reads", async () => {
  const { url, pool } = await emptyDatabase();
  const sql = "CREATE TABLE one (id int);";
  const folders = await project("", { "20260101000000_one": sql });
  await applyMigrations(url, folders);
  const { rows } = await pool.query(
    "SELECT migration_name, checksum, rolled_back_at, applied_steps_count, finished_at IS NOT NULL AS done FROM _prisma_migrations",
  );
  expect(rows).toEqual([
    {
      migration_name: "20260101000000_one",
      checksum: createHash("sha256").update(sql).digest("hex"),
      rolled_back_at: null,
      applied_steps_count: 1,
      done: true,
    },
  ]);
});

test("lets one of several processes that start at once apply, the others wait", async () => {
  const { url } = await emptyDatabase();
  const folders = await project("", {
    "20260101000000_slow": "SELECT pg_sleep(0.3); CREATE TABLE slow (id int);",
  });
  const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(url, folders)));
  expect(applied.flat()).toEqual(["20260101000000_slow"]);
});

// Prisma's adapter cuts scripts at every semicolon, so this failed with a syntax error.
test("runs scripts with semicolons in comments, texts and function bodies", async () => {
  const { url, pool } = await emptyDatabase();
  const folders = await project("", {
    "20260101000000_semicolons": `-- first; then
      CREATE TABLE one (id int DEFAULT length('a;b'));
      DO $$ BEGIN INSERT INTO one DEFAULT VALUES; END $$;`,
  });
  await applyMigrations(url, folders);
  expect((await pool.query("SELECT id FROM one")).rows).toEqual([{ id: 3 }]);
});

test("leaves nothing of a script that fails, names it and its error, and takes the corrected one", async () => {
  const { url, pool } = await emptyDatabase();
  const folders = await project("", {
    "20260101000000_wrong": "CREATE TABLE one (id int); SELECT nonsense;",
  });
  await expect(applyMigrations(url, folders)).rejects.toThrow(
    /column "nonsense" does not exist[\s\S]*20260101000000_wrong/,
  );
  expect(await tables(pool)).toEqual(["_prisma_migrations"]);
  expect(await pendingMigrations(pool, folders)).toEqual(["20260101000000_wrong"]);
  await writeSql(folders, "20260101000000_wrong", "CREATE TABLE one (id int);");
  expect(await applyMigrations(url, folders)).toEqual(["20260101000000_wrong"]);
});

// A process killed inside a script left the note "begun", and every later start refused to go on.
test("tries again what a killed process had begun", async () => {
  const { url, pool } = await emptyDatabase();
  const folders = await project("", { "20260101000000_one": "CREATE TABLE one (id int);" });
  await applyMigrations(url, folders);
  await pool.query("UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0");
  await pool.query("DROP TABLE one");
  expect(await applyMigrations(url, folders)).toEqual(["20260101000000_one"]);
  expect(await tables(pool)).toEqual(["_prisma_migrations", "one"]);
});

test("writes the next migration from the schema, and then nothing differs", async () => {
  const schema = `model Thing {
  id   String @id @db.Uuid
  name String
  at   DateTime? @db.Timestamptz(3)
  @@index([at], where: raw("at IS NOT NULL"))
  @@index([name(ops: raw("gin_trgm_ops"))], type: Gin)
  @@map("thing")
}`;
  const folders = await project(schema, { "20260101000000_extensions": "CREATE EXTENSION pg_trgm;" });
  const path = await writeNextMigration(serverUrl, "first_thing", folders);
  expect(path).toMatch(/\/\d{14}_first_thing\/migration\.sql$/);
  expect(await readFile(path ?? "", "utf8")).toContain('ON "thing"("at") WHERE (at IS NOT NULL)');
  expect(await diffMigrations(serverUrl, folders)).toBe("");
  expect(await writeNextMigration(serverUrl, "again", folders)).toBeUndefined();
  await expect(writeNextMigration(serverUrl, "../Evil", await project(schema, {}))).rejects.toThrow(
    /lower-case/,
  );
});

test("does not take for a difference what a schema cannot say", async () => {
  const folders = await project('model Thing {\n id Int @id\n name String\n @@map("thing")\n}', {
    "20260101000000_first": `CREATE TABLE thing (id int CONSTRAINT thing_pkey PRIMARY KEY, name text NOT NULL);
      ALTER TABLE thing ADD CONSTRAINT name_given CHECK (name <> '');
      CREATE UNIQUE INDEX thing_lower ON thing (lower(name)) WHERE id > 0;
      CREATE VIEW things AS SELECT id FROM thing;
      CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 42';
      ALTER TABLE thing SET (fillfactor = 80);`,
  });
  expect(await diffMigrations(serverUrl, folders)).toBe("");
});

test("shows what the schema has more than the migrations, and what less", async () => {
  const folders = await project('model Thing {\n id Int @id\n @@map("thing")\n}', {
    "20260101000000_first": "CREATE TABLE other (id int PRIMARY KEY);",
  });
  const sql = await diffMigrations(serverUrl, folders);
  expect(sql).toContain('CREATE TABLE "thing"');
  expect(sql).toContain('DROP TABLE "other"');
});

test("leaves no scratch database behind, also when a script fails", async () => {
  const { pool } = await emptyDatabase();
  const scratch = async () => {
    const { rows } = await pool.query("SELECT datname FROM pg_database WHERE datname LIKE 'genjin_shadow_%'");
    return new Set<string>(rows.map((row) => row.datname));
  };
  const before = await scratch();
  await diffMigrations(serverUrl, await project("", { "20260101000000_right": "SELECT 1;" }));
  const folders = await project("", { "20260101000000_wrong": "SELECT nonsense;" });
  await expect(diffMigrations(serverUrl, folders)).rejects.toThrow(/nonsense/);
  // Another run on the same server may hold one for a moment.
  await expect.poll(async () => [...(await scratch())].filter((name) => !before.has(name))).toEqual([]);
});

test("the verb applies, checks, and refuses what it does not know", async () => {
  const { url, pool } = await emptyDatabase();
  const out = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const err = vi.spyOn(console, "error").mockImplementation(() => undefined);
  cleanups.push(async () => vi.restoreAllMocks());
  expect(await migrate(url, [])).toBe(0);
  expect(await pendingMigrations(pool)).toEqual([]);
  expect(await migrate(url, [])).toBe(0);
  expect(await migrate(url, ["--check"])).toBe(0);
  expect(out.mock.calls.flat()).toEqual([
    expect.stringMatching(/^applied \d{14}_/),
    "nothing to apply",
    "migrations and schema agree",
  ]);
  expect(await migrate(url, ["--new"])).toBe(2);
  expect(await migrate(url, ["--wrong"])).toBe(2);
  expect(err.mock.calls.flat()).toEqual([migrateUsage, migrateUsage]);
});
