import { v5 as uuidOf } from "uuid";
import { z } from "zod";
import { type ContactFormView, contactForm } from "#cards/customer/forms.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import { decisionRoleNames } from "#cards/shared/customer-words.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { dateOf, optionOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, toast } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { cleanName } from "#directory/customer-name.ts";
import { customerById } from "#directory/customers.ts";
import { optionsOf } from "./edit.ts";
import { redrawCustomer } from "./show.ts";
import { type ContactFacts, findContact, saveContact } from "./store.ts";

/** "Add contact". */
export const addContact = action({
  id: "customer.add-contact",
  payload: z.object({ customerId: z.uuid() }),
  run: (ctx, { customerId }) => openForm(ctx, { customerId }),
});

/** "Edit" beside a contact. */
export const editContact = action({
  id: "customer.edit-contact",
  payload: z.object({ contactId: z.uuid() }),
  run: async (ctx, { contactId }) => {
    const contact = await findContact(ctx.db, contactId);
    if (contact === undefined) return toast(customerTexts[ctx.locale].contactGone, "warning");
    const { customerId, version, birthday, ...facts } = contact;
    const filled = Object.entries(facts).filter(([, fact]) => fact !== null);
    const day = birthday === null ? {} : { birthday: birthday.toISOString().slice(0, 10) };
    return openForm(ctx, { customerId, contactId, version, ...Object.fromEntries(filled), ...day });
  },
});

async function openForm(ctx: HandlerCtx, view: Omit<ContactFormView, "decisionRoles">): Promise<Reply> {
  const refused = await refusal(ctx, view.customerId);
  if (refused !== undefined) return toast(refused, "warning");
  return ask(contactForm(ctx.locale, { ...view, decisionRoles: optionsOf(decisionRoleNames[ctx.locale]) }));
}

/** Why the actor may not touch the customer's contacts. */
async function refusal(ctx: HandlerCtx, customerId: string): Promise<string | undefined> {
  const t = customerTexts[ctx.locale];
  const customer = await customerById(ctx, customerId);
  if (customer === undefined) return t.gone;
  return (await mayUseCustomer(ctx, customer)) ? undefined : t.notAllowed;
}

/**
 * The submitted form. The same submission twice makes one contact: its id comes from the event. Refused where somebody
 * changed the contact since it was opened.
 */
export const contactSaved = form({
  id: "customer.contact",
  payload: z.object({
    customerId: z.uuid(),
    contactId: z.uuid().optional(),
    version: z.coerce.number().optional(),
  }),
  run: async (ctx, { payload: { customerId, contactId, version = noVersion }, values }) => {
    const t = customerTexts[ctx.locale];
    const refused = await refusal(ctx, customerId);
    if (refused !== undefined) return invalid({ name: refused });
    const name = cleanName(textOf(values, "name") ?? "");
    const errors = problems(ctx, name, values);
    if (Object.keys(errors).length > 0) return invalid(errors);
    const id = contactId ?? uuidOf(`${ctx.event.tenant}:${ctx.event.key}`, ctx.workspaceId);
    const isSaved = await ctx.db.$transaction(async (tx) => {
      const scope = { db: tx, workspaceId: ctx.workspaceId };
      const contact = { id, customerId, ...factsIn(values), name, now: ctx.now };
      if (!(await saveContact(scope, contact, contactId === undefined ? undefined : version))) return false;
      const by = { at: ctx.now, personId: ctx.actor.personId, subjectId: customerId };
      await recordAudit(scope, { action: "customer.contact-saved", ...by, details: { contactId: id } });
      return true;
    });
    if (isSaved) return redrawCustomer(ctx, customerId, t.contactSaved(name));
    const isThere = (await findContact(ctx.db, id)) !== undefined;
    return invalid({ name: isThere ? t.changedMeanwhile : t.contactGone });
  },
});

/** Of a form that was opened before there were any. */
const noVersion = 0;

function factsIn(values: FormValues): Omit<ContactFacts, "name"> {
  const birthday = dateOf(values, "birthday");
  return {
    title: textOf(values, "title") ?? null,
    phone: textOf(values, "phone") ?? null,
    email: textOf(values, "email")?.toLowerCase() ?? null,
    wechat: textOf(values, "wechat") ?? null,
    decisionRole: optionOf(values, "decisionRole") ?? null,
    caresAbout: textOf(values, "caresAbout") ?? null,
    birthday: birthday === undefined ? null : new Date(`${birthday}T00:00:00Z`),
  };
}

const email = z.email();
/** Digits as people write them, with an extension: 0571-8888 6666 转 802. */
const phone = z.string().regex(/^\+?[\d\s()（）-]{5,25}(转\s?\d+|ext\.?\s?\d+|x\d+)?$/i);

function problems({ locale }: HandlerCtx, name: string, values: FormValues): Record<string, string> {
  const t = customerTexts[locale];
  const [mail, number] = [textOf(values, "email"), textOf(values, "phone")];
  return {
    ...(name === "" && { name: t.needContactName }),
    ...(mail !== undefined && !email.safeParse(mail).success && { email: t.badEmail }),
    ...(number !== undefined && !phone.safeParse(number).success && { phone: t.badPhone }),
  };
}
