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
import { hostileName, many } from "#chat/sample-texts.ts";
import { importColumns } from "#directory/leads/import-rows.ts";

const least: ImportPlanView = {
  name: "",
  ref: { file: "F012345" },
  ...{ fresh: 1, resembling: 0, before: 0, answered: 0, rejected: [] },
  ...{ columns: ["company"], unknownColumns: [], hasOtherFiles: false },
};

const most: ImportPlanView = {
  name: `${hostileName}.xlsx`,
  ref: { file: "file_v3_0123456789abcdef0123456789abcdef", message: "om_0123456789abcdef0123456789abcdef" },
  ...{ fresh: 18_000, resembling: 1200, before: 300, answered: 17_000 },
  columns: importColumns,
  unknownColumns: many(30, (number) => `${hostileName}${number}`),
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
  { name: "import-planned-none", make: (locale) => importPlanned(locale, { ...most, ...nothingGood }) },
  {
    name: "import-done",
    make: (locale) => importDone(locale, { made: 12, ...{ before: 0, answered: 0, leftOut: 0 } }),
  },
  {
    name: "import-done-some",
    make: (locale) => importDone(locale, { made: 18_000, before: 300, answered: 17_000, leftOut: 1700 }),
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

const nothingGood = { fresh: 0, resembling: 0, before: 0, answered: 0 };
