import { z } from "zod";
import { leadContactUndone } from "#cards/lead/contact.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { momentText } from "#cards/shared/dates.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { undoLeadContact } from "#directory/leads/undo-contact.ts";
import { settingsOf } from "#directory/settings.ts";
import { datesOf } from "./assigned-view.ts";
import { pressedMessage } from "./show.ts";

/** "Undo", for some minutes after logging, by who logged. */
export const undoContact = action({
  id: "lead.undo-contact",
  payload: z.object({ leadId: z.uuid(), followUpId: z.uuid() }),
  run: async (ctx, { leadId, followUpId }) => {
    const t = contactTexts[ctx.locale];
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const minutes = settings.policy.undoMinutes;
    const undoing = {
      ...{
        leadId,
        followUpId,
        personId: ctx.actor.personId,
        now: ctx.now,
        settings,
        on: pressedMessage(ctx),
      },
      loggedAfter: new Date(ctx.now.getTime() - minutes * 60_000),
    };
    const isUndone = await ctx.db.$transaction((db) => undoLeadContact({ ...ctx, db }, undoing));
    const lead = await leadById(ctx, leadId);
    if (lead === undefined) return toast(t.gone, "warning");
    if (isUndone) return update(leadContactUndone(ctx.locale, undoneView(ctx, lead)));
    return toast(await whyNot(ctx, { leadId, followUpId, minutes }), "warning");
  },
});

function undoneView(ctx: HandlerCtx, { id, company, status, firstContactDueAt }: Lead) {
  const owed = status === "assigned" && firstContactDueAt !== null;
  return { leadId: id, company, ...(owed && { due: momentText(firstContactDueAt, datesOf(ctx)) }) };
}

async function whyNot(
  { db, workspaceId, actor, locale }: HandlerCtx,
  {
    leadId,
    followUpId,
    minutes,
  }: { readonly leadId: string; readonly followUpId: string; readonly minutes: number },
): Promise<string> {
  const t = contactTexts[locale];
  const row = await db.followUp.findFirst({
    where: { workspaceId, id: followUpId, leadId },
    select: { personId: true, undoneAt: true },
  });
  if (row?.personId !== actor.personId) return t.undoNotYours;
  return row.undoneAt === null ? t.undoTooLate(minutes) : t.alreadyUndone;
}
