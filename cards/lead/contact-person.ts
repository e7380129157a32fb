import type { Field } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { type Text, value } from "#chat/text.ts";
import { contactTexts } from "./contact-texts.ts";

export type ContactPerson = {
  /** Name and title. */
  readonly contact?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly wechat?: string;
};

/** Who is to be contacted, and how. In a group only the name: the rest is confidential. */
export function contactPersonFields(
  locale: Locale,
  { contact, phone, email, wechat }: ContactPerson,
  isInGroup: boolean,
): readonly (Field | undefined)[] {
  const t = contactTexts[locale];
  const name = field(t.contact, contact);
  if (isInGroup) return [name];
  return [
    name,
    phone === undefined ? undefined : { label: t.phone, value: phoneText(phone) },
    field(t.email, email),
    field(t.wechat, wechat),
  ];
}

/** A link that dials, where the platform takes one. */
export function phoneText(phone: string): Text {
  const number = phone.normalize("NFKC").replace(/[^\d+]/g, "");
  if (!/^\+?\d{5,15}$/.test(number)) return value(phone);
  return [{ type: "link", label: phone, url: `tel:${number}` }];
}

function field(label: string, words: string | undefined): Field | undefined {
  return words === undefined ? undefined : { label, value: value(words) };
}
