import { z } from "zod";
import { type LeadEvent, leadHistory } from "#cards/lead/lead.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { momentText } from "#cards/shared/dates.ts";
import { methodNames } from "#cards/shared/methods.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { say, toast } from "#chat/reply.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { gradeKindName } from "./approval-kind-name.ts";
import { isInGroup } from "./assigned-view.ts";
import { usableLead } from "./show.ts";

/** How many a phone shows before it becomes a scroll. */
const shownMax = 15;

/**
 * "History": every change of hands, decision and follow-up, the latest first. What people wrote is confidential, and may
 * hold a phone: a group sees that something happened, not its words.
 */
export const history = action({
  id: "lead.history",
  payload: z.object({ leadId: z.uuid() }),
  run: async (ctx, { leadId }) => {
    const found = await usableLead(ctx, leadId);
    if ("refusal" in found) return toast(found.refusal, "warning");
    const events = await eventsOf(ctx, found.lead);
    const hides = isInGroup(ctx);
    const shown = events.slice(0, shownMax).map(({ detail, ...event }) => ({
      ...event,
      ...(!hides && detail !== undefined && { detail }),
    }));
    const { id, company } = found.lead;
    const earlier = events.length - shown.length;
    return say(leadHistory(ctx.locale, { leadId: id, company, events: shown, earlier, isInGroup: hides }));
  },
});

type Happened = { readonly at: Date; readonly what: string; readonly detail?: string | null };

async function eventsOf(ctx: HandlerCtx, lead: Lead): Promise<LeadEvent[]> {
  const { handovers, approvals, followUps } = await readHistory(ctx, lead.id);
  const people = [
    lead.registeredById,
    ...handovers.flatMap(({ fromId, toId, byId }) => [fromId, toId, byId]),
    ...approvals.map(({ decidedById }) => decidedById),
    ...followUps.map(({ personId }) => personId),
  ];
  const names = await namesOf(
    ctx,
    people.filter((id) => id !== null),
  );
  const t = leadTexts[ctx.locale];
  const name = (id: string | null) => names.get(id ?? "") ?? t.events.system;
  const happened: Happened[] = [
    { at: lead.registeredAt, what: t.events.registered(name(lead.registeredById)) },
    ...handovers.map(({ at, why, fromId, toId, byId, reason }) => ({
      at,
      what: handed(ctx, why, [name(toId), name(fromId), name(byId)]),
      detail: reason,
    })),
    ...approvals.map(({ decidedAt, status, outcome, decidedById, reason }) => ({
      at: decidedAt ?? lead.registeredAt,
      what: t.events[status === "changed" ? "changed" : "approved"](name(decidedById), outcome ?? ""),
      detail: reason,
    })),
    ...followUps.map(({ occurredAt, personId, method, content }) => ({
      ...{ at: occurredAt, what: t.events.followUp(name(personId), methodNames[ctx.locale][method]) },
      detail: [...content].slice(0, 200).join(""),
    })),
    ...closing(ctx, lead),
  ];
  const dates = { locale: ctx.locale, tz: ctx.actor.tz, now: ctx.now };
  return happened
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ at, what, detail }) => ({ when: momentText(at, dates), what, ...(detail && { detail }) }));
}

const whys = [
  ...(["assigned", "reassigned", "claimed", "transferred"] as const),
  ...(["handed_back", "recycled", "released", "unassigned", "left", "nurtured", "extended", "kept"] as const),
] as const;

function handed(
  { locale }: HandlerCtx,
  why: string,
  [to, from, by]: readonly [string, string, string],
): string {
  const known = whys.find((each) => each === why);
  return known === undefined ? why : leadTexts[locale].events[known](to, from, by);
}

function closing({ locale }: HandlerCtx, { status, closedAt, closeReason }: Lead): Happened[] {
  if (closedAt === null || (status !== "converted" && status !== "disqualified")) return [];
  return [{ at: closedAt, what: leadTexts[locale].events[status], detail: closeReason }];
}

/** More than this nobody reads. */
const readMax = 200;

async function readHistory({ db, workspaceId }: Scope, leadId: string) {
  const [handovers, approvals, followUps] = await Promise.all([
    db.leadHandover.findMany({ where: { workspaceId, leadId }, orderBy: { at: "desc" }, take: readMax }),
    db.approval.findMany({
      where: { workspaceId, subjectId: leadId, kind: gradeKindName, status: { in: ["approved", "changed"] } },
      orderBy: { requestedAt: "desc" },
      take: readMax,
    }),
    db.followUp.findMany({
      where: { workspaceId, leadId, undoneAt: null },
      orderBy: { occurredAt: "desc" },
      take: readMax,
    }),
  ]);
  return { handovers, approvals, followUps };
}
