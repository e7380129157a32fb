import { v7 as uuid } from "uuid";
import { z } from "zod";
import { todoForm } from "#cards/todo/forms.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { todoOpen } from "#cards/todo/todo.ts";
import { action, type Command, form, type HandlerCtx } from "#chat/feature.ts";
import { dateTimeOf, searchedOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, say } from "#chat/reply.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { type CustomerRef, customerById, customerInNote, findNamed } from "#directory/customers.ts";
import { ownLeadInNote } from "#directory/leads/own-lead-in-note.ts";
import { surrounds } from "#directory/longer-name.ts";
import { ownCustomerOptions } from "#directory/own-customers.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { dueMoment, type Moment, readSaid, remindAt } from "#domain/moment.ts";
import { UserError } from "#src/errors.ts";
import { lastOf, resolveDate, splitDate } from "#understanding/dates.ts";
import { drawTodos } from "./list.ts";
import { findTodo, insertTodo } from "./store.ts";
import { todoView } from "./view.ts";

/** `待办 周五前发报价` / `todo send quote by Friday` adds one; alone it lists mine. */
export const todoLine: Command = {
  id: "todo.line",
  words: { zh: ["待办"], en: ["todo", "todos"] },
  takesText: true,
  glued: true,
  help: { zh: todoTexts.zh.commandHelp, en: todoTexts.en.commandHelp },
  run: async (ctx, text) => (text === "" ? say(await drawTodos(ctx)) : addLine(ctx, text)),
};

async function addLine(ctx: HandlerCtx, text: string): Promise<Reply> {
  const [settings, found, lead] = await Promise.all([
    settingsOf(ctx.database, ctx.workspaceId),
    customerInNote(ctx.database, ctx.workspaceId, text),
    ownLeadInNote(ctx.database, ctx.actor, text),
  ]);
  const context = { now: ctx.now, tz: ctx.actor.tz, calendar: settings.calendar };
  if (resolveDate(text, context) !== undefined) {
    throw new UserError("todo.no-title", { userMessage: todoTexts[ctx.locale].onlyDate(text) });
  }
  const { rest, date, invalid: unread } = splitDate(text, context);
  const isLeads = lead && found && surrounds(lead, found);
  const [customer, ...others] = isLeads ? [] : (found?.customers ?? []);
  const isOne = customer !== undefined && others.length === 0;
  return add(ctx, settings, {
    title: rest,
    due: date && dueMoment(readSaid(lastOf(date)), ctx.actor),
    customerId: isOne && (await mayUseCustomer(ctx, customer)) ? customer.id : undefined,
    ...(unread !== undefined && { unreadDate: unread }),
  });
}

type Wanted = {
  readonly title: string;
  readonly due: Moment | undefined;
  /** One that the actor may use. */
  readonly customerId: string | undefined;
  readonly unreadDate?: string;
};

async function add(ctx: HandlerCtx, settings: Settings, wanted: Wanted): Promise<Reply> {
  const { actor, now, event } = ctx;
  const { title, due, customerId, unreadDate } = wanted;
  const todoId = await insertTodo(ctx.database, {
    workspaceId: ctx.workspaceId,
    id: uuid(),
    title,
    ownerId: actor.personId,
    customerId,
    dueAt: due?.at,
    dueHasTime: due?.hasTime ?? false,
    remindAt: due && remindAt(due, { now, person: actor, ...settings }),
    now,
    sourceKey: `${event.platform}:${event.tenant}:${event.key}`,
  });
  const row = await findTodo(ctx.db, todoId);
  const view = row === undefined ? { todoId, title, isOverdue: false } : todoView(row, ctx);
  return say(todoOpen(ctx.locale, { ...view, happened: "added", ...(unreadDate && { unreadDate }) }));
}

/** "Add to-do" on a customer's or a follow-up's card, or on my list. */
export const addFor = action({
  id: "todo.add-for",
  payload: z.object({ customerId: z.uuid().optional() }),
  run: async (ctx, { customerId }) => {
    const customer = customerId === undefined ? undefined : await customerById(ctx, customerId);
    const suggestions = await ownCustomerOptions(ctx);
    const chosen = customer && { customer: { value: customer.id, label: customer.name } };
    return ask(todoForm(ctx.locale, { suggestions, ...chosen }));
  },
});

/** The submitted form. A card that opened it stays as it is: the to-do has a card of its own. */
export const addSubmitted = form({
  id: "todo.add",
  payload: z.object({}),
  run: async (ctx, { values }) => {
    const t = todoTexts[ctx.locale];
    const title = textOf(values, "title");
    const at = dateTimeOf(values, "dueAt");
    const chosen = searchedOf(values, "customer");
    if (title === undefined) return invalid({ title: t.needTitle });
    const due = at === undefined ? undefined : dueMoment(readSaid(at), ctx.actor);
    if (due !== undefined && due.at <= ctx.now) return invalid({ dueAt: t.pastTime });
    const called = chosen === undefined ? [] : await customersCalled(ctx, chosen);
    const [customer, ...others] = called;
    if (chosen !== undefined && customer === undefined) return invalid({ customer: t.unknownCustomer });
    if (others.length > 0) return invalid({ customer: t.severalCustomers });
    if (customer !== undefined && !(await mayUseCustomer(ctx, customer))) {
      return invalid({ customer: t.notYourCustomer(customer.name) });
    }
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    return add(ctx, settings, { title, due, customerId: customer?.id });
  },
});

async function customersCalled(
  ctx: HandlerCtx,
  chosen: NonNullable<ReturnType<typeof searchedOf>>,
): Promise<readonly CustomerRef[]> {
  if ("typed" in chosen) return findNamed(ctx.database, ctx.workspaceId, [chosen.typed]);
  const customer = await customerById(ctx, chosen.option);
  return customer === undefined ? [] : [customer];
}
