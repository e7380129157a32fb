import { type Card, inView, type ListItem } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { plain } from "#chat/text.ts";
import { myDayView } from "./day.ts";
import { myDayTexts } from "./texts.ts";

/** Several reminders as one message. A press on one of them turns the card into the day as it is then. */
export function bundleCard(items: readonly ListItem[], locale: Locale): Card {
  const t = myDayTexts[locale];
  return {
    title: t.bundle(items.length),
    tone: "info",
    summary: items
      .map((item) => plain(item.text))
      .join("; ")
      .slice(0, 200),
    body: [
      {
        type: "list",
        items: items.map((item) => ({ ...item, buttons: inView(myDayView, item.buttons ?? []) })),
        moreText: t.more,
      },
    ],
  };
}
