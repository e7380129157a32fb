import { type Button, buttons, type Card, text } from "#chat/card.ts";
import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { leadTexts } from "./lead-texts.ts";
import { line, needField, needTextMax } from "./register.ts";

export type EditFormView = {
  readonly leadId: string;
  readonly version: number;
  readonly company: string;
  readonly source: string;
  readonly sources: readonly Option[];
  readonly contactName: string;
  readonly contactTitle: string;
  readonly phone: string;
  readonly email: string;
  readonly wechat: string;
  readonly need: string;
  /** `YYYY-MM-DD` */
  readonly acquiredOn: string;
  /** A form that others could read shows no way to reach the contact; what it leaves out stays as it is. */
  readonly isInGroup: boolean;
};

/** What every lead has. Refused where somebody changed it since it was opened: `version`. */
export function editLeadForm(locale: Locale, view: EditFormView): Form {
  const t = leadTexts[locale];
  return {
    ...partOf(locale, view, "main"),
    title: t.editTitle,
    fields: [
      { ...line("company", t.fields.company, view.company), required: true },
      {
        ...{ name: "source", label: t.fields.source, required: true, type: "select" },
        ...{ options: view.sources, initial: view.source },
      },
      line("contactName", t.fields.contactName, view.contactName),
      ...(view.isInGroup ? [] : [line("phone", t.fields.phone, view.phone)]),
      ...needFields(locale, view),
    ],
  };
}

/** The rest. */
export function moreLeadForm(locale: Locale, view: EditFormView): Form {
  const t = leadTexts[locale];
  const reach = [
    line("email", t.fields.email, view.email),
    line("wechat", t.fields.wechat, view.wechat),
  ] satisfies FormField[];
  return {
    ...partOf(locale, view, "more"),
    title: t.moreTitle,
    fields: [
      line("contactTitle", t.fields.contactTitle, view.contactTitle),
      ...(view.isInGroup ? [] : reach),
      { name: "acquiredOn", label: t.fields.acquiredOn, type: "date", initial: view.acquiredOn },
      ...needFields(locale, view),
    ],
  };
}

function partOf(locale: Locale, { leadId, version, company }: EditFormView, part: string) {
  const t = leadTexts[locale];
  const payload = { leadId, version: String(version), part };
  return { id: "lead.edit", submit: t.submit, cancel: t.cancel, payload, intro: value(company) };
}

/** A text that the form would cut is left out and stays as it is. */
function needFields(locale: Locale, { need }: EditFormView): FormField[] {
  return need.length > needTextMax ? [] : [needField(locale, need === "" ? undefined : need)];
}

type OfLead = { readonly leadId: string; readonly company: string };

/** It is none: with a reason. */
export function disqualifyForm(locale: Locale, view: OfLead): Form {
  const t = leadTexts[locale];
  const placeholder = t.disqualifyHint;
  return {
    ...{ id: "lead.disqualify", title: t.disqualifyTitle, submit: t.disqualify, cancel: t.cancel },
    ...{ payload: { leadId: view.leadId }, intro: value(view.company) },
    fields: [
      { name: "reason", label: t.reason, required: true, type: "multiline", maxLength: 300, placeholder },
    ],
  };
}

export type OfferedCustomer = {
  readonly customerId: string;
  readonly name: string;
  readonly owner?: string;
  /** Somebody else's: only its owner can take the lead in. */
  readonly isMasked: boolean;
};

/** Asked before a customer is made of a lead that resembles others. */
export function convertResembles(
  locale: Locale,
  view: OfLead & { readonly customers: readonly OfferedCustomer[] },
): Card {
  const t = leadTexts[locale];
  const { leadId } = view;
  return {
    title: t.resemblesTitle(view.company),
    tone: "warning",
    body: [
      text(authored(t.resembles)),
      buttons(...view.customers.map((customer) => offer(locale, leadId, customer)), {
        ...{ label: t.createAnyway, action: { id: "lead.convert-new", payload: { leadId } } },
      }),
    ],
  };
}

function offer(
  locale: Locale,
  leadId: string,
  { customerId, name, owner, isMasked }: OfferedCustomer,
): Button {
  const t = leadTexts[locale];
  if (!isMasked)
    return { label: t.itIs(name), action: { id: "lead.convert-to", payload: { leadId, customerId } } };
  const label = owner === undefined ? name : t.ownedBy(name, owner);
  return { label, action: { id: "customer.open", payload: { customerId } } };
}
