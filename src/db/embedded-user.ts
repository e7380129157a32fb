import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, chown, mkdir, rmdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** As whom the server runs: `ids` are for `spawn`, and empty where it runs as ourselves. */
export type ServerUser = { readonly isRoot: boolean; readonly ids: { uid?: number; gid?: number } };

const run = promisify(execFile);

/**
 * PostgreSQL refuses to run as root, so a root runs it as the owner of the data, at first as the user `postgres`.
 * @throws when root has no such user and cannot make one.
 */
export async function findServerUser(directory: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return { isRoot: false, ids: {} };
  const owner = await ownerOf(join(directory, "data"));
  if (owner !== undefined && owner.uid !== 0) return { isRoot: true, ids: owner };
  const found = await idsOf("postgres");
  if (found !== undefined) return { isRoot: true, ids: found };
  await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]).catch(
    (cause: unknown) => {
      throw new Error("PostgreSQL cannot run as root: add a user named postgres, or set DATABASE_URL", {
        cause,
      });
    },
  );
  return { isRoot: true, ids: (await idsOf("postgres")) ?? {} };
}

/**
 * The wanted directory, made and owned by the server's user; for a root whose checkout that user cannot enter
 * (below /root, say), one under `sharedDir` that is the same in every run.
 * @throws when the directory is someone else's, or cannot be made.
 */
export async function prepareDirectory(wanted: string, user: ServerUser, sharedDir: string): Promise<string> {
  if (await isUsable(wanted, user)) return wanted;
  const owner = await ownerOf(join(wanted, "data"));
  if (user.isRoot && owner === undefined) {
    await leaveEmpty(wanted);
    await openToAll(sharedDir);
    const shared = join(sharedDir, createHash("sha256").update(wanted).digest("hex").slice(0, 12));
    if (await isUsable(shared, user)) return shared;
  }
  const whose = owner === undefined ? "" : `; it belongs to the user with id ${owner.uid}`;
  throw new Error(
    `the embedded PostgreSQL cannot use ${wanted}${whose}. Start as that user or as root, move it away to ` +
      "begin anew, or set DATABASE_URL",
  );
}

/** Makes a directory that every user may enter, whatever root's umask. */
export async function openToAll(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o755);
}

/** What was made to see whether it can be used is not left lying about under another owner. */
async function leaveEmpty(directory: string): Promise<void> {
  await rmdir(directory).catch((error: unknown) => {
    if (!isErrorCode(error, "ENOTEMPTY") && !isErrorCode(error, "ENOENT")) throw error;
  });
}

/** A file that only the server's user reads. */
export async function writePrivate(path: string, text: string, { isRoot, ids }: ServerUser): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  if (isRoot) await chown(path, ids.uid ?? 0, ids.gid ?? 0);
}

/** Whether an error of the operating system has this code. */
export function isErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function isUsable(directory: string, { isRoot, ids }: ServerUser): Promise<boolean> {
  try {
    await mkdir(directory, { recursive: true });
    if (isRoot && (await ownerOf(directory))?.uid === 0) await chown(directory, ids.uid ?? 0, ids.gid ?? 0);
    await run("test", ["-w", directory, "-a", "-x", directory], { ...ids, cwd: "/" });
    return true;
  } catch {
    return false;
  }
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (isErrorCode(error, "ENOENT") || isErrorCode(error, "EACCES")) return undefined;
    throw error;
  }
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
