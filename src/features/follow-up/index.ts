import type { Feature } from "#chat/feature.ts";
import { again } from "./again.ts";
import { askWhetherNote } from "./ask-which-customer.ts";
import { edit, editSubmitted } from "./edit.ts";
import { logFor, logFormSubmitted } from "./log-form.ts";
import { fromMessageShortcut, logLine, logShortcut } from "./log-line.ts";
import { logOptions } from "./log-options.ts";
import { followUpDueMessage, snooze } from "./remind.ts";
import { followUpSamples } from "./samples.ts";
import { draftCreate, draftDrop, draftFor, draftForLead, draftForm, draftLog } from "./settle-draft.ts";
import { followUpSweep } from "./sweep.ts";
import { undo } from "./undo.ts";

export const followUp: Feature = {
  name: "follow-up",
  commands: [logLine],
  actions: [
    undo,
    again,
    edit,
    logFor,
    snooze,
    draftFor,
    draftForLead,
    draftCreate,
    draftForm,
    draftLog,
    draftDrop,
  ],
  forms: [logFormSubmitted, editSubmitted],
  optionSources: [logOptions],
  shortcuts: [logShortcut, fromMessageShortcut],
  messages: [followUpDueMessage],
  sweeps: [followUpSweep],
  samples: followUpSamples,
  fallback: askWhetherNote,
};
