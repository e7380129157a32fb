import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { buildPage } from "#playground/build-page.ts";
import { measureClicks } from "./page-clicks.ts";
import { ms, type Row } from "./table.ts";

/** What a newcomer waits for: the start, the page, and what a click does. */
export async function measurePage(): Promise<Row[]> {
  const directory = await buildPage();
  const home = await mkdtemp(join(tmpdir(), "genjin-bench-page-"));
  // The embedded server's own user must get in.
  await chmod(home, 0o755);
  try {
    const fresh = await start(home);
    await fresh.stop();
    const again = await start(home);
    try {
      return [
        {
          what: "from `npm start` to the first view, again",
          ours: ms(again.tookMs),
          against: `the first time, with a new database: ${ms(fresh.tookMs)}`,
          ratio: again.tookMs / fresh.tookMs,
          note: "the page was built before, which is done once a version",
        },
        await measureBytes(directory),
        ...(await measureClicks(again.url)),
      ];
    } finally {
      await again.stop();
    }
  } finally {
    await rm(home, { recursive: true });
  }
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const script = (path: string) => ["--import", import.meta.resolve("tsx"), join(root, path)];

type Started = { readonly url: string; readonly tookMs: number; stop(): Promise<void> };

const person = z.object({ ids: z.object({ slack: z.string() }) });
const state = z.object({ people: z.tuple([person]).rest(person) });

/** What `npm start` runs, in a directory of its own, until the page and what somebody sees in it are answered. */
async function start(cwd: string): Promise<Started> {
  const from = performance.now();
  const environment = { PATH: process.env["PATH"] ?? "", PORT: "0" };
  const generating = spawn(process.execPath, script("src/db/generate.ts"), { cwd: root, env: environment });
  await once(generating, "exit");
  const child = spawn(process.execPath, script("src/main.ts"), {
    ...{ cwd, env: environment, stdio: ["ignore", "pipe", "inherit"] },
  });
  const url = await addressIn(child.stdout);
  const { people } = state.parse(await (await fetch(`${url}/playground/state`)).json());
  const user = people[0].ids.slack;
  await Promise.all([fetch(url), fetch(`${url}/playground/view?client=slack&user=${user}`)]);
  return {
    ...{ url, tookMs: performance.now() - from },
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function addressIn(output: AsyncIterable<Buffer>): Promise<string> {
  let said = "";
  for await (const chunk of output) {
    said += String(chunk);
    const port = /"port":(\d+),"msg":"listening"/.exec(said)?.[1];
    if (port !== undefined) return `http://localhost:${port}`;
  }
  throw new Error(`it did not start:\n${said}`);
}

async function measureBytes(directory: string): Promise<Row> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
  const sum = (sizes: readonly number[]) => sizes.reduce((one, other) => one + other, 0);
  const [raw, zipped] = [
    sum(contents.map((one) => one.length)),
    sum(contents.map((one) => gzipSync(one).length)),
  ];
  return {
    what: "the page, every byte of it",
    ours: `${kilobytes(raw)} · ${kilobytes(zipped)} gzip`,
    against: "",
    note: `${files.length} files`,
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
