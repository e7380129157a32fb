import { z } from "zod";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadAsked, leadShared, leadVisible } from "#cards/lead/others-lead.ts";
import { action, messageKind } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { leadById, leadKeepers, mayUseLead } from "#directory/leads/lead.ts";
import { namesOf } from "#directory/people.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { drawLead } from "./show.ts";

const asking = z.object({ leadId: z.uuid(), personId: z.uuid() });

/** "Ask the owner", on somebody else's lead: once a day is enough. */
export const askOwner = action({
  id: "lead.ask-owner",
  payload: z.object({ leadId: z.uuid() }),
  run: async (ctx, { leadId }) => {
    const { actor, now, workspaceId } = ctx;
    const t = leadTexts[ctx.locale];
    const lead = await leadById(ctx, leadId);
    if (lead === undefined) return toast(t.gone, "warning");
    if (await mayUseLead(ctx, lead)) return update(await drawLead(ctx, lead));
    const { ownerId } = leadKeepers(lead);
    if (ownerId === null) return toast(t.maskedUnowned, "warning");
    const key = `lead.asked:${leadId}:${actor.personId}:${localDateOf(now, actor.tz)}`;
    const payload = { leadId, personId: actor.personId };
    await enqueue(ctx.db, workspaceId, [
      { kind: leadAskedMessage, key, personId: ownerId, payload, dueAt: now },
    ]);
    const owner = (await namesOf(ctx, [ownerId])).get(ownerId) ?? "";
    return toast(t.asked(owner), "success");
  },
});

/** To the owner. */
export const leadAskedMessage = messageKind({
  kind: "lead.asked",
  payload: asking,
  bundled: false,
  urgent: false,
  build: async (ctx, { leadId, personId }) => {
    const lead = await leadById(ctx, leadId);
    const name = (await namesOf(ctx, [personId])).get(personId);
    if (lead === undefined || leadKeepers(lead).ownerId !== ctx.actor.personId || name === undefined) {
      return undefined;
    }
    return { card: leadAsked(ctx.actor.locale, { leadId, company: lead.company, personId, name }) };
  },
});

/** "Add as collaborator", by who may see the lead; the asker is told. */
export const addCollaborator = action({
  id: "lead.add-collaborator",
  payload: asking,
  run: async (ctx, { leadId, personId }) => {
    const t = leadTexts[ctx.locale];
    const lead = await leadById(ctx, leadId);
    const name = (await namesOf(ctx, [personId])).get(personId);
    if (lead === undefined || name === undefined) return toast(t.gone, "warning");
    if (!(await mayUseLead(ctx, lead))) return toast(t.notAllowed, "warning");
    await ctx.db.$transaction(async (tx) => {
      const { count } = await tx.lead.updateMany({
        where: { id: leadId, NOT: { collaboratorIds: { has: personId } } },
        data: { collaboratorIds: { push: personId } },
      });
      if (count === 0) return;
      const by = { at: ctx.now, personId: ctx.actor.personId, subjectId: leadId };
      const entry = { action: "lead.collaborator-added", ...by, details: { collaboratorId: personId } };
      await recordAudit({ db: tx, workspaceId: ctx.workspaceId }, entry);
      const key = `lead.shared:${leadId}:${personId}:${ctx.event.key}`;
      await enqueue(tx, ctx.workspaceId, [
        { kind: leadSharedMessage, key, personId, payload: { leadId }, dueAt: ctx.now },
      ]);
    });
    return update(leadShared(ctx.locale, { company: lead.company, name }));
  },
});

/** To the new collaborator. */
export const leadSharedMessage = messageKind({
  kind: "lead.shared",
  payload: z.object({ leadId: z.uuid() }),
  bundled: false,
  urgent: false,
  build: async (ctx, { leadId }) => {
    const lead = await leadById(ctx, leadId);
    if (lead === undefined || !(await mayUseLead(ctx, lead))) return undefined;
    return { card: leadVisible(ctx.actor.locale, { leadId, company: lead.company }) };
  },
});
