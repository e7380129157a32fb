import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { namesOf } from "#directory/people.ts";
import { isEnded, isOwned } from "#domain/lead.ts";
import { usableLead } from "./show.ts";

/**
 * The lead that a submitted form of its owner is about. Else the words for the form, which stays open so that nothing
 * that was typed is lost: where the lead has gone, and what to do.
 */
export async function ownLeadInForm(
  ctx: HandlerCtx,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refusal: string }> {
  const lead = await leadById(ctx, leadId);
  if (lead === undefined) return { refusal: leadTexts[ctx.locale].gone };
  const isOwn = lead.ownerId === ctx.actor.personId && isOwned(lead.status);
  return isOwn ? { lead } : { refusal: await whereItWent(ctx, lead) };
}

/** As `usableLead`, of a submitted form. */
export async function usableLeadInForm(
  ctx: HandlerCtx,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refusal: string }> {
  const found = await usableLead(ctx, leadId);
  if (!("refusal" in found)) return found;
  const lead = await leadById(ctx, leadId);
  return lead === undefined ? found : { refusal: await whereItWent(ctx, lead) };
}

/** Of a lead that the form's writer had when it was opened. */
async function whereItWent(ctx: HandlerCtx, { status, ownerId }: Lead): Promise<string> {
  const t = leadTexts[ctx.locale];
  if (status === "pooled") return t.nowInPool;
  const isAnothers = ownerId !== null && ownerId !== ctx.actor.personId;
  if (!isAnothers || isEnded(status)) return t.nowEnded(leadStatusNames[ctx.locale][status]);
  return t.nowWith((await namesOf(ctx, [ownerId])).get(ownerId) ?? t.nobody);
}
