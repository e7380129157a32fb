import { buttons, type Card, text, viewKey } from "#chat/card.ts";
import type { Form, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, value } from "#chat/text.ts";
import { contactTexts } from "./contact-texts.ts";
import { watchTexts } from "./watch-texts.ts";

type ListedLead = { readonly leadId: string; readonly company: string; readonly detail?: string };
type Listed = { readonly leads: readonly ListedLead[]; readonly count: number };

/** The view that `ungradedLeads` is: who has graded one finds the others in it. */
export const ungradedView = "lead.ungraded";

/** Leads that wait for three answers from who registered them. */
export function ungradedLeads(locale: Locale, view: Listed): Card {
  const t = watchTexts[locale];
  if (view.count === 0) {
    return { title: t.ungradedNone, tone: "muted", body: [text(authored(t.ungradedNoneText))] };
  }
  const action = { label: t.grade, id: "lead.grade", view: ungradedView };
  return {
    ...{ title: t.ungradedTitle(view.count), tone: "info" },
    body: [text(authored(t.ungradedLine)), list(locale, view, action)],
  };
}

/** The nurture pool's month: what its owner sends or says to all or some of its leads. */
export function monthlyLeads(
  locale: Locale,
  view: Listed & {
    readonly pooled: number;
    /** Who has made the reader the pool's keeper just now. */
    readonly givenBy?: string;
  },
): Card {
  const t = watchTexts[locale];
  const { givenBy, count } = view;
  return {
    ...{ title: givenBy === undefined ? t.monthlyTitle(count) : t.nurtureGivenTitle(count), tone: "info" },
    body: [
      text(givenBy === undefined ? authored(t.monthlyLine) : value(t.nurtureGivenLine(givenBy))),
      list(locale, view, { label: contactTexts[locale].open, id: "lead.open" }),
      ...(view.pooled > 0 ? [text(value(t.pooledLine(view.pooled)))] : []),
      buttons(
        { label: t.touchAll, style: "primary", action: { id: "lead.touch", payload: { which: "all" } } },
        { label: t.touchSome, action: { id: "lead.touch", payload: { which: "some" } } },
      ),
    ],
  };
}

function list(
  locale: Locale,
  { leads, count }: Listed,
  { label, id, view }: { readonly label: string; readonly id: string; readonly view?: string },
) {
  return {
    type: "list" as const,
    items: leads.map(({ leadId, company, detail }) => ({
      text: detail === undefined ? md`**${company}**` : md`**${company}** · ${detail}`,
      buttons: [
        { label, action: { id, payload: { leadId, ...(view !== undefined && { [viewKey]: view }) } } },
      ],
    })),
    more: count - leads.length,
    moreText: watchTexts[locale].more,
  };
}

/** What was sent; to whom, where it was not to all. */
export function touchForm(
  locale: Locale,
  view: {
    readonly methods: readonly Option[];
    readonly count: number;
    readonly leads?: readonly Option[];
    /** Another for each time it is opened: what is submitted twice is logged once. */
    readonly key: string;
  },
): Form {
  const t = watchTexts[locale];
  const { leads, count, methods, key } = view;
  const content = { label: t.touchContent, placeholder: t.touchHint, maxLength: 1000 };
  return {
    ...{ id: "lead.touch", title: t.touchTitle },
    ...{ submit: contactTexts[locale].save, cancel: contactTexts[locale].cancel },
    payload: { which: leads === undefined ? "all" : "some", key },
    ...(leads === undefined && { intro: value(t.allOf(count)) }),
    fields: [
      ...(leads === undefined ? [] : [whichField(locale, leads)]),
      { name: "content", required: true, type: "multiline", ...content },
      {
        name: "method",
        label: contactTexts[locale].method,
        type: "select",
        options: methods,
        initial: "message",
      },
    ],
  };
}

function whichField(locale: Locale, options: readonly Option[]) {
  const t = watchTexts[locale];
  const texts = { label: t.which, hint: t.whichHint(options.length) };
  return { name: "leads", required: true, type: "checkboxes" as const, options, ...texts };
}

/** After a touch was logged. */
export function leadsTouched(locale: Locale, count: number): Card {
  const t = contactTexts[locale];
  return { title: t.touched(count), tone: "success", body: [text(authored(t.touchedText))] };
}
