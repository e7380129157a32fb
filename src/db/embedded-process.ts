import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isErrorCode, type ServerUser } from "./embedded-user.ts";

/** A server process that works on a data directory; not always our child. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly dataDir: string };

export type LaunchOptions = {
  readonly program: string;
  readonly dataDir: string;
  readonly logFile: string;
  readonly port: number;
  readonly user: ServerUser;
  /** False: a crash of the machine may cost the data. For tests. */
  readonly isDurable: boolean;
};

/**
 * The server that runs on this directory, one that a killed parent left behind perhaps. PostgreSQL notes itself
 * in `postmaster.pid`; after a hard kill the number may by now be another program's, which would stop the next
 * start, so such a note is removed.
 */
export async function findPostmaster(dataDir: string): Promise<Postmaster | undefined> {
  const path = join(dataDir, "postmaster.pid");
  const note = await readFile(path, "utf8").catch((error: unknown) => {
    if (isErrorCode(error, "ENOENT")) return "";
    throw error;
  });
  // https://www.postgresql.org/docs/18/storage-file-layout.html: process id, data directory, start time, port, ...
  const lines = note.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const postmaster = { pid, port, dataDir };
  if (await isRunning(postmaster)) return postmaster;
  await rm(path, { force: true });
  return undefined;
}

/** In a process group of its own: Ctrl-C in the terminal reaches us, and we stop it when we have drained. */
export async function launchPostmaster(options: LaunchOptions): Promise<Postmaster> {
  const log = await open(options.logFile, "w", 0o600);
  try {
    const child = spawn(options.program, serverArguments(options), {
      ...options.user.ids,
      cwd: "/",
      detached: true,
      env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
      stdio: ["ignore", log.fd, log.fd],
    });
    await once(child, "spawn");
    child.unref();
    return { pid: child.pid ?? 0, port: options.port, dataDir: options.dataDir };
  } finally {
    await log.close();
  }
}

function serverArguments({ dataDir, port, isDurable }: LaunchOptions): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statements and rows stay out of the file.
    log_min_messages: "fatal",
    jit: "off",
    ...(isDurable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  return [
    "-D",
    dataDir,
    "-p",
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

/** Ends sessions and the server: in order within 4 s, else at once (the next start recovers). */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  // https://www.postgresql.org/docs/18/server-shutdown.html: SIGINT is fast, SIGQUIT immediate.
  for (const [signal, waitMs] of [["SIGINT", 4_000] as const, ["SIGQUIT", 800] as const]) {
    signalPostmaster(postmaster.pid, signal);
    const deadline = Date.now() + waitMs;
    while ((await isRunning(postmaster)) && Date.now() < deadline) await sleep(20);
    if (!(await isRunning(postmaster))) return;
  }
}

/** Nothing happens where the process is gone already. */
export function signalPostmaster(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isErrorCode(error, "ESRCH")) throw error;
  }
}

/**
 * Whether the process is there and is the server of this directory. On Linux its command line tells; that of a
 * dead one whom nobody has collected is empty. Elsewhere the number is believed.
 */
export async function isRunning({ pid, dataDir }: Postmaster): Promise<boolean> {
  if (process.platform !== "linux") return isAlive(pid);
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0").includes(dataDir);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorCode(error, "EPERM");
  }
}

/** The port of last time, or another one where that is taken. */
export async function freePort(wished: number): Promise<number> {
  return (await tryPort(wished)) ?? (await tryPort(0)) ?? wished;
}

async function tryPort(port: number): Promise<number | undefined> {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
    const address = probe.address();
    return typeof address === "object" && address !== null ? address.port : undefined;
  } catch (error) {
    if (isErrorCode(error, "EADDRINUSE") || isErrorCode(error, "EACCES")) return undefined;
    throw error;
  } finally {
    probe.close();
  }
}
