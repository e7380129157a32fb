import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { z } from "zod";
import { type Binaries, prepareBinaries } from "./embedded-binaries.ts";
import {
  findPostmaster,
  freePort,
  isRunning,
  launchPostmaster,
  type Postmaster,
  signalPostmaster,
  stopPostmaster,
} from "./embedded-process.ts";
import {
  findServerUser,
  isErrorCode,
  prepareDirectory,
  type ServerUser,
  writePrivate,
} from "./embedded-user.ts";

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** Made where it is missing; `genjin` by default. */
  readonly database?: string;
  /** False: no waiting for the disk; a crash of the machine may cost the data. For tests. */
  readonly isDurable?: boolean;
  /** Told where the data is when it cannot be in `dataDir`. */
  readonly onMoved?: (directory: string) => void;
};

export type EmbeddedPostgres = {
  readonly url: string;
  /** Ends every session and the server, within 5 s. */
  stop(): Promise<void>;
};

/**
 * A real PostgreSQL that came with npm, for this machine only: it listens on 127.0.0.1 with a password of its
 * own. The first start makes the data (about 2 s), the next ones take 0.2 s. The server lives as long as this process; one that
 * a killed process left running is taken over.
 * @throws when another live process uses the directory, when the server does not start (with the end of its log), or when this machine
 * cannot run it; each message says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const wanted = resolve(options.dataDir);
  const user = await findServerUser(wanted);
  const home = await prepareDirectory(wanted, user, sharedDir);
  if (home !== wanted) options.onMoved?.(home);
  const isDurable = options.isDurable ?? true;
  const binaries = await prepareBinaries(user, user.isRoot ? sharedDir : home);
  const server: Server = { home, dataDir: join(home, "data"), user, binaries, isDurable };
  await initialise(server);
  const { postmaster, owner } = await openServer(server);
  const killWithUs = () => signalPostmaster(postmaster.pid, "SIGINT");
  process.once("exit", killWithUs);
  const database = options.database ?? "genjin";
  await createDatabase(owner, database);
  return {
    url: urlOf(await readAccess(server), postmaster.port, database),
    stop: async () => {
      process.off("exit", killWithUs);
      await stopPostmaster(postmaster);
      await owner.end();
    },
  };
}

/** Where a root keeps what the server's user cannot reach in the checkout. */
const sharedDir = "/var/lib/genjin";

type Server = {
  readonly home: string;
  readonly dataDir: string;
  readonly user: ServerUser;
  readonly binaries: Binaries;
  readonly isDurable: boolean;
};

/** Kept in the data directory, so that data and password come and go together. */
const accessFile = "genjin.json";
const accessSchema = z.object({ password: z.string(), port: z.number() });
type Access = z.infer<typeof accessSchema>;

async function readAccess({ dataDir }: Server): Promise<Access> {
  return accessSchema.parse(JSON.parse(await readFile(join(dataDir, accessFile), "utf8")));
}

async function writeAccess(directory: string, access: Access, user: ServerUser): Promise<void> {
  await writePrivate(join(directory, accessFile), JSON.stringify(access), user);
}

/** The data is made aside and renamed when complete: what a kill leaves half-made is made anew. */
async function initialise(server: Server): Promise<void> {
  const entries = await readdir(server.home);
  if (entries.includes("data")) return;
  for (const name of entries.filter((entry) => entry.startsWith("making-"))) {
    await rm(join(server.home, name), { recursive: true, force: true });
  }
  const made = join(server.home, `making-${process.pid}`);
  const passwordFile = `${made}.password`;
  const password = randomBytes(18).toString("base64url");
  await writePrivate(passwordFile, password, server.user);
  try {
    await promisify(execFile)(
      server.binaries.initdb,
      [
        ...["-D", made, "--username", "genjin", "--pwfile", passwordFile, "--auth", "scram-sha-256"],
        // From the environment it would be SQL_ASCII at times, in which pg_trgm sees no Chinese.
        ...["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions"],
        ...(server.isDurable ? [] : ["--no-sync"]),
      ],
      { ...server.user.ids, cwd: "/", env: { PATH: "/usr/bin:/bin", LC_ALL: "C" }, timeout: 60_000 },
    );
  } finally {
    await rm(passwordFile);
  }
  await writeAccess(made, { password, port: 0 }, server.user);
  await rename(made, server.dataDir);
}

const launchesMax = 5;
const startTimeoutMs = 60_000;

/** Several launches, since right after a hard kill the old processes may still hold memory or port. */
async function openServer(server: Server): Promise<{ postmaster: Postmaster; owner: pg.Client }> {
  const deadline = Date.now() + startTimeoutMs;
  for (let launches = 0; launches < launchesMax && Date.now() < deadline; launches++) {
    const postmaster = (await findPostmaster(server.dataDir)) ?? (await launch(server));
    const owner = await connectWhileAlive(server, postmaster, deadline);
    if (owner !== undefined) {
      await becomeOwner(owner, server.home);
      return { postmaster, owner };
    }
    await sleep(300);
  }
  const log = await readFile(join(server.home, "server.log"), "utf8");
  throw new Error(`the embedded PostgreSQL does not start in ${server.home}:\n${log.slice(-2_000)}`);
}

async function launch(server: Server): Promise<Postmaster> {
  const access = await readAccess(server);
  const port = await freePort(access.port);
  if (port !== access.port) await writeAccess(server.dataDir, { ...access, port }, server.user);
  return launchPostmaster({
    program: server.binaries.postgres,
    dataDir: server.dataDir,
    logFile: join(server.home, "server.log"),
    port,
    user: server.user,
    isDurable: server.isDurable,
  });
}

async function connectWhileAlive(
  server: Server,
  postmaster: Postmaster,
  deadline: number,
): Promise<pg.Client | undefined> {
  const connectionString = urlOf(await readAccess(server), postmaster.port, "postgres");
  while ((await isRunning(postmaster)) && Date.now() < deadline) {
    const client = new pg.Client({
      connectionString,
      application_name: `genjin owner ${process.pid}`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    // The connection ends with the server, at the latest when we stop it.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end();
      if (!isNotYetUp(error)) throw error;
      await sleep(30);
    }
  }
  return undefined;
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html: 57P03 cannot_connect_now (it starts, recovers or stops). */
function isNotYetUp(error: unknown): boolean {
  return (["ECONNREFUSED", "ECONNRESET", "57P03"] as const).some((code) => isErrorCode(error, code));
}

/**
 * The owner holds a lock in the server for as long as it lives: a killed one loses it with its connection, which
 * a file with a process id would not show when the number is given out again.
 */
async function becomeOwner(client: pg.Client, home: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const { rows } = await client.query(`SELECT pg_try_advisory_lock(72707303) AS "locked"`);
    if (rows[0].locked) return;
    await sleep(50);
  }
  const { rows } = await client.query(
    "SELECT DISTINCT substr(application_name, 14) AS pid FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND granted AND objid = 72707303",
  );
  await client.end();
  throw new Error(
    `another Genjin (process ${rows[0]?.pid ?? "unknown"}) works on ${home}: stop it, or set DATABASE_URL for this one`,
  );
}

async function createDatabase(owner: pg.Client, name: string): Promise<void> {
  const found = await owner.query("SELECT FROM pg_database WHERE datname = $1", [name]);
  if (found.rowCount === 0) await owner.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
}

function urlOf({ password }: Access, port: number, database: string): string {
  return `postgres://genjin:${password}@127.0.0.1:${port}/${database}`;
}
