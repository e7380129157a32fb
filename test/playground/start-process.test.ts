import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { until } from "#test/support/stage-watch.ts";

const program = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
let directory: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "genjin-start-"));
  // The embedded server's own user must get in.
  await chmod(directory, 0o755);
});
afterEach(async () => {
  for (const child of started.splice(0).filter(({ exitCode }) => exitCode === null)) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** `npm start` on a machine where nothing is set, in a directory of its own, with nobody at the terminal. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program, ...args], {
    cwd: directory,
    env: { PATH: process.env["PATH"] ?? "", PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  const written = { out: "", errors: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    written.out += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    written.errors += chunk;
  });
  const isListening = () => /"port":(\d+),"msg":"listening"/.exec(written.out)?.[1];
  return { child, written, listening: () => until("listening", isListening, 40_000) };
}

async function endedBy(child: ChildProcess, signal: NodeJS.Signals) {
  const since = performance.now();
  child.kill(signal);
  const [code] = z
    .tuple([z.number().nullable()])
    .rest(z.unknown())
    .parse(await once(child, "exit"));
  return { code, tookMs: performance.now() - since };
}

test("with nothing set and nobody at a terminal it serves, ends within 5 s of Ctrl-C, and starts again", async () => {
  const first = start();
  const port = await first.listening();
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect({ status: ready.status, text: await ready.text() }).toEqual({ status: 200, text: "ready\n" });
  expect(first.written.out).toContain("start it in a terminal to chat");
  const end = await endedBy(first.child, "SIGINT");
  expect(end.code).toBe(0);
  expect(end.tookMs).toBeLessThan(5000);
  const again = start("--empty");
  await again.listening();
  expect((await endedBy(again.child, "SIGTERM")).code).toBe(0);
  expect(first.written.errors + again.written.errors).toBe("");
}, 120_000);

test("says what is wrong with the command line and the configuration, and does not start", async () => {
  const unknown = start("--emtpy");
  expect((await once(unknown.child, "exit"))[0]).toBe(1);
  expect(unknown.written.errors).toContain("--emtpy");
});
