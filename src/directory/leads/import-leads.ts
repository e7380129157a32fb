import { recordAudit } from "#directory/audit.ts";
import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { dimensions } from "#domain/grading.ts";
import { enqueue } from "#outbox/enqueue.ts";
import type { PlannedRow } from "./import-plan.ts";
import { registerLeads } from "./register-lead.ts";

export type Importing = {
  readonly fileKey: string;
  readonly rows: readonly PlannedRow[];
  readonly importedById: string;
  readonly settings: Settings;
  readonly now: Date;
};

export type Imported = {
  readonly made: number;
  /** Were there from the same file. */
  readonly before: number;
  /** Of those made: the three questions are answered. */
  readonly answered: number;
};

/** What asks for the grades afterwards, a part at a time; the lead's feature declares it. */
export const gradesKind = { kind: "lead.import-grades", bundled: false } as const;

type Grading = { readonly fileKey: string; readonly at: Date; readonly part: number };

/** For each import its own: a later one of the same file may bring rows that were left out before. */
export async function askForGrades(
  { db, workspaceId }: Scope,
  { fileKey, at, part }: Grading,
  { personId, dueAt }: { readonly personId: string; readonly dueAt: Date },
): Promise<void> {
  const stamp = at.toISOString();
  const key = `${gradesKind.kind}:${fileKey}:${stamp}:${part}`;
  const payload = { fileKey, at: stamp, part };
  await enqueue(db, workspaceId, [{ kind: gradesKind, key, personId, payload, dueAt }]);
}

/** One statement for so many. */
const chunkSize = 5000;

/**
 * Makes the leads of a list, in the caller's transaction. The same file again makes none. Whom the list names keeps the
 * lead until it is graded, and is the one who is reminded.
 */
export async function importLeads(scope: Scope, importing: Importing): Promise<Imported> {
  const { rows, importedById, now, settings } = importing;
  const made: PlannedRow[] = [];
  for (let from = 0; from < rows.length; from += chunkSize) {
    const chunk = rows.slice(from, from + chunkSize);
    const leads = chunk.map((row) => ({ ...row, registeredAt: now, registeredById: importedById }));
    const registered = await registerLeads(scope, leads, settings);
    made.push(...chunk.filter((_, index) => registered[index]?.isNew));
  }
  const counts = {
    made: made.length,
    before: rows.length - made.length,
    answered: made.filter(isAnswered).length,
  };
  if (counts.answered > 0) {
    const grading = { fileKey: importing.fileKey, at: now, part: 1 };
    await askForGrades(scope, grading, { personId: importedById, dueAt: now });
  }
  if (made.length > 0) {
    const details = { ...counts, file: importing.fileKey };
    await recordAudit(scope, { action: "leads.imported", at: now, personId: importedById, details });
  }
  return counts;
}

export function isAnswered({ answers }: PlannedRow): boolean {
  return dimensions.every((dimension) => answers[dimension] !== undefined);
}
