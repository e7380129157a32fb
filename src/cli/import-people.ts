import { reseatWaiting } from "#approval/reseat-waiting.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { settingsOf } from "#directory/settings.ts";
import { readTable } from "#tables/read-table.ts";
import { type Problem, readPeopleRows } from "./people-rows.ts";
import { type SavedPeople, savePeople } from "./save-people.ts";
import { workspaceIdOf } from "./workspace.ts";

export type ImportOptions = {
  /** The CSV or XLSX file. */
  readonly bytes: Buffer;
  /** Says what would happen, and changes nothing. */
  readonly dryRun: boolean;
  readonly now: Date;
  /** The only one of the database, if absent. */
  readonly workspaceId?: string;
};

/** Counts of people; the problems by line. */
export type ImportResult = SavedPeople;

/**
 * `genjin import people FILE`: people by e-mail, all in one commit. Doing it again changes nothing. Who waits to be let
 * in is in; an admin stays one; whoever is not in the file stays as they are. A line with a problem is left out, one
 * whose manager alone is the problem is kept without.
 * @throws Error that says what is wrong with the file or the database as a whole.
 */
export async function importPeople(database: Database, options: ImportOptions): Promise<ImportResult> {
  const { people, problems } = readPeopleRows(await readTable(options.bytes));
  const workspaceId = await workspaceIdOf(database, options.workspaceId);
  const { policy } = await settingsOf(database, workspaceId);
  const db = forWorkspace(database.prisma, workspaceId);
  const outcome: { saved?: SavedPeople } = {};
  const work = db.$transaction(
    async (tx) => {
      outcome.saved = await savePeople({ db: tx, workspaceId, policy, now: options.now }, people);
      if (options.dryRun) throw new DryRun();
    },
    { timeout: 120_000 },
  );
  await work.catch((error: unknown) => {
    if (!(error instanceof DryRun)) throw error;
  });
  const { saved } = outcome;
  if (saved === undefined) throw new Error("the import ended without a result");
  // Afterwards: nobody who decides something waits until a long list is through.
  if (!options.dryRun && saved.created + saved.updated > 0) {
    await db.$transaction((tx) => reseatWaiting({ db: tx, workspaceId }, options.now), { timeout: 30_000 });
  }
  return { ...saved, problems: byLine([...problems, ...saved.problems]) };
}

/** Takes everything back. */
class DryRun extends Error {}

function byLine(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line);
}
