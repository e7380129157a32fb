import { type FollowUpDueView, followUpDue, followUpPostponed } from "#cards/follow-up/due.ts";
import { type EditFormView, editForm, logForm } from "#cards/follow-up/form.ts";
import { followUpLogged, type LoggedView } from "#cards/follow-up/logged.ts";
import { followUpUndone } from "#cards/follow-up/undone.ts";
import { draftDropped, unknownLine } from "#cards/follow-up/which-customer.ts";
import { methodNames } from "#cards/shared/methods.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { methods } from "#domain/method.ts";
import { leadFollowUpSamples } from "./lead-samples.ts";
import { whichSamples } from "./which-samples.ts";

const ids = { followUpId: sampleId(1), customerId: sampleId(2), draftId: sampleId(3) };

function logged(locale: Locale): LoggedView {
  const { customer, friday, monday, note } = sampleWords[locale];
  return {
    ...ids,
    happened: "logged",
    customer,
    when: monday,
    method: methodNames[locale].visit,
    theirPeople: [],
    ourPeople: [],
    content: note,
    next: friday,
    todos: [],
    canUndo: true,
    unreadDates: [],
    nextHasPassed: false,
    isVague: false,
  };
}

function loggedInFull(locale: Locale): LoggedView {
  const { contact, feedback, friday, fridayAtThree, other, person, todo } = sampleWords[locale];
  return {
    ...logged(locale),
    lateAfterHours: 24,
    theirPeople: [contact],
    ourPeople: [person, other],
    feedback,
    next: `${fridayAtThree} · ${methodNames[locale].visit}`,
    todos: [{ title: todo, due: friday }, { title: feedback }],
  };
}

function hostileLogged(locale: Locale): LoggedView {
  return {
    ...logged(locale),
    happened: "edited",
    customer: hostileName,
    lateAfterHours: 24,
    theirPeople: many(40, (number) => `${number} ${hostileName}`),
    ourPeople: many(40, (number) => `${number} ${hostileName}`),
    content: longText,
    feedback: longText,
    todos: many(40, (number) => ({ title: `${number} ${hostileText}`, due: hostileText })),
    unreadDates: many(10, () => hostileText),
    nextHasPassed: true,
    isVague: true,
  };
}

function due(locale: Locale): FollowUpDueView {
  const { customer, fridayAtThree, monday } = sampleWords[locale];
  const planned = `${fridayAtThree} · ${methodNames[locale].visit}`;
  return { ...ids, customer, planned, lastTime: monday, isMissing: false };
}

const options = many(150, (number) => ({ value: sampleId(number), label: `${number} ${hostileName}` }));

function methodOptions(locale: Locale) {
  return methods.map((method) => ({ value: method, label: methodNames[locale][method] }));
}

function logFormFilled(locale: Locale) {
  const { customer, note } = sampleWords[locale];
  const chosen = { value: sampleId(2), label: customer };
  return logForm(locale, {
    ...{ customer: chosen, suggestions: [chosen], methods: methodOptions(locale), method: "phone" },
    draft: { id: ids.draftId, content: note },
  });
}

function editFormOf(locale: Locale, texts: EditFormView["texts"]) {
  return editForm(locale, {
    followUpId: ids.followUpId,
    version: 3,
    methods: methodOptions(locale),
    method: "visit",
    occurredOn: "2026-09-14",
    texts,
    ...{ nextOn: "2026-09-18", nextTime: "15:00", nextMethod: "visit" },
  });
}

const noTexts = { content: "", theirPeople: "", ourPeople: "", feedback: "" };

/** Every card and form of the feature, at its shortest and at its longest. */
export const followUpSamples: readonly Sample[] = [
  { name: "logged", make: (locale) => followUpLogged(locale, logged(locale)) },
  { name: "logged-in-full", make: (locale) => followUpLogged(locale, loggedInFull(locale)) },
  {
    name: "logged-with-advice",
    make: (locale) => {
      const advice = { unreadDates: ["2月30日"], nextHasPassed: true, isVague: true };
      return followUpLogged(locale, { ...logged(locale), ...advice, canUndo: false });
    },
  },
  { name: "logged-hostile", make: (locale) => followUpLogged(locale, hostileLogged(locale)) },
  {
    name: "undone",
    make: (locale) =>
      followUpUndone(locale, { ...ids, ...{ customer: sampleWords[locale].customer, content: "" } }),
  },
  {
    name: "undone-hostile",
    make: (locale) => followUpUndone(locale, { ...ids, customer: hostileName, content: longText }),
  },
  { name: "due", make: (locale) => followUpDue(locale, due(locale)) },
  {
    name: "due-missing",
    make: (locale) =>
      followUpDue(locale, { ...due(locale), planned: sampleWords[locale].fridayAtThree, isMissing: true }),
  },
  {
    name: "due-hostile",
    make: (locale) =>
      followUpDue(locale, {
        ...ids,
        customer: hostileName,
        planned: longText,
        lastTime: longText,
        isMissing: true,
      }),
  },
  {
    name: "postponed",
    make: (locale) => {
      const { customer, fridayAtThree } = sampleWords[locale];
      return followUpPostponed(locale, { ...ids, customer, until: fridayAtThree });
    },
  },
  ...leadFollowUpSamples,
  ...whichSamples,
  { name: "draft-dropped", make: draftDropped },
  { name: "unknown-line", make: (locale) => unknownLine(locale, { ...ids, content: "?" }) },
  { name: "unknown-line-hostile", make: (locale) => unknownLine(locale, { ...ids, content: longText }) },
  {
    name: "log-form",
    make: (locale) => logForm(locale, { suggestions: [], methods: methodOptions(locale) }),
  },
  { name: "log-form-filled", make: logFormFilled },
  {
    name: "log-form-long-note",
    make: (locale) =>
      logForm(locale, {
        ...{ suggestions: [], methods: methodOptions(locale) },
        draft: { id: ids.draftId, content: longText },
      }),
  },
  {
    name: "log-form-hostile",
    make: (locale) =>
      logForm(locale, {
        ...{ suggestions: options, methods: methodOptions(locale) },
        draft: { id: ids.draftId, content: hostileText.repeat(3) },
        customer: { value: sampleId(149), label: hostileName },
      }),
  },
  {
    name: "edit-form",
    make: (locale) => editFormOf(locale, { ...noTexts, content: sampleWords[locale].note }),
  },
  {
    name: "edit-form-long-note",
    make: (locale) =>
      editFormOf(locale, { ...noTexts, content: longText, theirPeople: sampleWords[locale].contact }),
  },
  {
    name: "edit-form-hostile",
    make: (locale) =>
      editFormOf(locale, {
        ...{ content: hostileText.repeat(3), theirPeople: hostileName, ourPeople: hostileName },
        feedback: longText,
      }),
  },
];
