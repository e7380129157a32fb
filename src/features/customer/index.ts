import type { Feature } from "#chat/feature.ts";
import { addCollaborator, askOwner, customerAskedMessage, customerSharedMessage } from "./ask-owner.ts";
import { addContact, contactSaved, editContact } from "./contact.ts";
import { created, openCreate } from "./create.ts";
import { edit, edited } from "./edit.ts";
import { extend, extended } from "./extend.ts";
import { customerIdleMessage, customerReleasedMessage } from "./idle.ts";
import { idleSamples } from "./idle-samples.ts";
import { customerSweep } from "./idle-sweep.ts";
import { customerOptions } from "./options.ts";
import { customerSamples } from "./samples.ts";
import { customerLine, history, open } from "./show.ts";

export const customer: Feature = {
  name: "customer",
  commands: [customerLine],
  actions: [open, history, edit, openCreate, addContact, editContact, askOwner, addCollaborator, extend],
  forms: [edited, created, contactSaved, extended],
  optionSources: [customerOptions],
  messages: [customerAskedMessage, customerSharedMessage, customerIdleMessage, customerReleasedMessage],
  sweeps: [customerSweep],
  samples: [...customerSamples, ...idleSamples],
};
