import { type Block, type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { type LeadContactView, leadContacted } from "../lead/contact.ts";
import { followUpTexts } from "./texts.ts";

export type LeadLoggedView = LeadContactView & {
  /** Words that look like dates and are none, e.g. `2月30日`. */
  readonly unreadDates: readonly string[];
  /** The plan that was said is over: the rule's stands in its place, or none where nobody has been given the lead. */
  readonly nextHasPassed: boolean;
};

/** The answer to a follow-up that turned out to be a lead's: the lead's own card, and what was not understood. */
export function leadFollowUpLogged(locale: Locale, view: LeadLoggedView): Card {
  const card = leadContacted(locale, view);
  return { ...card, body: card.body.toSpliced(-1, 0, ...advice(locale, view)) };
}

function advice(locale: Locale, { unreadDates, nextHasPassed, next }: LeadLoggedView): Block[] {
  const t = followUpTexts[locale];
  const [unread, past] =
    next === undefined ? [t.leadUnreadNoPlan, t.leadPastNoPlan] : [t.leadUnread, t.leadPastNext];
  return [
    ...(unreadDates.length === 0 ? [] : [text(value(unread(unreadDates.join(", "))))]),
    ...(nextHasPassed ? [text(authored(past))] : []),
  ];
}
