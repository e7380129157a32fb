import { ledgerExported, ledgerNotExported } from "#cards/ledger/export.ts";
import { type LedgerFilterFormView, ledgerFilterForm } from "#cards/ledger/filter.ts";
import { type LedgerLineView, type LedgerView, ledgerList } from "#cards/ledger/list.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";

function plain(locale: Locale): LedgerLineView {
  const { customer: company, monday: registered } = sampleWords[locale];
  const [leadId, status] = [sampleId(1), "registered"] as const;
  const isPlain = { isUnowned: false, isOverdue: false, isHelped: false };
  return { ...isPlain, leadId, company, status, source: "exhibition", registered };
}

function late(locale: Locale): LedgerLineView {
  const { person: owner, friday: contactBy } = sampleWords[locale];
  return { ...plain(locale), status: "assigned", grade: "A", owner, contactBy, isOverdue: true };
}

function contacted(locale: Locale): LedgerLineView {
  const { other: owner, fridayAtThree: next } = sampleWords[locale];
  return { ...plain(locale), status: "contacted", grade: "B", owner, next, source: "website" };
}

const hostile: LedgerLineView = {
  ...{ leadId: sampleId(1), company: longText, status: "contacted", grade: "C", source: hostileText },
  ...{ owner: hostileName, registered: hostileText, contactBy: hostileText, next: hostileText },
  ...{ isUnowned: false, isOverdue: true, isHelped: true, registeredBy: hostileName },
};

const list = `team.A.assigned.exhibition.${sampleId(2)}.1.`;
const few: LedgerView = { filter: { scope: "mine" }, leads: [], count: 0, isMore: false, list: "mine......" };

const filterForm: LedgerFilterFormView = {
  ...{ list: "mine......", scopes: ["mine"], chosen: { scope: "mine" }, owners: [] },
};

/** Every card and form of the feature, at its shortest and at its longest. */
export const ledgerSamples: readonly Sample[] = [
  { name: "list-empty", make: (locale) => ledgerList(locale, few) },
  {
    name: "list",
    make: (locale) => ledgerList(locale, { ...few, leads: [late(locale), plain(locale)], count: 2 }),
  },
  {
    name: "list-of-the-team",
    make: (locale) =>
      ledgerList(locale, {
        filter: { scope: "team", grade: "A", status: "assigned", source: "exhibition", isOverdue: true },
        leads: [
          { ...late(locale), isHelped: true },
          contacted(locale),
          { ...plain(locale), status: "assigned", isUnowned: true },
          { ...plain(locale), status: "grading", registeredBy: sampleWords[locale].person },
        ],
        ...{ count: 1000, isMore: true, list, cleared: "team......" },
        ...{ previous: `${list}b${sampleId(3)}`, next: `${list}a${sampleId(4)}` },
      }),
  },
  {
    name: "list-filtered-empty",
    make: (locale) =>
      ledgerList(locale, {
        ...{ ...few, list, cleared: "all......" },
        filter: { scope: "all", source: "own", owner: sampleWords[locale].person },
      }),
  },
  {
    name: "list-hostile",
    make: (locale) =>
      ledgerList(locale, {
        filter: { scope: "all", grade: "C", status: "disqualified", source: hostileText, owner: longText },
        leads: many(10, (number) => ({ ...hostile, leadId: sampleId(number) })),
        ...{ count: 1000, isMore: true, list, cleared: list, previous: list, next: list },
      }),
  },
  { name: "filter-form", make: (locale) => ledgerFilterForm(locale, filterForm) },
  {
    name: "filter-form-hostile",
    make: (locale) =>
      ledgerFilterForm(locale, {
        ...{ list, scopes: ["mine", "all"] },
        chosen: {
          ...{ scope: "all", grade: "A", status: "grading", source: "own", isOverdue: true },
          owner: { value: sampleId(150), label: longText },
        },
        owners: many(150, (number) => ({ value: sampleId(number), label: `${number} ${hostileName}` })),
      }),
  },
  {
    name: "exported",
    make: (locale) => ledgerExported(locale, { file: "leads-2026-09-14.xlsx", count: 37, isCutOff: false }),
  },
  {
    name: "exported-in-part",
    make: (locale) => ledgerExported(locale, { file: hostileText, count: 50_000, isCutOff: true }),
  },
  { name: "not-exported", make: ledgerNotExported },
];
