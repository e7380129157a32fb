import { z } from "zod";
import { importNotReported, importReported } from "#cards/lead/import.ts";
import { importFault } from "#cards/lead/import-faults.ts";
import { importTexts } from "#cards/lead/import-texts.ts";
import { leadImportWords, reportColumns } from "#cards/lead/import-words.ts";
import { fileRef, platforms } from "#chat/event.ts";
import { type MessageCtx, messageKind } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { DeliveryError, type NamedFile } from "#chat/port.ts";
import { type ImportPlan, leftOutOf } from "#directory/leads/import-plan.ts";
import type { RejectedRow } from "#directory/leads/import-rows.ts";
import { accountFor } from "#directory/people.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { log } from "#src/log.ts";
import { writeTable } from "#tables/write-table.ts";
import { planOfFile } from "./import-file.ts";

/**
 * After an import: a sheet of the rows that were left out, each with its line and the reasons, as it stood in the file.
 * Urgent: an answer, not a reminder. What is not there any more cannot be listed.
 */
export const importReport = messageKind({
  kind: "lead.import-report",
  payload: z.object({
    ...{ platform: z.enum(platforms), tenant: z.string(), ref: fileRef },
    which: z.enum(["all", "new"]),
    /** The sheet is sent once, however often its delivery is tried. */
    fileId: z.uuid(),
  }),
  bundled: false,
  urgent: true,
  build: async (ctx, { which, fileId, ...place }) => {
    const { locale } = ctx.actor;
    const plan = await planOfFile(ctx, place);
    if ("problem" in plan) {
      // Tried again later.
      if (plan.problem === "unavailable") throw new Error("the file cannot be fetched now");
      return { card: importNotReported(locale, "reportGone") };
    }
    const rows = leftOutOf(plan, { withResembling: which === "all" });
    if (rows.length === 0) return undefined;
    const name = importTexts[locale].reportFile(localDateOf(ctx.now, ctx.actor.tz));
    const bytes = await writeTable(sheetOf(locale, plan, rows), "xlsx");
    const isSent = await sendTo(ctx, { name, bytes }, fileId);
    return {
      card: isSent ? importReported(locale, rows.length) : importNotReported(locale, "reportNotSent"),
    };
  },
});

/** The head and the cells of the file, without what an earlier sheet of ours added. */
function sheetOf(
  locale: Locale,
  { head }: Pick<ImportPlan, "head">,
  rows: readonly RejectedRow[],
): (readonly string[])[] {
  const kept = head.flatMap((heading, index) => (leadImportWords.isOwn(heading) ? [] : [index]));
  const { line, reason } = reportColumns;
  return [
    [...kept.map((index) => head[index] ?? ""), line[locale], reason[locale]],
    ...rows.map((row) => [
      ...kept.map((index) => row.cells[index] ?? ""),
      String(row.line),
      importFault(locale, row),
    ]),
  ];
}

/** False where the platform does not take files from the app. @throws DeliveryError where it may take it later. */
async function sendTo(ctx: MessageCtx, file: NamedFile, deliveryId: string): Promise<boolean> {
  const account = await accountFor(ctx.database, ctx.workspaceId, ctx.actor.personId);
  const port = ctx.platforms.find(({ platform }) => platform === account?.platform);
  if (account === undefined || port === undefined) return false;
  const { tenant, ...to } = account;
  try {
    await port.sendFile({ deliveryId, tenant, file, to: { type: "direct", ...to } });
    return true;
  } catch (error) {
    const isFinal = error instanceof DeliveryError && ["forbidden", "rejected"].includes(error.failure);
    if (!isFinal) throw error;
    log.warn({ platform: account.platform, code: error.code }, "a file was not taken");
    return false;
  }
}
