import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Makes the Prisma client in `src/db/generated` from the schema, without the network, and only when the schema
 * or Prisma has changed since: the client carries the hash it was made from. It is made aside and moved into place
 * whole, so that a process that starts meanwhile never reads half of it. Returns whether there was work.
 * @throws with Prisma's own words when the schema is wrong; the former client stays.
 */
export function generateClient(root = projectRoot): boolean {
  const target = join(root, "src/db/generated");
  const hash = schemaHash(root);
  if (readHash(target) === hash) return false;
  const workDir = join(root, `.tmp/generate-${process.pid}`);
  const made = join(workDir, "src/db/generated");
  try {
    mkdirSync(workDir, { recursive: true });
    cpSync(join(root, "prisma/schema"), join(workDir, "prisma/schema"), { recursive: true });
    runPrismaGenerate(join(workDir, "prisma/schema"));
    writeFileSync(join(made, hashFile), hash);
    replaceFolder(target, made);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
  return true;
}

const hashFile = ".schema-hash";

function schemaHash(root: string): string {
  const hash = createHash("sha256");
  hash.update(readFileSync(join(projectRoot, "node_modules/@prisma/client/package.json")));
  const schemaDir = join(root, "prisma/schema");
  for (const name of readdirSync(schemaDir).sort()) {
    hash.update(`\0${name}\0`).update(readFileSync(join(schemaDir, name)));
  }
  return hash.digest("hex");
}

function readHash(generatedDir: string): string | undefined {
  const path = join(generatedDir, hashFile);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** Of two processes that do this at once, the one that comes second may find that it is done. */
function replaceFolder(target: string, made: string): void {
  mkdirSync(dirname(target), { recursive: true });
  try {
    if (existsSync(target)) renameSync(target, `${made}-former`);
    renameSync(made, target);
  } catch (error) {
    if (readHash(target) !== readHash(made)) throw error;
  }
}

function runPrismaGenerate(schemaDir: string): void {
  const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [cli, "generate", "--no-hints", "--schema", schemaDir],
    { cwd: projectRoot, encoding: "utf8", env: quietEnvironment(), timeout: 120_000 },
  );
  if (status !== 0) throw new Error(`prisma generate failed\n${stdout}${stderr}`, { cause: error });
}

/** Prisma asks for no newer version and sends no statistics; `prisma.config.ts` keeps it from downloading. */
function quietEnvironment(): NodeJS.ProcessEnv {
  return {
    // biome-ignore lint/style/noProcessEnv: the child needs the parent's PATH and HOME; nothing is read here
    ...process.env,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    NO_COLOR: "1",
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    if (generateClient()) process.stdout.write("Prisma client generated\n");
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
