import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
const script = fileURLToPath(import.meta.url);
const hashFile = ".source-hash";
const builders = ["vite", "@vitejs/plugin-react", "react", "react-dom"];

/**
 * Builds the page in `src/playground/web` without the network, and only when its sources or what builds them have
 * changed since: the result carries the hash it was made from. It is made aside and moved into place whole. Resolves
 * with its directory; `building` is called if there is work.
 * @throws with Vite's own words when the sources are wrong; the former page stays.
 */
export async function buildPage(options: { web?: string; building?: () => void } = {}): Promise<string> {
  const { web = join(projectRoot, "src/playground/web"), building } = options;
  const dist = join(web, "dist");
  const hash = sourceHash(web);
  if (readHash(dist) === hash) return dist;
  building?.();
  const made = join(projectRoot, `.tmp/page-${process.pid}-${hash.slice(0, 8)}`);
  try {
    mkdirSync(made, { recursive: true });
    await runVite(web, made);
    writeFileSync(join(made, hashFile), hash);
    replaceFolder(dist, made);
  } finally {
    for (const left of [made, `${made}-former`]) rmSync(left, { recursive: true, force: true });
  }
  return dist;
}

function sourceHash(web: string): string {
  const hash = createHash("sha256").update(readFileSync(script));
  for (const name of builders)
    hash.update(readFileSync(join(projectRoot, "node_modules", name, "package.json")));
  const entries = readdirSync(web, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const file of files.filter((path) => !path.startsWith(join(web, "dist"))).sort()) {
    hash.update(`\0${file.slice(web.length)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function readHash(dist: string): string | undefined {
  const path = join(dist, hashFile);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** Of two processes that do this at once, the one that comes second may find that it is done. */
function replaceFolder(target: string, made: string): void {
  try {
    if (existsSync(target)) renameSync(target, `${made}-former`);
    renameSync(made, target);
  } catch (error) {
    if (readHash(target) !== readHash(made)) throw error;
  }
}

/** In a process of its own: Vite changes the environment, and its memory is not wanted afterwards. */
async function runVite(web: string, outDir: string): Promise<void> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, web, outDir], {
    cwd: projectRoot,
    // biome-ignore lint/style/noProcessEnv: the child needs the parent's PATH and HOME; nothing is read here
    env: { ...process.env, NODE_ENV: "production", NO_COLOR: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => {
    words += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the page could not be built\n${words}`);
}

/** Nothing is inlined, so that the page runs where scripts and styles come from files alone. */
async function bundle(root: string, outDir: string): Promise<void> {
  const [{ build }, { default: react }] = await Promise.all([import("vite"), import("@vitejs/plugin-react")]);
  await build({
    ...{ root, base: "./", configFile: false, envFile: false, publicDir: false, logLevel: "error" },
    plugins: [react()],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: false, target: "es2022" },
  });
}

const [, main = "", webArgument, outArgument] = process.argv;
if (webArgument !== undefined && outArgument !== undefined && import.meta.url === pathToFileURL(main).href) {
  await bundle(webArgument, outArgument);
}
