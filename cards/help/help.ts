import { buttons, type Card, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md } from "#chat/text.ts";
import { helpTexts } from "./texts.ts";

export type HelpView = {
  readonly name: string;
  readonly commands: readonly { usage: string; does: string }[];
  /** A greeting was greeted back: only the first commands, and a button for all. */
  readonly isGreeting?: boolean;
};

/** What this person can do, by role. */
export function helpCard(locale: Locale, view: HelpView): Card {
  const t = helpTexts[locale];
  return {
    title: t.title(view.name),
    tone: "info",
    summary: t.intro,
    body: [
      text(authored(t.intro)),
      ...view.commands.map(({ usage, does }) => text(md`**${usage}**\n${does}`)),
      buttons(
        {
          label: t.log,
          style: "primary",
          action: { id: "command.run", payload: { command: "follow-up.log" } },
        },
        { label: t.today, action: { id: "command.run", payload: { command: "my-day.today" } } },
        { label: t.settings, action: { id: "command.run", payload: { command: "people.settings" } } },
        view.isGreeting === true
          ? { label: t.all, action: { id: "command.run", payload: { command: "help" } } }
          : undefined,
      ),
      note(authored(t.anywhere)),
    ],
  };
}
