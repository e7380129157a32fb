import { z } from "zod";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import { action } from "#chat/feature.ts";
import { toast } from "#chat/reply.ts";
import { leadById } from "#directory/leads/lead.ts";
import { mayGiveAway } from "#directory/leads/may-give-away.ts";
import { redrawLeads } from "#directory/leads/redraw-leads.ts";
import { namesOf } from "#directory/people.ts";
import { isOwned } from "#domain/lead.ts";
import { keptId } from "./kept.ts";

/** "Keep the owner" on the decided card of an A whose owner is not senior: the history says who wanted it so. */
export const keep = action({
  id: "lead.keep",
  payload: z.object({ leadId: z.uuid() }),
  run: async (ctx, { leadId }) => {
    const { workspaceId, locale, actor, now } = ctx;
    const l = leadTexts[locale];
    const lead = await leadById(ctx, leadId);
    if (lead === undefined) return toast(l.gone, "warning");
    const { status, ownerId } = lead;
    const isOthers = ownerId !== null && ownerId !== actor.personId;
    if (!isOthers || !(await mayGiveAway(ctx, actor, lead))) return toast(l.notAllowed, "warning");
    if (!isOwned(status)) return toast(l.notNow(leadStatusNames[locale][status]), "warning");
    // Once for each owner: a button that is pressed again changes nothing.
    const id = keptId(workspaceId, lead);
    const row = { workspaceId, id, leadId, at: now, why: "kept", toId: ownerId, byId: actor.personId };
    await ctx.db.$transaction(async (db) => {
      await db.leadHandover.createMany({ data: [row], skipDuplicates: true });
      // The decided card asks no more, also where it was pressed.
      await redrawLeads({ db, workspaceId }, { leadIds: [leadId], now });
    });
    const owner = (await namesOf(ctx, [ownerId])).get(ownerId);
    return toast(gradeTexts[locale].kept(owner ?? l.nobody));
  },
});
