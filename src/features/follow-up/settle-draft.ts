import { z } from "zod";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { draftDropped } from "#cards/follow-up/which-customer.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { ask, type Reply, toast, update } from "#chat/reply.ts";
import { createCustomer, customerById } from "#directory/customers.ts";
import { settingsOf } from "#directory/settings.ts";
import { understandNote } from "#understanding/note.ts";
import { type Draft, openDraft, settleDraft } from "./drafts.ts";
import { openLogForm } from "./log-form.ts";
import { logText } from "./log-text.ts";
import { saveFollowUp } from "./save.ts";

const draftPayload = z.object({ draftId: z.uuid() });

/** "It is this customer." */
export const draftFor = action({
  id: "follow-up.draft-for",
  payload: draftPayload.extend({ customerId: z.uuid() }),
  run: async (ctx, { draftId, customerId }) => saveDraft(ctx, await openDraft(ctx, draftId), customerId),
});

/** "Create the customer." */
export const draftCreate = action({
  id: "follow-up.draft-create",
  payload: draftPayload,
  run: async (ctx, { draftId }) => {
    const draft = await openDraft(ctx, draftId);
    if (draft.name === undefined) return ask(await openLogForm(ctx, { draftId, content: draft.text }));
    const customerId = await createCustomer(ctx, {
      name: draft.name,
      ownerId: ctx.actor.personId,
      sourceKey: `draft:${draftId}`,
      now: ctx.now,
    });
    return saveDraft(ctx, draft, customerId);
  },
});

/** "Another customer": the form, with the words in it. */
export const draftForm = action({
  id: "follow-up.draft-form",
  payload: draftPayload,
  run: async (ctx, { draftId }) => {
    const draft = await openDraft(ctx, draftId);
    return ask(await openLogForm(ctx, { draftId, content: draft.text }));
  },
});

/** "Yes, this line is a note." */
export const draftLog = action({
  id: "follow-up.draft-log",
  payload: draftPayload,
  run: async (ctx, { draftId }) => {
    const draft = await openDraft(ctx, draftId);
    const reply = await logText({ ...ctx, now: draft.createdAt }, draft.text, `draft:${draftId}`);
    await settleDraft(ctx, draftId);
    return reply;
  },
});

/** "Do not save." */
export const draftDrop = action({
  id: "follow-up.draft-drop",
  payload: draftPayload,
  run: async (ctx, { draftId }) => {
    await openDraft(ctx, draftId);
    await settleDraft(ctx, draftId);
    return update(draftDropped(ctx.locale));
  },
});

async function saveDraft(ctx: HandlerCtx, draft: Draft, customerId: string): Promise<Reply> {
  const customer = await customerById(ctx, customerId);
  if (customer === undefined) return toast(followUpTexts[ctx.locale].gone, "warning");
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const names = draft.name === undefined ? [customer.name] : [draft.name, customer.name];
  const note = understandNote(draft.text, {
    now: draft.createdAt,
    tz: ctx.actor.tz,
    calendar: settings.calendar,
    locale: ctx.locale,
    customers: names,
  });
  const reply = await saveFollowUp(ctx, settings, { customer, note, sourceKey: `draft:${draft.id}` });
  await settleDraft(ctx, draft.id);
  return reply;
}
