import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "#db/client.ts";
import { testDatabase, testServer } from "#test/support/database.ts";
import { createEmpty, dropDatabase } from "#test/support/database-server.ts";

const database = await testDatabase();
const server = await testServer();
const empty = await createEmpty(server.serverUrl);
afterAll(() => dropDatabase(server.serverUrl, empty));

test("reads and writes through Prisma and bare on one pool", async () => {
  await database.prisma.workspace.create({
    data: {
      id: "0190a000-0000-7000-8000-000000000001",
      name: "甲公司",
      defaultTz: "Asia/Shanghai",
      defaultLocale: "zh",
    },
  });
  const { rows } = await database.pool.query("SELECT name FROM workspace");
  expect(rows).toEqual([{ name: "甲公司" }]);
});

test("gives each statement a name, so that the server keeps its plan", async () => {
  const { prisma, close } = await connectDatabase({ url: database.url, poolSize: 1 });
  await prisma.$queryRaw`SELECT ${1}::int AS one`;
  await prisma.$queryRaw`SELECT ${2}::int AS one`;
  const kept =
    await prisma.$queryRaw`SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::int%'`;
  await close();
  expect(kept).toEqual([{ statement: "SELECT $1::int AS one" }]);
});

test("cancels a statement that takes too long", async () => {
  const { prisma, close } = await connectDatabase({ url: database.url, statementTimeoutMs: 100 });
  await expect(prisma.$queryRaw`SELECT pg_sleep(5)::text`).rejects.toThrow(/statement timeout/);
  await close();
});

test("gives up on a server that does not answer", async () => {
  const url = "postgres://nobody@127.0.0.1:1/none";
  await expect(connectDatabase({ url, connectTimeoutMs: 500 })).rejects.toThrow(/ECONNREFUSED/);
});

test("says what to do when the migrations were not applied", async () => {
  await expect(connectDatabase({ url: empty })).rejects.toThrow(/npm run genjin -- migrate/);
});

test("refuses a database in which Chinese names cannot be compared", async () => {
  const client = new pg.Client({ connectionString: server.serverUrl });
  await client.connect();
  const blind = new URL(empty);
  blind.pathname += "_ascii";
  const name = blind.pathname.slice(1);
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'`);
  const inside = new pg.Client({ connectionString: blind.href });
  await inside.connect();
  await inside.query("CREATE EXTENSION pg_trgm");
  await inside.end();
  await expect(connectDatabase({ url: blind.href })).rejects.toThrow(/ENCODING 'UTF8'/);
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
});

test("goes on after the server dropped its connections, and tells", async () => {
  const lost: Error[] = [];
  const { prisma, pool, close } = await connectDatabase({
    url: database.url,
    poolSize: 1,
    onConnectionLost: (error) => lost.push(error),
  });
  const { rows } = await pool.query("SELECT pg_backend_pid() AS pid");
  await database.pool.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
  await expect.poll(() => lost.length).toBe(1);
  expect(await prisma.workspace.count()).toBeGreaterThanOrEqual(0);
  await close();
});
