import { z } from "zod";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import type { Card } from "#chat/card.ts";
import type { MessageRef } from "#chat/event.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { type Reply, say, toast, update } from "#chat/reply.ts";
import { type Lead, leadById, mayUseLead } from "#directory/leads/lead.ts";
import { isInGroup } from "./assigned-view.ts";
import { drawLeadIn } from "./draw-lead.ts";

/** "Open" on a list or a notice. */
export const show = action({
  id: "lead.open",
  payload: z.object({ leadId: z.uuid() }),
  run: async (ctx, { leadId }) => {
    const lead = await leadById(ctx, leadId);
    return lead === undefined ? toast(leadTexts[ctx.locale].gone, "warning") : say(await drawLead(ctx, lead));
  },
});

/** The lead where the actor is. `title` says what has just happened. */
export function drawLead(ctx: HandlerCtx, lead: Lead, title?: string): Promise<Card> {
  return drawLeadIn(ctx, lead, { isInGroup: isInGroup(ctx), ...(title !== undefined && { title }) });
}

/** The message that was pressed or from which a form was opened: the answer changes it. */
export function pressedMessage({ event }: HandlerCtx): MessageRef | undefined {
  return event.type === "action" || event.type === "form" ? event.on : undefined;
}

/** The lead as it is now, in the place of the card that was pressed or from which a form was opened. */
export async function redrawLead(ctx: HandlerCtx, leadId: string, title: string): Promise<Reply> {
  const lead = await leadById(ctx, leadId);
  if (lead === undefined) return toast(leadTexts[ctx.locale].gone, "warning");
  return update(await drawLead(ctx, lead, title));
}

/** The lead, for who may act on it; else why not. */
export async function usableLead(
  ctx: HandlerCtx,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refusal: string }> {
  const t = leadTexts[ctx.locale];
  const lead = await leadById(ctx, leadId);
  if (lead === undefined) return { refusal: t.gone };
  return (await mayUseLead(ctx, lead)) ? { lead } : { refusal: t.notAllowed };
}
