import { type Button, buttons, type Card, type Field, fields, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text, value } from "#chat/text.ts";
import { assignedTexts } from "./assigned-texts.ts";
import { type ContactPerson, contactPersonFields } from "./contact-person.ts";
import { contactTexts } from "./contact-texts.ts";
import { type LeadOrigin, originWords } from "./origin.ts";

export type OwnedLeadView = ContactPerson & {
  readonly leadId: string;
  readonly company: string;
  readonly need?: string;
  readonly grade?: string;
  /** While the first contact is owed. Dates are in the reader's zone and language, with weekday. */
  readonly deadline?: Deadline;
  /** When, and how. */
  readonly plan?: string;
  readonly goal?: string;
  readonly happened: "assigned" | "planned" | "extended" | "shown";
  /** When it goes back to the pool, said where that was put off. */
  readonly recycles?: string;
  /** Shown where others read along. */
  readonly isInGroup: boolean;
  /** Said where the grade has just been decided and the lead stays with whoever asked. */
  readonly decision?: Decision;
  /** How it came to its owner, where somebody gave it. */
  readonly origin?: LeadOrigin;
};

export type Decision = {
  readonly by: string;
  readonly grade: string;
  /** What was proposed, where it was changed, and why. */
  readonly changed?: { readonly proposal: string; readonly reason?: string };
};

export type Deadline = {
  readonly at: string;
  readonly isOverdue: boolean;
  /** Why it is then. */
  readonly within: { readonly hours: number } | { readonly workingDays: number };
};

/** A lead as its owner sees it: whom to contact, until when and why, and what can be done. */
export function ownedLead(locale: Locale, view: OwnedLeadView): Card {
  const t = assignedTexts[locale];
  const { recycles } = view;
  const isNew = view.happened === "assigned" && view.deadline !== undefined && view.plan === undefined;
  return {
    title: titleOf(locale, view),
    tone: view.deadline?.isOverdue === true ? "warning" : view.happened === "shown" ? "info" : "success",
    summary: [view.company, view.grade, deadlineWords(locale, view)].filter((part) => part).join(" · "),
    body: [
      ...(view.origin === undefined ? [] : [text(value(originWords(locale, view.origin)))]),
      fields(
        ...decisionFields(locale, view),
        ...contactPersonFields(locale, view, view.isInGroup),
        textField(contactTexts[locale].need, view.need),
        view.deadline === undefined ? textField(t.grade, view.grade) : undefined,
        deadlineField(locale, view),
        ...planFields(locale, view),
      ),
      ...(isNew ? [note(authored(t.whatToDo))] : []),
      ...(recycles === undefined ? [] : [note(value(t.extendedNote(recycles)))]),
      ...(view.isInGroup ? [note(authored(t.privateNote))] : []),
      buttons(...ownerButtons(locale, view), open(locale, view.leadId)),
    ],
  };
}

/** One line in a list. */
export function ownedLeadItem(locale: Locale, view: OwnedLeadView): { text: Text; buttons: Button[] } {
  const deadline = deadlineWords(locale, view);
  const title = titleOf(locale, view);
  const origin = view.origin && originWords(locale, view.origin);
  const details = [decisionWords(locale, view), origin, deadline]
    .filter((part) => part !== undefined)
    .join(" · ");
  return {
    text: details === "" ? md`**${title}**` : md`**${title}** · ${details}`,
    buttons: [...ownerButtons(locale, view).slice(0, 2), open(locale, view.leadId)],
  };
}

function titleOf(locale: Locale, { happened, company, decision }: OwnedLeadView): string {
  const t = assignedTexts[locale];
  return decision === undefined ? t[happened](company) : t.decided(company, decision.grade);
}

function decisionFields(locale: Locale, view: OwnedLeadView): (Field | undefined)[] {
  const t = assignedTexts[locale];
  const reason = view.decision?.changed?.reason;
  return [textField(t.decision, decisionWords(locale, view)), textField(t.decisionReason, reason)];
}

function decisionWords(locale: Locale, { decision }: OwnedLeadView): string | undefined {
  return decision && decidedWords(locale, decision);
}

/** Who decided what; where it was changed, what was proposed. */
export function decidedWords(locale: Locale, { by, grade, changed }: Decision): string {
  const t = assignedTexts[locale];
  return changed === undefined ? t.approvedBy(by, grade) : t.changedBy(by, grade, changed.proposal);
}

function deadlineField(locale: Locale, view: OwnedLeadView): Field | undefined {
  const words = deadlineWords(locale, view);
  return words === undefined ? undefined : { label: assignedTexts[locale].deadline, value: md`**${words}**` };
}

function deadlineWords(locale: Locale, { deadline, grade = "" }: OwnedLeadView): string | undefined {
  if (deadline === undefined) return undefined;
  const t = assignedTexts[locale];
  const { within } = deadline;
  const why =
    "hours" in within ? t.withinHours(grade, within.hours) : t.withinDays(grade, within.workingDays);
  return [deadline.at, why, ...(deadline.isOverdue ? [t.overdue] : [])].join(" · ");
}

function planFields(locale: Locale, view: OwnedLeadView): (Field | undefined)[] {
  const t = contactTexts[locale];
  const label = view.deadline === undefined ? t.plan : t.firstPlan;
  return [textField(label, view.plan), textField(t.goal, view.goal)];
}

function ownerButtons(locale: Locale, view: OwnedLeadView): Button[] {
  const t = contactTexts[locale];
  const isFirst = view.deadline !== undefined;
  const payload = { leadId: view.leadId };
  const planLabel = view.plan !== undefined ? t.changePlan : isFirst ? t.planFirst : t.planTitle;
  return [
    {
      label: isFirst ? t.logFirst : t.log,
      style: "primary",
      action: { id: "lead.log-contact", payload },
    },
    { label: planLabel, action: { id: "lead.plan", payload } },
    { label: t.handBack, action: { id: "lead.hand-back", payload } },
  ];
}

function open(locale: Locale, leadId: string): Button {
  return { label: contactTexts[locale].open, action: { id: "lead.open", payload: { leadId } } };
}

function textField(label: string, words: string | undefined): Field | undefined {
  return words === undefined ? undefined : { label, value: value(words) };
}
