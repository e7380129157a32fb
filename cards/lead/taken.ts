import { type Button, buttons, type Card, type ListItem, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { md, value } from "#chat/text.ts";
import { contactTexts } from "./contact-texts.ts";

export type LeadTakenView = {
  readonly leadId: string;
  readonly company: string;
  readonly by: string;
  /** Whose it is now; absent for the public pool. */
  readonly to?: string;
  readonly reason?: string;
};

/** To who had a lead until somebody above took it: who has it now, and why. */
export function leadTaken(locale: Locale, view: LeadTakenView): Card {
  const t = texts[locale];
  const { reason } = view;
  return {
    title: titleOf(locale, view),
    tone: "info",
    body: [
      ...(reason === undefined ? [] : [text(value(t.reason(reason)))]),
      text(value(view.to === undefined ? t.pooledLine : t.givenLine(view.to))),
      buttons(open(locale, view)),
    ],
  };
}

/** Its line in a bundle. */
export function leadTakenItem(locale: Locale, view: LeadTakenView): ListItem & { buttons: Button[] } {
  const title = titleOf(locale, view);
  const reason = view.reason === undefined ? undefined : texts[locale].reason(view.reason);
  return {
    text: reason === undefined ? md`**${title}**` : md`**${title}** · ${reason}`,
    buttons: [open(locale, view)],
  };
}

function titleOf(locale: Locale, { by, company, to }: LeadTakenView): string {
  const t = texts[locale];
  return to === undefined ? t.pooled(by, company) : t.given(by, company, to);
}

function open(locale: Locale, { leadId }: LeadTakenView): Button {
  return { label: contactTexts[locale].open, action: { id: "lead.open", payload: { leadId } } };
}

const zh = {
  given: (by: string, company: string, to: string) => `${by} 把「${company}」改派给 ${to}`,
  pooled: (by: string, company: string) => `${by} 把「${company}」放入公海`,
  reason: (reason: string) => `原因：${reason}`,
  givenLine: (to: string) => `这条线索不再由你跟进。谈到哪里了，可以告诉 ${to}。`,
  pooledLine: "这条线索不再由你跟进，同事们现在可以领取。",
};

const en: typeof zh = {
  given: (by, company, to) => `${by} gave “${company}” to ${to}`,
  pooled: (by, company) => `${by} moved “${company}” to the public pool`,
  reason: (reason) => `Reason: ${reason}`,
  givenLine: (to) => `It is no longer yours to follow up. Tell ${to} how far you got.`,
  pooledLine: "It is no longer yours to follow up. Colleagues can claim it now.",
};

/** The words of the card. */
export const leadTakenTexts = { zh, en };
const texts = leadTakenTexts;
