import {
  type ImportPlanView,
  importCancelled,
  importDone,
  importNotReported,
  importPlanned,
  importRefused,
  importReported,
  importWhat,
} from "#cards/lead/import.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, many, sampleWords } from "#chat/sample-texts.ts";
import { importColumns } from "#directory/leads/import-rows.ts";

const least: ImportPlanView = {
  name: "",
  ref: { file: "F012345" },
  ...{ fresh: 1, resembling: [], before: 0, answered: 0, rejected: [], newSources: [] },
  ...{ columns: ["company"], unknownColumns: [], otherSheets: [], hasOtherFiles: false },
};

const most: ImportPlanView = {
  name: `${hostileName}.xlsx`,
  ref: { file: "file_v3_0123456789abcdef0123456789abcdef", message: "om_0123456789abcdef0123456789abcdef" },
  ...{ fresh: 17_000, before: 300, answered: 16_000 },
  resembling: many(1200, (number) => ({
    line: number * 3,
    company: hostileName,
    alike:
      number === 1
        ? { of: "customer", name: hostileName }
        : { of: "lead", name: hostileName, owner: hostileName },
  })),
  newSources: many(20, (number) => `${hostileName}${number}`),
  columns: importColumns,
  unknownColumns: many(30, (number) => `${hostileName}${number}`),
  otherSheets: many(20, (number) => `${hostileName}${number}`),
  hasOtherFiles: true,
  rejected: many(500, (number) => ({
    line: number * 7,
    faults: [
      { code: "no-company", column: "company" },
      { code: "too-long", column: "need" },
      { code: "rounded-phone", column: "phone" },
      { code: "bad-email", column: "email" },
      { code: "ambiguous-date", column: "acquiredAt" },
      { code: "bad-answer", column: "influence" },
    ],
  })),
};

export const importSamples: readonly Sample[] = [
  { name: "import-planned-least", make: (locale) => importPlanned(locale, least) },
  { name: "import-planned-most", make: (locale) => importPlanned(locale, most) },
  { name: "import-planned-doubtful", make: (locale) => importPlanned(locale, doubtful(locale)) },
  { name: "import-planned-none", make: (locale) => importPlanned(locale, { ...most, ...nothingGood }) },
  {
    name: "import-planned-before",
    make: (locale) => importPlanned(locale, { ...least, fresh: 0, before: 2 }),
  },
  { name: "import-planned-empty", make: (locale) => importPlanned(locale, { ...least, fresh: 0 }) },
  {
    name: "import-done",
    make: (locale) => importDone(locale, { made: 12, ...{ before: 0, answered: 0, leftOut: 0 } }),
  },
  {
    name: "import-done-some",
    make: (locale) => importDone(locale, { made: 18_000, before: 300, answered: 17_000, leftOut: 1700 }),
  },
  {
    name: "import-done-none",
    make: (locale) => importDone(locale, { made: 0, before: 2, answered: 0, leftOut: 1 }),
  },
  { name: "import-cancelled", make: (locale) => importCancelled(locale) },
  { name: "import-gone", make: (locale) => importRefused(locale, "gone") },
  { name: "import-no-company", make: (locale) => importRefused(locale, "noCompany") },
  { name: "import-too-many", make: (locale) => importRefused(locale, { rowsMost: 20_000 }) },
  { name: "import-what", make: (locale) => importWhat(locale, true) },
  { name: "import-not-yours", make: (locale) => importWhat(locale, false) },
  { name: "import-reported", make: (locale) => importReported(locale, 1700) },
  { name: "import-not-reported", make: (locale) => importNotReported(locale, "reportNotSent") },
];

const nothingGood = { fresh: 0, resembling: [], before: 0, answered: 0, newSources: [] };

/** A small list of which one row is there already. */
function doubtful(locale: Locale): ImportPlanView {
  const { customer, other: owner } = sampleWords[locale];
  const row = { line: 4, company: customer, alike: { of: "lead" as const, name: customer, owner } };
  return {
    ...{ ...least, name: "leads.csv", fresh: 0, resembling: [row] },
    rejected: [{ line: 5, faults: [{ code: "no-company", column: "company" }] }],
    newSources: ["LinkedIn"],
  };
}
