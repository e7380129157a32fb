import { createWriteStream } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ledgerCells, ledgerHead } from "#cards/ledger/export.ts";
import type { Locale } from "#chat/locale.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { recordAudit } from "#directory/audit.ts";
import { ledgerRowView } from "#directory/leads/ledger-cells.ts";
import { ledgerRows } from "#directory/leads/ledger-rows.ts";
import type { Scope } from "#directory/scope.ts";
import { csvLines, type TableFormat, writeTable } from "#tables/write-table.ts";
import { workspaceIdOf } from "./workspace.ts";

export type LeadExport = {
  readonly file: string;
  readonly format: TableFormat;
  readonly now: Date;
  /** The only one of the database, if absent. */
  readonly workspaceId?: string;
};

/** `genjin export leads FILE`: every lead of the workspace, the latest first. Returns how many. */
export async function exportLeads(database: Database, options: LeadExport): Promise<number> {
  const { file, format, now } = options;
  const workspaceId = await workspaceIdOf(database, options.workspaceId);
  const db = forWorkspace(database.prisma, workspaceId);
  const workspace = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const locale = workspace.defaultLocale === "en" ? "en" : "zh";
  const counted = { count: 0 };
  const rows = rowsOf({ db, workspaceId }, { locale, tz: workspace.defaultTz, now, counted });
  await writeWhole(file, async (part) => {
    if (format === "csv") await pipeline(Readable.from(csvLines(rows)), createWriteStream(part));
    else await writeFile(part, await writeTable(rows, format));
  });
  const details = { count: counted.count };
  await recordAudit({ db, workspaceId }, { action: "leads.exported", at: now, details });
  return counted.count;
}

/** An export that breaks off leaves what was there before, and no half of a list that looks whole. */
async function writeWhole(file: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${file}.part`;
  try {
    await write(part);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

type Writing = {
  readonly locale: Locale;
  readonly tz: string;
  readonly now: Date;
  readonly counted: { count: number };
};

async function* rowsOf(scope: Scope, { locale, tz, now, counted }: Writing) {
  yield ledgerHead(locale);
  for await (const row of ledgerRows(scope, { owners: undefined, filter: {}, now, tz })) {
    counted.count += 1;
    yield ledgerCells(locale, ledgerRowView(row, tz));
  }
}
