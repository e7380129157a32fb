import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { applyMigrations } from "#db/migrate.ts";
import { projectFolders } from "#db/migration-files.ts";
import { withDatabase } from "#db/schema-engine.ts";

/** What a run's test files need: a server, and on it a migrated database that nobody writes to. */
export type TestServer = { readonly serverUrl: string; readonly template: string };

/** Databases carry the day they were made; those that killed runs left behind are dropped a day later. */
const prefix = "genjin_test_";

/** Makes the template, or finds the one of another run with the same migrations. */
export async function prepareServer(serverUrl: string): Promise<TestServer> {
  const template = `${prefix}${today()}_tpl_${await migrationsHash()}`;
  await onServer(serverUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock(72707302)");
    await dropOld(client);
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1 AND datistemplate", [
      template,
    ]);
    if (found.rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS ${template}`);
    await client.query(`CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`);
    await applyMigrations(withDatabase(serverUrl, template));
    await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
  });
  return { serverUrl, template };
}

/** A fresh database from the template; returns its URL. */
export async function createFromTemplate({ serverUrl, template }: TestServer): Promise<string> {
  const name = `${prefix}${today()}_${randomUUID().slice(0, 13).replace("-", "")}`;
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return withDatabase(serverUrl, name);
}

/** An empty database, for tests of what stands before the migrations; returns its URL. */
export async function createEmpty(serverUrl: string): Promise<string> {
  const name = `${prefix}${today()}_${randomUUID().slice(0, 13).replace("-", "")}`;
  await onServer(serverUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`),
  );
  return withDatabase(serverUrl, name);
}

/** Also when someone is still connected. */
export async function dropDatabase(serverUrl: string, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

async function onServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function dropOld(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname ~ $1 AND substr(datname, $2, 8) < $3",
    [`^${prefix}\\d{8}_`, prefix.length + 1, yesterday()],
  );
  for (const { name } of rows) {
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function migrationsHash(): Promise<string> {
  const hash = createHash("sha256");
  const files = await readdir(projectFolders.migrationsDir, { recursive: true });
  for (const name of files.filter((file) => file.endsWith(".sql")).sort()) {
    hash.update(`\0${name}\0`).update(await readFile(join(projectFolders.migrationsDir, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

function today(): string {
  return dayOf(Date.now());
}

function yesterday(): string {
  return dayOf(Date.now() - 24 * 3_600_000);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll("-", "");
}
