import type { Card } from "#chat/card.ts";
import type { Form, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { value } from "#chat/text.ts";
import { poolTexts } from "./texts.ts";

/** What became of a press in the pool, as a notice above the list. */
export type PoolNews =
  | { readonly what: "claimed"; readonly company: string; readonly due: string }
  | { readonly what: "assigned"; readonly company: string; readonly to: string }
  | { readonly what: "quicker"; readonly company: string; readonly by: string }
  | { readonly what: "mine" | "not-there"; readonly company: string };

/** Where the list from which it was pressed is not there any more, this stands in its place. */
export function poolNews(locale: Locale, news: PoolNews): Card {
  const isDone = news.what === "claimed" || news.what === "assigned" || news.what === "mine";
  return { title: words(locale, news), tone: isDone ? "success" : "warning", body: [] };
}

function words(locale: Locale, news: PoolNews): string {
  const t = poolTexts[locale];
  const { company } = news;
  switch (news.what) {
    case "claimed":
      return t.claimed(company, news.due);
    case "assigned":
      return t.assigned(company, news.to);
    case "quicker":
      return t.quicker(company, news.by);
    case "mine":
      return t.alreadyMine(company);
    default:
      return t.notThere(company);
  }
}

/** For a manager: who gets a lead of the pool. */
export function assignForm(
  locale: Locale,
  view: { readonly leadId: string; readonly company: string; readonly people: readonly Option[] },
): Form {
  const t = poolTexts[locale];
  return {
    id: "pool.assign",
    title: t.assignTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: { leadId: view.leadId },
    intro: value(view.company),
    fields: [
      {
        ...{ name: "person", label: t.toWhom, hint: t.whomHint, required: true },
        ...{ type: "search", source: "pool.person", suggestions: view.people },
      },
      { name: "reason", label: t.reason, type: "text", maxLength: 300 },
    ],
  };
}
