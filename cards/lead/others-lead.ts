import { buttons, type Card, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { leadTexts } from "./lead-texts.ts";

/** What somebody sees of another's lead: that it exists, and whose it is. */
export function leadMasked(
  locale: Locale,
  view: { readonly leadId: string; readonly company: string; readonly owner?: string },
): Card {
  const t = leadTexts[locale];
  const { leadId, owner } = view;
  return {
    title: view.company,
    tone: "muted",
    body: [
      text(owner === undefined ? authored(t.maskedUnowned) : value(t.masked(owner))),
      ...(owner === undefined
        ? []
        : [buttons({ label: t.askOwner, action: { id: "lead.ask-owner", payload: { leadId } } })]),
    ],
  };
}

export type LeadAskedView = {
  readonly leadId: string;
  readonly company: string;
  readonly personId: string;
  readonly name: string;
};

/** To the owner: somebody asks. */
export function leadAsked(locale: Locale, view: LeadAskedView): Card {
  const t = leadTexts[locale];
  const { leadId, personId, name } = view;
  return {
    title: t.askedTitle(name, view.company),
    tone: "info",
    body: [
      text(value(t.askedText(name))),
      buttons(
        {
          label: t.addCollaborator(name),
          style: "primary",
          action: { id: "lead.add-collaborator", payload: { leadId, personId } },
        },
        { label: t.open, action: { id: "lead.open", payload: { leadId } } },
      ),
    ],
  };
}

/** What came of it: to the owner in the place of the question. */
export function leadShared(locale: Locale, view: { readonly company: string; readonly name: string }): Card {
  const title = leadTexts[locale].collaboratorAdded(view.name, view.company);
  return { title, tone: "success", body: [note(value(view.company))] };
}

/** To the new collaborator. */
export function leadVisible(
  locale: Locale,
  view: { readonly leadId: string; readonly company: string },
): Card {
  const t = leadTexts[locale];
  const action = { id: "lead.open", payload: { leadId: view.leadId } };
  return {
    title: t.youMaySee(view.company),
    tone: "success",
    body: [buttons({ label: t.open, style: "primary", action })],
  };
}
