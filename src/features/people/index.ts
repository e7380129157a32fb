import type { Feature } from "#chat/feature.ts";
import { admit, admitMessage, notNow, welcomeMessage } from "./admit.ts";
import { becomeAdminAction, joinAction } from "./become-admin.ts";
import { leaveSubmitted, openLeave } from "./leaver.ts";
import { colleagues, editPerson, listPeople, personSubmitted, teams } from "./person-form.ts";
import { editPolicy, policySubmitted, showPolicy } from "./policy.ts";
import { receivedMessage } from "./received.ts";
import { peopleSamples } from "./samples.ts";
import { editSettings, settings, settingsSubmitted, timeZones } from "./settings.ts";
import { answerStranger } from "./stranger.ts";
import { unreachableMessage } from "./unreachable.ts";

export const people: Feature = {
  name: "people",
  commands: [settings],
  actions: [
    admit,
    notNow,
    becomeAdminAction,
    joinAction,
    editSettings,
    listPeople,
    editPerson,
    showPolicy,
    editPolicy,
    openLeave,
  ],
  forms: [settingsSubmitted, personSubmitted, policySubmitted, leaveSubmitted],
  optionSources: [timeZones, teams, colleagues],
  messages: [admitMessage, welcomeMessage, unreachableMessage, receivedMessage],
  samples: peopleSamples,
  stranger: answerStranger,
};
