import { z } from "zod";
import { logForm } from "#cards/follow-up/form.ts";
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
import { openDraft, settleDraft } from "./drafts.ts";
import { saveFollowUp, sourceKeyOf } from "./save.ts";
import { findFollowUp } from "./store.ts";

type Prefilled = { readonly customer?: Option; readonly content?: string; readonly draftId?: string };

/** The log form, with the customers that the person saw last to choose from. */
export async function openLogForm(ctx: HandlerCtx, prefilled: Prefilled): Promise<Form> {
  const suggestions = await ownCustomerOptions(ctx);
  return logForm(ctx.locale, { ...prefilled, suggestions, methods: methodOptions(ctx) });
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
    if (customer === undefined) return toast(followUpTexts[ctx.locale].gone, "warning");
    return ask(await openLogForm(ctx, { customer: { value: customer.id, label: customer.name } }));
  },
});

/** "Fill in again" on an undone follow-up: its words come back. */
export const again = action({
  id: "follow-up.again",
  payload: z.object({ followUpId: z.uuid() }),
  run: async (ctx, { followUpId }) => {
    const t = followUpTexts[ctx.locale];
    const row = await findFollowUp(ctx.db, followUpId);
    if (row === undefined) return toast(t.gone, "warning");
    if (row.personId !== ctx.actor.personId) return toast(t.notYours, "warning");
    const customer = { value: row.customerId, label: row.customer.name };
    return ask(await openLogForm(ctx, { customer, content: row.content }));
  },
});

/** The submitted log form. Dates and people in the words are understood as in a typed line. */
export const logFormSubmitted = form({
  id: "follow-up.log",
  payload: z.object({ draftId: z.uuid().optional() }),
  run: async (ctx, { payload, values }) => {
    const content = textOf(values, "content");
    const chosen = searchedOf(values, "customer");
    const errors = problems(ctx, { content, chosen });
    if (errors !== undefined || content === undefined || chosen === undefined) return invalid(errors ?? {});
    if (payload.draftId !== undefined) await openDraft(ctx, payload.draftId);
    const reply = await saveForm(ctx, { content, chosen, values, draftId: payload.draftId });
    if (payload.draftId !== undefined) await settleDraft(ctx, payload.draftId);
    return reply;
  },
});

type Chosen = NonNullable<ReturnType<typeof searchedOf>>;

function problems(
  { locale }: HandlerCtx,
  given: { content: string | undefined; chosen: Chosen | undefined },
): Record<string, string> | undefined {
  const t = followUpTexts[locale];
  const errors = {
    ...(given.chosen === undefined && { customer: t.needCustomer }),
    ...(given.content === undefined && { content: t.needContent }),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}

type Filled = {
  readonly content: string;
  readonly chosen: Chosen;
  readonly values: FormValues;
  readonly draftId: string | undefined;
};

async function saveForm(ctx: HandlerCtx, filled: Filled): Promise<Reply> {
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const customer = await chosenCustomer(ctx, filled.chosen);
  if (customer === undefined) {
    const name = "typed" in filled.chosen ? filled.chosen.typed : undefined;
    const similar = name === undefined ? [] : await similarCustomers(ctx, name);
    return askWhichCustomer(ctx, { text: asLine(ctx, filled), name, similar });
  }
  const sourceKey = filled.draftId === undefined ? sourceKeyOf(ctx) : `draft:${filled.draftId}`;
  return saveFollowUp(ctx, settings, { customer, note: noteOf(ctx, settings, filled), sourceKey });
}

async function chosenCustomer(ctx: HandlerCtx, chosen: Chosen): Promise<CustomerRef | undefined> {
  if ("option" in chosen) return customerById(ctx, chosen.option);
  const [named, ...others] = await findNamed(ctx.database, ctx.workspaceId, [chosen.typed]);
  return others.length === 0 ? named : undefined;
}

/** What the fields say counts before what the words say. */
function noteOf(ctx: HandlerCtx, settings: Settings, { content, values }: Filled): Note {
  const at = { now: ctx.now, tz: ctx.actor.tz, calendar: settings.calendar, locale: ctx.locale };
  const note = understandNote(content, at);
  const todo = textOf(values, "todo");
  const todos = todo === undefined ? [] : understandNote(`${todoWord[ctx.locale]}${todo}`, at).todos;
  const nextOn = dateOf(values, "nextOn");
  const method = methodIn(values, "method") ?? note.method;
  return {
    ...note,
    ...(method !== undefined && { method }),
    content,
    todos: [...note.todos, ...todos],
    ...(nextOn !== undefined && { nextFollowUp: { ...note.nextFollowUp, on: nextOn } }),
  };
}

/** The form as the line that would have been typed: what waits for the customer's name is one text. */
function asLine({ locale }: HandlerCtx, { content, values }: Filled): string {
  const nextOn = dateOf(values, "nextOn");
  const todo = textOf(values, "todo");
  return [content, nextOn && `${nextWord[locale]}${nextOn}`, todo && `${todoWord[locale]}${todo}`]
    .filter((part) => part !== undefined && part !== "")
    .join("\n");
}

const todoWord = { zh: "待办：", en: "Todo: " } as const;
const nextWord = { zh: "下次跟进：", en: "Next: " } as const;

export function methodIn(values: FormValues, name: string): Method | undefined {
  const value = optionOf(values, name);
  return value !== undefined && isMethod(value) ? value : undefined;
}
