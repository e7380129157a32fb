import { z } from "zod";
import { createCustomerForm } from "#cards/customer/forms.ts";
import { customerResembles, type NewCustomerWords } from "#cards/customer/lists.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { textOf } from "#chat/read-values.ts";
import { ask, invalid, update } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { cleanName, normalName, splitShortNames } from "#directory/customer-name.ts";
import { type CustomerRef, createCustomer, findNamed } from "#directory/customers.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { offered, redrawCustomer } from "./show.ts";

const words = z.object({
  name: z.string().optional(),
  shortNames: z.string().optional(),
  industry: z.string().optional(),
});

/** "New customer", "Create «name»" and "It is different, create it". */
export const openCreate = action({
  id: "customer.create-form",
  payload: words.extend({ asked: z.literal("yes").optional() }),
  run: async ({ locale }, { name, shortNames, industry, asked }) =>
    ask(
      createCustomerForm(locale, {
        isAsked: asked !== undefined,
        ...(name !== undefined && { name }),
        ...(shortNames !== undefined && { shortNames }),
        ...(industry !== undefined && { industry }),
      }),
    ),
});

/** The submitted form. What resembles it is shown before it is made, unless it was for this very name. */
export const created = form({
  id: "customer.create",
  payload: z.object({ asked: z.string().optional() }),
  run: async (ctx, { payload: { asked }, values }) => {
    const name = cleanName(textOf(values, "name") ?? "");
    if (name === "") return invalid({ name: customerTexts[ctx.locale].needName });
    const { created: words } = customerTexts[ctx.locale];
    const before = await madeBefore(ctx);
    if (before !== undefined) return redrawCustomer(ctx, before, words(name));
    const isAsked = asked !== undefined && normalName(asked) === normalName(name);
    const alike = isAsked ? [] : await resembling(ctx, name);
    if (alike.length > 0) {
      const customers = await offered(ctx, alike);
      return update(customerResembles(ctx.locale, { words: wordsOf(values, name), customers }));
    }
    return redrawCustomer(ctx, await make(ctx, name, values), words(name));
  },
});

function sourceKeyOf({ event }: HandlerCtx): string {
  return `${event.platform}:${event.tenant}:${event.key}`;
}

/** What the same submission made when it came before. */
async function madeBefore(ctx: HandlerCtx): Promise<string | undefined> {
  const made = await ctx.db.customer.findFirst({
    where: { sourceKey: sourceKeyOf(ctx) },
    select: { id: true },
  });
  return made?.id;
}

async function resembling(ctx: HandlerCtx, name: string): Promise<CustomerRef[]> {
  const [named, similar] = await Promise.all([
    findNamed(ctx.database, ctx.workspaceId, [name]),
    similarCustomers(ctx, name),
  ]);
  const alike = similar.filter(({ score }) => score >= resembleScoreMin);
  return [...new Map([...named, ...alike].map((customer) => [customer.id, customer])).values()].slice(0, 5);
}

/** What is less alike than this would be asked about in vain. */
const resembleScoreMin = 0.5;

function wordsOf(values: FormValues, name: string): NewCustomerWords {
  const [shortNames, industry] = [textOf(values, "shortNames"), textOf(values, "industry")];
  return {
    name,
    ...(shortNames !== undefined && { shortNames }),
    ...(industry !== undefined && { industry }),
  };
}

async function make(ctx: HandlerCtx, name: string, values: FormValues): Promise<string> {
  const { personId } = ctx.actor;
  const industry = textOf(values, "industry");
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId: ctx.workspaceId };
    const customerId = await createCustomer(scope, {
      ...{ name, sourceKey: sourceKeyOf(ctx), now: ctx.now, ownerId: personId },
      shortNames: splitShortNames(textOf(values, "shortNames") ?? ""),
    });
    if (industry !== undefined) {
      await tx.customer.updateMany({ where: { id: customerId }, data: { industry } });
    }
    const audited = { action: "customer.created", at: ctx.now, personId, subjectId: customerId };
    await recordAudit(scope, audited);
    return customerId;
  });
}
