import { z } from "zod";
import { shownKey } from "#approval/stored.ts";
import { waitingFor } from "#approval/waiting-for.ts";
import type { Why } from "#cards/approval/card.ts";
import { severalForm } from "#cards/approval/forms.ts";
import { approvalList, approvalListView } from "#cards/approval/list.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import type { Card } from "#chat/card.ts";
import { action, type Command, form, type HandlerCtx, type View, type ViewCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { ask, invalid, say, toast, update } from "#chat/reply.ts";
import { plain } from "#chat/text.ts";
import { decideOn } from "./decide.ts";
import { approvalViews } from "./view.ts";

/** With three buttons each, how many a phone shows before it becomes a scroll. */
const pageSize = 6;
/** How many boxes a form offers: Slack's limit. */
const severalMax = 10;

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

const pageNumber = z.coerce.number().int().min(1).catch(1);

export const listView: View = { id: approvalListView, draw: (ctx, argument) => drawList(ctx, argument) };

/** "Next" and "Previous". */
export const turnPage = action({
  id: "approval.list",
  payload: z.object({ page: z.string() }),
  run: async (ctx, { page }) => update(await drawList(ctx, page)),
});

/** "Approve several": the oldest, none ticked. */
export const several = action({
  id: "approval.several",
  payload: z.object({ page: z.string() }),
  run: async (ctx, payload) => {
    const { approvals } = await waitingFor(ctx, ctx.actor.personId, { skip: 0, take: severalMax });
    if (approvals.length === 0) return update(await drawList(ctx));
    const keys = new Map(approvals.map((approval) => [approval.id, shownKey(approval)]));
    const views = await approvalViews(ctx, approvals);
    const options = views.map(({ approvalId, line }) => ({
      value: `${approvalId}:${keys.get(approvalId) ?? ""}`,
      label: plain(line),
    }));
    return ask(severalForm(ctx.locale, { options, payload }));
  },
});

/** Each ticked one as it was shown; what has moved since is left and said. */
export const severalTicked = form({
  id: "approval.several",
  payload: z.object({ page: z.string() }),
  run: async (ctx, { payload: { page }, values }) => {
    const t = approvalTexts[ctx.locale];
    const ticked = tickedOf(values);
    if (ticked === undefined) return toast(t.moved, "warning");
    if (ticked.length === 0) return invalid({ approvals: t.noneChosen });
    const done = await approveEach(ctx, ticked);
    const said = t.severalDone(done, ticked.length - done);
    return update(await drawList(ctx, page), said);
  },
});

type Ticked = { readonly approvalId: string; readonly key: string };

/** One after the other, each in its own transaction: what fails leaves the others. */
async function approveEach(ctx: HandlerCtx, ticked: readonly Ticked[]): Promise<number> {
  let done = 0;
  for (const one of ticked) {
    const taken = await decideOn(ctx, one, {});
    if (taken === "decided" || taken === "counted") done += 1;
  }
  return done;
}

const pair = z.tuple([z.uuid(), z.string()]).transform(([approvalId, key]) => ({ approvalId, key }));

function tickedOf(values: FormValues): Ticked[] | undefined {
  const given = values["approvals"];
  const chosen = given?.type === "options" ? given.values : [];
  return z.array(pair).safeParse(chosen.map((value) => value.split(":"))).data;
}
