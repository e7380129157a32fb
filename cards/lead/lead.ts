import {
  type Block,
  type Button,
  buttons,
  type Card,
  type Confirm,
  type Field,
  fields,
  note,
  text,
} from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text, value } from "#chat/text.ts";
import { contactPersonFields } from "./contact-person.ts";
import { gradeTexts } from "./grade-texts.ts";
import { leadTexts } from "./lead-texts.ts";

export type LeadButton =
  | "submit"
  | "grade"
  | "log"
  | "edit"
  | "more"
  | "handBack"
  | "transfer"
  | "reassign"
  | "convert"
  | "disqualify"
  | "history"
  | "openCustomer";

export type LeadView = {
  readonly leadId: string;
  readonly company: string;
  /** Words in the reader's language; dates with their weekday. */
  readonly status: string;
  /** The approved grade. */
  readonly grade?: string;
  /** What the rule says, or the rep argues for, and has not been approved. */
  readonly proposal?: string;
  readonly argument?: string;
  /** Why, and what is missing for better. */
  readonly reasons: readonly string[];
  /** While the first contact is owed. */
  readonly deadline?: {
    readonly at: string;
    readonly isOverdue: boolean;
    readonly within: { readonly hours: number } | { readonly workingDays: number };
  };
  readonly next?: string;
  readonly lastContact?: string;
  readonly contact?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly wechat?: string;
  readonly source: string;
  readonly need?: string;
  readonly owner?: string;
  readonly registeredBy: string;
  readonly registeredOn: string;
  readonly isLate: boolean;
  readonly closeReason?: string;
  readonly customerId?: string;
  /** What the reader may do, in this order. */
  readonly buttons: readonly LeadButton[];
  /** Shown where others read along. */
  readonly isInGroup: boolean;
  /** Whose decision the grade waits for. */
  readonly waitsFor?: string;
  /** Whose answer to a question the decision waits for; with an id where it is the reader's own to give here. */
  readonly answerBy?: { readonly name: string; readonly approvalId?: string };
  readonly stage: "ungraded" | "waiting" | "owned" | "ended" | "other";
};

/** All of a lead, for who may see it. `title` says what has just happened, if anything. */
export function leadCard(locale: Locale, view: LeadView, title?: string): Card {
  const t = leadTexts[locale];
  const ungraded = view.buttons.includes("submit") ? t.answered : t.ungraded;
  const hint = { ungraded, waiting: waitingHint(locale, view), owned: "", ended: "", other: "" }[view.stage];
  return {
    title: title ?? view.company,
    tone: title === undefined ? toneOf(view) : "success",
    summary: [title ?? view.company, view.status, view.grade].filter((part) => part).join(" · "),
    body: [
      fields(...leadFields(locale, view)),
      ...reasonBlocks(view),
      ...(hint === "" ? [] : [note(value(hint))]),
      ...(view.isInGroup ? [note(authored(t.privateNote))] : []),
      buttons(answerButton(locale, view), ...view.buttons.map((button) => leadButton(locale, view, button))),
    ],
  };
}

function waitingHint(locale: Locale, { answerBy, waitsFor = "" }: LeadView): string {
  const t = leadTexts[locale];
  if (answerBy === undefined) return t.waits(waitsFor);
  return answerBy.approvalId === undefined ? t.waitsForAnswer(answerBy.name) : t.yourAnswer;
}

function answerButton(locale: Locale, { answerBy }: LeadView): Button | undefined {
  const approvalId = answerBy?.approvalId;
  if (approvalId === undefined) return undefined;
  const action = { id: "approval.answer", payload: { approvalId } };
  return { label: leadTexts[locale].answer, style: "primary", action };
}

function toneOf({ stage, deadline }: LeadView): Card["tone"] {
  if (deadline?.isOverdue === true) return "warning";
  return stage === "ended" ? "muted" : "neutral";
}

function leadFields(locale: Locale, view: LeadView): readonly (Field | undefined)[] {
  const t = leadTexts[locale];
  const registered = t.registeredBy(view.registeredBy, view.registeredOn);
  return [
    optional(t.status, view.status),
    optional(t.grade, view.grade),
    optional(t.proposed, view.proposal),
    deadlineField(locale, view),
    optional(t.next, view.next),
    optional(t.lastContact, view.lastContact),
    ...contactPersonFields(locale, view, view.isInGroup),
    optional(t.fields.source, view.source),
    optional(t.fields.need, view.need),
    optional(t.owner, view.owner ?? (view.stage === "owned" ? t.nobody : undefined)),
    optional(t.registered, view.isLate ? `${registered}（${t.late}）` : registered),
    optional(t.closeReason, view.closeReason),
  ];
}

function deadlineField(locale: Locale, { deadline, grade = "" }: LeadView): Field | undefined {
  if (deadline === undefined) return undefined;
  const t = leadTexts[locale];
  const { within } = deadline;
  const why =
    "hours" in within ? t.withinHours(grade, within.hours) : t.withinDays(grade, within.workingDays);
  const words = [deadline.at, why, ...(deadline.isOverdue ? [t.overdue] : [])].join(" · ");
  return { label: t.deadline, value: md`**${words}**` };
}

function reasonBlocks({ reasons, argument }: LeadView): Block[] {
  const lines = argument === undefined ? reasons : [...reasons, argument];
  return lines.length === 0 ? [] : [text(value(lines.join("\n")))];
}

function optional(label: string, words: string | undefined): Field | undefined {
  return words === undefined || words === "" ? undefined : { label, value: value(words) };
}

function leadButton(locale: Locale, view: LeadView, button: LeadButton): Button | undefined {
  const t = leadTexts[locale];
  const { leadId, customerId, proposal = "" } = view;
  const payload = { leadId };
  switch (button) {
    case "submit":
      return {
        ...{ label: gradeTexts[locale].submitAs(proposal), style: "primary" },
        action: { id: "lead.submit-grade", payload },
      };
    case "grade": {
      const isFirst = view.stage === "ungraded";
      const style = isFirst && !view.buttons.includes("submit") ? ({ style: "primary" } as const) : {};
      return { label: isFirst ? t.gradeButton : t.regrade, ...style, action: { id: "lead.grade", payload } };
    }
    case "log":
      return { label: t.log, style: "primary", action: { id: "lead.log-contact", payload } };
    case "openCustomer":
      return customerId === undefined
        ? undefined
        : {
            label: t.openCustomer,
            style: "primary",
            action: { id: "customer.open", payload: { customerId } },
          };
    case "convert":
      return {
        label: t.convert,
        action: { id: "lead.convert", payload },
        confirm: convertConfirm(locale, view),
      };
    default:
      return { label: t[button], action: { id: plainActions[button], payload } };
  }
}

/** It ends the lead, and cannot be taken back. */
function convertConfirm(locale: Locale, { company }: LeadView): Confirm {
  const t = leadTexts[locale];
  return { title: t.convertConfirm, text: t.convertConfirmText(company), yes: t.convert, no: t.convertNo };
}

const plainActions = {
  edit: "lead.edit",
  more: "lead.more",
  handBack: "lead.hand-back",
  transfer: "lead.transfer",
  reassign: "lead.reassign",
  disqualify: "lead.disqualify",
  history: "lead.history",
} as const;

export type LeadEvent = { readonly when: string; readonly what: string; readonly detail?: string };

/** What happened to a lead, the latest first. */
export function leadHistory(
  locale: Locale,
  view: {
    readonly leadId: string;
    readonly company: string;
    readonly events: readonly LeadEvent[];
    readonly earlier: number;
    /** The events are without what was written. */
    readonly isInGroup: boolean;
  },
): Card {
  const t = leadTexts[locale];
  return {
    title: t.historyTitle(view.company),
    tone: "neutral",
    body: [
      {
        type: "list",
        items: view.events.map((event) => ({ text: eventText(event) })),
        more: view.earlier,
        moreText: t.historyMore,
      },
      ...(view.isInGroup ? [note(authored(t.historyPrivate))] : []),
      buttons({ label: t.open, action: { id: "lead.open", payload: { leadId: view.leadId } } }),
    ],
  };
}

function eventText({ when, what, detail }: LeadEvent): Text {
  return detail === undefined ? md`**${when}** · ${what}` : md`**${when}** · ${what}\n${detail}`;
}
