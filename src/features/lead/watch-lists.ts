import { z } from "zod";
import { monthlyLeads, ungradedLeads, ungradedView } from "#cards/lead/watch-lists.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { dayOfText } from "#cards/shared/dates.ts";
import type { Card } from "#chat/card.ts";
import { type MessageCtx, messageKind, type View } from "#chat/feature.ts";
import { nurtureGivenKind } from "#directory/leads/nurture-leads.ts";
import { leadTopic } from "#directory/leads/redraw-leads.ts";
import { namesOf } from "#directory/people.ts";
import { datesOf } from "./assigned-view.ts";

/** How many a phone shows. */
const shownMax = 8;

/** To who registered leads, or took them over, and has not answered the three questions, each working morning. */
export const ungradedMessage = messageKind({
  kind: "lead.ungraded",
  payload: z.object({}),
  bundled: false,
  urgent: false,
  build: async (ctx) => {
    const { card, count } = await drawUngraded(ctx);
    return count === 0 ? undefined : { card };
  },
});

/** The list as it is now: one that was graded, here or elsewhere, is not in it any more. */
export const ungraded: View = { id: ungradedView, draw: async (ctx) => (await drawUngraded(ctx)).card };

async function drawUngraded(ctx: MessageCtx): Promise<{ readonly card: Card; readonly count: number }> {
  const { db, workspaceId, actor } = ctx;
  const { personId } = actor;
  const isTheirs = [{ ownerId: personId }, { ownerId: null, registeredById: personId }];
  const where = { workspaceId, status: "registered" as const, OR: isTheirs };
  const count = await db.lead.count({ where });
  const rows = await db.lead.findMany({ where, orderBy: { registeredAt: "asc" }, take: shownMax });
  const leads = rows.map(({ id, company, registeredAt }) => ({
    ...{ leadId: id, company, detail: dayOfText(registeredAt, datesOf(ctx)) },
  }));
  const shows = { view: ungradedView, topics: rows.map(({ id }) => leadTopic(id)) };
  return { card: { ...ungradedLeads(actor.locale, { leads, count }), shows }, count };
}

/** To the keeper of a nurture pool, once a month. */
export const monthlyMessage = messageKind({
  kind: "lead.monthly",
  payload: z.object({}),
  bundled: false,
  urgent: false,
  build: async (ctx) => {
    const card = await drawNurtured(ctx);
    return card && { card };
  },
});

/** To who keeps the nurture pool from now on, once. */
export const nurtureGivenMessage = messageKind({
  ...nurtureGivenKind,
  payload: z.object({ byId: z.uuid() }),
  urgent: false,
  build: async (ctx, { byId }) => {
    const card = await drawNurtured(ctx, (await namesOf(ctx, [byId])).get(byId) ?? "");
    return card && { card };
  },
});

/** The pool of its keeper; `undefined` where it is empty. `givenBy`: it is new to the keeper. */
async function drawNurtured(ctx: MessageCtx, givenBy?: string): Promise<Card | undefined> {
  const { db, workspaceId, actor } = ctx;
  const t = watchTexts[actor.locale];
  const count = await db.lead.count({ where: nurturedBy(ctx) });
  if (count === 0) return undefined;
  const rows = await nurturedLeads(ctx, shownMax);
  const leads = rows.map(({ id, company, lastFollowUpAt: last }) => ({
    ...{ leadId: id, company },
    detail: last === null ? t.never : t.lastTouch(dayOfText(last, datesOf(ctx))),
  }));
  const pooled = await db.lead.count({ where: { workspaceId, status: "pooled" } });
  return monthlyLeads(actor.locale, { leads, count, pooled, ...(givenBy !== undefined && { givenBy }) });
}

type Keeper = Pick<MessageCtx, "db" | "workspaceId" | "actor">;

export function nurturedBy({ workspaceId, actor }: Keeper) {
  return { workspaceId, status: "nurturing" as const, ownerId: actor.personId };
}

/** The leads of a keeper's pool, the longest untouched first. */
export function nurturedLeads(keeper: Keeper, take: number) {
  return keeper.db.lead.findMany({
    where: nurturedBy(keeper),
    orderBy: [{ lastFollowUpAt: { sort: "asc", nulls: "first" } }, { registeredAt: "asc" }],
    take,
    select: { id: true, company: true, lastFollowUpAt: true },
  });
}
