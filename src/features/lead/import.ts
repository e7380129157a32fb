import { v7 as uuid } from "uuid";
import { z } from "zod";
import {
  type ImportProblem,
  importCancelled,
  importDone,
  importPlanned,
  importRefused,
  importWhat,
} from "#cards/lead/import.ts";
import { hasRole } from "#chat/actor.ts";
import type { SentFile } from "#chat/event.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { fileBytesMax } from "#chat/port.ts";
import { type Reply, say, update } from "#chat/reply.ts";
import { importLeads, isAnswered } from "#directory/leads/import-leads.ts";
import { leftOutOf, type PlannedRow } from "#directory/leads/import-plan.ts";
import { leadRoles } from "#directory/leads/ledger.ts";
import { settingsOf } from "#directory/settings.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { type FilePlan, planOfFile } from "./import-file.ts";
import { importReport } from "./import-report.ts";

/** A file in the direct chat: a list of leads is looked through, anything else is answered kindly. */
export async function receiveFiles(ctx: HandlerCtx, files: readonly SentFile[]): Promise<Reply> {
  const { locale } = ctx;
  const mayImport = hasRole(ctx.actor, ...leadRoles);
  const list = files.find(({ name }) => /\.(csv|xlsx?)$/i.test(name));
  if (list === undefined || !mayImport) return say(importWhat(locale, mayImport));
  if ((list.sizeBytes ?? 0) > fileBytesMax) return say(importRefused(locale, "tooLarge"));
  const plan = await planOfFile(ctx, placeOf(ctx, list));
  if ("problem" in plan) return say(importRefused(locale, plan.problem));
  const ref = { file: list.file, ...(list.message !== undefined && { message: list.message }) };
  const view = { ...viewOf(plan), name: list.name, ref, hasOtherFiles: files.length > 1 };
  return say(importPlanned(locale, view));
}

function placeOf({ event: { platform, tenant } }: HandlerCtx, { file, message }: z.infer<typeof fileIds>) {
  return { platform, tenant, ref: { file, ...(message !== undefined && { message }) } };
}

function viewOf({ rows, ...plan }: FilePlan) {
  const { resembling, rejected, columns, unknownColumns, newSources, otherSheets } = plan;
  const fresh = rows.filter(({ isBefore }) => !isBefore);
  return {
    ...{ fresh: fresh.length, before: rows.length - fresh.length, resembling, rejected },
    answered: fresh.filter(isAnswered).length,
    ...{ newSources, columns, unknownColumns, otherSheets },
  };
}

const fileIds = z.object({ file: z.string(), message: z.string().optional() });
const pressed = fileIds.extend({ which: z.enum(["all", "new"]) });

/** "Import": the file is fetched and looked through again. All good rows in one commit; twice makes nothing new. */
export const importPressed = action({
  id: "lead.import",
  payload: pressed,
  roles: leadRoles,
  run: async (ctx, payload) => {
    const place = placeOf(ctx, payload);
    const plan = await planOfFile(ctx, place);
    if ("problem" in plan) return refused(ctx, plan.problem);
    const { which } = payload;
    const rows = which === "all" ? [...plan.rows, ...plan.resembling] : plan.rows;
    const leftOut = leftOutOf(plan, { withResembling: which === "all" }).length;
    const done = await write(ctx, { fileKey: plan.fileKey, rows, place: { ...place, which }, leftOut });
    return update(importDone(ctx.locale, { ...done, leftOut }));
  },
});

/** The card stays where trying again may help. */
function refused({ locale }: HandlerCtx, problem: ImportProblem): Reply {
  const card = importRefused(locale, problem);
  return problem === "unavailable" ? say(card) : update(card);
}

type Writing = {
  readonly fileKey: string;
  readonly rows: readonly PlannedRow[];
  readonly place: ReturnType<typeof placeOf> & { readonly which: "all" | "new" };
  readonly leftOut: number;
};

const withinMs = 60_000;

async function write(ctx: HandlerCtx, { fileKey, rows, place, leftOut }: Writing) {
  const { workspaceId, now, actor, event } = ctx;
  const settings = await settingsOf(ctx.database, workspaceId);
  const importing = { fileKey, rows, importedById: actor.personId, settings, now };
  return ctx.db.$transaction(
    async (tx) => {
      const done = await importLeads({ db: tx, workspaceId }, importing);
      if (leftOut > 0) {
        const key = `${importReport.kind}:${event.platform}:${event.tenant}:${event.key}`;
        const report = {
          kind: importReport,
          key,
          personId: actor.personId,
          payload: { ...place, fileId: uuid() },
          dueAt: now,
        };
        await enqueue(tx, workspaceId, [report]);
      }
      return done;
    },
    { timeout: withinMs },
  );
}

export const importCancel = action({
  id: "lead.import-cancel",
  payload: z.object({}),
  run: async ({ locale }) => update(importCancelled(locale)),
});
