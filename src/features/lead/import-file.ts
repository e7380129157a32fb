import type { ImportProblem } from "#cards/lead/import.ts";
import { leadImportWords } from "#cards/lead/import-words.ts";
import type { Actor } from "#chat/actor.ts";
import type { FileRef, Platform } from "#chat/event.ts";
import type { Ctx } from "#chat/feature.ts";
import { DeliveryError, fileFaults } from "#chat/port.ts";
import { type ImportPlan, planImport } from "#directory/leads/import-plan.ts";
import { log } from "#src/log.ts";
import { readSheets, TableError, type TableFault } from "#tables/read-table.ts";

/** In one file: what a person can look over, and one answer can carry. */
const rowsMost = 20_000;

export type FilePlace = { readonly platform: Platform; readonly tenant: string; readonly ref: FileRef };

/** With the names of the sheets that were not read. */
export type FilePlan = ImportPlan & { readonly otherSheets: readonly string[] };

/** Fetches a list and says what would become of it, or why it cannot be read. */
export async function planOfFile(
  ctx: Ctx & { readonly actor: Actor },
  place: FilePlace,
): Promise<FilePlan | { readonly problem: ImportProblem }> {
  const bytes = await fetchFile(ctx, place);
  if (!Buffer.isBuffer(bytes)) return bytes;
  try {
    const { rows: table, otherSheets } = await readSheets(bytes);
    if (table.length > rowsMost + 1) return { problem: { rowsMost } };
    const { tz, workingHours } = ctx.actor;
    const reading = { words: leadImportWords, tz, workStart: workingHours[0], now: ctx.now };
    const plan = await planImport(ctx, { bytes, table }, reading);
    return plan === undefined ? { problem: "noCompany" } : { ...plan, otherSheets };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { problem: tableProblems[error.fault] };
  }
}

const tableProblems = {
  "old-excel": "oldExcel",
  unreadable: "unreadable",
  "too-large": "tooLarge",
} as const satisfies Record<TableFault, ImportProblem>;

async function fetchFile(
  { platforms }: Ctx,
  { platform, tenant, ref }: FilePlace,
): Promise<Buffer | { readonly problem: ImportProblem }> {
  const port = platforms.find((one) => one.platform === platform);
  if (port === undefined) return { problem: "unavailable" };
  try {
    return await port.downloadFile(tenant, ref);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn({ platform, code: error.code, failure: error.failure }, "a file could not be fetched");
    if (error.code === fileFaults.gone) return { problem: "gone" };
    if (error.code === fileFaults.tooLarge) return { problem: "tooLarge" };
    return { problem: error.failure === "forbidden" ? "noRight" : "unavailable" };
  }
}
