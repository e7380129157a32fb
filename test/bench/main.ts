import { connectDatabase } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { applyMigrations } from "#db/migrate.ts";
import { createEmpty, dropDatabase } from "#test/support/database-server.ts";
import { measureDeliveries, measureSweeps } from "./measure-outbox.ts";
import { measureServers } from "./measure-servers.ts";
import { measureStore } from "./measure-store.ts";
import { table } from "./table.ts";

/** The benchmarks: ratios of one run, in one table. Ends with 1 where something is below its least. */
async function main(): Promise<void> {
  const given = process.env["TEST_DATABASE_URL"] ?? process.env["DATABASE_URL"];
  const embedded =
    given === undefined ? await startEmbeddedPostgres({ dataDir: ".tmp/bench-postgres" }) : undefined;
  const serverUrl = given ?? embedded?.url ?? "";
  const url = await createEmpty(serverUrl);
  try {
    await applyMigrations(url);
    const database = await connectDatabase({ url, statementTimeoutMs: 300_000 });
    try {
      const { lines: servers, storedPerSecond } = await measureServers(database, url);
      const { id } = await database.prisma.workspace.findFirstOrThrow();
      const store = await measureStore(database, id, storedPerSecond);
      const deliveries = await measureDeliveries(database, id);
      const sweeps = await measureSweeps(database, id);
      const lines = [...servers, ...store, ...deliveries, ...sweeps];
      console.log(table(lines));
      process.exitCode = lines.some(({ fails }) => fails === true) ? 1 : 0;
    } finally {
      await database.close();
    }
  } finally {
    await dropDatabase(serverUrl, url);
    await embedded?.stop();
  }
}

await main();
