import { customerChoice, customerHistory, customerList, customerResembles } from "#cards/customer/lists.ts";
import {
  type CustomerView,
  collaboratorAdded,
  customerAsked,
  customerMasked,
  customerProfile,
  type FollowUpLine,
  youMaySee,
} from "#cards/customer/profile.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import { decisionRoleNames, levelNames, segmentNames, stageNames } from "#cards/shared/customer-words.ts";
import { methodNames } from "#cards/shared/methods.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { customerFormSamples } from "./form-samples.ts";

const customerId = sampleId(1);
const personId = sampleId(2);

function fresh(locale: Locale): CustomerView {
  return {
    customerId,
    name: sampleWords[locale].customer,
    shortNames: [],
    stage: stageNames[locale].potential,
    segment: segmentNames[locale].routine,
    ...{ contacts: [], contactCount: 0, recent: [], todos: [], todoCount: 0 },
  };
}

function line(locale: Locale): FollowUpLine {
  const { monday, note, person } = sampleWords[locale];
  return { when: monday, method: methodNames[locale].visit, by: person, content: note };
}

function whole(locale: Locale): CustomerView {
  const { contact, friday, fridayAtThree, note, person, todo } = sampleWords[locale];
  const role = decisionRoleNames[locale].decision_maker;
  return {
    ...fresh(locale),
    ...{ owner: person, shortNames: ["YD"], level: levelNames[locale].large, industry: "Steel" },
    ...{ address: "Hangzhou", notes: note, silentDays: 12, next: fridayAtThree },
    contacts: [
      {
        contactId: sampleId(3),
        name: contact,
        details: [role, "+86 571 8888 6666 ext. 802", "wang@example.com"],
      },
      { contactId: sampleId(4), name: contact, details: [] },
    ],
    contactCount: 14,
    recent: [line(locale), line(locale)],
    todos: [{ title: todo, due: friday }, { title: todo }],
    todoCount: 7,
  };
}

const hostileLine: FollowUpLine = {
  when: hostileName,
  method: hostileName,
  by: hostileName,
  content: longText,
};

function hostile(locale: Locale): CustomerView {
  return {
    ...whole(locale),
    ...{ name: hostileName, owner: hostileName, shortNames: many(10, () => hostileName), notes: longText },
    ...{ level: hostileText, industry: hostileText, address: hostileText, next: hostileText },
    contacts: many(10, (number) => ({
      contactId: sampleId(number),
      name: `${number} ${hostileName}`,
      details: many(7, () => hostileText),
    })),
    recent: many(5, () => hostileLine),
    todos: many(5, () => ({ title: longText, due: hostileText })),
    todoCount: 900,
  };
}

const ids = { customerId, personId };
const offers = many(5, (number) => ({
  ...{ customerId: sampleId(number), name: `${number} ${hostileName}`, owner: hostileName },
}));

/** Every card and form of the feature, at its shortest and at its longest. */
export const customerSamples: readonly Sample[] = [
  { name: "profile-new", make: (locale) => customerProfile(locale, fresh(locale)) },
  { name: "profile", make: (locale) => customerProfile(locale, whole(locale)) },
  {
    name: "profile-edited",
    make: (locale) =>
      customerProfile(locale, whole(locale), customerTexts[locale].edited(sampleWords[locale].customer)),
  },
  { name: "profile-hostile", make: (locale) => customerProfile(locale, hostile(locale), longText) },
  {
    name: "masked",
    make: (locale) =>
      customerMasked(locale, {
        ...{ customerId, name: sampleWords[locale].customer, owner: sampleWords[locale].other },
      }),
  },
  {
    name: "masked-without-owner",
    make: (locale) => customerMasked(locale, { customerId, name: hostileName }),
  },
  {
    name: "asked",
    make: (locale) => {
      const { customer, person } = sampleWords[locale];
      return customerAsked(locale, { ...ids, customer, name: person });
    },
  },
  {
    name: "asked-hostile",
    make: (locale) => customerAsked(locale, { ...ids, customer: hostileName, name: hostileName }),
  },
  {
    name: "collaborator-added",
    make: (locale) => {
      const { customer, person } = sampleWords[locale];
      return collaboratorAdded(locale, { customer, name: person });
    },
  },
  {
    name: "you-may-see",
    make: (locale) => youMaySee(locale, { customerId, customer: sampleWords[locale].customer }),
  },
  { name: "list-empty", make: (locale) => customerList(locale, { customers: [], count: 0 }) },
  {
    name: "list",
    make: (locale) => {
      const { customer: name } = sampleWords[locale];
      const silences = [{}, { silentDays: 40 }, { silentDays: 1 }, { silentDays: 0 }];
      return customerList(locale, {
        customers: silences.map((silence) => ({ customerId, name, ...silence })),
        count: 14,
      });
    },
  },
  {
    name: "list-hostile",
    make: (locale) =>
      customerList(locale, { customers: many(60, () => ({ customerId, name: longText })), count: 900 }),
  },
  {
    name: "history-empty",
    make: (locale) => customerHistory(locale, { customerId, name: sampleWords[locale].customer, lines: [] }),
  },
  {
    name: "history",
    make: (locale) => {
      const lines = many(5, () => line(locale));
      return customerHistory(locale, {
        ...{ customerId, name: sampleWords[locale].customer, lines, earlier: sampleId(9) },
      });
    },
  },
  {
    name: "history-hostile",
    make: (locale) =>
      customerHistory(locale, { customerId, name: longText, lines: many(5, () => hostileLine) }),
  },
  {
    name: "not-found",
    make: (locale) => customerChoice(locale, { name: "YD", isAmbiguous: false, customers: [] }),
  },
  {
    name: "ambiguous",
    make: (locale) => {
      const { customer: name, other: owner } = sampleWords[locale];
      const customers = [
        { customerId, name },
        { customerId: sampleId(2), name, owner },
      ];
      return customerChoice(locale, { name, isAmbiguous: true, customers });
    },
  },
  {
    name: "not-found-hostile",
    make: (locale) => customerChoice(locale, { name: hostileName, isAmbiguous: false, customers: offers }),
  },
  {
    name: "resembles",
    make: (locale) => {
      const { customer: name, other: owner } = sampleWords[locale];
      return customerResembles(locale, { words: { name }, customers: [{ customerId, name, owner }] });
    },
  },
  {
    name: "resembles-hostile",
    make: (locale) => {
      const words = { name: hostileName, shortNames: hostileText, industry: hostileText };
      return customerResembles(locale, { words, customers: offers });
    },
  },
  ...customerFormSamples,
];
