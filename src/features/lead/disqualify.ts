import { z } from "zod";
import { withdrawApprovals } from "#approval/withdraw-approvals.ts";
import { disqualifyForm } from "#cards/lead/change.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { textOf } from "#chat/read-values.ts";
import { ask, invalid, toast } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { closeLead } from "#directory/leads/close-lead.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { isEnded } from "#domain/lead.ts";
import { leadGradeKind } from "./approval-kind.ts";
import { usableLeadInForm } from "./in-form.ts";
import { pressedMessage, redrawLead, usableLead } from "./show.ts";

const payload = z.object({ leadId: z.uuid() });

/** "Disqualify". */
export const disqualify = action({
  id: "lead.disqualify",
  payload,
  run: async (ctx, { leadId }) => {
    const found = openLead(ctx, await usableLead(ctx, leadId));
    if ("refusal" in found) return toast(found.refusal, "warning");
    return ask(disqualifyForm(ctx.locale, { leadId, company: found.lead.company }));
  },
});

type Found = { readonly lead: Lead } | { readonly refusal: string };

/** The lead, while it has not ended. */
function openLead({ locale }: HandlerCtx, found: Found): Found {
  if ("refusal" in found || !isEnded(found.lead.status)) return found;
  return { refusal: leadTexts[locale].notNow(leadStatusNames[locale][found.lead.status]) };
}

/** With its reason: the lead ends, and what waits about it is decided no more. */
export const disqualified = form({
  id: "lead.disqualify",
  payload,
  run: async (ctx, { payload: { leadId }, values }) => {
    const t = leadTexts[ctx.locale];
    const reason = textOf(values, "reason");
    if (reason === undefined) return invalid({ reason: t.needReason });
    const found = openLead(ctx, await usableLeadInForm(ctx, leadId));
    if ("refusal" in found) return invalid({ reason: found.refusal });
    const { lead } = found;
    const isClosed = await close(ctx, lead, reason);
    return isClosed ? redrawLead(ctx, leadId, t.disqualified(lead.company)) : invalid({ reason: t.tryAgain });
  },
});

function close(ctx: HandlerCtx, lead: Lead, reason: string): Promise<boolean> {
  const { now, actor, workspaceId } = ctx;
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId };
    const closing = { lead, now, status: "disqualified", reason, on: pressedMessage(ctx) } as const;
    if (!(await closeLead(scope, closing))) return false;
    await withdrawApprovals(scope, { kind: leadGradeKind, subjectId: lead.id, now });
    const by = { at: now, personId: actor.personId, subjectId: lead.id };
    await recordAudit(scope, { action: "lead.disqualified", ...by });
    return true;
  });
}
