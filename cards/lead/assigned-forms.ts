import type { Form, FormField } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { value } from "#chat/text.ts";
import { assignedTexts } from "./assigned-texts.ts";
import { contactTexts } from "./contact-texts.ts";

type OfLead = { readonly leadId: string; readonly company: string };

/** Back to the public pool, with a reason. */
export function handBackForm(locale: Locale, view: OfLead): Form {
  const title = assignedTexts[locale].handBackTitle;
  return { ...ofLead(locale, view), id: "lead.hand-back", title, submit: title, fields: [reason(locale)] };
}

/** The one extension before an idle lead goes back to the pool. */
export function extendForm(locale: Locale, view: OfLead): Form {
  const title = assignedTexts[locale].extendTitle;
  return { ...ofLead(locale, view), id: "lead.extend", title, submit: title, fields: [reason(locale)] };
}

function ofLead(locale: Locale, { leadId, company }: OfLead) {
  return { cancel: contactTexts[locale].cancel, payload: { leadId }, intro: value(company) };
}

function reason(locale: Locale): FormField {
  const t = assignedTexts[locale];
  const texts = { label: t.reason, placeholder: t.reasonHint };
  return { name: "reason", required: true, type: "multiline", maxLength: 300, ...texts };
}
