import { type Block, type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { type LeadContactView, leadContacted } from "../lead/contact.ts";
import { followUpTexts } from "./texts.ts";

export type LeadLoggedView = LeadContactView & {
  /** Words that look like dates and are none, e.g. `2月30日`. */
  readonly unreadDates: readonly string[];
  /** The plan that was said is over: the rule's stands in its place. */
  readonly nextHasPassed: boolean;
};

/** The answer to a follow-up that turned out to be a lead's: the lead's own card, and what was not understood. */
export function leadFollowUpLogged(locale: Locale, view: LeadLoggedView): Card {
  const card = leadContacted(locale, view);
  return { ...card, body: card.body.toSpliced(-1, 0, ...advice(locale, view)) };
}

function advice(locale: Locale, { unreadDates, nextHasPassed }: LeadLoggedView): Block[] {
  const t = followUpTexts[locale];
  return [
    ...(unreadDates.length === 0 ? [] : [text(value(t.leadUnread(unreadDates.join(", "))))]),
    ...(nextHasPassed ? [text(authored(t.leadPastNext))] : []),
  ];
}
