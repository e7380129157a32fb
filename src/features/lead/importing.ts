import { importCancel, importPressed, receiveFiles } from "./import.ts";
import { importGrades } from "./import-grades.ts";
import { importReport } from "./import-report.ts";
import { importSamples } from "./import-samples.ts";

/** A list of leads as a file: looked through, imported at a press, graded in bulk, and what was left out sent back. */
export const leadImport = {
  files: receiveFiles,
  actions: [importPressed, importCancel],
  messages: [importGrades, importReport],
  samples: importSamples,
};
