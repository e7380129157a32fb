import { z } from "zod";
import { leadLeft } from "#cards/lead/assigned-elsewhere.ts";
import { handBackForm } from "#cards/lead/assigned-forms.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { textOf } from "#chat/read-values.ts";
import { ask, invalid, update } from "#chat/reply.ts";
import type { WorkspaceTransaction } from "#db/workspace.ts";
import { releaseLead } from "#directory/leads/change-hands.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { managersOf } from "#directory/leads/managers.ts";
import { settingsOf } from "#directory/settings.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { ownLead } from "./assigned.ts";
import { ownLeadInForm } from "./in-form.ts";
import { pressedMessage } from "./show.ts";
import { noticeKinds, type StoredNotice } from "./watch-messages.ts";

const payload = z.object({ leadId: z.uuid() });

/** "Hand back". */
export const handBack = action({
  id: "lead.hand-back",
  payload,
  run: async (ctx, { leadId }) => {
    const found = await ownLead(ctx, leadId);
    if ("refusal" in found) return found.refusal;
    return ask(handBackForm(ctx.locale, { leadId, company: found.lead.company }));
  },
});

/** With a reason: the lead goes to the public pool and the manager is told, in one commit. */
export const handedBack = form({
  id: "lead.hand-back",
  payload,
  run: async (ctx, { payload: { leadId }, values }) => {
    const { locale, now, actor } = ctx;
    const reason = textOf(values, "reason");
    if (reason === undefined) return invalid({ reason: contactTexts[locale].needReason });
    const found = await ownLeadInForm(ctx, leadId);
    if ("refusal" in found) return invalid({ reason: found.refusal });
    const { lead } = found;
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const isDone = await ctx.db.$transaction(async (tx) => {
      const releasing = { lead, why: "handed_back" as const, byId: actor.personId, reason, now, settings };
      if (!(await releaseLead({ ...ctx, db: tx }, { ...releasing, on: pressedMessage(ctx) }))) return false;
      await tellManager(ctx, tx, lead);
      return true;
    });
    if (!isDone) return invalid({ reason: leadTexts[locale].tryAgain });
    return update(leadLeft(locale, { company: lead.company, how: "handedBack" }));
  },
});

async function tellManager(ctx: HandlerCtx, tx: WorkspaceTransaction, lead: Lead): Promise<void> {
  const { workspaceId, now, actor } = ctx;
  const managerId = (await managersOf({ db: tx, workspaceId }, [actor.personId])).get(actor.personId);
  if (managerId === undefined) return;
  const told: StoredNotice = { leadId: lead.id, ownerId: actor.personId, of: now.toISOString() };
  const key = `lead.handed-back:${lead.id}:${lead.version}`;
  const message = { kind: noticeKinds["handed-back"], key, personId: managerId, dueAt: now };
  await enqueue(tx, workspaceId, [{ ...message, payload: told }]);
}
