import { afterAll } from "vitest";
import { z } from "zod";
import { connectDatabase, type Database } from "#db/client.ts";
import { createFromTemplate, dropDatabase, type TestServer } from "./database-server.ts";
import { askRun } from "./run.ts";

export type TestDatabase = Database & { readonly url: string };

/**
 * A fresh, fully migrated database of its own for a test file, dropped when the file ends. Called at the top of
 * the file: `const database = await testDatabase();`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const url = await createFromTemplate(server);
  const database = await connectDatabase({ url, poolSize: 5 });
  afterAll(async () => {
    await database.close();
    await dropDatabase(server.serverUrl, url);
  });
  return { ...database, url };
}

/** The server of this run, started if nobody asked before. */
export async function testServer(): Promise<TestServer> {
  return z.object({ serverUrl: z.string(), template: z.string() }).parse(await askRun("/server"));
}
