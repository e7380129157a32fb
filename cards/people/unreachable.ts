import { buttons, type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { value } from "#chat/text.ts";
import { peopleTexts } from "./texts.ts";

export type UnreachableView = {
  readonly personId: string;
  readonly name: string;
  readonly reason: "no-account" | "forbidden" | "rejected" | "gave-up" | "broken";
};

/** To an admin: a message did not reach somebody, and what to do about it. */
export function unreachable(locale: Locale, view: UnreachableView): Card {
  const t = peopleTexts[locale];
  return {
    title: t.unreachableTitle(view.name),
    tone: "warning",
    summary: t.unreachable[view.reason](view.name),
    body: [
      text(value(t.unreachable[view.reason](view.name))),
      buttons({
        label: t.openPerson,
        action: { id: "people.edit", payload: { personId: view.personId, page: "1" } },
      }),
    ],
  };
}
