import pg from "pg";
import { testServer } from "./database.ts";
import type { Stage } from "./stage.ts";

/** Does something while nobody can reach the stage's database: what was open is cut, what is new is refused. */
export async function withoutDatabase<T>({ database }: Stage, act: () => Promise<T>): Promise<T> {
  const name = new URL(database.url).pathname.slice(1);
  const client = new pg.Client({ connectionString: (await testServer()).serverUrl });
  await client.connect();
  try {
    await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
    return await act();
  } finally {
    await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
    await client.end();
  }
}

/** Does something while a table is held by somebody else: whoever needs it waits. */
export async function holdingTable<T>({ database }: Stage, table: string, act: () => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return await act();
  } finally {
    await client.query("COMMIT");
    client.release();
  }
}
