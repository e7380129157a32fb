import { z } from "zod";
import { connectDatabase } from "#db/client.ts";
import { measureCommands, measureFeishu, measureRequests, type Setting } from "./commands.ts";
import { type BenchServer, openServer, withDatabase } from "./database.ts";
import { measureDeliveries } from "./deliveries.ts";
import { measureFuture } from "./future.ts";
import { measureLeads } from "./leads.ts";
import { measurePage } from "./page.ts";
import { startPlatformStub } from "./platform-stub.ts";
import { startPeer } from "./processes.ts";
import { seed } from "./seed.ts";
import { isGood, type Row, tableOf } from "./table.ts";

/** Everything in one run and one table, since only ratios within a run mean something. Ends with 1 where a hard limit is missed. */
async function main(): Promise<void> {
  const from = performance.now();
  const server = await openServer();
  try {
    const rows = [
      ...(await withServers(server, async (setting) => [
        ...(await measureCommands(setting)),
        await measureFeishu(setting),
        ...(await measureRequests(setting)),
      ])),
      ...(await withDatabase(server, async (database) => [
        ...(await measureDeliveries(database)),
        ...(await measureFuture(database)),
      ])),
      ...(await withDatabase(server, measureLeads)),
      ...(await measurePage()),
    ];
    const seconds = Math.round((performance.now() - from) / 1000);
    console.log(`\nOn ${server.name}, in ${seconds} s:\n\n${tableOf(rows)}\n`);
    process.exitCode = isGood(rows) ? 0 : 1;
  } finally {
    await server.stop();
  }
}

/** The program, the bare servers and the generator, each a process of its own. */
async function withServers(server: BenchServer, work: (setting: Setting) => Promise<Row[]>): Promise<Row[]> {
  const stub = await startPlatformStub();
  const url = await server.create();
  const places = { BENCH_DATABASE_URL: url, BENCH_PLATFORM_URL: stub.url };
  const app = startPeer("servers/app.ts", places, true);
  const [bolt, sdk] = [startPeer("servers/bolt.ts"), startPeer("servers/feishu-sdk.ts")];
  const generator = startPeer("load/generator.ts");
  // The program makes its workspace when it first meets the platforms; only then can there be people.
  await app.ask(z.number(), "port");
  const database = await connectDatabase({ url });
  try {
    await seed(database);
    const range = { generator, platformUrl: stub.url };
    return await work({ range, servers: { app, bolt, sdk }, database, url });
  } finally {
    await Promise.all([app, bolt, sdk, generator].map((peer) => peer.stop()));
    await database.close();
    stub.stop();
  }
}

await main();
