import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectDatabase, type Database } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { createFromTemplate, dropDatabase, prepareServer } from "../support/database-server.ts";

export type BenchServer = {
  /** For the table: which PostgreSQL. */
  readonly name: string;
  /** A migrated, empty database; dropped with the server. */
  create(): Promise<string>;
  stop(): Promise<void>;
};

/** `TEST_DATABASE_URL` or `DATABASE_URL`, else the embedded PostgreSQL, which writes to the disk as the real one does. */
export async function openServer(): Promise<BenchServer> {
  const given = process.env["TEST_DATABASE_URL"] || process.env["DATABASE_URL"];
  const dataDir = given ? undefined : await mkdtemp(join(tmpdir(), "genjin-bench-"));
  const embedded = dataDir === undefined ? undefined : await startEmbeddedPostgres({ dataDir });
  const serverUrl = given || (embedded?.url ?? "");
  const server = await prepareServer(serverUrl);
  const urls: string[] = [];
  return {
    name: embedded === undefined ? "the given PostgreSQL" : "the embedded PostgreSQL",
    create: async () => {
      const url = await createFromTemplate(server);
      urls.push(url);
      return url;
    },
    stop: async () => {
      for (const url of urls) await dropDatabase(serverUrl, url);
      await embedded?.stop();
      if (dataDir !== undefined) await rm(dataDir, { recursive: true });
    },
  };
}

/** A database of its own for one part of a run, connected to from this process. */
export async function withDatabase<T>(
  server: BenchServer,
  work: (database: Database, url: string) => Promise<T>,
): Promise<T> {
  const url = await server.create();
  const database = await connectDatabase({ url, statementTimeoutMs: 300_000 });
  try {
    return await work(database, url);
  } finally {
    await database.close();
  }
}
