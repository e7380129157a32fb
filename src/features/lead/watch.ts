import { leadAssignedMessage, leadDecidedMessage } from "./assigned.ts";
import { contactLogged, logContact } from "./contact.ts";
import { extend, extended } from "./extend.ts";
import { handBack, handedBack } from "./hand-back.ts";
import { touch, touched } from "./monthly.ts";
import { planFollowUp, planned } from "./plan.ts";
import { release } from "./release.ts";
import { leadTakenMessage } from "./taken.ts";
import { undoContact } from "./undo-contact.ts";
import { monthlyMessage, nurtureGivenMessage, ungraded, ungradedMessage } from "./watch-lists.ts";
import { noticeKinds, noticeView } from "./watch-messages.ts";
import { watchSamples } from "./watch-samples.ts";
import { leadSweep } from "./watch-sweep.ts";

/** What a lead's owner, the owner's manager and the program itself do with an approved lead. */
export const leadWatch = {
  actions: [logContact, undoContact, planFollowUp, handBack, extend, release, touch],
  forms: [contactLogged, planned, handedBack, extended, touched],
  messages: [
    ...[leadAssignedMessage, leadDecidedMessage, leadTakenMessage],
    ...[ungradedMessage, monthlyMessage, nurtureGivenMessage],
    ...Object.values(noticeKinds),
  ],
  sweeps: [leadSweep],
  views: [noticeView, ungraded],
  samples: watchSamples,
};
