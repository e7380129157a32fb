import { z } from "zod";
import { leadLeft } from "#cards/lead/assigned-elsewhere.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { action } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { releaseLead } from "#directory/leads/change-hands.ts";
import { leadById } from "#directory/leads/lead.ts";
import { peopleBelow } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { isOwned } from "#domain/lead.ts";
import { leadChanged } from "./assigned.ts";
import { pressedMessage } from "./show.ts";

/** "Move to public pool", by who is above an owner that has not made contact. */
export const release = action({
  id: "lead.release",
  payload: z.object({ leadId: z.uuid() }),
  roles: ["supervisor", "manager", "director", "admin"],
  run: async (ctx, { leadId }) => {
    const { locale, actor, now, workspaceId } = ctx;
    const t = assignedTexts[locale];
    const lead = await leadById(ctx, leadId);
    if (lead === undefined) return toast(contactTexts[locale].gone, "warning");
    if (!isOwned(lead.status)) return toast(t.notOwned);
    if (!(await peopleBelow(ctx, actor)).has(lead.ownerId ?? "")) return toast(t.notAllowed, "warning");
    const settings = await settingsOf(ctx.database, workspaceId);
    const releasing = { lead, why: "released" as const, byId: actor.personId, now, settings };
    const isDone = await ctx.db.$transaction((tx) =>
      releaseLead({ db: tx, workspaceId }, { ...releasing, on: pressedMessage(ctx) }),
    );
    if (!isDone) return leadChanged(ctx);
    return update(leadLeft(locale, { company: lead.company, how: "released" }));
  },
});
