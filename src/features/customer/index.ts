import type { Feature } from "#chat/feature.ts";
import { addCollaborator, askOwner, customerAskedMessage, customerSharedMessage } from "./ask-owner.ts";
import { addContact, contactSaved, editContact } from "./contact.ts";
import { created, openCreate } from "./create.ts";
import { edit, edited } from "./edit.ts";
import { customerOptions } from "./options.ts";
import { customerSamples } from "./samples.ts";
import { customerLine, history, open } from "./show.ts";

export const customer: Feature = {
  name: "customer",
  commands: [customerLine],
  actions: [open, history, edit, openCreate, addContact, editContact, askOwner, addCollaborator],
  forms: [edited, created, contactSaved],
  optionSources: [customerOptions],
  messages: [customerAskedMessage, customerSharedMessage],
  samples: customerSamples,
};
