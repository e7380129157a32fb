import { z } from "zod";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { draftDropped } from "#cards/follow-up/which-customer.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { ask, type Reply, toast, update } from "#chat/reply.ts";
import { createCustomer, customerById } from "#directory/customers.ts";
import { settingsOf } from "#directory/settings.ts";
import { understandNote } from "#understanding/note.ts";
import { type Draft, dropDraft, openDraft, settleDraft } from "./drafts.ts";
import { openLogForm } from "./log-form.ts";
import { askWhatHappened, logText, saysNothingBut } from "./log-text.ts";
import { assertMayLog, saveFollowUp } from "./save.ts";

const payload = z.object({ draftId: z.uuid() });

/** "It is this customer." */
export const draftFor = action({
  id: "follow-up.draft-for",
  payload: payload.extend({ customerId: z.uuid() }),
  run: async (ctx, { draftId, customerId }) => saveDraft(ctx, await openDraft(ctx, draftId), customerId),
});

/** "Create the customer." */
export const draftCreate = action({
  id: "follow-up.draft-create",
  payload,
  run: async (ctx, { draftId }) => {
    const draft = await openDraft(ctx, draftId);
    if (draft.name === undefined) return ask(await openLogForm(ctx, { draft }));
    const { personId } = ctx.actor;
    const { name, sourceKey } = draft;
    const customerId = await createCustomer(ctx, { name, sourceKey, ownerId: personId, now: ctx.now });
    return saveDraft(ctx, draft, customerId);
  },
});

/** "Another customer": the form, with the words in it. */
export const draftForm = action({
  id: "follow-up.draft-form",
  payload,
  run: async (ctx, { draftId }) => ask(await openLogForm(ctx, { draft: await openDraft(ctx, draftId) })),
});

/** "Yes, this line is a note." */
export const draftLog = action({
  id: "follow-up.draft-log",
  payload,
  run: async (ctx, { draftId }) => {
    const reply = await logText(ctx, await openDraft(ctx, draftId));
    if (reply.type !== "ask") await settleDraft(ctx, draftId);
    return reply;
  },
});

/** "Do not save." */
export const draftDrop = action({
  id: "follow-up.draft-drop",
  payload,
  run: async (ctx, { draftId }) => {
    const isDropped = await dropDraft(ctx, await openDraft(ctx, draftId));
    if (!isDropped) return toast(followUpTexts[ctx.locale].draftSettled, "warning");
    return update(draftDropped(ctx.locale));
  },
});

async function saveDraft(ctx: HandlerCtx, draft: Draft, customerId: string): Promise<Reply> {
  const customer = await customerById(ctx, customerId);
  if (customer === undefined) return toast(followUpTexts[ctx.locale].customerGone, "warning");
  const names = draft.name === undefined ? [customer.name] : [draft.name, customer.name];
  if (saysNothingBut(draft.text, names)) return askWhatHappened(ctx, customer);
  await assertMayLog(ctx, customer);
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const { actor, locale } = ctx;
  const context = { now: draft.saidAt, tz: actor.tz, calendar: settings.calendar, locale, customers: names };
  const note = understandNote(draft.text, context);
  const method = draft.method ?? note.method;
  const reply = await saveFollowUp(ctx, settings, {
    ...draft,
    customer,
    note: { ...note, ...(method !== undefined && { method }) },
  });
  await settleDraft(ctx, draft.id);
  return reply;
}
