import { gradeReasons } from "#cards/lead/grade.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import type { LeadView } from "#cards/lead/lead.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadSourceNames, leadStatusNames } from "#cards/shared/lead-words.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { gradeOf } from "#domain/grading.ts";

const [leadId, draftId, personId, customerId] = [1, 2, 3, 4].map(sampleId);
export const ids = {
  leadId: leadId ?? "",
  draftId: draftId ?? "",
  personId: personId ?? "",
  customerId: customerId ?? "",
};
export const answers = { urgency: "clear", budget: "unconfirmed", influence: "decision_maker" } as const;
const worst = { urgency: "vague", budget: "none", influence: "unknown" } as const;

/** A lead at its shortest, as it grows, and at its longest. */
export function registered(locale: Locale): LeadView {
  const { customer, person, monday } = sampleWords[locale];
  return {
    ...{ leadId: ids.leadId, company: customer, status: leadStatusNames[locale].registered, reasons: [] },
    ...{
      source: leadSourceNames[locale].exhibition,
      registeredBy: person,
      registeredOn: monday,
      isLate: false,
    },
    ...{ buttons: ["grade", "more", "edit", "disqualify", "history"], isInGroup: false, stage: "ungraded" },
  };
}

export function answered(locale: Locale): LeadView {
  return {
    ...registered(locale),
    ...{ contact: sampleWords[locale].contact, phone: "+86 138 0000 1234", need: sampleWords[locale].note },
    ...{ proposal: "B", reasons: gradeReasons(locale, gradeOf(answers)), isLate: true },
    buttons: ["submit", "grade", "more", "edit", "disqualify", "history"],
  };
}

export function waiting(locale: Locale): LeadView {
  const t = gradeTexts[locale];
  return {
    ...answered(locale),
    ...{
      status: leadStatusNames[locale].grading,
      ...{ stage: "waiting", waitsFor: sampleWords[locale].other },
      proposal: "A",
      argument: t.argued(t.argumentHint),
    },
    reasons: [t.byRule("B"), ...gradeReasons(locale, gradeOf(answers))],
    buttons: ["grade", "more", "edit", "disqualify", "history"],
  };
}

/** Its reader, or somebody else, owes the answer to a question. */
export function questioned(locale: Locale, isReader: boolean): LeadView {
  const { waitsFor: _, ...view } = waiting(locale);
  const name = sampleWords[locale].person;
  return { ...view, answerBy: { name, ...(isReader && { approvalId: ids.draftId }) } };
}

export function assigned(locale: Locale, isInGroup = false): LeadView {
  const { proposal: _, ...view } = answered(locale);
  const { fridayAtThree, person, monday } = sampleWords[locale];
  return {
    ...view,
    ...{ status: leadStatusNames[locale].assigned, stage: "owned", grade: "B", owner: person, isInGroup },
    reasons: [],
    ...{ deadline: { at: fridayAtThree, isOverdue: false, within: { workingDays: 3 } }, next: monday },
    ...{ email: "wang@example.com", wechat: "wx_wang" },
    buttons: ["log", "convert", "more", "edit", "handBack", "transfer", "disqualify", "history"],
  };
}

export function hostile(locale: Locale): LeadView {
  return {
    ...assigned(locale),
    ...{ company: hostileName, status: hostileText, grade: "A", contact: hostileName, phone: hostileText },
    ...{ email: hostileText, wechat: hostileText, source: hostileText, need: longText, owner: hostileName },
    ...{
      registeredBy: hostileName,
      registeredOn: hostileText,
      isLate: true,
      argument: longText,
      next: hostileText,
    },
    deadline: { at: hostileText, isOverdue: true, within: { hours: 48 } },
    reasons: gradeReasons(locale, gradeOf(worst)),
    ...{
      lastContact: hostileText,
      closeReason: longText,
      buttons: ["log", "convert", "edit", "reassign", "history"],
    },
  };
}

export function ended(locale: Locale, status: "converted" | "disqualified"): LeadView {
  const { deadline: _, next: __, ...view } = assigned(locale);
  const isConverted = status === "converted";
  return {
    ...{ ...view, status: leadStatusNames[locale][status], stage: "ended" },
    ...(isConverted ? { customerId: ids.customerId } : { closeReason: leadTexts[locale].disqualifyHint }),
    buttons: isConverted ? ["openCustomer", "history"] : ["history"],
  };
}
