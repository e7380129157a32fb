import { assignForm, poolNews } from "#cards/pool/claimed.ts";
import { type PooledLead, poolList } from "#cards/pool/list.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";

const leadId = sampleId(1);

function lead(locale: Locale): PooledLead {
  const { customer: company, monday: since } = sampleWords[locale];
  return { leadId, company, grade: "A", source: "exhibition", since };
}

const claims = { most: 5, days: 7, left: 3 };
const empty = { leads: [], count: 0, isMore: false, page: "", mayAssign: false };

/** Every card and form of the feature, at its shortest and at its longest. */
export const poolSamples: readonly Sample[] = [
  { name: "list-empty", make: (locale) => poolList(locale, { ...empty, claims }) },
  {
    name: "list",
    make: (locale) => {
      const { customer: company } = sampleWords[locale];
      const leads = [
        lead(locale),
        { leadId: sampleId(2), company, source: "website", waitsUntil: sampleWords[locale].fridayAtThree },
      ];
      return poolList(locale, { ...empty, claims, leads, count: 2 });
    },
  },
  {
    name: "list-of-a-manager",
    make: (locale) =>
      poolList(locale, {
        ...{ ...empty, mayAssign: true, leads: [lead(locale)], count: 1000, isMore: true },
        ...{ claims: { ...claims, left: 0 }, page: `a${leadId}`, previous: `b${leadId}`, next: `a${leadId}` },
      }),
  },
  {
    name: "list-hostile",
    make: (locale) =>
      poolList(locale, {
        leads: many(10, (number) => ({
          ...{ leadId: sampleId(number), company: longText, source: hostileText, since: hostileName },
        })),
        ...{ count: 90, isMore: false, page: "", next: `a${leadId}`, mayAssign: true },
      }),
  },
  {
    name: "claimed",
    make: (locale) => {
      const { customer: company, fridayAtThree: due } = sampleWords[locale];
      return poolNews(locale, { what: "claimed", company, due });
    },
  },
  {
    name: "assigned",
    make: (locale) => poolNews(locale, { what: "assigned", company: hostileName, to: hostileName }),
  },
  {
    name: "quicker",
    make: (locale) => {
      const { customer: company, other: by } = sampleWords[locale];
      return poolNews(locale, { what: "quicker", company, by });
    },
  },
  { name: "mine", make: (locale) => poolNews(locale, { what: "mine", company: longText }) },
  { name: "not-there", make: (locale) => poolNews(locale, { what: "not-there", company: longText }) },
  {
    name: "assign-form",
    make: (locale) => assignForm(locale, { leadId, company: sampleWords[locale].customer, people: [] }),
  },
  {
    name: "assign-form-hostile",
    make: (locale) =>
      assignForm(locale, {
        ...{ leadId, company: longText },
        people: many(150, (number) => ({ value: sampleId(number), label: `${number} ${hostileName}` })),
      }),
  },
];
