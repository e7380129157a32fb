import { z } from "zod";
import { ownedLead } from "#cards/lead/assigned.ts";
import { planForm } from "#cards/lead/contact.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { momentText } from "#cards/shared/dates.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { dateTimeOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, update } from "#chat/reply.ts";
import { defaultNext } from "#directory/leads/contact-lead.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { planLead } from "#directory/leads/plan-lead.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { presetFirstPlan } from "#domain/lead-plan.ts";
import { ownLead } from "./assigned.ts";
import { datesOf, isInGroup, ownedLeadView } from "./assigned-view.ts";
import { instantAt, localOf, methodIn, methodOptions } from "./contact.ts";
import { showsOf } from "./draw-lead.ts";
import { ownLeadInForm } from "./in-form.ts";
import { pressedMessage } from "./show.ts";

const payload = z.object({ leadId: z.uuid() });

/** "Plan first follow-up", "change plan". */
export const planFollowUp = action({
  id: "lead.plan",
  payload,
  run: async (ctx, { leadId }) => {
    const found = await ownLead(ctx, leadId);
    if ("refusal" in found) return found.refusal;
    const { lead } = found;
    const { actor, locale } = ctx;
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const { nextMethod, nextGoal } = lead;
    return ask(
      planForm(locale, {
        ...{ leadId, company: lead.company, methods: methodOptions(locale) },
        at: localOf(presetOf(ctx, settings, lead), actor.tz),
        ...(nextMethod !== null && { method: nextMethod }),
        ...(nextGoal !== null && { goal: nextGoal }),
      }),
    );
  },
});

/** The plan as it stands; of a first contact a time before its deadline. */
function presetOf({ actor, now }: HandlerCtx, settings: Settings, lead: Lead): Date {
  if (lead.nextAt !== null && lead.nextAt > now) return lead.nextAt;
  if (lead.status !== "assigned" || lead.firstContactDueAt === null) {
    return defaultNext(now, actor, settings).at;
  }
  return presetFirstPlan(now, lead.firstContactDueAt, { person: actor, calendar: settings.calendar });
}

/** The time is chosen: it is shown on the lead's card, and reminded of. */
export const planned = form({
  id: "lead.plan",
  payload,
  run: async (ctx, { payload: { leadId }, values }) => {
    const found = await ownLeadInForm(ctx, leadId);
    if ("refusal" in found) return invalid({ at: found.refusal });
    const { lead } = found;
    const local = dateTimeOf(values, "at");
    const at = local === undefined ? undefined : instantAt(local, ctx.actor.tz);
    const error = faultOf(ctx, lead, at);
    if (at === undefined || error !== undefined) return invalid({ at: error ?? "" });
    const method = methodIn(values);
    const goal = textOf(values, "goal");
    const said = { ...(method !== undefined && { method }), ...(goal !== undefined && { goal }) };
    return plan(ctx, lead, { at, hasTime: true, ...said });
  },
});

/** A first contact is planned before it is due, unless that is over. */
function faultOf(ctx: HandlerCtx, lead: Lead, at: Date | undefined): string | undefined {
  const t = contactTexts[ctx.locale];
  if (at === undefined) return t.needTime;
  if (at <= ctx.now) return t.pastTime;
  const dueAt = lead.status === "assigned" ? lead.firstContactDueAt : null;
  if (dueAt === null || dueAt <= ctx.now || at <= dueAt) return undefined;
  return t.planLate(momentText(dueAt, datesOf(ctx)));
}

async function plan(
  ctx: HandlerCtx,
  lead: Lead,
  said: Parameters<typeof planLead>[1]["plan"],
): Promise<Reply> {
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const planning = { lead, plan: said, now: ctx.now, settings, on: pressedMessage(ctx) };
  const isDone = await ctx.db.$transaction((tx) => planLead({ ...ctx, db: tx }, planning));
  if (!isDone) return invalid({ at: leadTexts[ctx.locale].tryAgain });
  const after = (await leadById(ctx, lead.id)) ?? lead;
  const shown = { lead: after, happened: "planned" as const, isInGroup: isInGroup(ctx) };
  const shows = showsOf(shown.isInGroup ? "lead.group" : "lead.owned", lead.id);
  return update({ ...ownedLead(ctx.locale, ownedLeadView(ctx, settings, shown)), shows });
}
