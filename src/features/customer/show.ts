import { z } from "zod";
import {
  customerChoice,
  customerHistory,
  customerList,
  type OfferedCustomer,
} from "#cards/customer/lists.ts";
import { customerMasked, customerProfile } from "#cards/customer/profile.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import type { Card } from "#chat/card.ts";
import { action, type Command, type HandlerCtx } from "#chat/feature.ts";
import { type Reply, say, toast, update } from "#chat/reply.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { cleanName } from "#directory/customer-name.ts";
import { type CustomerRef, customerById, findNamed } from "#directory/customers.ts";
import { namesOf } from "#directory/people.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { readHistory, readOwnCustomers, readProfile } from "./store.ts";
import { customerView, extensionView, followUpView, silentDays } from "./view.ts";

/** How many a phone shows before it becomes a scroll. */
const listMax = 10;

/** `客户 华为` / `customer Acme`; alone it lists mine. */
export const customerLine: Command = {
  id: "customer.show",
  words: { zh: ["客户"], en: ["customer", "customers"] },
  takesText: true,
  help: { zh: customerTexts.zh.commandHelp, en: customerTexts.en.commandHelp },
  run: async (ctx, text) => say(text === "" ? await drawOwn(ctx) : await drawNamed(ctx, text)),
};

/** "Open" on a list. */
export const open = action({
  id: "customer.open",
  payload: z.object({ customerId: z.uuid() }),
  run: async (ctx, { customerId }) => {
    const customer = await customerById(ctx, customerId);
    if (customer === undefined) return toast(customerTexts[ctx.locale].gone, "warning");
    return say(await drawCustomer(ctx, customer));
  },
});

/** "History", and "Earlier" on it, which turns the page. */
export const history = action({
  id: "customer.history",
  payload: z.object({ customerId: z.uuid(), before: z.uuid().optional() }),
  run: async (ctx, { customerId, before }) => {
    const customer = await customerById(ctx, customerId);
    if (customer === undefined) return toast(customerTexts[ctx.locale].gone, "warning");
    if (!(await mayUseCustomer(ctx, customer))) return say(await drawCustomer(ctx, customer));
    const card = await drawHistory(ctx, customer, before);
    return before === undefined ? say(card) : update(card);
  },
});

async function drawHistory(
  ctx: HandlerCtx,
  customer: CustomerRef,
  before: string | undefined,
): Promise<Card> {
  const { followUps, extensions, earlier } = await readHistory(ctx, customer.id, before);
  const names = await namesOf(
    ctx,
    [...followUps, ...extensions].flatMap(({ personId }) => personId ?? []),
  );
  const lines = [
    ...followUps.map((each) => ({ at: each.occurredAt, line: followUpView(each, ctx, names) })),
    ...extensions.map((each) => ({ at: each.at, line: extensionView(each, ctx, names) })),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return customerHistory(ctx.locale, {
    customerId: customer.id,
    name: customer.name,
    lines: lines.map(({ line }) => line),
    ...(earlier !== undefined && { earlier }),
  });
}

async function drawOwn(ctx: HandlerCtx): Promise<Card> {
  const { customers, count } = await readOwnCustomers(ctx.db, ctx.actor.personId, listMax);
  return customerList(ctx.locale, { customers: customers.map((row) => listed(row, ctx)), count });
}

function listed(row: { id: string; name: string; lastFollowUpAt: Date | null }, reader: HandlerCtx) {
  const silent = silentDays(row.lastFollowUpAt, reader);
  return { customerId: row.id, name: row.name, ...(silent !== undefined && { silentDays: silent }) };
}

/** The one that is called so, or surely meant; else what could be. */
async function drawNamed(ctx: HandlerCtx, words: string): Promise<Card> {
  const name = cleanName(words);
  const named = await findNamed(ctx.database, ctx.workspaceId, [name]);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return drawCustomer(ctx, only);
  const similar = only === undefined ? await similarCustomers(ctx, name) : [];
  const same = similar.find(({ isSame }) => isSame);
  if (same !== undefined) return drawCustomer(ctx, same);
  const isAmbiguous = only !== undefined;
  const customers = await offered(ctx, isAmbiguous ? named : similar);
  return customerChoice(ctx.locale, { name, isAmbiguous, customers });
}

/** How many a person compares at a glance. */
const offeredMax = 5;

/** Customers to choose from: of another's, its name and whose it is. */
export async function offered(
  ctx: HandlerCtx,
  customers: readonly CustomerRef[],
): Promise<OfferedCustomer[]> {
  const shown = customers.slice(0, offeredMax);
  const owners = await namesOf(
    ctx,
    shown.flatMap(({ ownerId }) => ownerId ?? []),
  );
  return shown.map(({ id, name, ownerId }) => {
    const owner = ownerId === ctx.actor.personId ? undefined : owners.get(ownerId ?? "");
    return { customerId: id, name, ...(owner !== undefined && { owner }) };
  });
}

/** All of it for who may see it, else that it exists. `title` says what has just happened. */
export async function drawCustomer(ctx: HandlerCtx, customer: CustomerRef, title?: string): Promise<Card> {
  const ownerIds = customer.ownerId === null ? [] : [customer.ownerId];
  if (!(await mayUseCustomer(ctx, customer))) {
    const owner = (await namesOf(ctx, ownerIds)).get(customer.ownerId ?? "");
    return customerMasked(ctx.locale, {
      customerId: customer.id,
      name: customer.name,
      ...(owner !== undefined && { owner }),
    });
  }
  const profile = await readProfile(ctx.db, customer.id);
  if (profile === undefined)
    return customerChoice(ctx.locale, { name: customer.name, isAmbiguous: false, customers: [] });
  const names = await namesOf(ctx, [...ownerIds, ...profile.followUps.map(({ personId }) => personId)]);
  return customerProfile(ctx.locale, customerView(profile, ctx, names), title);
}

/** The profile in the place of the card from which a form was opened. */
export async function redrawCustomer(ctx: HandlerCtx, customerId: string, title: string): Promise<Reply> {
  const customer = await customerById(ctx, customerId);
  if (customer === undefined) return toast(customerTexts[ctx.locale].gone, "warning");
  return update(await drawCustomer(ctx, customer, title));
}
