import type { Feature } from "#chat/feature.ts";
import { leadGradeKind } from "./approval-kind.ts";
import { addCollaborator, askOwner, leadAskedMessage, leadSharedMessage } from "./ask-owner.ts";
import { convert, convertNew, convertTo } from "./convert.ts";
import { disqualified, disqualify } from "./disqualify.ts";
import { leadViews } from "./draw-lead.ts";
import { edit, edited, more } from "./edit.ts";
import { grade, graded, submitGrade } from "./grade.ts";
import { leadImport } from "./importing.ts";
import { keep } from "./keep.ts";
import {
  draftDrop,
  draftForm,
  draftRegister,
  draftSource,
  openRegister,
  registerSubmitted,
} from "./register-form.ts";
import { leadFromMessage, leadLine } from "./register-line.ts";
import { leadSamples } from "./samples.ts";
import { show } from "./show.ts";
import { history } from "./show-history.ts";
import { transferActions, transferForms } from "./transfer.ts";
import { leadWatch } from "./watch.ts";

export const lead: Feature = {
  name: "lead",
  commands: [leadLine],
  actions: [
    ...leadImport.actions,
    ...[openRegister, draftForm, draftSource, draftRegister, draftDrop],
    ...[show, history, grade, submitGrade, keep, edit, more],
    ...[askOwner, addCollaborator, ...transferActions, convert, convertTo, convertNew, disqualify],
    ...leadWatch.actions,
  ],
  forms: [registerSubmitted, graded, edited, ...transferForms, disqualified, ...leadWatch.forms],
  shortcuts: [leadFromMessage],
  messages: [...leadImport.messages, leadAskedMessage, leadSharedMessage, ...leadWatch.messages],
  sweeps: [...leadWatch.sweeps],
  approvals: [leadGradeKind],
  views: [...leadViews, ...leadWatch.views],
  files: leadImport.files,
  samples: [...leadImport.samples, ...leadSamples, ...leadWatch.samples],
};
