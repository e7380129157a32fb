import { type Button, buttons, type Card, fields, type ListItem, text } from "#chat/card.ts";
import type { Form } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, value } from "#chat/text.ts";
import { idleTexts } from "./idle-texts.ts";
import { customerTexts } from "./texts.ts";

export type IdleView = {
  readonly customerId: string;
  readonly customer: string;
  /** With weekday, in the reader's zone and language. */
  readonly when: string;
  readonly last?: string;
  readonly canExtend: boolean;
};

/** To the owner, some days before a customer without follow-ups goes back to nobody. */
export function customerIdle(locale: Locale, view: IdleView): Card {
  const t = idleTexts[locale];
  return {
    ...{ title: t.warningTitle(view.customer), tone: "warning" },
    body: [
      fields(
        { label: t.goes, value: value(view.when) },
        { label: t.last, value: value(view.last ?? t.never) },
      ),
      text(value(t.warningLine(view.when))),
      buttons(...idleButtons(locale, view)),
    ],
  };
}

export function customerIdleItem(locale: Locale, view: IdleView): Required<ListItem> {
  return {
    text: md`**${idleTexts[locale].warningTitle(view.customer)}** · ${view.when}`,
    buttons: idleButtons(locale, view),
  };
}

function idleButtons(locale: Locale, { customerId, canExtend }: IdleView): Button[] {
  const t = idleTexts[locale];
  const payload = { customerId };
  const log: Button = { label: t.log, style: "primary", action: { id: "follow-up.log-for", payload } };
  return canExtend ? [log, { label: t.extend, action: { id: "customer.extend", payload } }] : [log];
}

/** The one extension before an idle customer goes back to nobody. */
export function customerExtendForm(
  locale: Locale,
  { customerId, customer }: Pick<IdleView, "customerId" | "customer">,
): Form {
  const t = idleTexts[locale];
  const texts = { label: t.reason, placeholder: t.reasonHint };
  return {
    ...{ id: "customer.extend", title: t.extend, submit: t.extend, cancel: customerTexts[locale].cancel },
    ...{ payload: { customerId }, intro: value(customer) },
    fields: [{ name: "reason", required: true, type: "multiline", maxLength: 300, ...texts }],
  };
}

export function customerExtended(locale: Locale, view: Pick<IdleView, "customer" | "when">): Card {
  const t = idleTexts[locale];
  return {
    ...{ title: t.extendedTitle(view.customer), tone: "success" },
    body: [text(value(t.extendedLine(view.when)))],
  };
}

/** To the former owner. */
export function customerReleased(locale: Locale, customer: string): Card {
  const t = idleTexts[locale];
  return { title: t.releasedTitle(customer), tone: "muted", body: [text(authored(t.releasedLine))] };
}
