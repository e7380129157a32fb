import { type Button, type Card, type ListItem, text, viewKey } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, plain } from "#chat/text.ts";
import { myDayTexts } from "./texts.ts";

/** The view that a bundle is; its argument is the first of its messages. */
export const bundleView = "bundle";

export type Bundle = {
  /** Id of the first of its messages. */
  readonly id: string;
  readonly items: readonly ListItem[];
  /** What the messages are about: decided elsewhere, they go from the card. */
  readonly topics: readonly string[];
};

/** Several reminders as one message. A press on one of them leaves those that still matter. */
export function bundleCard(locale: Locale, { id, items, topics }: Bundle): Card {
  const t = myDayTexts[locale];
  if (items.length === 0)
    return { title: t.bundleDone, tone: "muted", body: [text(authored(t.bundleDoneHint))] };
  const view = `${bundleView}:${id}`;
  return {
    title: t.bundle(items.length),
    tone: "info",
    summary: items
      .map((item) => plain(item.text).split("\n")[0])
      .join("; ")
      .slice(0, 200),
    body: [
      {
        type: "list",
        items: items.map((item) => ({
          ...item,
          buttons: (item.buttons ?? []).map((one) => within(view, one)),
        })),
        moreText: t.more,
      },
    ],
    ...(topics.length > 0 && { shows: { view, topics: [...new Set(topics)] } }),
  };
}

/** What is in a list of its own elsewhere is in the bundle here. */
function within(view: string, button: Button): Button {
  if ("url" in button) return button;
  const { id, payload } = button.action;
  return { ...button, action: { id, payload: { ...payload, [viewKey]: view } } };
}
