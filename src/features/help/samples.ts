import { helpCard } from "#cards/help/help.ts";
import type { Command, Sample } from "#chat/feature.ts";
import { hostileName, hostileText, longText, many, sampleWords } from "#chat/sample-texts.ts";

/** The card with all commands that there are, with none, and at its longest. */
export function helpSamples(commands: readonly Command[]): readonly Sample[] {
  return [
    {
      name: "help",
      make: (locale) =>
        helpCard(locale, {
          name: sampleWords[locale].person,
          commands: commands.map((command) => command.help[locale]),
        }),
    },
    {
      name: "greeting",
      make: (locale) =>
        helpCard(locale, {
          name: sampleWords[locale].person,
          commands: commands.slice(0, 3).map((command) => command.help[locale]),
          isGreeting: true,
        }),
    },
    { name: "help-of-nothing", make: (locale) => helpCard(locale, { name: "", commands: [] }) },
    {
      name: "help-hostile",
      make: (locale) =>
        helpCard(locale, {
          name: hostileName,
          commands: many(40, () => ({ usage: hostileText, does: longText })),
        }),
    },
  ];
}
