import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { connectDatabase, type Database } from "#db/client.ts";
import { applyMigrations } from "#db/migrate.ts";
import { tableFormatOf } from "#tables/write-table.ts";
import { exportLeads } from "./export-leads.ts";
import { importCustomers } from "./import-customers.ts";
import { importLeadsFile, type LeadImport } from "./import-leads.ts";
import { type ImportOptions, importPeople } from "./import-people.ts";
import { UsageError } from "./usage-error.ts";

export type Lists = {
  print(line: string): void;
  now(): Date;
  onDatabase(work: (url: string) => Promise<number>): Promise<number>;
};

const importOptions = {
  "dry-run": { type: "boolean" },
  "with-duplicates": { type: "boolean" },
  by: { type: "string" },
  workspace: { type: "string" },
} as const;

const imports = {
  people: importPeople,
  customers: importCustomers,
  leads: importLeadsFile,
} as const satisfies Record<
  string,
  (database: Database, options: LeadImport & ImportOptions) => Promise<Result>
>;

/** `import <people|customers|leads> FILE`: exit code 1 where a row was left out. */
export async function importFile(args: string[], lists: Lists): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: importOptions, allowPositionals: true });
  const [what = "", file, ...rest] = positionals;
  if (!isImported(what)) {
    throw new UsageError(`import ${what}: only people, customers and leads can be imported so far`);
  }
  const { by, workspace: workspaceId } = values;
  const isForLeads = by !== undefined || values["with-duplicates"] !== undefined;
  if (what !== "leads" && isForLeads) throw new UsageError("--by and --with-duplicates are for leads");
  if (file === undefined || rest.length > 0) throw new UsageError(`import ${what}: name one file`);
  const options = {
    ...{ bytes: await readFile(file), now: lists.now() },
    ...{ dryRun: values["dry-run"] === true, withDuplicates: values["with-duplicates"] === true },
    ...(workspaceId !== undefined && { workspaceId }),
    ...(by !== undefined && { by }),
  };
  return withDatabase(lists, async (database) => {
    const result = await imports[what](database, options);
    report(lists, result, options.dryRun);
    return result.problems.length === 0 ? 0 : 1;
  });
}

function isImported(what: string): what is keyof typeof imports {
  return Object.hasOwn(imports, what);
}

type Result = {
  readonly created: number;
  readonly updated?: number;
  readonly unchanged: number;
  readonly unknownColumns?: readonly string[];
  readonly newSources?: readonly string[];
  readonly otherSheets?: readonly string[];
  /** Why a row was left out. */
  readonly problems: readonly Line[];
  /** What else is to be said of a row. */
  readonly notes?: readonly Line[];
};
type Line = { readonly line: number; readonly reason: string };

function report({ print }: Lists, result: Result, dryRun: boolean): void {
  const {
    created,
    updated,
    unchanged,
    unknownColumns = [],
    newSources = [],
    otherSheets = [],
    problems,
    notes = [],
  } = result;
  for (const { line, reason } of [...problems, ...notes].toSorted((a, b) => a.line - b.line))
    print(`line ${line}: ${reason}`);
  if (unknownColumns.length > 0) print(`columns left out: ${unknownColumns.join(", ")}`);
  if (newSources.length > 0) print(`new sources, taken as written: ${newSources.join(", ")}`);
  if (otherSheets.length > 0) print(`only the first sheet was read, not: ${otherSheets.join(", ")}`);
  const changed = updated === undefined ? "" : ` ${updated} updated,`;
  const would = dryRun ? " (dry run: nothing was written)" : "";
  const leftOut = problems.length === 0 ? "" : `, ${problems.length} left out`;
  print(`${created} created,${changed} ${unchanged} unchanged${leftOut}${would}`);
}

/** `export leads FILE` */
export async function exportFile(args: string[], lists: Lists): Promise<number> {
  const options = { workspace: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [what, file, ...rest] = positionals;
  if (what !== "leads") throw new UsageError(`export ${what ?? ""}: only leads can be exported so far`);
  if (file === undefined || rest.length > 0) throw new UsageError("export leads: name one file");
  const format = tableFormatOf(file);
  if (format === undefined) throw new UsageError("export leads: the file's name ends with .xlsx or .csv");
  const { workspace: workspaceId } = values;
  return withDatabase(lists, async (database) => {
    const request = { file, format, now: lists.now(), ...(workspaceId !== undefined && { workspaceId }) };
    lists.print(`${await exportLeads(database, request)} leads exported to ${file}`);
    return 0;
  });
}

function withDatabase({ onDatabase }: Lists, work: (database: Database) => Promise<number>): Promise<number> {
  return onDatabase(async (url) => {
    await applyMigrations(url);
    const database = await connectDatabase({ url });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  });
}
