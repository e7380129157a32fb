import { type Block, type Button, buttons, type Card, type ListItem, note, text } from "#chat/card.ts";
import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text } from "#chat/text.ts";
import { type RegisterTexts, registerTexts } from "./register-texts.ts";

/** Feishu's inputs stop here. */
export const needTextMax = 1000;

export type RegisterFormView = {
  readonly sources: readonly Option[];
  /** Set when the form settles words that were typed before; what it does not show of them is kept. */
  readonly draftId?: string;
  readonly company?: string | undefined;
  readonly source?: string | undefined;
  readonly contactName?: string | undefined;
  readonly phone?: string | undefined;
  readonly need?: string | undefined;
};

/** Five fields, two of them required: the rest is asked for on the card of the lead. */
export function registerForm(locale: Locale, view: RegisterFormView): Form {
  const t = registerTexts[locale];
  const isLong = (view.need?.length ?? 0) > needTextMax;
  return {
    ...{ id: "lead.register", title: t.title, submit: t.submit, cancel: t.cancel },
    payload: view.draftId === undefined ? {} : { draftId: view.draftId },
    ...(isLong && { intro: authored(t.longNeed) }),
    fields: [
      { ...line("company", t.company, view.company), required: true },
      {
        ...{ name: "source", label: t.source, required: true, type: "select", options: view.sources },
        ...(view.source !== undefined && { initial: view.source }),
      },
      line("contactName", t.contactName, view.contactName),
      line("phone", t.phone, view.phone),
      ...(isLong ? [] : [needField(locale, view.need)]),
    ],
  };
}

export function line(name: string, label: string, initial: string | undefined): FormField {
  return {
    ...{ name, label, type: "text", maxLength: 120 },
    ...(initial !== undefined && initial !== "" && { initial }),
  };
}

export function needField(locale: Locale, initial: string | undefined): FormField {
  const t = registerTexts[locale];
  return {
    ...{ name: "need", label: t.need, type: "multiline", maxLength: needTextMax, placeholder: t.needHint },
    ...(initial !== undefined && { initial }),
  };
}

/** The line named no source, or no company: one press, or the form with all that was understood. */
export function leadIncomplete(
  locale: Locale,
  view: {
    readonly draftId: string;
    readonly company?: string;
    readonly sources: readonly Option[];
    /** Nothing else was understood either. */
    readonly isEmpty?: boolean;
    /** What it resembles was seen already. */
    readonly isAsked?: boolean;
  },
): Card {
  const t = registerTexts[locale];
  const { company, draftId } = view;
  const asked = view.isAsked === true ? { asked: "yes" } : {};
  const choices = company === undefined ? [] : view.sources;
  const noCompany = view.isEmpty === true ? t.nothingKnownText : t.whichCompanyText;
  return {
    title: company === undefined ? t.whichCompany : t.whichSource(company),
    tone: "info",
    body: [
      text(authored(company === undefined ? noCompany : t.whichSourceText)),
      buttons(
        ...choices.map(({ value, label }) =>
          press(label, "lead.draft-source", { draftId, source: value, ...asked }),
        ),
        { ...press(t.fillIn, "lead.draft-form", { draftId }), style: "primary" },
        press(t.drop, "lead.draft-drop", { draftId }),
      ),
    ],
  };
}

export type SimilarOne = {
  readonly id: string;
  readonly name: string;
  readonly of: "lead" | "customer";
  readonly same: "phone" | "email" | "company";
  /** In words. */
  readonly status?: string;
  readonly owner?: string;
  /** The reader's own. */
  readonly isOwn?: boolean;
  /** Somebody else's: its name and its owner, and nothing else. */
  readonly isMasked: boolean;
};

/** Asked before a lead is made that may be there already. */
export function leadResembles(
  locale: Locale,
  view: { readonly draftId: string; readonly company: string; readonly alike: readonly SimilarOne[] },
): Card {
  const t = registerTexts[locale];
  const { draftId } = view;
  const list: Block = {
    type: "list",
    items: view.alike.map((one) => similarItem(locale, one)),
    moreText: t.more,
  };
  return {
    title: t.resemblesTitle(view.company),
    tone: "warning",
    body: [
      text(authored(t.resembles[waysOut(view.alike)])),
      list,
      buttons(
        press(t.anyway, "lead.draft-register", { draftId }),
        press(t.change, "lead.draft-form", { draftId }),
        press(t.drop, "lead.draft-drop", { draftId }),
      ),
    ],
  };
}

/** Which presses the list offers: the words above it name no others. */
function waysOut(alike: readonly SimilarOne[]): keyof RegisterTexts["resembles"] {
  const canOpen = alike.some(({ isMasked }) => !isMasked);
  const canAsk = alike.some(({ isMasked, owner }) => isMasked && owner !== undefined);
  if (canOpen) return canAsk ? "both" : "open";
  return canAsk ? "ask" : "none";
}

function similarItem(locale: Locale, one: SimilarOne): ListItem {
  const t = registerTexts[locale];
  const { id, name, of, same, status, isMasked, isOwn = false } = one;
  const owner = isOwn ? t.you : one.owner;
  const kind = of === "lead" ? t.isLead : t.isCustomer;
  const why = { phone: t.samePhone, email: t.sameEmail, company: t.sameCompany }[same];
  const facts = isMasked ? [kind, owner] : [kind, status, owner, why];
  const words: Text = md`**${name}** · ${facts.filter((fact) => fact !== undefined).join(" · ")}`;
  const payload = of === "lead" ? { leadId: id } : { customerId: id };
  if (!isMasked)
    return { text: words, buttons: [press(t.open, of === "lead" ? "lead.open" : "customer.open", payload)] };
  if (owner === undefined) return { text: words };
  const asking = of === "lead" ? "lead.ask-owner" : "customer.ask-owner";
  return { text: words, buttons: [press(t.askOwner(owner), asking, payload)] };
}

/** The lead that a line names, in full; what was typed can still become another. */
export function leadNamed(locale: Locale, card: Card, draftId: string): Card {
  const asNew = press(registerTexts[locale].asNew, "lead.draft-register", { draftId });
  return { ...card, body: [...card.body, buttons(asNew)] };
}

/** In the place of the question. */
export function leadDropped(locale: Locale, company: string | undefined): Card {
  const t = registerTexts[locale];
  return { title: company ?? t.title, tone: "muted", body: [note(authored(t.dropped))] };
}

function press(label: string, id: string, payload: Readonly<Record<string, string>>): Button {
  return { label, action: { id, payload } };
}
