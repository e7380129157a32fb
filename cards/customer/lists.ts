import { type Block, buttons, type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, value } from "#chat/text.ts";
import { type FollowUpLine, followUpLine } from "./profile.ts";
import { customerTexts } from "./texts.ts";

export type ListedCustomer = {
  readonly customerId: string;
  readonly name: string;
  readonly silentDays?: number;
};

/** My customers, the longest silent first. */
export function customerList(
  locale: Locale,
  view: { readonly customers: readonly ListedCustomer[]; readonly count: number },
): Card {
  const t = customerTexts[locale];
  const body: Block =
    view.count === 0
      ? text(authored(t.listEmpty))
      : {
          type: "list",
          items: view.customers.map(({ customerId, name, silentDays }) => ({
            text: md`**${name}** · ${silentDays === undefined ? t.never : t.daysAgo(silentDays)}`,
            buttons: [
              { label: t.log, action: { id: "follow-up.log-for", payload: { customerId } } },
              { label: t.open, action: { id: "customer.open", payload: { customerId } } },
            ],
          })),
          more: view.count - view.customers.length,
          moreText: t.more,
        };
  return {
    title: t.listTitle(view.count),
    tone: "neutral",
    body: [body, buttons({ label: t.createTitle, action: { id: "customer.create-form", payload: {} } })],
  };
}

/** A page of a customer's follow-ups, the latest first. `earlier` is set when there are older ones. */
export function customerHistory(
  locale: Locale,
  view: {
    readonly customerId: string;
    readonly name: string;
    readonly lines: readonly FollowUpLine[];
    readonly earlier?: string;
  },
): Card {
  const t = customerTexts[locale];
  const { customerId, earlier } = view;
  const body: Block =
    view.lines.length === 0
      ? text(authored(t.historyEmpty))
      : { type: "list", items: view.lines.map((line) => ({ text: followUpLine(line) })), moreText: t.more };
  return {
    title: t.historyTitle(view.name),
    tone: "neutral",
    body: [
      body,
      buttons(
        earlier === undefined
          ? undefined
          : {
              label: t.earlier,
              action: { id: "customer.history", payload: { customerId, before: earlier } },
            },
        { label: t.open, action: { id: "customer.open", payload: { customerId } } },
      ),
    ],
  };
}

/** No customer of that name: similar ones, and the way to make one. */
export function customerNotFound(
  locale: Locale,
  view: { readonly name: string; readonly similar: readonly ListedCustomer[] },
): Card {
  const t = customerTexts[locale];
  return {
    title: t.notFound(view.name),
    tone: "info",
    body: [
      text(authored(view.similar.length === 0 ? t.noSimilar : t.similar)),
      buttons(
        ...view.similar.map(({ customerId, name }) => ({
          label: name,
          action: { id: "customer.open", payload: { customerId } },
        })),
        { label: t.createTitle, action: { id: "customer.create-form", payload: {} } },
      ),
    ],
  };
}

/** Asked before a customer is made that resembles another. */
export function customerResembles(
  locale: Locale,
  view: { readonly customerId: string; readonly name: string; readonly owner?: string },
): Card {
  const t = customerTexts[locale];
  return {
    title: t.exists(view.name),
    tone: "warning",
    body: [
      text(value(view.owner === undefined ? view.name : `${view.name} · ${t.owner} ${view.owner}`)),
      buttons({ label: t.open, action: { id: "customer.open", payload: { customerId: view.customerId } } }),
    ],
  };
}
