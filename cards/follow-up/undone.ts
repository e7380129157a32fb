import { buttons, type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { followUpTexts } from "./texts.ts";

/** What is left of an undone follow-up: its words can be taken up again. */
export function followUpUndone(
  locale: Locale,
  view: { readonly followUpId: string; readonly customer: string; readonly content: string },
): Card {
  const t = followUpTexts[locale];
  return {
    title: t.undone(view.customer),
    tone: "muted",
    body: [
      text(authored(t.undoneText)),
      text(value(view.content)),
      buttons({
        label: t.again,
        action: { id: "follow-up.again", payload: { followUpId: view.followUpId } },
      }),
    ],
  };
}
