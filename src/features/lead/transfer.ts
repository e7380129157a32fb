import { z } from "zod";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { transferForm } from "#cards/lead/transfer.ts";
import { transferTexts } from "#cards/lead/transfer-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import { receiverWords } from "#cards/shared/receiver-words.ts";
import { hasRole } from "#chat/actor.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { personOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, toast } from "#chat/reply.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { mayGiveAway } from "#directory/leads/may-give-away.ts";
import { assigningRoles, passLead, receiverAccounts, receiversOf } from "#directory/leads/receive-lead.ts";
import { type PersonName, personOfAccount } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { isOwned } from "#domain/lead.ts";
import { datesOf } from "./assigned-view.ts";
import { usableLeadInForm } from "./in-form.ts";
import { pressedMessage, redrawLead, usableLead } from "./show.ts";

const payload = z.object({ leadId: z.uuid() });

/** "Transfer" on the owner's card, "Reassign" on those of who is above: the same under both names. */
const ids = ["lead.transfer", "lead.reassign"] as const;

/** Another owner is asked for: by the owner, by who is above, and for a lead of the pool by a manager. */
export const transferActions = ids.map((id) =>
  action({
    id,
    payload,
    run: async (ctx, { leadId }) => {
      const found = await transferable(ctx, leadId);
      if ("refusal" in found) return toast(found.refusal, "warning");
      const { company, ownerId } = found.lead;
      const colleagues = await receiverAccounts(ctx, found.lead, ctx.event.platform);
      return ask(transferForm(ctx.locale, { leadId, company, colleagues, needsReason: ownerId !== null }));
    },
  }),
);

/** The colleague is chosen and told; the lead changes hands with its history. */
export const transferForms = ids.map((id) =>
  form({
    id,
    payload,
    run: async (ctx, { payload: { leadId }, values }) => {
      const t = transferTexts[ctx.locale];
      const found = await transferable(ctx, leadId, usableLeadInForm);
      if ("refusal" in found) return invalid({ person: found.refusal });
      const chosen = await receiverIn(ctx, found.lead, values);
      if ("refusal" in chosen) return invalid({ person: chosen.refusal });
      const reason = textOf(values, "reason");
      if (reason === undefined && found.lead.ownerId !== null) {
        return invalid({ reason: leadTexts[ctx.locale].needReason });
      }
      const refusal = await pass(ctx, found.lead, { to: chosen, reason });
      if (refusal !== undefined) return invalid({ person: refusal });
      return redrawLead(ctx, leadId, t.done(found.lead.company, chosen.name));
    },
  }),
);

async function transferable(
  ctx: HandlerCtx,
  leadId: string,
  usable: typeof usableLead = usableLead,
): Promise<{ readonly lead: Lead } | { readonly refusal: string }> {
  const [l, t] = [leadTexts[ctx.locale], transferTexts[ctx.locale]];
  const lead = await leadById(ctx, leadId);
  // Nobody is above the owner of a lead that has none: here the role decides.
  if (lead?.status === "pooled") {
    return hasRole(ctx.actor, ...assigningRoles) ? { lead } : { refusal: t.onlyAssigning };
  }
  const mayGive = lead !== undefined && (await mayGiveAway(ctx, ctx.actor, lead));
  const found = mayGive ? { lead } : await usable(ctx, leadId);
  if ("refusal" in found) return found;
  const { status } = found.lead;
  if (status === "registered" || status === "grading") return { refusal: t.notGraded };
  if (!isOwned(status)) return { refusal: l.notNow(leadStatusNames[ctx.locale][status]) };
  return mayGive ? found : { refusal: l.notAllowed };
}

async function receiverIn(
  ctx: HandlerCtx,
  lead: Lead,
  values: FormValues,
): Promise<PersonName | { readonly refusal: string }> {
  const t = transferTexts[ctx.locale];
  const userId = personOf(values, "person");
  if (userId === undefined) return { refusal: t.needPerson };
  const chosen = await personOfAccount(ctx, { platform: ctx.event.platform, userId });
  if (chosen === undefined) return { refusal: t.unknownPerson };
  if (chosen.id === lead.ownerId) return { refusal: t.alreadyTheirs(chosen.name) };
  if (lead.status !== "pooled") return chosen;
  const isInReach = (await receiversOf(ctx, lead)).some(({ id }) => id === chosen.id);
  return isInReach ? chosen : { refusal: t.outOfReach(chosen.name) };
}

/** Why it was not given. */
async function pass(
  ctx: HandlerCtx,
  lead: Lead,
  { to, reason }: { readonly to: PersonName; readonly reason: string | undefined },
): Promise<string | undefined> {
  const { now, workspaceId, actor } = ctx;
  const settings = await settingsOf(ctx.database, workspaceId);
  const isOwners = lead.ownerId === actor.personId;
  const giving = {
    ...{ lead, toId: to.id, byId: actor.personId, now, settings, on: pressedMessage(ctx) },
    ...{ why: isOwners ? ("transferred" as const) : ("reassigned" as const) },
    ...(reason !== undefined && { reason }),
  };
  const refusal = await ctx.db.$transaction((tx) => passLead({ db: tx, workspaceId }, giving));
  if (refusal === undefined) return undefined;
  return refusal.why === "changed"
    ? leadTexts[ctx.locale].tryAgain
    : receiverWords(refusal, to.name, datesOf(ctx));
}
