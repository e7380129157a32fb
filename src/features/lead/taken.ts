import { z } from "zod";
import { leadTaken, leadTakenItem } from "#cards/lead/taken.ts";
import { messageKind } from "#chat/feature.ts";
import { leadById } from "#directory/leads/lead.ts";
import { leadTakenKind } from "#directory/leads/tell-former-owner.ts";
import { namesOf } from "#directory/people.ts";

/** To who had the lead until somebody above gave it to another or to the pool; not to who has it again by then. */
export const leadTakenMessage = messageKind({
  ...leadTakenKind,
  payload: z.object({ handoverId: z.uuid() }),
  urgent: false,
  build: async (ctx, { handoverId }) => {
    const { db, workspaceId, actor } = ctx;
    const handover = await db.leadHandover.findFirst({ where: { workspaceId, id: handoverId } });
    const lead = handover === null ? undefined : await leadById(ctx, handover.leadId);
    if (handover === null || lead === undefined || lead.ownerId === actor.personId) return undefined;
    const { byId, toId, reason } = handover;
    const names = await namesOf(
      ctx,
      [byId, toId].filter((id) => id !== null),
    );
    const to = names.get(toId ?? "");
    const view = {
      ...{ leadId: lead.id, company: lead.company, by: names.get(byId ?? "") ?? "" },
      ...(to !== undefined && { to }),
      ...(reason !== null && { reason }),
    };
    return { card: leadTaken(actor.locale, view), item: leadTakenItem(actor.locale, view) };
  },
});
