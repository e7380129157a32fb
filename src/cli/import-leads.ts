import { importFault } from "#cards/lead/import-faults.ts";
import { leadColumns, leadImportWords } from "#cards/lead/import-words.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { importLeads } from "#directory/leads/import-leads.ts";
import { type ImportPlan, leftOutOf, planImport } from "#directory/leads/import-plan.ts";
import { actorById, admins } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { settingsOf } from "#directory/settings.ts";
import { readSheets } from "#tables/read-table.ts";
import { workspaceIdOf } from "./workspace.ts";

export type LeadImport = {
  /** The CSV or XLSX file. */
  readonly bytes: Buffer;
  /** Says what would happen, and changes nothing. */
  readonly dryRun: boolean;
  /** Also rows of which the phone, the e-mail or the company is there already. */
  readonly withDuplicates: boolean;
  /** E-mail of who registers them; the first admin if absent. */
  readonly by?: string;
  readonly now: Date;
  /** The only one of the database, if absent. */
  readonly workspaceId?: string;
};

export type LeadImportResult = {
  readonly created: number;
  /** Imported before, from the same file. */
  readonly unchanged: number;
  readonly unknownColumns: readonly string[];
  /** Words that no lead had for its source so far. */
  readonly newSources: readonly string[];
  /** Only the first sheet is read. */
  readonly otherSheets: readonly string[];
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
};

/**
 * `genjin import leads FILE`: all good rows in one commit; the same file again makes none. Those that answer the three
 * questions are sent for approval once the program runs. @throws Error that says what is wrong as a whole.
 */
export async function importLeadsFile(database: Database, options: LeadImport): Promise<LeadImportResult> {
  const { bytes, now } = options;
  const workspaceId = await workspaceIdOf(database, options.workspaceId);
  const db = forWorkspace(database.prisma, workspaceId);
  const importer = await importerOf(database, { db, workspaceId }, options.by);
  const { rows: table, otherSheets } = await readSheets(bytes);
  const { tz, workingHours, personId } = importer;
  const reading = { words: leadImportWords, tz, workStart: workingHours[0], now };
  const plan = await planImport({ db, workspaceId }, { bytes, table }, reading);
  if (plan === undefined) throw new Error(noCompany());
  const rows = options.withDuplicates ? [...plan.rows, ...plan.resembling] : plan.rows;
  const settings = await settingsOf(database, workspaceId);
  const importing = { fileKey: plan.fileKey, rows, importedById: personId, settings, now };
  const done = options.dryRun
    ? countsOf(rows)
    : await db.$transaction((tx) => importLeads({ db: tx, workspaceId }, importing), { timeout: 600_000 });
  return {
    ...{ created: done.made, unchanged: done.before },
    ...{ unknownColumns: plan.unknownColumns, newSources: plan.newSources, otherSheets },
    problems: problemsOf(plan, options),
  };
}

function countsOf(rows: ImportPlan["rows"]) {
  const before = rows.filter(({ isBefore }) => isBefore).length;
  return { made: rows.length - before, before };
}

function problemsOf(plan: ImportPlan, { withDuplicates }: LeadImport) {
  return leftOutOf(plan, { withResembling: withDuplicates }).map((row) => ({
    ...{ line: row.line, reason: importFault("en", row) },
  }));
}

async function importerOf(database: Database, scope: Scope, by: string | undefined) {
  const { db, workspaceId } = scope;
  const email = by?.toLowerCase();
  const named =
    email === undefined ? undefined : await db.person.findFirst({ where: { workspaceId, email } });
  const id = by === undefined ? (await admins(scope))[0]?.id : named?.id;
  const actor = id === undefined ? undefined : await actorById(database, workspaceId, id);
  if (actor?.status === "active") return actor;
  throw new Error(
    by === undefined
      ? "There is no admin yet who would register the leads: name somebody with --by EMAIL."
      : `${by} is nobody of this workspace, or not active.`,
  );
}

function noCompany(): string {
  const names = Object.values(leadColumns).map(([zh, en]) => `${zh}/${en}`);
  const company = leadColumns.company.slice(0, 2).join(" or ");
  return `The first line must name the columns; ${company} is missing. Known: ${names.join(", ")}.`;
}
