import { type ApprovalView, approvalCard, askerCard, nobodyCard } from "#cards/approval/card.ts";
import { answerForm, changeForm, returnForm, severalForm } from "#cards/approval/forms.ts";
import { approvalList } from "#cards/approval/list.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { md, value } from "#chat/text.ts";

const approvalId = sampleId(1);
const key = "key";
const longKey = "0123456789abcdef";

function plain(locale: Locale): ApprovalView {
  const { customer, person, other, fridayAtThree } = sampleWords[locale];
  const grade = locale === "zh" ? "A 级" : "Grade A";
  return {
    ...{ approvalId, key, status: "waiting", title: `${customer} · ${grade}`, proposal: grade },
    ...{
      line: md`**${customer}** · ${grade} · ${person}`,
      fields: [],
      reasons: [],
      isInGroup: false,
      mayDecide: true,
    },
    ...{ requestedBy: person, requestedAt: fridayAtThree, by: other, decidedAt: fridayAtThree },
    waited: approvalTexts[locale].worked(0, 4),
    shows: { view: `approval.one:${approvalId}`, topics: [`approval:${approvalId}`] },
  };
}

function whole(locale: Locale): ApprovalView {
  const { note, feedback } = sampleWords[locale];
  return {
    ...{ ...plain(locale), argument: note, reason: feedback, question: feedback, answer: note },
    ...{ reasons: [note, feedback], foundBy: "director", waited: approvalTexts[locale].worked(1, 8) },
  };
}

/** What a kind adds to a decided card. */
function after(locale: Locale): Required<NonNullable<ApprovalView["after"]>> {
  const open = { label: approvalTexts[locale].open, action: { id: "lead.open", payload: {} } };
  return { line: sampleWords[locale].note, buttons: [open] };
}

const hostile: ApprovalView = {
  ...{ approvalId, key, status: "waiting", title: longText, proposal: hostileName, outcome: hostileName },
  ...{ line: value(longText), fields: many(6, () => ({ label: hostileName, value: value(longText) })) },
  ...{ reasons: many(8, () => hostileText), argument: longText, reason: longText, question: longText },
  ...{ answer: longText, requestedBy: hostileName, requestedAt: hostileText, by: hostileName },
  ...{
    decidedAt: hostileText,
    waited: hostileText,
    waitsFor: hostileName,
    isInGroup: true,
    mayDecide: true,
    foundBy: "admin",
  },
  shows: { view: `approval.group:${approvalId}`, topics: [`approval:${approvalId}`] },
};

const groups = many(4, (group) => ({
  from: 484 + 10 * group,
  options: many(10, (number) => ({ value: `${sampleId(number + 10 * group)}:${longKey}`, label: longText })),
}));
const few = [{ from: 1, options: [{ value: `${sampleId(1)}:${key}`, label: "A" }] }];
const grades = ["B", "C"].map((grade) => ({ value: grade, label: grade }));

/** Every card and form of the feature, at its shortest and at its longest. */
export const approvalSamples: readonly Sample[] = [
  { name: "asked", make: (locale) => approvalCard(locale, plain(locale)) },
  { name: "asked-answered", make: (locale) => approvalCard(locale, whole(locale), "answered") },
  { name: "asked-escalated", make: (locale) => approvalCard(locale, plain(locale), "escalated") },
  { name: "asked-hostile", make: (locale) => approvalCard(locale, hostile, "nudge") },
  {
    name: "asked-in-group",
    make: (locale) =>
      approvalCard(locale, { ...plain(locale), isInGroup: true, waitsFor: sampleWords[locale].other }),
  },
  {
    name: "asked-others",
    make: (locale) =>
      approvalCard(locale, { ...plain(locale), mayDecide: false, waitsFor: sampleWords[locale].other }),
  },
  { name: "returned", make: (locale) => approvalCard(locale, { ...whole(locale), status: "returned" }) },
  { name: "approved", make: (locale) => approvalCard(locale, { ...plain(locale), status: "approved" }) },
  {
    name: "approved-after",
    make: (locale) => approvalCard(locale, { ...plain(locale), status: "approved", after: after(locale) }),
  },
  {
    name: "changed",
    make: (locale) => approvalCard(locale, { ...whole(locale), status: "changed", outcome: "B" }),
  },
  { name: "withdrawn", make: (locale) => approvalCard(locale, { ...plain(locale), status: "withdrawn" }) },
  {
    name: "asker-waiting",
    make: (locale) => askerCard(locale, { ...plain(locale), waitsFor: sampleWords[locale].other }),
  },
  { name: "asker-returned", make: (locale) => askerCard(locale, { ...whole(locale), status: "returned" }) },
  {
    name: "asker-unanswered",
    make: (locale) => askerCard(locale, { ...hostile, status: "returned" }, true),
  },
  {
    name: "asker-decided",
    make: (locale) => askerCard(locale, { ...whole(locale), status: "changed", outcome: "B" }),
  },
  {
    name: "asker-decided-after",
    make: (locale) => askerCard(locale, { ...plain(locale), status: "approved", after: after(locale) }),
  },
  { name: "nobody", make: (locale) => nobodyCard(locale, plain(locale)) },
  {
    name: "list-empty",
    make: (locale) => approvalList(locale, { approvals: [], count: 0, page: 1, more: 0 }),
  },
  {
    name: "list",
    make: (locale) => approvalList(locale, { approvals: [whole(locale)], count: 1, page: 1, more: 0 }),
  },
  {
    name: "list-full",
    make: (locale) => {
      const approvals = many(6, (number) => ({ ...hostile, approvalId: sampleId(number), isInGroup: false }));
      return approvalList(locale, { approvals, count: 500, page: 2, more: 488 }, "nudge");
    },
  },
  {
    name: "change-form",
    make: (locale) => changeForm(locale, { title: longText, outcomes: grades, payload: { approvalId, key } }),
  },
  {
    name: "return-form",
    make: (locale) => returnForm(locale, { title: plain(locale).title, payload: { approvalId, key } }),
  },
  {
    name: "answer-form",
    make: (locale) => answerForm(locale, { title: "", question: longText, payload: { approvalId } }),
  },
  {
    name: "several-form",
    make: (locale) => severalForm(locale, { groups, left: 460, payload: { page: "83" } }),
  },
  {
    name: "several-form-one",
    make: (locale) => severalForm(locale, { groups: few, left: 0, payload: { page: "1" } }),
  },
];
