import {
  type Block,
  type Button,
  buttons,
  type Card,
  type Field,
  fields,
  inView,
  type ListItem,
  note,
  type Shows,
  type Tone,
  text,
} from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { md, type Text, value } from "#chat/text.ts";
import { approvalTexts } from "./texts.ts";

export type ApprovalStatus = "waiting" | "returned" | "approved" | "changed" | "withdrawn";
export type Why = keyof (typeof approvalTexts)["zh"]["why"];

/** An approval as its readers see it. Names and times are in their language and zone. */
export type ApprovalView = {
  readonly approvalId: string;
  /** What the buttons carry of what is shown. */
  readonly key: string;
  readonly status: ApprovalStatus;
  readonly title: string;
  readonly line: Text;
  readonly fields: readonly Field[];
  readonly reasons: readonly string[];
  /** Names of outcomes. */
  readonly proposal: string;
  readonly outcome?: string;
  readonly argument?: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly reason?: string;
  readonly question?: string;
  readonly answer?: string;
  /** Who decided, or who asks back. */
  readonly by?: string;
  readonly decidedAt?: string;
  readonly foundBy?: "director" | "admin";
  /** How long it waited until it was decided, or has waited until now, once that is worth a word. */
  readonly waited?: string;
  /** Whose turn it is, in a group or to who decides no more. */
  readonly waitsFor?: string;
  /** False: it is others' turn, and there are no buttons. */
  readonly mayDecide: boolean;
  readonly isInGroup: boolean;
  readonly shows: Shows;
  /** Once it is decided. */
  readonly after?: { readonly line?: string; readonly buttons: readonly Button[] };
};

const tones = {
  waiting: "info",
  returned: "warning",
  approved: "success",
  changed: "success",
  withdrawn: "muted",
} as const satisfies Record<ApprovalStatus, Tone>;

/** To who may decide; in a group to all, with the same buttons. */
export function approvalCard(locale: Locale, view: ApprovalView, why: Why = "asked"): Card {
  const t = approvalTexts[locale];
  const { status, mayDecide } = view;
  const hint = [
    t.why[why],
    view.foundBy === undefined ? "" : t.foundBy[view.foundBy],
    status === "returned" && mayDecide ? t.returnedHint : "",
    status === "withdrawn" ? t.withdrawn : "",
  ].filter((line) => line !== "");
  const isOpen = status === "waiting" || status === "returned";
  return {
    title:
      status === "waiting" && !mayDecide ? t.askerWaitingTitle(view.title) : t[`${status}Title`](view.title),
    tone: tones[status],
    shows: view.shows,
    body: [
      ...hint.map((line) => text(value(line))),
      approvalFields(locale, view),
      ...reasonsOf(locale, view),
      ...afterLine(view),
      buttons(...(isOpen && mayDecide ? decideButtons(locale, view) : (view.after?.buttons ?? []))),
    ].filter(hasContent),
  };
}

/** To whoever asked. */
export function askerCard(locale: Locale, view: ApprovalView, isReminder = false): Card {
  const t = approvalTexts[locale];
  const { status, approvalId } = view;
  const titles = { waiting: t.askerWaitingTitle, returned: t.askerReturnedTitle };
  const title = status === "waiting" || status === "returned" ? titles[status] : t[`${status}Title`];
  const answer: Button = {
    label: t.answerButton,
    style: "primary",
    action: { id: "approval.answer", payload: { approvalId } },
  };
  const hint = isReminder ? t.unansweredHint : status === "withdrawn" ? t.withdrawn : "";
  const line = view.after?.line;
  return {
    title: title(view.title),
    // What came of it is news, too.
    ...(line !== undefined && { summary: `${title(view.title)} · ${line}` }),
    tone: status === "waiting" ? "neutral" : tones[status],
    shows: view.shows,
    body: [
      ...(hint === "" ? [] : [text(value(hint))]),
      approvalFields(locale, view),
      ...afterLine(view),
      buttons(...(status === "returned" ? [answer] : (view.after?.buttons ?? []))),
    ].filter(hasContent),
  };
}

/** To the admins: nobody else is there. */
export function nobodyCard(locale: Locale, view: ApprovalView): Card {
  const t = approvalTexts[locale];
  return {
    title: t.nobodyTitle(view.title),
    tone: "warning",
    body: [
      text(value(t.nobody(view.requestedBy))),
      buttons({ label: t.people, action: { id: "people.list", payload: {} } }),
    ],
  };
}

/** One line, why it is proposed and the buttons, in the list and in bundles. */
export function approvalItem(locale: Locale, view: ApprovalView, listView: string): Required<ListItem> {
  const { line, waited } = view;
  const t = approvalTexts[locale];
  const reasons = shortReasons(t.semicolon, view.reasons);
  return {
    text: [
      ...line,
      ...(waited === undefined ? [] : value(t.waitedFor(waited))),
      ...(reasons === "" ? [] : md`\n${reasons}`),
    ],
    buttons: inView(listView, [...decideButtons(locale, view), openButton(locale, view)]),
  };
}

/** What a phone shows in three or four lines. */
const reasonCharsMax = 140;

/** As many whole reasons as a row has room for; the whole card has them all. */
function shortReasons(separator: string, reasons: readonly string[]): string {
  let short = "";
  for (const reason of reasons.map((each) => each.replace(/\s+/g, " "))) {
    const longer = short === "" ? reason : `${short}${separator}${reason}`;
    const points = [...longer];
    if (points.length > reasonCharsMax) return `${short || points.slice(0, reasonCharsMax).join("")}…`;
    short = longer;
  }
  return short;
}

function openButton(locale: Locale, { approvalId, key }: ApprovalView): Button {
  const action = { id: "approval.open", payload: { approvalId, key } };
  return { label: approvalTexts[locale].open, action };
}

function decideButtons(locale: Locale, view: ApprovalView): Button[] {
  const t = approvalTexts[locale];
  const { approvalId, key, isInGroup, status } = view;
  const payload = { approvalId, key, ...(isInGroup && { in: "group" }) };
  const back: Button = { label: t.return, action: { id: "approval.return", payload } };
  return [
    { label: t.approve, style: "primary", action: { id: "approval.approve", payload } },
    { label: t.change, action: { id: "approval.change", payload } },
    ...(status === "waiting" ? [back] : []),
  ];
}

function approvalFields(locale: Locale, view: ApprovalView): Block {
  const t = approvalTexts[locale];
  const { status, outcome, proposal } = view;
  const isDecided = status === "approved" || status === "changed";
  const decision = status === "changed" ? t.outcomeFrom(outcome ?? "", proposal) : (outcome ?? proposal);
  const optional = (label: string, words: string | undefined): Field | undefined =>
    words === undefined || words === "" ? undefined : { label, value: value(words) };
  return fields(
    isDecided
      ? { label: t.outcome, value: value(decision) }
      : { label: t.proposal, value: value(outcome === undefined ? proposal : t.changedTo(outcome)) },
    ...view.fields,
    optional(t.argument, view.argument),
    { label: t.requestedBy, value: value(t.by(view.requestedBy, view.requestedAt)) },
    isDecided || status === "withdrawn" ? undefined : optional(t.waited, view.waited),
    optional(t.reason, view.reason),
    isDecided ? optional(t.decidedBy, view.by && t.by(view.by, view.decidedAt ?? "")) : undefined,
    isDecided ? optional(t.decidedAfter, view.waited) : undefined,
    optional(t.question, view.question),
    optional(t.answer, view.answer),
    optional(t.waitsFor, view.waitsFor),
  );
}

function reasonsOf(locale: Locale, { reasons }: ApprovalView): Block[] {
  return reasons.length === 0 ? [] : [note(value(approvalTexts[locale].reasons(reasons)))];
}

function afterLine({ after }: ApprovalView): Block[] {
  return after?.line === undefined ? [] : [text(value(after.line))];
}

function hasContent(block: Block): boolean {
  return block.type !== "buttons" || block.buttons.length > 0;
}
