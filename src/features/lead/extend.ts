import { z } from "zod";
import { ownedLead } from "#cards/lead/assigned.ts";
import { extendForm } from "#cards/lead/assigned-forms.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { action, form } from "#chat/feature.ts";
import { textOf } from "#chat/read-values.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { leadById } from "#directory/leads/lead.ts";
import { extendLead } from "#directory/leads/plan-lead.ts";
import { settingsOf } from "#directory/settings.ts";
import { ownLead } from "./assigned.ts";
import { isInGroup, ownedLeadView } from "./assigned-view.ts";
import { showsOf } from "./draw-lead.ts";
import { ownLeadInForm } from "./in-form.ts";
import { pressedMessage } from "./show.ts";

const payload = z.object({ leadId: z.uuid() });

/** "Extend once", when an idle lead is about to go back to the pool. */
export const extend = action({
  id: "lead.extend",
  payload,
  run: async (ctx, { leadId }) => {
    const found = await ownLead(ctx, leadId);
    if ("refusal" in found) return found.refusal;
    const { company, extendedAt } = found.lead;
    if (extendedAt !== null) return toast(assignedTexts[ctx.locale].alreadyExtended);
    return ask(extendForm(ctx.locale, { leadId, company }));
  },
});

/** With a reason, which stands in the lead's history. */
export const extended = form({
  id: "lead.extend",
  payload,
  run: async (ctx, { payload: { leadId }, values }) => {
    const { locale, now, actor } = ctx;
    const reason = textOf(values, "reason");
    if (reason === undefined) return invalid({ reason: contactTexts[locale].needReason });
    const found = await ownLeadInForm(ctx, leadId);
    if ("refusal" in found) return invalid({ reason: found.refusal });
    const { lead } = found;
    if (lead.extendedAt !== null) return invalid({ reason: assignedTexts[locale].alreadyExtended });
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const extending = { lead, now, settings, reason, byId: actor.personId, on: pressedMessage(ctx) };
    const isDone = await ctx.db.$transaction((tx) => extendLead({ ...ctx, db: tx }, extending));
    if (!isDone) return invalid({ reason: leadTexts[locale].tryAgain });
    const after = (await leadById(ctx, leadId)) ?? lead;
    const shown = { lead: after, happened: "extended" as const, isInGroup: isInGroup(ctx) };
    const shows = showsOf(shown.isInGroup ? "lead.group" : "lead.owned", leadId);
    return update({ ...ownedLead(locale, ownedLeadView(ctx, settings, shown)), shows });
  },
});
