import { contactForm, createCustomerForm, editCustomerForm } from "#cards/customer/forms.ts";
import { decisionRoleNames, levelNames, segmentNames, stageNames } from "#cards/shared/customer-words.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { optionsOf } from "./edit.ts";

const customerId = sampleId(1);

const choices = (locale: Locale) => ({
  stages: optionsOf(stageNames[locale]),
  levels: optionsOf(levelNames[locale]),
  segments: optionsOf(segmentNames[locale]),
});

/** Every form of the feature, at its shortest and at its longest. */
export const customerFormSamples: readonly Sample[] = [
  { name: "create-form", make: (locale) => createCustomerForm(locale, { isAsked: false }) },
  {
    name: "create-form-asked",
    make: (locale) =>
      createCustomerForm(locale, {
        ...{ name: hostileName, shortNames: hostileText, industry: hostileText, isAsked: true },
      }),
  },
  {
    name: "edit-form",
    make: (locale) =>
      editCustomerForm(locale, {
        ...choices(locale),
        ...{ customerId, version: 1, name: sampleWords[locale].customer, shortNames: "" },
        ...{ stage: "potential", segment: "routine", industry: "", address: "", notes: "" },
      }),
  },
  {
    name: "edit-form-hostile",
    make: (locale) =>
      editCustomerForm(locale, {
        ...choices(locale),
        ...{ customerId, version: 999, name: longText, shortNames: longText, level: "large" },
        ...{
          stage: "strategic",
          segment: "key_expansion",
          industry: longText,
          address: longText,
          notes: longText,
        },
      }),
  },
  {
    name: "contact-form",
    make: (locale) =>
      contactForm(locale, { customerId, decisionRoles: optionsOf(decisionRoleNames[locale]) }),
  },
  {
    name: "contact-form-hostile",
    make: (locale) =>
      contactForm(locale, {
        ...{ customerId, contactId: sampleId(3), decisionRoles: optionsOf(decisionRoleNames[locale]) },
        ...{ name: longText, title: longText, phone: longText, email: longText, wechat: longText },
        ...{ decisionRole: "buyer", birthday: "1980-02-29", caresAbout: longText },
      }),
  },
];
