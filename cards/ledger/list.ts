import { type Block, type Button, buttons, type Card, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text, value } from "#chat/text.ts";
import { leadSourceName, leadStatusNames } from "../shared/lead-words.ts";
import { ledgerTexts } from "./texts.ts";

export type LedgerLineView = {
  readonly leadId: string;
  readonly company: string;
  readonly grade?: "A" | "B" | "C";
  readonly status: keyof (typeof leadStatusNames)["zh"];
  readonly source: string;
  /** Left out where it goes without saying. */
  readonly owner?: string;
  readonly isUnowned: boolean;
  /** The reader collaborates. */
  readonly isHelped: boolean;
  readonly registered: string;
  /** In whose hands it is until it has an owner; left out where it goes without saying. */
  readonly registeredBy?: string;
  readonly contactBy?: string;
  readonly next?: string;
  readonly isOverdue: boolean;
};

/** What the reader asked for, in words. */
export type LedgerFilterView = {
  readonly scope: "mine" | "team" | "all";
  readonly grade?: "A" | "B" | "C";
  readonly status?: keyof (typeof leadStatusNames)["zh"];
  readonly source?: string;
  readonly owner?: string;
  readonly isOverdue?: boolean;
};

export type LedgerView = {
  readonly filter: LedgerFilterView;
  readonly leads: readonly LedgerLineView[];
  readonly count: number;
  /** There are more than `count`. */
  readonly isMore: boolean;
  /** Names of this list, and of those on its sides. */
  readonly list: string;
  readonly cleared?: string;
  readonly previous?: string;
  readonly next?: string;
};

/** A page of the lead ledger. */
export function ledgerList(locale: Locale, view: LedgerView): Card {
  const t = ledgerTexts[locale];
  const { filter, count, isMore, list, cleared, previous, next } = view;
  const counted = isMore ? t.moreThan(count) : t.counted(count);
  const asked = filterWords(locale, filter);
  return {
    title: `${t.title} · ${t.scopes[filter.scope]}${count === 0 ? "" : ` · ${counted}`}`,
    tone: "neutral",
    body: [
      ...(asked.length === 0 ? [] : [note(md`${authored(t.filtered)}: ${asked.join(" · ")}`)]),
      leads(locale, view, asked.length > 0),
      buttons(
        previous === undefined ? undefined : turn(t.previous, previous),
        next === undefined ? undefined : turn(t.nextPage, next),
        { label: t.filter, action: { id: "ledger.filter", payload: { list } } },
        cleared === undefined ? undefined : turn(t.clear, cleared),
        count === 0 ? undefined : { label: t.export, action: { id: "ledger.export", payload: { list } } },
      ),
    ],
  };
}

function leads(locale: Locale, view: LedgerView, isFiltered: boolean): Block {
  const t = ledgerTexts[locale];
  if (view.leads.length === 0) return text(authored(isFiltered ? t.emptyFiltered : t.empty));
  const items = view.leads.map((lead) => ({
    text: line(locale, lead),
    buttons: [{ label: t.open, action: { id: "lead.open", payload: { leadId: lead.leadId } } }],
  }));
  return { type: "list", items, moreText: t.more };
}

function line(locale: Locale, lead: LedgerLineView): Text {
  const t = ledgerTexts[locale];
  const parts = [
    lead.isOverdue ? t.overdue : undefined,
    lead.isHelped ? t.helped : undefined,
    lead.grade && t.grades[lead.grade],
    leadStatusNames[locale][lead.status],
    lead.isUnowned ? t.unowned : lead.owner,
    lead.contactBy && t.contactBy(lead.contactBy),
    lead.next && t.next(lead.next),
    leadSourceName(locale, lead.source),
    lead.registeredBy === undefined
      ? t.registered(lead.registered)
      : t.registeredBy(lead.registeredBy, lead.registered),
  ];
  return md`**${lead.company}** · ${value(parts.filter((part) => part !== undefined).join(" · "))}`;
}

function filterWords(locale: Locale, filter: LedgerFilterView): readonly string[] {
  const t = ledgerTexts[locale];
  const { grade, status, source, owner, isOverdue } = filter;
  return [
    grade && t.grades[grade],
    status && leadStatusNames[locale][status],
    source && (source === "own" ? t.ownSource : leadSourceName(locale, source)),
    owner,
    isOverdue === true ? t.overdue : undefined,
  ].filter((word): word is string => word !== undefined && word !== "");
}

function turn(label: string, list: string): Button {
  return { label, action: { id: "ledger.turn", payload: { list } } };
}
