import { type Button, buttons, type Card, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { followUpTexts } from "./texts.ts";

export type WhichCustomerView = {
  readonly draftId: string;
  readonly content: string;
  /** The name as the note has it, if one could be made out. */
  readonly name?: string;
  /** Customers that resemble it; `owner` where it is somebody else's. */
  readonly similar: readonly {
    readonly customerId: string;
    readonly name: string;
    readonly owner?: string;
  }[];
};

/** Asked before a customer is made, and when a note names none. The note waits as a draft. */
export function whichCustomer(locale: Locale, view: WhichCustomerView): Card {
  const t = followUpTexts[locale];
  const { draftId, name } = view;
  const similar = view.similar.map(
    (customer): Button => ({
      label: customer.owner === undefined ? customer.name : customer.name + t.owner(customer.owner),
      action: { id: "follow-up.draft-for", payload: { draftId, customerId: customer.customerId } },
    }),
  );
  return {
    title: t.whichTitle,
    tone: "info",
    summary: name === undefined ? t.whichUnnamed : t.whichNamed(name),
    body: [
      text(name === undefined ? authored(t.whichUnnamed) : value(t.whichNamed(name))),
      note(value(view.content)),
      buttons(
        ...similar,
        name === undefined
          ? undefined
          : {
              label: t.create(name),
              style: "primary",
              action: { id: "follow-up.draft-create", payload: { draftId } },
            },
        { label: t.chooseOther, action: { id: "follow-up.draft-form", payload: { draftId } } },
        { label: t.drop, action: { id: "follow-up.draft-drop", payload: { draftId } } },
      ),
    ],
  };
}

/** A note that will not be saved. */
export function draftDropped(locale: Locale): Card {
  const t = followUpTexts[locale];
  return { title: t.dropped, tone: "muted", body: [text(authored(t.droppedText))] };
}

/** A line that is no command: perhaps a note. */
export function unknownLine(
  locale: Locale,
  view: { readonly draftId: string; readonly content: string },
): Card {
  const t = followUpTexts[locale];
  return {
    title: t.unknownTitle,
    tone: "info",
    summary: t.unknownText,
    body: [
      text(authored(t.unknownText)),
      note(value(view.content)),
      buttons(
        {
          label: t.logIt,
          style: "primary",
          action: { id: "follow-up.draft-log", payload: { draftId: view.draftId } },
        },
        { label: t.help, action: { id: "command.run", payload: { command: "help" } } },
      ),
    ],
  };
}
