import { access, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { findPostmaster, stopPostmaster } from "#db/embedded-process.ts";
import { prepareServer, type TestServer } from "./database-server.ts";
import { isRunning } from "./processes.ts";
import { buildPrograms } from "./programs.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Ask here for `/server`, see `testDatabase`, and for `/programs`, see `programFile`. */
    testDoor: string;
  }
}

/**
 * A run whose tests want no database starts none: the server is made when the first test file asks for it. It is
 * `TEST_DATABASE_URL`, or an embedded PostgreSQL in a temporary directory that ends with the run. So are the programs
 * that some tests run as processes.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cleanups: Cleanups = [];
  const made = new Map<string, Promise<unknown>>();
  const door = createServer((request, response) => {
    const path = request.url ?? "";
    const make = makers[path];
    const thing = made.get(path) ?? make?.(cleanups) ?? Promise.reject(new Error(`nothing is at ${path}`));
    made.set(path, thing);
    thing.then(
      (found) => response.end(JSON.stringify(found)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  project.provide("testDoor", `http://127.0.0.1:${addressOf(door.address()).port}`);
  return async () => {
    door.close();
    door.closeAllConnections();
    for (const cleanup of cleanups.reverse()) await cleanup();
  };
}

type Cleanups = (() => Promise<void>)[];

const makers: Readonly<Record<string, (cleanups: Cleanups) => Promise<unknown>>> = {
  "/server": openServer,
  "/programs": openPrograms,
};

async function openPrograms(cleanups: Cleanups): Promise<string> {
  const folder = await buildPrograms();
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function openServer(cleanups: Cleanups): Promise<TestServer> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "") return prepareServer(given);
  await removeLeftovers();
  const dataDir = await mkdtemp(join(tmpdir(), `${directoryPrefix}${process.pid}-`));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });
  cleanups.push(() => postgres.stop());
  return prepareServer(postgres.url);
}

const directoryPrefix = "genjin-test-";

/** A run that was killed leaves its server and directory behind, named after its process. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${directoryPrefix}(\\d+)-`).exec(name) ?? [];
    const directory = join(tmpdir(), name);
    if (pid === undefined || isRunning(Number(pid)) || !(await isReadable(join(directory, "data")))) continue;
    const postmaster = await findPostmaster(join(directory, "data"));
    if (postmaster !== undefined) await stopPostmaster(postmaster);
    await rm(directory, { recursive: true, force: true });
  }
}

/** Another user's are left to that user. */
async function isReadable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("the door has no port");
  return address;
}
