import {
  convertResembles,
  disqualifyForm,
  type EditFormView,
  editLeadForm,
  moreLeadForm,
} from "#cards/lead/change.ts";
import { gradeForm } from "#cards/lead/grade.ts";
import { leadCard, leadHistory } from "#cards/lead/lead.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadAsked, leadMasked, leadShared, leadVisible } from "#cards/lead/others-lead.ts";
import { transferForm } from "#cards/lead/transfer.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { sourceOptions } from "./edit-values.ts";
import { registerSamples } from "./register-samples.ts";
import { answers, assigned, ended, hostile, ids, questioned, waiting } from "./view-samples.ts";

function editView(locale: Locale, words: string, isInGroup = false): EditFormView {
  return {
    ...{ leadId: ids.leadId, version: 3, source: "exhibition", sources: sourceOptions(locale, "exhibition") },
    ...{ company: words, contactName: words, contactTitle: words, phone: "13800001234", isInGroup },
    ...{ email: "wang@example.com", wechat: "wx_wang", need: words, acquiredOn: "2026-09-14" },
  };
}

const lead: readonly Sample[] = [
  { name: "waiting", make: (locale) => leadCard(locale, waiting(locale)) },
  { name: "waiting-for-answer", make: (locale) => leadCard(locale, questioned(locale, true)) },
  { name: "waiting-for-answer-of-other", make: (locale) => leadCard(locale, questioned(locale, false)) },
  { name: "lead-assigned", make: (locale) => leadCard(locale, assigned(locale)) },
  { name: "lead-assigned-in-group", make: (locale) => leadCard(locale, assigned(locale, true)) },
  { name: "converted", make: (locale) => leadCard(locale, ended(locale, "converted")) },
  { name: "disqualified", make: (locale) => leadCard(locale, ended(locale, "disqualified")) },
  { name: "lead-hostile", make: (locale) => leadCard(locale, hostile(locale)) },
  {
    name: "masked",
    make: (locale) =>
      leadMasked(locale, {
        ...ids,
        company: sampleWords[locale].customer,
        owner: sampleWords[locale].person,
      }),
  },
  { name: "masked-unowned", make: (locale) => leadMasked(locale, { ...ids, company: hostileName }) },
  {
    name: "asked",
    make: (locale) =>
      leadAsked(locale, { ...ids, company: sampleWords[locale].customer, name: sampleWords[locale].other }),
  },
  {
    name: "shared",
    make: (locale) =>
      leadShared(locale, { company: sampleWords[locale].customer, name: sampleWords[locale].other }),
  },
  {
    name: "visible",
    make: (locale) => leadVisible(locale, { ...ids, company: sampleWords[locale].customer }),
  },
  {
    name: "history",
    make: (locale) => {
      const { events, because, disqualifyHint } = leadTexts[locale];
      const { monday, friday, person, other, customer: company } = sampleWords[locale];
      const shown = [
        { when: friday, what: events.transferred(other, person), detail: because(disqualifyHint) },
        { when: monday, what: events.registered(person) },
      ];
      return leadHistory(locale, { ...ids, company, events: shown, earlier: 0, isInGroup: false });
    },
  },
  {
    name: "history-in-group",
    make: (locale) => {
      const { monday: when, person, customer: company } = sampleWords[locale];
      const events = [{ when, what: leadTexts[locale].events.registered(person) }];
      return leadHistory(locale, { ...ids, company, events, earlier: 0, isInGroup: true });
    },
  },
  {
    name: "history-hostile",
    make: (locale) => {
      const events = many(15, () => ({
        when: hostileText,
        what: hostileName,
        detail: longText.slice(0, 200),
      }));
      return leadHistory(locale, { ...ids, company: hostileName, events, earlier: 185, isInGroup: false });
    },
  },
];

const changing: readonly Sample[] = [
  {
    name: "grade-form",
    make: (locale) =>
      gradeForm(locale, {
        ...{ leadId: ids.leadId, company: sampleWords[locale].customer },
        ...{ version: 1, answers: {} },
      }),
  },
  {
    name: "grade-form-argued",
    make: (locale) =>
      gradeForm(locale, {
        leadId: ids.leadId,
        company: hostileName,
        version: 2,
        answers,
        arguedGrade: "A",
        argument: longText.slice(0, 500),
      }),
  },
  {
    name: "edit-form",
    make: (locale) => editLeadForm(locale, editView(locale, sampleWords[locale].customer)),
  },
  { name: "edit-form-hostile", make: (locale) => editLeadForm(locale, editView(locale, longText, true)) },
  {
    name: "more-form",
    make: (locale) => moreLeadForm(locale, editView(locale, sampleWords[locale].customer)),
  },
  { name: "more-form-in-group", make: (locale) => moreLeadForm(locale, editView(locale, longText, true)) },
  {
    name: "transfer-form",
    make: (locale) => {
      const { customer: company } = sampleWords[locale];
      return transferForm(locale, { ...ids, company, colleagues: ["U1", "U2"], needsReason: true });
    },
  },
  {
    name: "transfer-form-hostile",
    make: (locale) =>
      transferForm(locale, { ...ids, company: longText, colleagues: ["U1"], needsReason: false }),
  },
  {
    name: "disqualify-form",
    make: (locale) => disqualifyForm(locale, { ...ids, company: sampleWords[locale].customer }),
  },
  {
    name: "convert-resembles",
    make: (locale) => {
      const { customer, other } = sampleWords[locale];
      const customers = [
        { customerId: sampleId(5), name: customer, isMasked: false },
        { customerId: sampleId(6), name: hostileName, owner: other, isMasked: true },
      ];
      return convertResembles(locale, { ...ids, company: customer, customers });
    },
  },
];

/** Every card and form for registering, showing, grading and changing a lead. */
export const leadSamples: readonly Sample[] = [...registerSamples, ...lead, ...changing];
