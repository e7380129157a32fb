import { z } from "zod";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { draftDropped } from "#cards/follow-up/which-customer.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { ask, type Reply, toast, update } from "#chat/reply.ts";
import { normalName } from "#directory/customer-name.ts";
import { createCustomer, customerById, findNamed } from "#directory/customers.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { type Note, understandNote } from "#understanding/note.ts";
import { type Draft, dropDraft, openDraft, settleDraft } from "./drafts.ts";
import { askAboutLead, openLead, saveLeadContact } from "./lead-contact.ts";
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

/** "It is this lead." */
export const draftForLead = action({
  id: "follow-up.draft-for-lead",
  payload: payload.extend({ leadId: z.uuid() }),
  run: async (ctx, { draftId, leadId }) => {
    const draft = await openDraft(ctx, draftId);
    const lead = await openLead(ctx, leadId);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const names = namesIn(draft, lead.company);
    if (saysNothingBut(draft.text, lead.company, names)) return askAboutLead(ctx, settings, lead);
    const reply = await saveLeadContact(ctx, settings, {
      ...{ ...draft, lead, note: noteOf(ctx, settings, { draft, names }) },
    });
    await settleDraft(ctx, draft.id);
    return reply;
  },
});

/** "Create the customer." Where two lines asked about the same name, the second finds what the first has made. */
export const draftCreate = action({
  id: "follow-up.draft-create",
  payload,
  run: async (ctx, { draftId }) => {
    const draft = await openDraft(ctx, draftId);
    if (draft.name === undefined) return ask(await openLogForm(ctx, { draft }));
    const { personId } = ctx.actor;
    const { name, sourceKey } = draft;
    const own = (await findNamed(ctx.database, ctx.workspaceId, [name])).find(
      (customer) => normalName(customer.name) === normalName(name) && customer.ownerId === personId,
    );
    if (own !== undefined) return saveDraft(ctx, draft, own.id);
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
  const names = namesIn(draft, customer.name);
  if (saysNothingBut(draft.text, customer.name, names)) return askWhatHappened(ctx, customer);
  await assertMayLog(ctx, customer);
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const note = noteOf(ctx, settings, { draft, names });
  const reply = await saveFollowUp(ctx, settings, { ...draft, customer, note });
  await settleDraft(ctx, draft.id);
  return reply;
}

function namesIn({ name }: Draft, chosen: string): readonly string[] {
  return name === undefined ? [chosen] : [name, chosen];
}

/** What was chosen in a form counts before what the words say. */
function noteOf(
  { actor, locale }: HandlerCtx,
  { calendar }: Settings,
  { draft, names }: { readonly draft: Draft; readonly names: readonly string[] },
): Note {
  const context = { now: draft.saidAt, tz: actor.tz, calendar, locale, customers: names };
  const note = understandNote(draft.text, context);
  const method = draft.method ?? note.method;
  return { ...note, ...(method !== undefined && { method }) };
}
