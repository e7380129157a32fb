import { type Button, buttons, type Card, fields, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { md, type Text, value } from "#chat/text.ts";
import { followUpTexts } from "./texts.ts";

export type FollowUpDueView = {
  readonly followUpId: string;
  readonly customerId: string;
  readonly customer: string;
  /** The planned contact: date with weekday, time if one was said, method. */
  readonly planned: string;
  readonly lastTime: string;
  /** True when the planned visit has passed without a record. */
  readonly isMissing: boolean;
};

/** A planned contact is due, or a planned visit was not recorded. */
export function followUpDue(locale: Locale, view: FollowUpDueView): Card {
  const t = followUpTexts[locale];
  const planned = view.isMissing ? t.missingText(view.planned) : t.dueText(view.planned);
  return {
    title: view.isMissing ? t.missingTitle(view.customer) : t.dueTitle(view.customer),
    tone: view.isMissing ? "warning" : "info",
    summary: planned,
    body: [
      text(value(planned)),
      fields({ label: t.lastTime, value: value(view.lastTime) }),
      buttons(
        ...followUpDueButtons(locale, view),
        snooze(view, "hour", t.inAnHour),
        snooze(view, "monday", t.monday),
      ),
    ],
  };
}

/** The same as a line of a bundle. */
export function followUpDueItem(locale: Locale, view: FollowUpDueView): Text {
  const t = followUpTexts[locale];
  return md`**${view.customer}** · ${view.isMissing ? t.missingText(view.planned) : t.dueText(view.planned)}`;
}

export function followUpDueButtons(locale: Locale, view: FollowUpDueView): Button[] {
  const t = followUpTexts[locale];
  return [
    {
      label: t.logNow,
      style: "primary",
      action: { id: "follow-up.log-for", payload: { customerId: view.customerId } },
    },
    snooze(view, "morning", t.tomorrow),
  ];
}

/** A reminder that was put off. */
export function followUpPostponed(
  locale: Locale,
  view: { readonly customerId: string; readonly customer: string; readonly until: string },
): Card {
  const t = followUpTexts[locale];
  return {
    title: t.postponedTitle(view.customer),
    tone: "neutral",
    body: [
      text(value(t.postponed(view.until))),
      buttons({
        label: t.logNow,
        action: { id: "follow-up.log-for", payload: { customerId: view.customerId } },
      }),
    ],
  };
}

function snooze(view: FollowUpDueView, until: "hour" | "morning" | "monday", label: string): Button {
  return { label, action: { id: "follow-up.snooze", payload: { followUpId: view.followUpId, until } } };
}
