import { type Button, buttons, type Card, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { followUpTexts } from "./texts.ts";

export type WhichCustomerView = {
  readonly draftId: string;
  readonly content: string;
  /** The name as the note has it, if one could be made out. */
  readonly name?: string;
  /** True where several are called exactly so. */
  readonly isSeveral: boolean;
  /** These, or customers that resemble it; `owner` where it is somebody else's. */
  readonly similar: readonly {
    readonly customerId: string;
    readonly name: string;
    readonly owner?: string;
  }[];
  /** Open leads that it may be of; `contact` tells those of one company apart. */
  readonly leads: readonly {
    readonly leadId: string;
    readonly name: string;
    readonly contact?: string;
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
  const question = questionOf(locale, view);
  return {
    title: view.leads.length === 0 ? t.whichTitle : t.whichTitleOrLead,
    tone: "info",
    summary: question,
    body: [
      text(value(question)),
      note(value(view.content)),
      buttons(
        ...similar,
        ...leadButtons(locale, view),
        name === undefined || view.isSeveral
          ? undefined
          : {
              label: t.create(name),
              style: "primary",
              action: { id: "follow-up.draft-create", payload: { draftId } },
            },
        ...otherwise(locale, draftId),
      ),
    ],
  };
}

function questionOf(locale: Locale, { name, isSeveral, leads }: WhichCustomerView): string {
  const t = followUpTexts[locale];
  if (name === undefined) return leads.length === 0 ? t.whichUnnamed : t.whichUnnamedOrLead;
  if (leads.length > 0) return t.whichOfThese(name);
  return isSeveral ? t.whichSeveral(name) : t.whichNamed(name);
}

function leadButtons(locale: Locale, { draftId, leads }: WhichCustomerView): Button[] {
  const t = followUpTexts[locale];
  return leads.map(({ leadId, name, contact, owner }) => ({
    label: [t.lead(name), contact && ` · ${contact}`, owner && t.owner(owner)].filter(Boolean).join(""),
    action: { id: "follow-up.draft-for-lead", payload: { draftId, leadId } },
  }));
}

/** The customer is somebody else's: the note waits until the owner has let the writer in. */
export function theirCustomer(
  locale: Locale,
  view: {
    readonly draftId: string;
    readonly content: string;
    readonly customerId: string;
    readonly customer: string;
    readonly owner: string;
  },
): Card {
  const t = followUpTexts[locale];
  const { draftId, customerId, customer, owner } = view;
  return {
    title: t.theirsTitle(customer),
    tone: "warning",
    summary: t.theirsKept(customer, owner),
    body: [
      text(value(t.theirsKept(customer, owner))),
      note(value(view.content)),
      buttons(
        {
          label: t.askOwner,
          style: "primary",
          action: { id: "customer.ask-owner", payload: { customerId } },
        },
        { label: t.submit, action: { id: "follow-up.draft-for", payload: { draftId, customerId } } },
        ...otherwise(locale, draftId),
      ),
    ],
  };
}

function otherwise(locale: Locale, draftId: string): Button[] {
  const t = followUpTexts[locale];
  return [
    { label: t.chooseOther, action: { id: "follow-up.draft-form", payload: { draftId } } },
    { label: t.drop, action: { id: "follow-up.draft-drop", payload: { draftId } } },
  ];
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
