import { type Block, type Button, buttons, type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md } from "#chat/text.ts";
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

/** A page of a customer's follow-ups and extensions, the latest first. `earlier` is set when there are older ones. */
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

export type OfferedCustomer = {
  readonly customerId: string;
  readonly name: string;
  /** Where it is somebody else's. */
  readonly owner?: string;
};

/** What a person typed of a new customer: nothing else holds it, so it travels with the button. */
export type NewCustomerWords = {
  readonly name: string;
  readonly shortNames?: string;
  readonly industry?: string;
};

/** No customer of that name, or several: which could be meant, and the way to make one. */
export function customerChoice(
  locale: Locale,
  view: {
    readonly name: string;
    readonly isAmbiguous: boolean;
    readonly customers: readonly OfferedCustomer[];
  },
): Card {
  const t = customerTexts[locale];
  return {
    title: view.isAmbiguous ? t.several(view.name) : t.notFound(view.name),
    tone: "info",
    body: [
      text(authored(view.customers.length === 0 ? t.noSimilar : t.similar)),
      buttons(
        ...view.customers.map((customer) => offer(locale, customer)),
        create(t.create(view.name), { name: view.name }),
      ),
    ],
  };
}

/** Asked before a customer is made that resembles others. */
export function customerResembles(
  locale: Locale,
  view: { readonly words: NewCustomerWords; readonly customers: readonly OfferedCustomer[] },
): Card {
  const t = customerTexts[locale];
  return {
    title: t.resemblesTitle(view.words.name),
    tone: "warning",
    body: [
      text(authored(t.resembles)),
      buttons(
        ...view.customers.map((customer) => offer(locale, customer)),
        create(t.createAnyway, view.words),
      ),
    ],
  };
}

function offer(locale: Locale, { customerId, name, owner }: OfferedCustomer): Button {
  return {
    label: owner === undefined ? name : customerTexts[locale].ownedBy(name, owner),
    action: { id: "customer.open", payload: { customerId } },
  };
}

/** `asked`: the person has seen what resembles it. */
function create(label: string, words: NewCustomerWords): Button {
  return { label, action: { id: "customer.create-form", payload: { ...words, asked: "yes" } } };
}
