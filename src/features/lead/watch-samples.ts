import { type OwnedLeadView, ownedLead } from "#cards/lead/assigned.ts";
import { leadLeft } from "#cards/lead/assigned-elsewhere.ts";
import { extendForm, handBackForm } from "#cards/lead/assigned-forms.ts";
import { contactForm, leadContacted, leadContactUndone, planForm } from "#cards/lead/contact.ts";
import { leadTaken } from "#cards/lead/taken.ts";
import { type LeadNoticeView, leadNotice, leadNotices } from "#cards/lead/watch.ts";
import { leadsTouched, monthlyLeads, touchForm, ungradedLeads } from "#cards/lead/watch-lists.ts";
import { methodNames } from "#cards/shared/methods.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { methodOptions } from "./contact.ts";

const leadId = sampleId(1);
const key = sampleId(3);
const at = "2026-09-18 15:00";

function lead(locale: Locale) {
  return { leadId, company: sampleWords[locale].customer };
}

function contact(locale: Locale) {
  const { contact: name } = sampleWords[locale];
  return { contact: name, phone: "+86 138-0000-1234", email: "wang@example.com", wechat: "wang-zong" };
}

const hostileContact = {
  ...{ contact: hostileText, phone: hostileText, email: hostileText, wechat: hostileText },
};

function owned(locale: Locale, more: Partial<OwnedLeadView> = {}): OwnedLeadView {
  const { note, fridayAtThree } = sampleWords[locale];
  const deadline = { at: fridayAtThree, isOverdue: false, within: { hours: 48 } };
  const facts = { ...lead(locale), ...contact(locale), need: note, grade: "A", deadline };
  return { ...facts, happened: "assigned", isInGroup: false, ...more };
}

function hostileOwned(): OwnedLeadView {
  return {
    ...{ leadId, company: hostileName, ...hostileContact, need: longText, grade: hostileText },
    origin: { how: "given", by: hostileName, reason: longText },
    deadline: { at: hostileText, isOverdue: true, within: { workingDays: 3 } },
    decision: {
      by: hostileName,
      grade: hostileText,
      changed: { proposal: hostileText, reason: longText },
    },
    ...{ plan: hostileText, goal: longText, recycles: hostileText, happened: "extended", isInGroup: false },
  };
}

function notice(locale: Locale): LeadNoticeView {
  const { fridayAtThree, other, todo } = sampleWords[locale];
  const told = { when: fridayAtThree, owner: other, reason: todo, goal: todo, canExtend: true };
  return { ...lead(locale), ...contact(locale), ...told };
}

const hostileNotice: LeadNoticeView = {
  ...{ leadId, company: hostileName, ...hostileContact, when: hostileText },
  ...{ owner: hostileName, reason: longText, goal: longText, canExtend: true },
};

function contacted(locale: Locale) {
  const { fridayAtThree, monday, note, todo } = sampleWords[locale];
  const method = methodNames[locale].phone;
  const facts = { ...lead(locale), when: fridayAtThree, method, content: note };
  return {
    ...facts,
    next: monday,
    goal: todo,
    todos: [{ title: todo, due: fridayAtThree }],
    isVague: false,
    undo: { followUpId: sampleId(2) },
  };
}

const hostileContacted = {
  ...{ leadId, company: hostileName, when: hostileText, method: hostileText, content: longText },
  ...{
    next: hostileText,
    goal: longText,
    todos: many(20, () => ({ title: hostileText, due: hostileText })),
    first: "late" as const,
  },
  ...{ isVague: true, undo: { followUpId: sampleId(2) } },
};

const hostileList = {
  leads: many(8, (number) => ({ leadId: sampleId(number), company: hostileName, detail: hostileText })),
  ...{ count: 400, pooled: 1000 },
};

function listed(locale: Locale) {
  return { leads: [{ ...lead(locale), detail: sampleWords[locale].monday }], count: 1, pooled: 0 };
}

function forms(locale: Locale) {
  return { ...lead(locale), methods: methodOptions(locale), at };
}

const hostileLead = { leadId, company: longText };

/** Every card and form of an approved lead's life, at its shortest and at its longest. */
export const watchSamples: readonly Sample[] = [
  { name: "assigned", make: (locale) => ownedLead(locale, owned(locale)) },
  {
    name: "assigned-in-group",
    make: (locale) =>
      ownedLead(
        locale,
        owned(locale, { ...{ isInGroup: true, happened: "planned", plan: sampleWords[locale].monday } }),
      ),
  },
  {
    name: "decided",
    make: (locale) => {
      const { other: by, todo: reason } = sampleWords[locale];
      const decision = { by, grade: "A", changed: { proposal: "B", reason } };
      return ownedLead(locale, owned(locale, { decision }));
    },
  },
  {
    name: "assigned-transferred",
    make: (locale) => {
      const { other: by, todo: reason } = sampleWords[locale];
      return ownedLead(locale, owned(locale, { origin: { how: "transferred", by, reason } }));
    },
  },
  { name: "assigned-hostile", make: (locale) => ownedLead(locale, hostileOwned()) },
  { name: "handed-back", make: (locale) => leadLeft(locale, { ...lead(locale), how: "handedBack" }) },
  {
    name: "released-hostile",
    make: (locale) => leadLeft(locale, { company: hostileName, how: "released" }),
  },
  {
    name: "taken",
    make: (locale) => {
      const { other: by, person: to, todo: reason } = sampleWords[locale];
      return leadTaken(locale, { ...lead(locale), by, to, reason });
    },
  },
  {
    name: "taken-pooled",
    make: (locale) => leadTaken(locale, { ...lead(locale), by: sampleWords[locale].other }),
  },
  {
    name: "taken-hostile",
    make: (locale) =>
      leadTaken(locale, { ...hostileLead, by: hostileName, to: hostileName, reason: longText }),
  },
  { name: "hand-back-form", make: (locale) => handBackForm(locale, lead(locale)) },
  { name: "extend-form-hostile", make: (locale) => extendForm(locale, hostileLead) },
  { name: "contacted", make: (locale) => leadContacted(locale, contacted(locale)) },
  { name: "contacted-hostile", make: (locale) => leadContacted(locale, hostileContacted) },
  {
    name: "contact-undone",
    make: (locale) => leadContactUndone(locale, { ...lead(locale), due: sampleWords[locale].fridayAtThree }),
  },
  {
    name: "contact-undone-hostile",
    make: (locale) => leadContactUndone(locale, { leadId, company: hostileName }),
  },
  { name: "contact-form", make: (locale) => contactForm(locale, { ...forms(locale), nextAt: at, key }) },
  {
    name: "contact-form-hostile",
    make: (locale) => contactForm(locale, { ...forms(locale), ...hostileLead, key }),
  },
  { name: "plan-form", make: (locale) => planForm(locale, forms(locale)) },
  {
    name: "plan-form-hostile",
    make: (locale) => planForm(locale, { ...forms(locale), ...hostileLead, goal: hostileText }),
  },
  ...leadNotices.flatMap((kind): Sample[] => [
    { name: `notice-${kind}`, make: (locale) => leadNotice(locale, kind, notice(locale)) },
    { name: `notice-${kind}-hostile`, make: (locale) => leadNotice(locale, kind, hostileNotice) },
  ]),
  { name: "ungraded", make: (locale) => ungradedLeads(locale, listed(locale)) },
  { name: "ungraded-none", make: (locale) => ungradedLeads(locale, { leads: [], count: 0 }) },
  { name: "ungraded-hostile", make: (locale) => ungradedLeads(locale, hostileList) },
  { name: "monthly", make: (locale) => monthlyLeads(locale, listed(locale)) },
  {
    name: "monthly-given",
    make: (locale) => monthlyLeads(locale, { ...listed(locale), givenBy: sampleWords[locale].other }),
  },
  {
    name: "monthly-hostile",
    make: (locale) => monthlyLeads(locale, { ...hostileList, givenBy: hostileName }),
  },
  { name: "touched", make: (locale) => leadsTouched(locale, 3) },
  {
    name: "touch-form-all",
    make: (locale) => touchForm(locale, { methods: methodOptions(locale), count: 3, key }),
  },
  {
    name: "touch-form-some",
    make: (locale) => {
      const leads = many(30, (number) => ({ value: sampleId(number), label: hostileName }));
      return touchForm(locale, { methods: methodOptions(locale), count: 30, leads, key });
    },
  },
];
