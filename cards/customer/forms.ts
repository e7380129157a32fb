import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { customerTexts } from "./texts.ts";

/** Choices in the reader's language. */
export type CustomerChoices = {
  readonly stages: readonly Option[];
  readonly levels: readonly Option[];
  readonly segments: readonly Option[];
};

export type CustomerFormView = CustomerChoices & {
  readonly customerId: string;
  readonly version: number;
  readonly name: string;
  readonly shortNames: string;
  readonly stage: string;
  readonly segment: string;
  readonly level?: string;
  readonly industry: string;
  readonly address: string;
  readonly notes: string;
};

/** A new customer: the name is enough. */
export function createCustomerForm(locale: Locale, view: { readonly name?: string }): Form {
  const t = customerTexts[locale];
  return {
    id: "customer.create",
    title: t.createTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: {},
    fields: [
      { ...line("name", t.name, view.name), required: true },
      { ...line("shortNames", t.shortNames), hint: t.shortNamesHint },
      line("industry", t.industry),
    ],
  };
}

/** A customer's facts. Refused where somebody changed them since it was opened: `version`. */
export function editCustomerForm(locale: Locale, view: CustomerFormView): Form {
  const t = customerTexts[locale];
  return {
    id: "customer.edit",
    title: t.editTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: { customerId: view.customerId, version: String(view.version) },
    fields: [
      { ...line("name", t.name, view.name), required: true },
      { ...line("shortNames", t.shortNames, view.shortNames), hint: t.shortNamesHint },
      {
        name: "stage",
        label: t.stage,
        required: true,
        type: "select",
        options: view.stages,
        initial: view.stage,
      },
      {
        name: "segment",
        label: t.segment,
        required: true,
        type: "select",
        options: view.segments,
        initial: view.segment,
      },
      {
        name: "level",
        label: t.level,
        type: "select",
        options: view.levels,
        ...(view.level !== undefined && { initial: view.level }),
      },
      line("industry", t.industry, view.industry),
      line("address", t.address, view.address),
      { name: "notes", label: t.notes, type: "multiline", maxLength: 1000, initial: view.notes },
    ],
  };
}

/** Somebody at the customer. */
export function contactForm(
  locale: Locale,
  view: { readonly customerId: string; readonly decisionRoles: readonly Option[] },
): Form {
  const t = customerTexts[locale];
  return {
    id: "customer.contact",
    title: t.contactTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: { customerId: view.customerId },
    fields: [
      { ...line("name", t.contactName), required: true },
      line("title", t.title),
      line("phone", t.phone),
      line("email", t.email),
      line("wechat", t.wechat),
      { name: "decisionRole", label: t.decisionRole, type: "select", options: view.decisionRoles },
      { name: "birthday", label: t.birthday, type: "date" },
      line("caresAbout", t.caresAbout),
    ],
  };
}

function line(name: string, label: string, initial?: string): FormField {
  return {
    name,
    label,
    type: "text",
    maxLength: 200,
    ...(initial !== undefined && initial !== "" && { initial }),
  };
}
