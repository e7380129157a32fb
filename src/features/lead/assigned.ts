import { z } from "zod";
import { findApproval } from "#approval/stored.ts";
import {
  type Decision,
  decidedWords,
  type OwnedLeadView,
  ownedLead,
  ownedLeadItem,
} from "#cards/lead/assigned.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { type BuiltMessage, type HandlerCtx, type MessageCtx, messageKind } from "#chat/feature.ts";
import { type Reply, toast } from "#chat/reply.ts";
import { leadAssignedKind } from "#directory/leads/change-hands.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { namesOf } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { isOwned } from "#domain/lead.ts";
import { ownedLeadView } from "./assigned-view.ts";
import { drawLeadIn, showsOf } from "./draw-lead.ts";
import { originOf } from "./origin.ts";

/**
 * To the new owner of a lead, while the first contact is owed; with the decision, where it came of one. Urgent: the time
 * for that contact runs from the assignment on, through nights and days off.
 */
export const leadAssignedMessage = messageKind({
  ...leadAssignedKind,
  payload: z.object({ leadId: z.uuid(), approvalId: z.uuid().exactOptional() }),
  urgent: true,
  build: async (ctx, { leadId, approvalId }) => {
    const lead = await leadById(ctx, leadId);
    if (lead === undefined) return undefined;
    const decision = approvalId === undefined ? undefined : await decisionOf(ctx, approvalId);
    const isTheirs = lead.status === "assigned" && lead.ownerId === ctx.actor.personId;
    if (isTheirs) return toOwner(ctx, lead, decision);
    return decision && decidedOnly(ctx, lead, decision);
  },
});

/** To a rep who was not given the lead: what was decided. No time runs for them, so it waits for their morning. */
export const leadDecidedMessage = messageKind({
  kind: "lead.decided",
  bundled: true,
  payload: z.object({ leadId: z.uuid(), approvalId: z.uuid() }),
  urgent: false,
  build: async (ctx, { leadId, approvalId }) => {
    const lead = await leadById(ctx, leadId);
    const decision = await decisionOf(ctx, approvalId);
    return lead && decision && decidedOnly(ctx, lead, decision);
  },
});

async function toOwner(ctx: MessageCtx, lead: Lead, decision: Decision | undefined): Promise<BuiltMessage> {
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const origin = decision === undefined ? await originOf(ctx, lead) : undefined;
  const view: OwnedLeadView = {
    ...ownedLeadView(ctx, settings, { lead, happened: "assigned", isInGroup: false, origin }),
    ...(decision && { decision }),
  };
  const { locale } = ctx.actor;
  const card = { ...ownedLead(locale, view), shows: showsOf("lead.owned", lead.id) };
  return { card, item: ownedLeadItem(locale, view) };
}

/** What was decided, for who has not got the lead or has it no more. */
async function decidedOnly(ctx: MessageCtx, lead: Lead, decision: Decision): Promise<BuiltMessage> {
  const { locale } = ctx.actor;
  const title = assignedTexts[locale].decidedOnly(lead.company, decidedWords(locale, decision));
  return { card: await drawLeadIn({ ...ctx, locale }, lead, { isInGroup: false, title }) };
}

async function decisionOf(ctx: MessageCtx, approvalId: string): Promise<Decision | undefined> {
  const approval = await findApproval(ctx, approvalId);
  const { outcome, proposal = "", decidedById, reason, status } = approval ?? {};
  if (outcome === undefined || decidedById === undefined) return undefined;
  const by = (await namesOf(ctx, [decidedById])).get(decidedById) ?? "";
  const changed = { proposal, ...(reason !== undefined && { reason }) };
  return { by, grade: outcome, ...(status === "changed" && { changed }) };
}

/** The lead that its owner acts on; else the answer that says why not. */
export async function ownLead(
  ctx: HandlerCtx,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refusal: Reply }> {
  const t = contactTexts[ctx.locale];
  const lead = await leadById(ctx, leadId);
  if (lead === undefined) return { refusal: toast(t.gone, "warning") };
  if (lead.ownerId !== ctx.actor.personId) return { refusal: toast(t.notYours, "warning") };
  return isOwned(lead.status) ? { lead } : { refusal: toast(t.notOpen, "warning") };
}

/** The lead changed between the look and the write. */
export function leadChanged(ctx: HandlerCtx): Reply {
  return toast(contactTexts[ctx.locale].changed, "warning");
}
