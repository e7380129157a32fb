import type { Feature } from "#chat/feature.ts";
import { exportLedger, exportMessage } from "./export.ts";
import { filtered, ledgerOwners, openFilter } from "./filter.ts";
import { ledgerSamples } from "./samples.ts";
import { leadsLine, turnLedger } from "./show.ts";

export const ledger: Feature = {
  name: "ledger",
  commands: [leadsLine],
  actions: [turnLedger, openFilter, exportLedger],
  forms: [filtered],
  optionSources: [ledgerOwners],
  messages: [exportMessage],
  samples: ledgerSamples,
};
