import { type Block, type Button, buttons, type Card, inView, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text, value } from "#chat/text.ts";
import { leadSourceName } from "../shared/lead-words.ts";
import { poolTexts } from "./texts.ts";

/** What everybody may know of a lead in the pool: no contact, no phone, no need. */
export type PooledLead = {
  readonly leadId: string;
  readonly company: string;
  readonly grade?: "A" | "B" | "C";
  readonly source: string;
  readonly since?: string;
  /** Until when the reader, who had it before, cannot claim it. */
  readonly waitsUntil?: string;
};

export type PoolView = {
  readonly leads: readonly PooledLead[];
  readonly count: number;
  /** There are more than `count`. */
  readonly isMore: boolean;
  /** Of this page, and of those on its sides. */
  readonly page: string;
  readonly previous?: string;
  readonly next?: string;
  /** Claims at most in so many days, and how many are left to the reader. Absent for who does not claim. */
  readonly claims?: { readonly most: number; readonly days: number; readonly left: number };
  readonly mayAssign: boolean;
};

/** The view that `poolList` is; its argument is the page. */
export const poolListView = "pool.list";

/** The public pool. */
export function poolList(locale: Locale, view: PoolView): Card {
  const t = poolTexts[locale];
  const { leads, count, isMore, previous, next, claims } = view;
  const title = isMore ? t.titleMore(count) : t.title(count);
  return {
    title: count === 0 ? t.titleEmpty : title,
    tone: "neutral",
    body: [
      leads.length === 0 ? text(authored(t.empty)) : list(locale, view),
      ...(claims === undefined
        ? []
        : [note(authored(t.rule(claims.most, claims.days) + t.left(claims.left)))]),
      buttons(
        previous === undefined ? undefined : turn(t.previous, previous),
        next === undefined ? undefined : turn(t.next, next),
      ),
    ],
  };
}

function list(locale: Locale, view: PoolView): Block {
  const t = poolTexts[locale];
  return {
    type: "list",
    moreText: t.more,
    items: view.leads.map((lead) => {
      const payload = { leadId: lead.leadId };
      const claim: Button = { label: t.claim, style: "primary", action: { id: "pool.claim", payload } };
      const assign: Button = { label: t.assign, action: { id: "pool.assign", payload } };
      const mayClaim = view.claims !== undefined && view.claims.left > 0 && lead.waitsUntil === undefined;
      const offered = [...(mayClaim ? [claim] : []), ...(view.mayAssign ? [assign] : [])];
      return { text: line(locale, lead), buttons: inView(`${poolListView}:${view.page}`, offered) };
    }),
  };
}

function line(locale: Locale, { company, grade, source, since, waitsUntil }: PooledLead): Text {
  const t = poolTexts[locale];
  const about = [
    grade && t.grades[grade],
    leadSourceName(locale, source),
    since && t.since(since),
    waitsUntil && t.waits(waitsUntil),
  ];
  return md`**${company}** · ${value(about.filter((part) => part !== undefined).join(" · "))}`;
}

function turn(label: string, page: string): Button {
  return { label, action: { id: "pool.turn", payload: { page } } };
}
