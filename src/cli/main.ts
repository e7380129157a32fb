import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { connectDatabase } from "#db/client.ts";
import { applyMigrations } from "#db/migrate.ts";
import { openDatabase } from "#db/open.ts";
import { hasPlatform, readConfig, readVariables } from "#src/config.ts";
import { setLogLevel } from "#src/log.ts";
import { deadlineLines } from "./deadline.ts";
import { doctor } from "./doctor.ts";
import { importPeople } from "./import-people.ts";
import { migrate } from "./migrate.ts";
import { parseLines } from "./parse.ts";

const usage = `npm run genjin -- <verb>

doctor              check configuration, database and platforms, and say what to do; exit code 1 if anything is wrong
migrate             apply what is not applied yet
migrate --check     do the migrations make what the schema says? exit code 1 and the difference if not
migrate --new NAME  write the next migration from the schema
import people FILE  people from a CSV or XLSX file; exit code 1 if a row was left out; --dry-run writes nothing,
                    --workspace ID says which where there are several
parse               what a note says: a JSON object a line from standard input, one a line out
deadline            when something is due: the same way

Not there yet: import leads, customers and calendar; export; setup; parse --model.`;

/** What was typed is not a command. */
class UsageError extends Error {}

type Verb = (args: string[]) => Promise<number>;

const verbs: Readonly<Record<string, Verb>> = {
  doctor: async (args) => {
    parseArgs({ args, options: {} });
    return doctor({ variables: readVariables(), now: () => new Date(), write: print });
  },
  migrate: (args) => onDatabase((url) => migrate(url, args)),
  import: importFile,
  parse: (args) => answerInput(args, parseLines),
  deadline: (args) => answerInput(args, deadlineLines),
};

async function importFile(args: string[]): Promise<number> {
  const options = { "dry-run": { type: "boolean" }, workspace: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [what, file, ...rest] = positionals;
  if (what !== "people") throw new UsageError(`import ${what ?? ""}: only people can be imported so far`);
  if (file === undefined || rest.length > 0) throw new UsageError("import people: name one file");
  const dryRun = values["dry-run"] === true;
  const { workspace: workspaceId } = values;
  const bytes = await readFile(file);
  return onDatabase(async (url) => {
    await applyMigrations(url);
    const database = await connectDatabase({ url });
    try {
      const request = { bytes, dryRun, now: new Date(), ...(workspaceId !== undefined && { workspaceId }) };
      const { created, updated, unchanged, problems } = await importPeople(database, request);
      for (const { line, reason } of problems) print(`line ${line}: ${reason}`);
      const would = dryRun ? " (dry run: nothing was written)" : "";
      print(`${created} created, ${updated} updated, ${unchanged} unchanged${would}`);
      return problems.length === 0 ? 0 : 1;
    } finally {
      await database.close();
    }
  });
}

/** On `DATABASE_URL`, or the embedded database that `npm start` would use. */
async function onDatabase(work: (url: string) => Promise<number>): Promise<number> {
  const config = readConfig();
  const database = await openDatabase(config.databaseUrl, hasPlatform(config) ? "real" : "playground");
  try {
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

async function answerInput(
  args: string[],
  answers: (lines: AsyncIterable<string>) => AsyncIterable<string>,
): Promise<number> {
  parseArgs({ args, options: {} });
  for await (const line of answers(createInterface({ input: process.stdin }))) print(line);
  return 0;
}

function print(line: string): void {
  console.log(line);
}

async function main([verb = "", ...args]: string[]): Promise<number> {
  const run = verbs[verb];
  try {
    if (run === undefined) throw new UsageError(verb === "" ? "" : `${verb} is not there`);
    // Standard output is for answers.
    setLogLevel("error");
    return await run(args);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageError || isArgumentError(error);
    console.error(isUsage ? `${message}\n\n${usage}`.trim() : message);
    return isUsage ? 2 : 1;
  }
}

/** https://nodejs.org/api/errors.html#err_parse_args_unknown_option and its like */
function isArgumentError(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
}

process.exitCode = await main(process.argv.slice(2));
