import { z } from "zod";
import { followUpDue, followUpDueButtons, followUpDueItem, followUpPostponed } from "#cards/follow-up/due.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { momentText } from "#cards/shared/dates.ts";
import { action, type MessageCtx, messageKind } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { snoozedUntil, snoozes } from "#domain/snooze.ts";
import { findFollowUp, planStands, snoozePlan } from "./store.ts";
import { plannedText } from "./view.ts";

/** A planned contact is due; a planned visit that nobody recorded comes once more a day later. */
export const followUpDueMessage = messageKind({
  kind: "follow-up.due",
  payload: z.object({ followUpId: z.uuid() }),
  bundled: true,
  urgent: false,
  build: async (ctx, { followUpId }) => {
    const view = await dueView(ctx, followUpId);
    if (view === undefined) return undefined;
    const { locale } = ctx.actor;
    return {
      card: followUpDue(locale, view),
      item: { text: followUpDueItem(locale, view), buttons: followUpDueButtons(locale, view) },
    };
  },
});

async function dueView(ctx: MessageCtx, followUpId: string) {
  const { actor, now } = ctx;
  const plan = await findFollowUp(ctx.db, followUpId);
  if (plan?.nextAt == null || plan.personId !== actor.personId) return undefined;
  const planDay = new Date(`${localDateOf(plan.nextAt, actor.tz)}T00:00:00Z`);
  if (!(await planStands(ctx.db, plan, planDay))) return undefined;
  const { policy } = await settingsOf(ctx.database, ctx.workspaceId);
  const reader = { actor, now, locale: actor.locale };
  const { nextAt, nextHasTime, nextMethod } = plan;
  return {
    followUpId,
    customerId: plan.customerId,
    customer: plan.customer.name,
    planned: plannedText(reader, { nextAt, nextHasTime, nextMethod: nextMethod ?? undefined }) ?? "",
    lastTime: plan.content,
    isMissing:
      nextMethod === "visit" && now.getTime() - nextAt.getTime() >= policy.missingVisitHours * 3_600_000,
  };
}

/** "In 1 hour", "next working morning", "Monday". */
export const snooze = action({
  id: "follow-up.snooze",
  payload: z.object({ followUpId: z.uuid(), until: z.enum(snoozes) }),
  run: async (ctx, { followUpId, until }) => {
    const { actor, locale, now } = ctx;
    const t = followUpTexts[locale];
    const plan = await findFollowUp(ctx.db, followUpId);
    if (plan === undefined) return toast(t.gone, "warning");
    if (plan.personId !== actor.personId) return toast(t.notYours, "warning");
    const planDay = plan.nextAt && new Date(`${localDateOf(plan.nextAt, actor.tz)}T00:00:00Z`);
    if (planDay === null || !(await planStands(ctx.db, plan, planDay))) return toast(t.alreadyContacted);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const at = snoozedUntil(until, { now, person: actor, ...settings });
    await snoozePlan(ctx.db, followUpId, at);
    const shown = momentText(at, { locale, tz: actor.tz, now });
    return update(
      followUpPostponed(locale, { customerId: plan.customerId, customer: plan.customer.name, until: shown }),
    );
  },
});
