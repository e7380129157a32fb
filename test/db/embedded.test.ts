import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded.ts";
import { linkLibraries } from "#db/embedded-binaries.ts";
import { findServerUser, prepareDirectory } from "#db/embedded-user.ts";

const root = await mkdtemp(join(tmpdir(), "genjin-embedded-"));
await chmod(root, 0o755);
const dataDir = join(root, "postgres");
const running: EmbeddedPostgres[] = [];
const owners: ChildProcess[] = [];

async function start(directory = dataDir): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: directory, isDurable: false });
  running.push(postgres);
  return postgres;
}

/** Another process that owns the directory. */
async function startOwner(): Promise<{ owner: ChildProcess; url: string }> {
  const program = fileURLToPath(new URL("./embedded-owner.ts", import.meta.url));
  const owner = spawn(process.execPath, ["--import", "tsx", program, dataDir], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  owners.push(owner);
  const [url] = await once(owner.stdout, "data");
  return { owner, url: String(url).trim() };
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function kill(process: ChildProcess): Promise<void> {
  process.kill("SIGKILL");
  await once(process, "exit");
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(dataDir, "data/postmaster.pid"), "utf8")).split("\n")[0]);
}

afterEach(async () => {
  for (const owner of owners.splice(0)) owner.kill("SIGKILL");
  for (const postgres of running.splice(0)) await postgres.stop();
});
afterAll(() => rm(root, { recursive: true, force: true }));

test("makes a database that sees Chinese text, reached only from this machine and with its password", async () => {
  const { url } = await start();
  expect(await query(url, "SHOW server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
  await query(url, "CREATE EXTENSION pg_trgm");
  expect(await query(url, "SELECT cardinality(show_trgm('科技')) > 0 AS seen")).toEqual([{ seen: true }]);
  expect(await query(url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(await query(url, "SHOW unix_socket_directories")).toEqual([{ unix_socket_directories: "" }]);
  const wrong = new URL(url);
  wrong.password = "guess";
  await expect(query(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
});

test("keeps rows, port and password over a restart", async () => {
  const first = await start();
  await query(first.url, "CREATE TABLE kept AS SELECT 1 AS n");
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
});

test("stops within 5 seconds, also while a session works, and leaves no process", async () => {
  const { url, stop } = await start();
  const pid = await serverPid();
  const busy = query(url, "SELECT pg_sleep(60)");
  busy.catch(() => undefined);
  await expect
    .poll(() => query(url, "SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"))
    .toHaveLength(1);
  const begun = performance.now();
  await stop();
  expect(performance.now() - begun).toBeLessThan(5_000);
  await expect(busy).rejects.toThrow();
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
});

test("takes over the server that a killed process left running, and ends it", async () => {
  const { owner, url } = await startOwner();
  await query(url, "CREATE TABLE orphaned AS SELECT 2 AS n");
  const pid = await serverPid();
  await kill(owner);
  const postgres = await start();
  expect(await serverPid()).toBe(pid);
  expect(await query(postgres.url, "SELECT n FROM orphaned")).toEqual([{ n: 2 }]);
  const begun = performance.now();
  await postgres.stop();
  expect(performance.now() - begun).toBeLessThan(5_000);
  await expect(query(url, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
});

test("recovers when process and server were killed", async () => {
  const { owner, url } = await startOwner();
  await query(url, "CREATE TABLE survived AS SELECT 3 AS n");
  process.kill(await serverPid(), "SIGKILL");
  await kill(owner);
  const postgres = await start();
  expect(await query(postgres.url, "SELECT n FROM survived")).toEqual([{ n: 3 }]);
});

// After a hard kill in a container the number in postmaster.pid soon belonged to another program, and PostgreSQL
// refused to start beside it.
test("starts although the old server's process id is another program's now", async () => {
  await (await start()).stop();
  const note = join(dataDir, "data/postmaster.pid");
  await writeFile(note, `${process.pid}\n${dataDir}/data\n1700000000\n5432\n\n127.0.0.1\n`);
  await chmod(note, 0o644);
  const { url } = await start();
  expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("refuses a second process on the directory and says which one has it", async () => {
  const { owner, url } = await startOwner();
  await expect(start()).rejects.toThrow(
    new RegExp(`another Genjin \\(process ${owner.pid}\\) works on ${dataDir}`),
  );
  expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("of two processes that start at once, one gets it and one is refused", async () => {
  const settled = await Promise.allSettled([start(), start()]);
  expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(settled.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { message: expect.stringContaining("another Genjin") },
  });
});

test("ends with its process, also when nobody stops it", async () => {
  const { owner, url } = await startOwner();
  owner.stdin?.end();
  await once(owner, "exit");
  await expect.poll(() => query(url, "SELECT 1").catch(String), { timeout: 5_000 }).toMatch(/ECONNREFUSED/);
});

test("takes another port when the remembered one is in use", async () => {
  const first = await start();
  await first.stop();
  const stranger = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
  await once(stranger, "listening");
  const second = await start();
  stranger.close();
  expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
  expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("makes the data anew when a kill left it half-made", async () => {
  const directory = join(root, "half");
  await mkdir(join(directory, "making-1/base"), { recursive: true });
  const { url } = await start(directory);
  expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect((await readdir(directory)).sort()).toEqual(["data", "server.log"]);
});

test("says why when the data is broken", async () => {
  const directory = join(root, "half");
  await rm(join(directory, "data/global/pg_control"));
  await expect(start(directory)).rejects.toThrow(/does not start in [^\n]*half:\n[\s\S]*pg_control/);
});

test("a root moves the data to where the server's user can go; others stay", async () => {
  const closed = join(root, "closed");
  await mkdir(closed, { mode: 0o700 });
  const wanted = join(closed, "postgres");
  const user = await findServerUser(wanted);
  const used = await prepareDirectory(wanted, user, join(root, "shared"));
  if (userInfo().uid === 0) {
    expect(used).toMatch(new RegExp(`^${root}/shared/[0-9a-f]{12}$`));
    expect(await prepareDirectory(wanted, user, join(root, "shared"))).toBe(used);
  } else {
    expect(used).toBe(wanted);
  }
});

test("makes the libraries' links that npm does not bring, and keeps those that are there", async () => {
  const packageDir = join(root, "package");
  await mkdir(join(packageDir, "native/lib"), { recursive: true });
  const links = ["one", "two"].map((name) => ({
    source: `native/lib/${name}.so.5.18`,
    target: `native/lib/${name}.so.5`,
  }));
  await writeFile(join(packageDir, "native/pg-symlinks.json"), JSON.stringify(links));
  await writeFile(join(packageDir, "native/lib/two.so.5"), "there");
  await linkLibraries(packageDir);
  expect(await readlink(join(packageDir, "native/lib/one.so.5"))).toBe("one.so.5.18");
  expect(await readFile(join(packageDir, "native/lib/two.so.5"), "utf8")).toBe("there");
});
