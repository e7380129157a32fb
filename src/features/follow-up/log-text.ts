import type { HandlerCtx } from "#chat/feature.ts";
import type { Reply } from "#chat/reply.ts";
import { type CustomerRef, customerInNote } from "#directory/customers.ts";
import { settingsOf } from "#directory/settings.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { understandNote } from "#understanding/note.ts";
import { askWhichCustomer, keepForOwner } from "./ask-which-customer.ts";
import type { Words } from "./drafts.ts";
import { logFor, openLogForm } from "./log-form.ts";
import { assertMayLog, ownerInTheWay, saveFollowUp } from "./save.ts";

/**
 * Logs what was typed. The customer is looked up by name in the words; an unknown or ambiguous one is asked about
 * and the note kept meanwhile. A name alone opens the form.
 */
export async function logText(ctx: HandlerCtx, words: Words): Promise<Reply> {
  const { text } = words;
  const [settings, found] = await Promise.all([
    settingsOf(ctx.database, ctx.workspaceId),
    customerInNote(ctx.database, ctx.workspaceId, text),
  ]);
  const written = found && text.slice(found.start, found.end);
  const note = understandNote(text, {
    now: words.saidAt,
    tz: ctx.actor.tz,
    calendar: settings.calendar,
    locale: ctx.locale,
    customers: written === undefined ? [] : [written],
  });
  const name = written ?? note.customer;
  const [called, ...others] = found?.customers ?? [];
  if (called !== undefined && others.length > 0) {
    return askWhichCustomer(ctx, { ...words, name, customers: [called, ...others], isSeveral: true });
  }
  const similar = called !== undefined || name === undefined ? [] : await similarCustomers(ctx, name);
  const customer = called ?? similar.find(({ isSame }) => isSame);
  if (customer === undefined) {
    return askWhichCustomer(ctx, { ...words, name, customers: similar, isSeveral: false });
  }
  if (saysNothingBut(text, [name ?? ""])) return askWhatHappened(ctx, customer);
  const owner = await ownerInTheWay(ctx, customer);
  if (owner !== undefined) return keepForOwner(ctx, words, { ...customer, owner });
  return saveFollowUp(ctx, settings, { ...words, customer, note });
}

/** Whether words name a customer and say no more. */
export function saysNothingBut(text: string, names: readonly string[]): boolean {
  const rest = names.reduce((left, name) => left.replace(name, ""), text);
  return !/[\p{L}\p{N}]/u.test(rest);
}

/**
 * The form for a customer of which nothing was said yet.
 * @throws UserError where the customer is somebody else's.
 */
export async function askWhatHappened(ctx: HandlerCtx, customer: CustomerRef): Promise<Reply> {
  await assertMayLog(ctx, customer);
  const form = await openLogForm(ctx, { customer: { value: customer.id, label: customer.name } });
  return { type: "ask", form, reopen: { id: logFor.id, payload: { customerId: customer.id } } };
}
