import { type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { value } from "#chat/text.ts";
import { assignedTexts } from "./assigned-texts.ts";

/** What a card becomes whose lead has just left: handed back, or put in the public pool. */
export function leadLeft(
  locale: Locale,
  { company, how }: { readonly company: string; readonly how: "handedBack" | "released" },
): Card {
  const t = assignedTexts[locale];
  const line = t[how === "released" ? "releasedText" : "handedBackText"];
  return { title: t[how](company), tone: "neutral", body: [text(value(line))] };
}
