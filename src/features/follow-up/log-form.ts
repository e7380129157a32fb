import { z } from "zod";
import { formTextMax, logForm } from "#cards/follow-up/form.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { Form, FormValues, Option } from "#chat/form.ts";
import { dateOf, searchedOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, toast } from "#chat/reply.ts";
import { type CustomerRef, customerById, findNamed } from "#directory/customers.ts";
import { leadsCalled, namesOwn, onlyOwn } from "#directory/leads/leads-called.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { type Note, understandNote } from "#understanding/note.ts";
import { askWhichCustomer } from "./ask-which-customer.ts";
import { type Draft, openDraft, settleDraft, type Words, wordsOf } from "./drafts.ts";
import { openLead, saveLeadContact } from "./lead-contact.ts";
import { leadIdIn, ownOptions } from "./log-options.ts";
import { methodIn, methodOptions } from "./method-options.ts";
import { assertMayLog, ownerInTheWay, saveFollowUp } from "./save.ts";

/** The log form, with the customers that the person saw last and own leads to choose from, and the words of a draft. */
export async function openLogForm(
  ctx: HandlerCtx,
  { customer, draft }: { readonly customer?: Option; readonly draft?: Draft } = {},
): Promise<Form> {
  const [settings, suggestions] = await Promise.all([
    settingsOf(ctx.database, ctx.workspaceId),
    ownOptions(ctx),
  ]);
  const method = draft && (draft.method ?? understand(ctx, settings, draft).method);
  return logForm(ctx.locale, {
    suggestions,
    methods: methodOptions(ctx),
    ...(customer && { customer }),
    ...(draft && { draft: { id: draft.id, content: draft.text } }),
    ...(method && { method }),
  });
}

/** "Log now" on a customer's card or a reminder. */
export const logFor = action({
  id: "follow-up.log-for",
  payload: z.object({ customerId: z.uuid() }),
  run: async (ctx, { customerId }) => {
    const customer = await customerById(ctx, customerId);
    if (customer === undefined) return toast(followUpTexts[ctx.locale].customerGone, "warning");
    return ask(await openLogForm(ctx, { customer: { value: customer.id, label: customer.name } }));
  },
});

/** The submitted log form. Dates and people in the words are understood as in a typed line. */
export const logFormSubmitted = form({
  id: "follow-up.log",
  payload: z.object({ draftId: z.uuid().optional() }),
  run: async (ctx, { payload, values }) => {
    const draft = payload.draftId === undefined ? undefined : await openDraft(ctx, payload.draftId);
    const content = textOf(values, "content") ?? longTextOf(draft);
    const chosen = searchedOf(values, "customer");
    const t = followUpTexts[ctx.locale];
    if (content === undefined || chosen === undefined) {
      return invalid({
        ...(chosen === undefined && { customer: t.needCustomer }),
        ...(content === undefined && { content: t.needContent }),
      });
    }
    const words = { ...(draft ?? wordsOf(ctx, content)), text: content };
    const reply = await saveForm(ctx, { words, chosen, values });
    if (draft !== undefined) await settleDraft(ctx, draft.id);
    return reply;
  },
});

/** Words that were too long for the form were not in it. */
function longTextOf(draft: Draft | undefined): string | undefined {
  return draft !== undefined && draft.text.length > formTextMax ? draft.text : undefined;
}

type Chosen = NonNullable<ReturnType<typeof searchedOf>>;
type Filled = { readonly words: Words; readonly chosen: Chosen; readonly values: FormValues };

async function saveForm(ctx: HandlerCtx, filled: Filled): Promise<Reply> {
  const { chosen } = filled;
  const leadId = "option" in chosen ? leadIdIn(chosen.option) : undefined;
  if (leadId !== undefined) return saveLead(ctx, filled, leadId);
  const called = await customersCalled(ctx, chosen);
  const [customer, ...others] = called;
  if (customer === undefined) return saveTyped(ctx, filled);
  if (others.length > 0) return askWhich(ctx, filled, { customers: called, isSeveral: true });
  if (await isMineAsLead(ctx, filled, customer)) {
    return askWhich(ctx, filled, { customers: called, isSeveral: true });
  }
  await assertMayLog(ctx, customer);
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  return saveFollowUp(ctx, settings, { ...filled.words, customer, note: noteOf(ctx, settings, filled) });
}

/** A name that no customer has may be that of an own lead. */
async function saveTyped(ctx: HandlerCtx, filled: Filled): Promise<Reply> {
  const name = typedIn(filled);
  const leads = name === undefined ? [] : await leadsCalled(ctx, { note: name, name });
  const lead = onlyOwn(leads);
  if (lead !== undefined) return saveLead(ctx, filled, lead.id);
  const customers = name === undefined ? [] : await similarCustomers(ctx, name);
  return askWhich(ctx, filled, { customers, isSeveral: false, leads });
}

async function saveLead(ctx: HandlerCtx, filled: Filled, leadId: string): Promise<Reply> {
  const lead = await openLead(ctx, leadId);
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  return saveLeadContact(ctx, settings, { ...filled.words, lead, note: noteOf(ctx, settings, filled) });
}

/** Somebody else's customer was typed, and the name is that of an own lead, too. */
async function isMineAsLead(ctx: HandlerCtx, filled: Filled, customer: CustomerRef): Promise<boolean> {
  const name = typedIn(filled);
  if (name === undefined || (await ownerInTheWay(ctx, customer)) === undefined) return false;
  return namesOwn(await leadsCalled(ctx, { note: name, name }));
}

function askWhich(
  ctx: HandlerCtx,
  filled: Filled,
  asked: Pick<Parameters<typeof askWhichCustomer>[1], "customers" | "isSeveral" | "leads">,
): Promise<Reply> {
  const hints = { name: typedIn(filled), method: methodIn(filled.values, "method") };
  return askWhichCustomer(ctx, { ...filled.words, ...hints, text: asLine(ctx, filled), ...asked });
}

function typedIn({ chosen }: Filled): string | undefined {
  return "typed" in chosen ? chosen.typed : undefined;
}

async function customersCalled(ctx: HandlerCtx, chosen: Chosen): Promise<readonly CustomerRef[]> {
  if ("typed" in chosen) return findNamed(ctx.database, ctx.workspaceId, [chosen.typed]);
  const customer = await customerById(ctx, chosen.option);
  return customer === undefined ? [] : [customer];
}

/** What the fields say counts before what the words say, but for a time of day that only the words can say. */
function noteOf(ctx: HandlerCtx, settings: Settings, { words, values }: Filled): Note {
  const note = understand(ctx, settings, words);
  const todo = textOf(values, "todo");
  const line = todo === undefined ? undefined : followUpTexts[ctx.locale].todoLine(todo);
  const todos = line === undefined ? [] : understand(ctx, settings, { ...words, text: line }).todos;
  const method = methodIn(values, "method");
  const nextOn = dateOf(values, "nextOn");
  const isSameDay = nextOn === undefined || note.nextFollowUp?.on.slice(0, 10) === nextOn;
  return {
    ...note,
    ...(method !== undefined && { method }),
    todos: [...note.todos, ...todos],
    ...(!isSameDay && { nextFollowUp: { ...note.nextFollowUp, on: nextOn } }),
  };
}

function understand({ actor, locale }: HandlerCtx, { calendar }: Settings, words: Words): Note {
  return understandNote(words.text, { now: words.saidAt, tz: actor.tz, calendar, locale });
}

/** The form as the line that would have been typed: what waits for the customer's name is one text. */
function asLine({ locale }: HandlerCtx, { words, values }: Filled): string {
  const t = followUpTexts[locale];
  const nextOn = dateOf(values, "nextOn");
  const todo = textOf(values, "todo");
  return [words.text, nextOn && t.nextLine(nextOn), todo && t.todoLine(todo)]
    .filter((part) => part !== undefined && part !== "")
    .join("\n");
}
