import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { openDatabase } from "#db/open.ts";
import { hasPlatform, readConfig, readVariables } from "#src/config.ts";
import { setLogLevel } from "#src/log.ts";
import { deadlineLines } from "./deadline.ts";
import { doctor } from "./doctor.ts";
import { exportFile, importFile } from "./lists.ts";
import { migrate } from "./migrate.ts";
import { parseLines } from "./parse.ts";
import { UsageError } from "./usage-error.ts";

const usage = `npm run genjin -- <verb>

doctor              check configuration, database and platforms, and say what to do; exit code 1 if anything is wrong
migrate             apply what is not applied yet
migrate --check     do the migrations make what the schema says? exit code 1 and the difference if not
migrate --new NAME  write the next migration from the schema
import people FILE  people from a CSV or XLSX file; exit code 1 if a row was left out; --dry-run writes nothing,
                    --workspace ID says which where there are several
import customers FILE
                    customers with their contacts, in the same way; one of that very name is left as it is
import leads FILE   leads from a CSV or XLSX file, in the same way; registered by the first admin or --by EMAIL;
                    rows of which the phone, the e-mail or the company is there are left out, --with-duplicates takes them
export leads FILE   all leads to an .xlsx or .csv file; --workspace ID
parse               what a note says: a JSON object a line from standard input, one a line out
deadline            when something is due: the same way

Not there yet: import calendar; export of anything else; setup; parse --model.`;

type Verb = (args: string[]) => Promise<number>;

const now = () => new Date();
const lists = { print, now, onDatabase };

const verbs: Readonly<Record<string, Verb>> = {
  doctor: async (args) => {
    parseArgs({ args, options: {} });
    return doctor({ variables: readVariables(), now, write: print });
  },
  migrate: (args) => onDatabase((url) => migrate(url, args)),
  import: (args) => importFile(args, lists),
  export: (args) => exportFile(args, lists),
  parse: (args) => answerInput(args, parseLines),
  deadline: (args) => answerInput(args, deadlineLines),
};

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
