import { buttons, type Card, text } from "#chat/card.ts";
import type { Content } from "#chat/port.ts";
import { authored } from "#chat/text.ts";
import { words } from "./words.ts";

/** Slack opens a form only within three seconds of a press: after that a button asks for one. */
export function formWaits({ form, reopen, locale }: Omit<Extract<Content, { type: "form" }>, "type">): Card {
  const t = words[locale];
  return {
    title: form.title,
    tone: "info",
    body: [text(authored(t.formWaits)), buttons({ label: t.openForm, style: "primary", action: reopen })],
  };
}
