import { z } from "zod";
import { followUpDue, followUpDueButtons, followUpDueItem, followUpPostponed } from "#cards/follow-up/due.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { momentText } from "#cards/shared/dates.ts";
import { action, type MessageCtx, messageKind } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { snoozedUntil, snoozes } from "#domain/snooze.ts";
import { findFollowUp, isContactedSince, type StoredFollowUp, snoozePlan } from "./store.ts";
import { plannedText } from "./view.ts";

/** A planned contact is due; a planned visit that nobody recorded comes once more a day later. */
export const followUpDueMessage = messageKind({
  kind: "follow-up.due",
  payload: z.object({ followUpId: z.uuid(), isMissing: z.boolean().default(false) }),
  bundled: true,
  urgent: false,
  build: async (ctx, payload) => {
    const view = await dueView(ctx, payload);
    if (view === undefined) return undefined;
    const { locale } = ctx.actor;
    return {
      card: followUpDue(locale, view),
      item: { text: followUpDueItem(locale, view), buttons: followUpDueButtons(locale, view) },
    };
  },
});

async function dueView(ctx: MessageCtx, due: { readonly followUpId: string; readonly isMissing: boolean }) {
  const { actor, now } = ctx;
  const { followUpId, isMissing } = due;
  const plan = await findFollowUp(ctx.db, followUpId);
  if (plan?.nextAt == null || plan.personId !== actor.personId || !(await stands(ctx, plan)))
    return undefined;
  const { policy } = await settingsOf(ctx.database, ctx.workspaceId);
  const { nextAt, nextHasTime, nextMethod, nextRemindAt } = plan;
  const missingAt = nextAt.getTime() + policy.missingVisitHours * 3_600_000;
  const isPutOff = nextRemindAt !== null && !(nextMethod === "visit" && nextRemindAt.getTime() === missingAt);
  const isSaidByTheOther = !isMissing && nextMethod === "visit" && now.getTime() >= missingAt;
  if (isPutOff || isSaidByTheOther) return undefined;
  const reader = { actor, now, locale: actor.locale };
  // A missing visit is called one by the sentence itself.
  const method = isMissing ? undefined : (nextMethod ?? undefined);
  return {
    followUpId,
    customerId: plan.customerId,
    customer: plan.customer.name,
    planned: plannedText(reader, { nextAt, nextHasTime, nextMethod: method }) ?? "",
    lastTime: plan.content,
    isMissing,
  };
}

/** Whether the planned contact of a follow-up is still to come. */
async function stands({ db, actor }: MessageCtx, plan: StoredFollowUp): Promise<boolean> {
  if (plan.nextAt === null || plan.undoneAt !== null || plan.customer.deletedAt !== null) return false;
  const planDay = new Date(`${localDateOf(plan.nextAt, actor.tz)}T00:00:00Z`);
  return !(await isContactedSince(db, plan, planDay));
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
    if (plan.undoneAt !== null) return toast(t.alreadyUndone, "warning");
    if (!(await stands(ctx, plan))) return toast(t.planOver);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const at = snoozedUntil(until, { now, person: actor, ...settings });
    await snoozePlan(ctx.db, followUpId, at);
    const shown = momentText(at, { locale, tz: actor.tz, now });
    return update(
      followUpPostponed(locale, { customerId: plan.customerId, customer: plan.customer.name, until: shown }),
    );
  },
});
