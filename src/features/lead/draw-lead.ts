import { approvalTopic } from "#approval/messages.ts";
import { ownedLead } from "#cards/lead/assigned.ts";
import { leadCard } from "#cards/lead/lead.ts";
import { leadMasked } from "#cards/lead/others-lead.ts";
import type { Card, Shows } from "#chat/card.ts";
import type { View, ViewCtx } from "#chat/feature.ts";
import { type Lead, leadById, leadKeepers, mayUseLead } from "#directory/leads/lead.ts";
import { leadTopic } from "#directory/leads/redraw-leads.ts";
import { namesOf } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { isOwned } from "#domain/lead.ts";
import { gradeKindName } from "./approval-kind-name.ts";
import { ownedLeadView } from "./assigned-view.ts";
import { originOf } from "./origin.ts";
import { leadView } from "./view.ts";

type Place = {
  readonly isInGroup: boolean;
  /** Says what has just happened. */
  readonly title?: string;
};

/** All of it for who may see it, else that it exists and whose it is. */
export async function drawLeadIn(ctx: ViewCtx, lead: Lead, { isInGroup, title }: Place): Promise<Card> {
  const { ownerId } = leadKeepers(lead);
  const names = await namesOf(
    ctx,
    [ownerId, lead.registeredById].filter((id) => id !== null),
  );
  const shows = showsOf(isInGroup ? "lead.group" : "lead.one", lead.id);
  if (!(await mayUseLead(ctx, lead))) {
    const owner = names.get(ownerId ?? "");
    const known = { leadId: lead.id, company: lead.company };
    const masked = leadMasked(ctx.locale, { ...known, ...(owner !== undefined && { owner }) });
    return { ...masked, ...(title !== undefined && { title }), shows };
  }
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const view = leadView(ctx, settings, { lead, names, isInGroup });
  const decision = lead.status === "grading" ? await decisionAbout(ctx, lead.id, isInGroup) : undefined;
  if (decision === undefined) return { ...leadCard(ctx.locale, view, title), shows };
  const { topic, ...waits } = decision;
  const topics = [...shows.topics, topic];
  return { ...leadCard(ctx.locale, { ...view, ...waits }, title), shows: { ...shows, topics } };
}

/** Who decides on the grade that waits, or owes an answer first, and what says that somebody else does. */
async function decisionAbout(ctx: ViewCtx, leadId: string, isInGroup: boolean) {
  const approval = await ctx.db.approval.findFirst({
    where: { subjectId: leadId, kind: gradeKindName, status: { in: ["waiting", "returned"] } },
    select: {
      ...{ id: true, status: true, requestedById: true },
      seats: { where: { isOpen: true }, select: { personId: true } },
    },
  });
  if (approval === null) return undefined;
  const { id: approvalId, status, requestedById, seats } = approval;
  const topic = approvalTopic(approvalId);
  if (status === "returned") {
    const name = (await namesOf(ctx, [requestedById])).get(requestedById) ?? "";
    // A group's card stands there for all.
    const isTheirs = requestedById === ctx.actor.personId && !isInGroup;
    return { topic, answerBy: { name, ...(isTheirs && { approvalId }) } };
  }
  const ids = seats.map(({ personId }) => personId);
  const names = await namesOf(ctx, ids);
  return { topic, waitsFor: ids.flatMap((id) => names.get(id) ?? []).join(" · ") };
}

/** The owner's card for the owner, in the direct chat; once the lead has ended or is somebody else's, what the reader may see of it. */
export async function drawOwned(ctx: ViewCtx, lead: Lead): Promise<Card> {
  const shows = showsOf("lead.owned", lead.id);
  if (lead.ownerId !== ctx.actor.personId || !isOwned(lead.status)) {
    return { ...(await drawLeadIn(ctx, lead, { isInGroup: false })), shows };
  }
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const happened = lead.status === "assigned" ? "assigned" : "shown";
  const origin = await originOf(ctx, lead);
  const view = ownedLeadView(ctx, settings, { lead, happened, isInGroup: false, origin });
  return { ...ownedLead(ctx.locale, view), shows };
}

/** How a card of the lead is drawn afresh, and when. */
export function showsOf(view: "lead.one" | "lead.group" | "lead.owned", leadId: string): Shows {
  return { view: `${view}:${leadId}`, topics: [leadTopic(leadId)] };
}

/** The lead's card in the direct chat and in a group, and the owner's card. */
export const leadViews: readonly View[] = [
  viewOf("lead.one", (ctx, lead) => drawLeadIn(ctx, lead, { isInGroup: false })),
  viewOf("lead.group", (ctx, lead) => drawLeadIn(ctx, lead, { isInGroup: true })),
  viewOf("lead.owned", drawOwned),
];

function viewOf(id: Parameters<typeof showsOf>[0], draw: (ctx: ViewCtx, lead: Lead) => Promise<Card>): View {
  return {
    id,
    draw: async (ctx, leadId) => {
      const lead = await leadById(ctx, leadId);
      return lead && draw(ctx, lead);
    },
  };
}
