import { v5 as uuidOf } from "uuid";
import { z } from "zod";
import { contactForm } from "#cards/customer/forms.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import { decisionRoleNames } from "#cards/shared/customer-words.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { dateOf, optionOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, toast } from "#chat/reply.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { customerById } from "#directory/customers.ts";
import { optionsOf } from "./edit.ts";
import { redrawCustomer } from "./show.ts";

/** "Add contact". */
export const addContact = action({
  id: "customer.add-contact",
  payload: z.object({ customerId: z.uuid() }),
  run: async (ctx, { customerId }) => {
    const t = customerTexts[ctx.locale];
    const customer = await customerById(ctx, customerId);
    if (customer === undefined) return toast(t.gone, "warning");
    if (!(await mayUseCustomer(ctx, customer))) return toast(t.notAllowed, "warning");
    return ask(
      contactForm(ctx.locale, { customerId, decisionRoles: optionsOf(decisionRoleNames[ctx.locale]) }),
    );
  },
});

/** The submitted form. The same submission twice makes one contact: its id comes from the event. */
export const contactSaved = form({
  id: "customer.contact",
  payload: z.object({ customerId: z.uuid() }),
  run: async (ctx, { payload: { customerId }, values }) => {
    const t = customerTexts[ctx.locale];
    const customer = await customerById(ctx, customerId);
    if (customer === undefined) return invalid({ name: t.gone });
    if (!(await mayUseCustomer(ctx, customer))) return invalid({ name: t.notAllowed });
    const name = textOf(values, "name");
    if (name === undefined) return invalid({ name: t.needContactName });
    const errors = problems(ctx, values);
    if (Object.keys(errors).length > 0) return invalid(errors);
    const birthday = dateOf(values, "birthday");
    const row = {
      ...{
        workspaceId: ctx.workspaceId,
        id: uuidOf(ctx.event.key, ctx.workspaceId),
        customerId,
        name,
        createdAt: ctx.now,
      },
      title: textOf(values, "title") ?? null,
      phone: textOf(values, "phone") ?? null,
      email: textOf(values, "email")?.toLowerCase() ?? null,
      wechat: textOf(values, "wechat") ?? null,
      decisionRole: optionOf(values, "decisionRole") ?? null,
      caresAbout: textOf(values, "caresAbout") ?? null,
      birthday: birthday === undefined ? null : new Date(`${birthday}T00:00:00Z`),
    };
    await ctx.db.contact.createMany({ data: [row], skipDuplicates: true });
    return redrawCustomer(ctx, customerId, t.contactSaved(name));
  },
});

const email = z.email();
const phone = z.string().regex(/^\+?[\d\s()（）-]{5,25}(转\s?\d+|ext\.?\s?\d+)?$/i);

function problems({ locale }: HandlerCtx, values: FormValues): Record<string, string> {
  const t = customerTexts[locale];
  const [mail, number] = [textOf(values, "email"), textOf(values, "phone")];
  return {
    ...(mail !== undefined && !email.safeParse(mail).success && { email: t.badEmail }),
    ...(number !== undefined && !phone.safeParse(number).success && { phone: t.badPhone }),
  };
}
