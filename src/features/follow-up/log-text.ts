import type { HandlerCtx } from "#chat/feature.ts";
import type { Reply } from "#chat/reply.ts";
import { isNameOf } from "#directory/customer-name.ts";
import { type CustomerInNote, type CustomerRef, customerInNote } from "#directory/customers.ts";
import { type CalledLead, leadsCalled, namesOwn, onlyOwn } from "#directory/leads/leads-called.ts";
import { ownLeadInNote } from "#directory/leads/own-lead-in-note.ts";
import { type Span, surrounds } from "#directory/longer-name.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { type Note, understandNote } from "#understanding/note.ts";
import { askWhichCustomer, keepForOwner } from "./ask-which-customer.ts";
import type { Words } from "./drafts.ts";
import { askAboutLead, openLead, saveLeadContact } from "./lead-contact.ts";
import { logFor, openLogForm } from "./log-form.ts";
import { assertMayLog, ownerInTheWay, saveFollowUp } from "./save.ts";

/**
 * Logs what was typed. The customer is looked up by name in the words; where there is none of the name, an own lead is.
 * An unknown or ambiguous one is asked about and the note kept meanwhile. A name alone opens the form.
 */
export async function logText(ctx: HandlerCtx, words: Words): Promise<Reply> {
  const { text } = words;
  const [settings, named, lead] = await Promise.all([
    settingsOf(ctx.database, ctx.workspaceId),
    customerInNote(ctx.database, ctx.workspaceId, text),
    ownLeadInNote(ctx.database, ctx.actor, text),
  ]);
  const found = lead && named && surrounds(lead, named) ? notButAlike(named, lead) : named;
  const written = found && text.slice(found.start, found.end);
  const note = understand(ctx, settings, { words, names: written === undefined ? [] : [written] });
  const name = written ?? note.customer;
  const [customer, ...others] = found?.customers ?? [];
  if (customer === undefined) return logUnknown(ctx, settings, { words, note, alike: found?.alike ?? [] });
  if (others.length > 0) {
    return askWhichCustomer(ctx, { ...words, name, customers: [customer, ...others], isSeveral: true });
  }
  return logCustomer(ctx, settings, { words, note, customer, name });
}

/** 华虹半导体 is the own lead of that name, not the customer 华虹. */
function notButAlike({ customers, alike }: CustomerInNote, lead: Span): CustomerInNote {
  return { customers: [], alike: [...customers, ...alike], start: lead.start, end: lead.end };
}

type Said = { readonly words: Words; readonly note: Note };

function understand(
  { actor, locale }: HandlerCtx,
  { calendar }: Settings,
  { words, names }: { readonly words: Words; readonly names: readonly string[] },
): Note {
  return understandNote(words.text, {
    ...{ now: words.saidAt, tz: actor.tz, calendar, locale, customers: names },
  });
}

async function logCustomer(
  ctx: HandlerCtx,
  settings: Settings,
  said: Said & { readonly customer: CustomerRef; readonly name: string | undefined },
): Promise<Reply> {
  const { words, note, customer, name } = said;
  const { text } = words;
  if (saysNothingBut(text, customer.name, [name])) return askWhatHappened(ctx, customer);
  const owner = await ownerInTheWay(ctx, customer);
  if (owner === undefined) return saveFollowUp(ctx, settings, { ...words, customer, note });
  // Somebody else's customer may be the writer's lead.
  const leads = await leadsCalled(ctx, { note: text, name });
  if (!namesOwn(leads)) return keepForOwner(ctx, words, { ...customer, owner });
  return askWhichCustomer(ctx, { ...words, name, customers: [customer], isSeveral: true, leads });
}

/** No customer is called so: one that is called alike may be meant, or a lead. */
async function logUnknown(
  ctx: HandlerCtx,
  settings: Settings,
  { words, note, alike }: Said & { readonly alike: readonly CustomerRef[] },
): Promise<Reply> {
  const name = note.customer;
  const [similar, leads] = await Promise.all([
    name === undefined ? [] : similarCustomers(ctx, name),
    leadsCalled(ctx, { note: words.text, name }),
  ]);
  const same = similar.find(({ isSame }) => isSame);
  const lead = onlyOwn(leads);
  if (same !== undefined && !namesOwn(leads)) {
    return logCustomer(ctx, settings, { words, note, customer: same, name });
  }
  if (same === undefined && lead !== undefined) return logLead(ctx, settings, { words, name, lead });
  const others = similar.filter(({ id }) => alike.every((customer) => customer.id !== id));
  return askWhichCustomer(ctx, { ...words, name, customers: [...alike, ...others], isSeveral: false, leads });
}

async function logLead(
  ctx: HandlerCtx,
  settings: Settings,
  said: { readonly words: Words; readonly name: string | undefined; readonly lead: CalledLead },
): Promise<Reply> {
  const { words, name } = said;
  const lead = await openLead(ctx, said.lead.id);
  const names = [...(name === undefined ? [] : [name]), lead.company];
  if (saysNothingBut(words.text, lead.company, names)) return askAboutLead(ctx, settings, lead);
  return saveLeadContact(ctx, settings, {
    ...words,
    lead,
    note: understand(ctx, settings, { words, names }),
  });
}

/** A way of writing a name may be longer than the name by a town or a legal form. */
const longerMax = 12;

/** Whether words name a customer or a lead, in whatever way, and say no more. `names` are parts of the words. */
export function saysNothingBut(
  text: string,
  company: string,
  names: readonly (string | undefined)[],
): boolean {
  const rest = names.reduce<string>((left, name = "") => left.replace(name, ""), text.replace(company, ""));
  return (
    !/[\p{L}\p{N}]/u.test(rest) || (text.length <= company.length + longerMax && isNameOf(company, text))
  );
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
