import { z } from "zod";
import { createCustomerForm } from "#cards/customer/forms.ts";
import { customerResembles } from "#cards/customer/lists.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import { action, form } from "#chat/feature.ts";
import { textOf } from "#chat/read-values.ts";
import { ask, invalid, say } from "#chat/reply.ts";
import { createCustomer, findNamed } from "#directory/customers.ts";
import { namesOf } from "#directory/people.ts";
import { names } from "./edit.ts";
import { redrawCustomer } from "./show.ts";

/** "New customer". */
export const openCreate = action({
  id: "customer.create-form",
  payload: z.object({}),
  run: async ({ locale }) => ask(createCustomerForm(locale, {})),
});

/** The submitted form. A customer of the very name is shown instead of made again. */
export const created = form({
  id: "customer.create",
  payload: z.object({}),
  run: async (ctx, { values }) => {
    const t = customerTexts[ctx.locale];
    const name = textOf(values, "name");
    if (name === undefined) return invalid({ name: t.needName });
    const sourceKey = `${ctx.event.platform}:${ctx.event.tenant}:${ctx.event.key}`;
    const [same] = await findNamed(ctx.database, ctx.workspaceId, [name]);
    const isOurs = await ctx.db.customer.findFirst({ where: { sourceKey }, select: { id: true } });
    if (same !== undefined && isOurs === null) {
      const owner = (await namesOf(ctx, same.ownerId === null ? [] : [same.ownerId])).get(same.ownerId ?? "");
      const view = { customerId: same.id, name: same.name, ...(owner !== undefined && { owner }) };
      return say(customerResembles(ctx.locale, view));
    }
    const { personId } = ctx.actor;
    const customerId = await createCustomer(ctx, {
      ...{ name, sourceKey, now: ctx.now, ownerId: personId },
      shortNames: names(values),
    });
    const industry = textOf(values, "industry");
    if (industry !== undefined)
      await ctx.db.customer.updateMany({ where: { id: customerId }, data: { industry } });
    return redrawCustomer(ctx, customerId, t.created(name));
  },
});
