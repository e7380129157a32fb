import { z } from "zod";
import { formTextMax, logForm } from "#cards/follow-up/form.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { methodNames } from "#cards/shared/methods.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { Form, FormValues, Option } from "#chat/form.ts";
import { dateOf, optionOf, searchedOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, toast } from "#chat/reply.ts";
import { type CustomerRef, customerById, findNamed } from "#directory/customers.ts";
import { ownCustomerOptions } from "#directory/own-customers.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { isMethod, type Method, methods } from "#domain/method.ts";
import { type Note, understandNote } from "#understanding/note.ts";
import { askWhichCustomer } from "./ask-which-customer.ts";
import { type Draft, openDraft, settleDraft, type Words, wordsOf } from "./drafts.ts";
import { assertMayLog, saveFollowUp } from "./save.ts";

/** The log form, with the customers that the person saw last to choose from, and the words of a draft. */
export async function openLogForm(
  ctx: HandlerCtx,
  { customer, draft }: { readonly customer?: Option; readonly draft?: Draft } = {},
): Promise<Form> {
  const [settings, suggestions] = await Promise.all([
    settingsOf(ctx.database, ctx.workspaceId),
    ownCustomerOptions(ctx),
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

export function methodOptions({ locale }: HandlerCtx): Option[] {
  return methods.map((method) => ({ value: method, label: methodNames[locale][method] }));
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
  const { words, chosen, values } = filled;
  const called = await customersCalled(ctx, chosen);
  const [customer, ...others] = called;
  if (customer === undefined || others.length > 0) {
    const name = "typed" in chosen ? chosen.typed : undefined;
    const isSeveral = others.length > 0;
    const similar = isSeveral || name === undefined ? [] : await similarCustomers(ctx, name);
    const draft = { ...words, name, method: methodIn(values, "method"), text: asLine(ctx, filled) };
    return askWhichCustomer(ctx, { ...draft, customers: isSeveral ? called : similar, isSeveral });
  }
  await assertMayLog(ctx, customer);
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  return saveFollowUp(ctx, settings, { ...words, customer, note: noteOf(ctx, settings, filled) });
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

export function methodIn(values: FormValues, name: string): Method | undefined {
  const value = optionOf(values, name);
  return value !== undefined && isMethod(value) ? value : undefined;
}
