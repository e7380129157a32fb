import { access, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";
import { isRunning } from "./processes.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** In the project: what is built finds its packages from where it stands. */
const shelf = join(root, ".tmp");
const prefix = "test-programs-";

/** Programs that tests run as processes of their own. */
const entries = {
  durability: "test/durability/child.ts",
  genjin: "src/cli/main.ts",
  start: "src/main.ts",
} as const;
export type ProgramName = keyof typeof entries;

/**
 * Makes one file of each program and what it shares with the others: read from its hundreds of sources, each of the many
 * processes would spend seconds before it begins. Returns the folder, which the caller removes.
 */
export async function buildPrograms(): Promise<string> {
  await removeLeftovers();
  const folder = join(shelf, `${prefix}${process.pid}`);
  await mkdir(folder, { recursive: true });
  await build({
    ...{ root, configFile: false, logLevel: "warn", plugins: [knowsItsPlace] },
    build: {
      ...{ ssr: true, outDir: folder, target: "node20", minify: false },
      rolldownOptions: { input: entries, output: { entryFileNames: "[name].js" } },
    },
  });
  return folder;
}

/** What a source finds beside itself, it still finds there. */
const knowsItsPlace: Plugin = {
  name: "knows-its-place",
  transform: {
    filter: { id: /\.ts$/, code: "import.meta.url" },
    handler: (code, id) => ({
      code: code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href)),
      map: null,
    }),
  },
};

/** A run that was killed leaves its folder behind, named after its process. */
async function removeLeftovers(): Promise<void> {
  const isThere = await access(shelf).then(
    () => true,
    () => false,
  );
  for (const name of isThere ? await readdir(shelf) : []) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : undefined;
    if (pid === undefined || isRunning(pid)) continue;
    await rm(join(shelf, name), { recursive: true, force: true });
  }
}
