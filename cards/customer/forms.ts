import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import type { NewCustomerWords } from "./lists.ts";
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

/** A new customer: the name is enough. `isAsked`: what resembles it was shown. */
export function createCustomerForm(
  locale: Locale,
  view: Partial<NewCustomerWords> & { readonly isAsked: boolean },
): Form {
  const t = customerTexts[locale];
  return {
    id: "customer.create",
    title: t.createTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: view.isAsked && view.name !== undefined ? { asked: view.name } : {},
    fields: [
      { ...line("name", t.name, view.name), required: true },
      { ...line("shortNames", t.shortNames, view.shortNames), hint: t.shortNamesHint },
      line("industry", t.industry, view.industry),
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

export type ContactFormView = {
  readonly customerId: string;
  /** Absent for a new one. */
  readonly contactId?: string;
  readonly version?: number;
  readonly decisionRoles: readonly Option[];
  readonly name?: string;
  readonly title?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly wechat?: string;
  readonly decisionRole?: string;
  /** `YYYY-MM-DD` */
  readonly birthday?: string;
  readonly caresAbout?: string;
};

/** Somebody at the customer. Refused where somebody changed them since it was opened: `version`. */
export function contactForm(locale: Locale, view: ContactFormView): Form {
  const t = customerTexts[locale];
  const { customerId, contactId, version = 1, decisionRole, birthday } = view;
  return {
    id: "customer.contact",
    title: t.contactTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: contactId === undefined ? { customerId } : { customerId, contactId, version: String(version) },
    fields: [
      { ...line("name", t.contactName, view.name), required: true },
      line("title", t.title, view.title),
      line("phone", t.phone, view.phone),
      line("email", t.email, view.email),
      line("wechat", t.wechat, view.wechat),
      {
        name: "decisionRole",
        label: t.decisionRole,
        type: "select",
        options: view.decisionRoles,
        ...(decisionRole !== undefined && { initial: decisionRole }),
      },
      {
        ...{ name: "birthday", label: t.birthday, type: "date" },
        ...(birthday !== undefined && { initial: birthday }),
      },
      line("caresAbout", t.caresAbout, view.caresAbout),
    ],
  };
}

function line(name: string, label: string, initial?: string): FormField {
  return {
    name,
    label,
    type: "text",
    maxLength: 120,
    ...(initial !== undefined && initial !== "" && { initial }),
  };
}
