import type { HandlerCtx } from "#chat/feature.ts";
import type { Reply } from "#chat/reply.ts";
import { customerInNote } from "#directory/customers.ts";
import { settingsOf } from "#directory/settings.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { understandNote } from "#understanding/note.ts";
import { askWhichCustomer } from "./ask-which-customer.ts";
import { saveFollowUp } from "./save.ts";

/**
 * Logs what was typed. The customer is looked up by name in the words; an unknown or ambiguous one is asked about
 * and the note kept meanwhile. `ctx.now` is when the words were said.
 */
export async function logText(ctx: HandlerCtx, text: string, sourceKey: string): Promise<Reply> {
  const [settings, found] = await Promise.all([
    settingsOf(ctx.database, ctx.workspaceId),
    customerInNote(ctx.database, ctx.workspaceId, text),
  ]);
  const written = found && text.slice(found.start, found.end);
  const note = understandNote(text, {
    now: ctx.now,
    tz: ctx.actor.tz,
    calendar: settings.calendar,
    locale: ctx.locale,
    customers: written === undefined ? [] : [written],
  });
  const [customer, ...others] = found?.customers ?? [];
  if (customer !== undefined && others.length === 0)
    return saveFollowUp(ctx, settings, { customer, note, sourceKey });
  const name = written ?? note.customer;
  const similar = name === undefined ? [] : await similarCustomers(ctx, name);
  const [same] = similar.filter(({ isSame }) => isSame);
  if (same !== undefined && others.length === 0)
    return saveFollowUp(ctx, settings, { customer: same, note, sourceKey });
  return askWhichCustomer(ctx, {
    text,
    name,
    similar: others.length > 0 ? (found?.customers ?? []) : similar,
  });
}
