import { z } from "zod";
import { shownKey } from "#approval/stored.ts";
import { waitingFor } from "#approval/waiting-for.ts";
import { severalForm, severalName } from "#cards/approval/forms.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues, Option } from "#chat/form.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { plain } from "#chat/text.ts";
import { decideOn } from "./decide.ts";
import { drawList, pageNumber, pageSize } from "./list.ts";
import { approvalViews } from "./view.ts";

/** How many boxes stand together: Slack's limit. */
const groupSize = 10;
/** How many a form offers: what Feishu has room for, each with its line. */
const severalMax = 4 * groupSize;

/** "Approve several": from the page on, none ticked. */
export const several = action({
  id: "approval.several",
  payload: z.object({ page: z.string() }),
  run: async (ctx, payload) => {
    const skip = (pageNumber.parse(payload.page) - 1) * pageSize;
    const found = await waitingFor(ctx, ctx.actor.personId, { skip, take: severalMax });
    const { approvals, count } = found;
    if (approvals.length === 0) return update(await drawList(ctx, payload.page));
    const keys = new Map(approvals.map((approval) => [approval.id, shownKey(approval)]));
    const views = await approvalViews(ctx, approvals);
    const options = views.map(({ approvalId, line }) => ({
      value: `${approvalId}:${keys.get(approvalId) ?? ""}`,
      label: plain(line),
    }));
    const left = count - skip - approvals.length;
    return ask(severalForm(ctx.locale, { groups: groupsOf(options, skip), left, payload }));
  },
});

function groupsOf(options: readonly Option[], skip: number) {
  return Array.from({ length: Math.ceil(options.length / groupSize) }, (_, index) => {
    const start = index * groupSize;
    return { from: skip + start + 1, options: options.slice(start, start + groupSize) };
  });
}

/** Each ticked one as it was shown; what has moved since is left and said. */
export const severalTicked = form({
  id: "approval.several",
  payload: z.object({ page: z.string() }),
  run: async (ctx, { payload: { page }, values }) => {
    const t = approvalTexts[ctx.locale];
    const ticked = tickedOf(values);
    if (ticked === undefined) return toast(t.moved, "warning");
    if (ticked.length === 0) return invalid({ [severalName(1)]: t.noneChosen });
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

/** Of all groups together; of a form that stands since there was one group, too. */
function tickedOf(values: FormValues): Ticked[] | undefined {
  const chosen = Object.values(values).flatMap((given) => (given.type === "options" ? given.values : []));
  return z.array(pair).safeParse(chosen.map((value) => value.split(":"))).data;
}
