import { v7 as uuid } from "uuid";
import { z } from "zod";
import { ledgerCells, ledgerExported, ledgerHead, ledgerNotExported } from "#cards/ledger/export.ts";
import { ledgerTexts } from "#cards/ledger/texts.ts";
import { action, type MessageCtx, messageKind } from "#chat/feature.ts";
import { DeliveryError } from "#chat/port.ts";
import { toast } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { type LedgerQuery, leadRoles } from "#directory/leads/ledger.ts";
import { ledgerRowView } from "#directory/leads/ledger-cells.ts";
import { ledgerMarks } from "#directory/leads/ledger-marks.ts";
import { ledgerRows } from "#directory/leads/ledger-rows.ts";
import { accountFor } from "#directory/people.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { log } from "#src/log.ts";
import { writeTable } from "#tables/write-table.ts";
import { readListKey } from "./list-key.ts";
import { allowedKey, queryOf } from "./show.ts";

/** As many as are written and sent within a delivery. All of them: `genjin export leads`. */
const rowsMost = 50_000;

/** "Export": the file is made and sent after the answer, for it takes longer than an answer may. */
export const exportLedger = action({
  id: "ledger.export",
  payload: z.object({ list: z.string() }),
  roles: leadRoles,
  run: async (ctx, { list }) => {
    const { actor, now, event, workspaceId } = ctx;
    const t = ledgerTexts[ctx.locale];
    const query = await queryOf(ctx, await allowedKey(ctx, readListKey(list)));
    if ((await ledgerMarks(ctx, query, { take: 1 })).length === 0) return toast(t.nothingToExport, "warning");
    const key = `${exportMessage.kind}:${event.platform}:${event.tenant}:${event.key}`;
    await ctx.db.$transaction(async (tx) => {
      const payload = { list, fileId: uuid() };
      const message = { kind: exportMessage, key, personId: actor.personId, payload, dueAt: now };
      if ((await enqueue(tx, workspaceId, [message])) === 0) return;
      const entry = { action: "leads.exported", at: now, personId: actor.personId, details: { list } };
      await recordAudit({ db: tx, workspaceId }, entry);
    });
    return toast(t.exporting, "success");
  },
});

/**
 * Sends the file and says below it what it holds. Urgent: an answer, not a reminder. What the person may see is looked
 * at again. Where the card does not arrive, both are sent again.
 */
export const exportMessage = messageKind({
  kind: "ledger.export",
  payload: z.object({ list: z.string(), fileId: z.uuid() }),
  bundled: false,
  urgent: true,
  build: async (ctx, { list, fileId }) => {
    const query = await queryOf(ctx, await allowedKey(ctx, readListKey(list)));
    const { bytes, count, isCutOff } = await fileOf(ctx, query);
    const name = ledgerTexts[ctx.actor.locale].fileName(localDateOf(ctx.now, ctx.actor.tz));
    const isSent = await sendTo(ctx, { deliveryId: fileId, file: { name, bytes } });
    const { locale } = ctx.actor;
    if (!isSent) return { card: ledgerNotExported(locale) };
    return { card: ledgerExported(locale, { file: name, count, isCutOff }) };
  },
});

async function fileOf(ctx: MessageCtx, query: LedgerQuery) {
  const { locale, tz } = ctx.actor;
  const rows: (readonly string[])[] = [ledgerHead(locale)];
  let isCutOff = false;
  for await (const row of ledgerRows(ctx, query, rowsMost + 1)) {
    isCutOff = rows.length > rowsMost;
    if (!isCutOff) rows.push(ledgerCells(locale, ledgerRowView(row, tz)));
  }
  return { bytes: await writeTable(rows, "xlsx"), count: rows.length - 1, isCutOff };
}

/** False where the platform does not take files from the app. @throws DeliveryError where it may take it later. */
async function sendTo(
  { database, workspaceId, actor, platforms }: MessageCtx,
  sending: { readonly deliveryId: string; readonly file: { readonly name: string; readonly bytes: Buffer } },
): Promise<boolean> {
  const account = await accountFor(database, workspaceId, actor.personId);
  const port = platforms.find(({ platform }) => platform === account?.platform);
  if (account === undefined || port === undefined) return false;
  const { tenant, ...to } = account;
  try {
    await port.sendFile({ ...sending, tenant, to: { type: "direct", ...to } });
    return true;
  } catch (error) {
    const isFinal = error instanceof DeliveryError && ["forbidden", "rejected"].includes(error.failure);
    if (!isFinal) throw error;
    log.warn({ platform: account.platform, code: error.code }, "a file was not taken");
    return false;
  }
}
