import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { connectDatabase } from "#db/client.ts";
import { testServer } from "#test/support/database.ts";
import { createEmpty, dropDatabase } from "#test/support/database-server.ts";
import { programFile } from "#test/support/run.ts";
import { until } from "#test/support/stage-watch.ts";

const built = [await programFile("start")];
const sources = [
  "--import",
  import.meta.resolve("tsx"),
  fileURLToPath(new URL("../../src/main.ts", import.meta.url)),
];
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
function start(program: readonly string[], ...args: string[]) {
  return startWith({}, program, ...args);
}

type Variables = Readonly<Record<string, string>>;

function startWith(variables: Variables, program: readonly string[], ...args: string[]) {
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: directory,
    env: { PATH: process.env["PATH"] ?? "", PORT: "0", ...variables },
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
  const first = start(sources);
  const port = await first.listening();
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect({ status: ready.status, text: await ready.text() }).toEqual({ status: 200, text: "ready\n" });
  expect(first.written.out).toContain("started alone in a terminal it has a chat there");
  const end = await endedBy(first.child, "SIGINT");
  expect(end.code).toBe(0);
  expect(end.tookMs).toBeLessThan(5000);
  const again = start(built, "--empty");
  await again.listening();
  expect((await endedBy(again.child, "SIGTERM")).code).toBe(0);
  expect(first.written.errors + again.written.errors).toBe("");
}, 120_000);

test("says what is wrong with the command line and the configuration, and does not start", async () => {
  const unknown = start(built, "--emtpy");
  expect((await once(unknown.child, "exit"))[0]).toBe(1);
  expect(unknown.written.errors).toContain("--emtpy");
});

test("beside real credentials it has a port and a database of its own, and the real bot none of its pages", async () => {
  const { serverUrl } = await testServer();
  const databaseUrl = await createEmpty(serverUrl);
  const variables = {
    ...{ DATABASE_URL: databaseUrl, GENJIN_SECRET: "a secret of thirty-two characters or more" },
    ...{ SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: "http://127.0.0.1:9/api/" },
  };
  const { child, written } = startWith(variables, built, "--playground");
  const portsOf = () => [...written.out.matchAll(/"port":(\d+),"msg":"listening"/g)].map(([, port]) => port);
  await until("both", () => portsOf().length === 2, 40_000);
  const [real, played] = portsOf();
  const status = async (port: string | undefined, path: string) =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  expect([await status(real, "/healthz"), await status(played, "/healthz")]).toEqual([200, 200]);
  expect([await status(real, "/"), await status(real, "/playground/state")]).toEqual([404, 404]);
  expect(await status(played, "/playground/state")).toBe(200);
  const database = await connectDatabase({ url: databaseUrl, poolSize: 1 });
  expect(await database.prisma.person.count()).toBe(0);
  await database.close();
  expect((await endedBy(child, "SIGTERM")).code).toBe(0);
  await dropDatabase(serverUrl, databaseUrl);
}, 120_000);
