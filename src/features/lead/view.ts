import { gradeReasons } from "#cards/lead/grade.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import type { LeadButton, LeadView } from "#cards/lead/lead.ts";
import { dayOfText } from "#cards/shared/dates.ts";
import { leadSourceName, leadStatusNames } from "#cards/shared/lead-words.ts";
import { hasRole } from "#chat/actor.ts";
import type { Lead } from "#directory/leads/lead.ts";
import type { Settings } from "#directory/settings.ts";
import { type Grade, type GradeAnswers, type Grading, gradeOf } from "#domain/grading.ts";
import { isEnded, isOwned } from "#domain/lead.ts";
import { forMany, type LeadReader, ownedLeadView } from "./assigned-view.ts";

/** The three answers, once all are given. */
export function answersOf({ urgency, budget, influence }: Lead): GradeAnswers | undefined {
  if (urgency === null || budget === null || influence === null) return undefined;
  return { urgency, budget, influence };
}

/** What the rule says and what is asked for; `undefined` until the three answers are given. */
export function proposalOf(lead: Lead): { readonly grading: Grading; readonly proposal: Grade } | undefined {
  const answers = answersOf(lead);
  if (answers === undefined) return undefined;
  const grading = gradeOf(answers);
  return { grading, proposal: lead.arguedGrade ?? grading.grade };
}

/** A lead in its reader's zone and language. `names` holds the names of the people in it. */
export function leadView(
  reader: LeadReader,
  settings: Settings,
  shown: { readonly lead: Lead; readonly names: ReadonlyMap<string, string>; readonly isInGroup: boolean },
): LeadView {
  const { names, isInGroup } = shown;
  const lead = isInGroup ? forMany(shown.lead) : shown.lead;
  const { locale, tz } = reader.actor;
  const dates = { locale, tz, now: reader.now };
  const owned = ownedLeadView(reader, settings, { lead, happened: "shown", isInGroup });
  const { contact, phone, email, wechat, deadline, plan } = owned;
  const owner = names.get(lead.ownerId ?? "");
  return {
    ...{ leadId: lead.id, company: lead.company, isInGroup, stage: stageOf(lead) },
    status: leadStatusNames[locale][lead.status],
    source: leadSourceName(locale, lead.source),
    registeredBy: names.get(lead.registeredById) ?? "",
    registeredOn: dayOfText(lead.registeredAt, dates),
    isLate: lead.isLate,
    buttons: buttonsFor(reader, lead),
    ...gradeView(reader, lead),
    ...(contact !== undefined && { contact }),
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    ...(wechat !== undefined && { wechat }),
    ...(deadline !== undefined && { deadline }),
    ...(plan !== undefined && { next: plan }),
    ...(lead.lastFollowUpAt && {
      lastContact: dayOfText(new Date(lead.lastFollowUpAt.getTime() - 1), dates),
    }),
    ...(lead.need !== null && { need: lead.need }),
    ...(owner !== undefined && { owner }),
    ...(lead.closeReason !== null && { closeReason: lead.closeReason }),
    ...(lead.customerId !== null && { customerId: lead.customerId }),
  };
}

function stageOf({ status }: Lead): LeadView["stage"] {
  if (status === "registered") return "ungraded";
  if (status === "grading") return "waiting";
  if (isOwned(status)) return "owned";
  return isEnded(status) ? "ended" : "other";
}

/** The grade; or until it is approved the proposal and why: what a better one lacks is of no use any more then. */
function gradeView({ actor: { locale } }: LeadReader, lead: Lead) {
  const isOpen = lead.status === "grading" || (lead.grade === null && !isEnded(lead.status));
  const proposed = isOpen ? proposalOf(lead) : undefined;
  const reasons = proposed === undefined ? [] : gradeReasons(locale, proposed.grading);
  if (lead.grade !== null) return { grade: lead.grade, reasons };
  if (proposed === undefined) return { reasons };
  const { argument } = lead;
  const isArgued = lead.arguedGrade !== null && argument !== null;
  return {
    proposal: proposed.proposal,
    reasons: isArgued ? [gradeTexts[locale].byRule(proposed.grading.grade), ...reasons] : reasons,
    ...(isArgued && { argument: gradeTexts[locale].argued(argument) }),
  };
}

/** Who gives a lead of somebody below to somebody else. */
const leading = ["supervisor", "manager", "director", "admin"] as const;

/** What somebody who sees all of the lead may do with it now. Each press is checked again. */
function buttonsFor({ actor }: LeadReader, lead: Lead): LeadButton[] {
  const isMine = lead.ownerId === actor.personId;
  switch (lead.status) {
    case "registered":
      return [
        ...(answersOf(lead) === undefined ? [] : (["submit"] as const)),
        ...(["grade", "more", "edit", "disqualify", "history"] as const),
      ];
    case "grading":
      return ["grade", "more", "edit", "disqualify", "history"];
    case "assigned":
    case "contacted":
      return [
        ...(isMine ? (["log"] as const) : []),
        ...(["convert", "more", "edit"] as const),
        ...(isMine ? (["handBack", "transfer"] as const) : []),
        ...(!isMine && hasRole(actor, ...leading) ? (["reassign"] as const) : []),
        ...(["disqualify", "history"] as const),
      ];
    case "nurturing":
    case "pooled":
      return [
        ...(lead.status === "nurturing" ? (["grade", "convert"] as const) : []),
        "more",
        "edit",
        "disqualify",
        "history",
      ];
    case "converted":
      return ["openCustomer", "history"];
    case "disqualified":
      return ["history"];
  }
}
