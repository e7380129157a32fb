import { createHash } from "node:crypto";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { recordAudit } from "#directory/audit.ts";
import { readTable } from "#tables/read-table.ts";
import { readCustomerRows } from "./customer-rows.ts";
import type { ImportOptions } from "./import-people.ts";
import { type SavedCustomers, saveCustomers } from "./save-customers.ts";
import { workspaceIdOf } from "./workspace.ts";

export type CustomerImportResult = SavedCustomers & { readonly unknownColumns: readonly string[] };

/**
 * `genjin import customers FILE`: all good rows in one commit. A customer of that very name is left as it is, so that
 * the same file again changes nothing. @throws Error that says what is wrong as a whole.
 */
export async function importCustomers(
  database: Database,
  { bytes, dryRun, now, workspaceId: given }: ImportOptions,
): Promise<CustomerImportResult> {
  const { customers, problems, unknownColumns } = readCustomerRows(await readTable(bytes));
  const workspaceId = await workspaceIdOf(database, given);
  const db = forWorkspace(database.prisma, workspaceId);
  const fileKey = `import:${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}`;
  const outcome: { saved?: SavedCustomers } = {};
  const work = db.$transaction(
    async (tx) => {
      const saved = await saveCustomers({ db: tx, workspaceId, fileKey, now }, customers);
      outcome.saved = saved;
      if (dryRun) throw new DryRun();
      const details = { created: saved.created, unchanged: saved.unchanged, file: fileKey };
      await recordAudit({ db: tx, workspaceId }, { action: "customers.imported", at: now, details });
    },
    { timeout: 120_000 },
  );
  await work.catch((error: unknown) => {
    if (!(error instanceof DryRun)) throw error;
  });
  const { saved } = outcome;
  if (saved === undefined) throw new Error("the import ended without a result");
  const all = [...problems, ...saved.problems].toSorted((a, b) => a.line - b.line);
  return { ...saved, problems: all, unknownColumns };
}

/** Takes everything back. */
class DryRun extends Error {}
