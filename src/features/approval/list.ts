import { z } from "zod";
import { waitingFor } from "#approval/waiting-for.ts";
import type { Why } from "#cards/approval/card.ts";
import { approvalList, approvalListView } from "#cards/approval/list.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import type { Card } from "#chat/card.ts";
import { action, type Command, type View, type ViewCtx } from "#chat/feature.ts";
import { say, update } from "#chat/reply.ts";
import { approvalViews } from "./view.ts";

/** With their buttons, how many a phone shows before it becomes a scroll. */
export const pageSize = 6;

/** `审批` / `approvals`. */
export const approvalsCommand: Command = {
  id: "approval.list",
  words: { zh: ["审批"], en: ["approvals"] },
  takesText: false,
  help: { zh: approvalTexts.zh.commandHelp, en: approvalTexts.en.commandHelp },
  run: async (ctx) => say(await drawList(ctx)),
};

/** What waits for the actor, oldest first. Of a page that is no longer there the last one that is. */
export async function drawList(ctx: ViewCtx, argument = "", why: Why = "asked"): Promise<Card> {
  const wanted = pageNumber.parse(argument);
  const found = await waitingFor(ctx, ctx.actor.personId, pageOf(wanted));
  const page = Math.min(wanted, Math.max(1, Math.ceil(found.count / pageSize)));
  const { count, approvals } =
    page === wanted ? found : await waitingFor(ctx, ctx.actor.personId, pageOf(page));
  const view = { count, page, more: Math.max(0, count - page * pageSize) };
  return approvalList(ctx.locale, { ...view, approvals: await approvalViews(ctx, approvals) }, why);
}

function pageOf(page: number): { readonly skip: number; readonly take: number } {
  return { skip: (page - 1) * pageSize, take: pageSize };
}

/** What a button carries of a page, from 1 on. */
export const pageNumber = z.coerce.number().int().min(1).catch(1);

export const listView: View = { id: approvalListView, draw: (ctx, argument) => drawList(ctx, argument) };

/** "Next" and "Previous". */
export const turnPage = action({
  id: "approval.list",
  payload: z.object({ page: z.string() }),
  run: async (ctx, { page }) => update(await drawList(ctx, page)),
});
