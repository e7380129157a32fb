import { theirCustomer, type WhichCustomerView, whichCustomer } from "#cards/follow-up/which-customer.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";

const ids = { customerId: sampleId(2), draftId: sampleId(3) };

function which(locale: Locale, more: Partial<WhichCustomerView> = {}): WhichCustomerView {
  const { customer, note } = sampleWords[locale];
  return { ...ids, content: note, name: customer, isSeveral: false, similar: [], leads: [], ...more };
}

/** The question of whom a follow-up is, and the answer where it is somebody else's. */
export const whichSamples: readonly Sample[] = [
  {
    name: "which-customer",
    make: (locale) => {
      const { customer, other } = sampleWords[locale];
      const similar = [
        { customerId: sampleId(4), name: `${customer} 1` },
        { customerId: sampleId(5), name: `${customer} 2`, owner: other },
      ];
      return whichCustomer(locale, which(locale, { similar }));
    },
  },
  {
    name: "which-of-several",
    make: (locale) => {
      const { customer, other } = sampleWords[locale];
      const similar = [
        { customerId: sampleId(4), name: customer },
        { customerId: sampleId(5), name: customer, owner: other },
      ];
      return whichCustomer(locale, which(locale, { similar, isSeveral: true }));
    },
  },
  {
    name: "which-customer-unnamed",
    make: (locale) => {
      const { name: _, ...unnamed } = which(locale);
      return whichCustomer(locale, unnamed);
    },
  },
  {
    name: "which-customer-hostile",
    make: (locale) => {
      const one = { name: hostileName, owner: hostileName };
      const similar = many(40, (number) => ({ ...one, customerId: sampleId(number) }));
      return whichCustomer(locale, which(locale, { name: hostileName, content: longText, similar }));
    },
  },
  {
    name: "their-customer",
    make: (locale) => {
      const { customer, note, other } = sampleWords[locale];
      return theirCustomer(locale, { ...ids, content: note, customer, owner: other });
    },
  },
  {
    name: "their-customer-hostile",
    make: (locale) =>
      theirCustomer(locale, { ...ids, content: longText, customer: hostileName, owner: hostileName }),
  },
  {
    name: "which-customer-or-lead",
    make: (locale) => {
      const { customer, contact, other, person } = sampleWords[locale];
      const similar = [{ customerId: sampleId(4), name: customer, owner: other }];
      const leads = [
        { leadId: sampleId(6), name: customer, contact },
        { leadId: sampleId(7), name: customer, contact: other, owner: person },
      ];
      return whichCustomer(locale, which(locale, { similar, leads }));
    },
  },
  {
    name: "which-lead-hostile",
    make: (locale) => {
      const lead = { name: hostileName, contact: hostileName, owner: hostileName };
      const leads = many(5, (number) => ({ ...lead, leadId: sampleId(number) }));
      return whichCustomer(locale, which(locale, { name: hostileName, content: longText, leads }));
    },
  },
];
