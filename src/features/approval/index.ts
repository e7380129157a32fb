import { approvalSweep } from "#approval/sweep.ts";
import type { Feature } from "#chat/feature.ts";
import { answer, answered } from "./answer.ts";
import { approve, askBack, askedBack, change, changed } from "./decide.ts";
import { approvalsCommand, listView, turnPage } from "./list.ts";
import { approvalMessages } from "./messages.ts";
import { open } from "./open.ts";
import { approvalSamples } from "./samples.ts";
import { several, severalTicked } from "./several.ts";
import { approvalInGroup, oneApproval } from "./view.ts";

export const approval: Feature = {
  name: "approval",
  commands: [approvalsCommand],
  actions: [approve, change, askBack, open, answer, turnPage, several],
  forms: [changed, askedBack, answered, severalTicked],
  views: [oneApproval, approvalInGroup, listView],
  messages: approvalMessages,
  sweeps: [approvalSweep],
  samples: approvalSamples,
};
