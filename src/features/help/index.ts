import { helpCard } from "#cards/help/help.ts";
import { helpTexts } from "#cards/help/texts.ts";
import { hasRole } from "#chat/actor.ts";
import type { Command, Feature } from "#chat/feature.ts";
import { say } from "#chat/reply.ts";
import { helpSamples } from "./samples.ts";

/** The help lists what the features offer to this person, and nothing else. */
export function createHelp(features: readonly Feature[]): Feature {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const help: Command = {
    id: "help",
    words: { zh: ["帮助"], en: ["help"] },
    takesText: false,
    help: { zh: helpTexts.zh.commandHelp, en: helpTexts.en.commandHelp },
    run: async ({ actor, locale }) => {
      const offered = [...commands, help].filter(
        ({ roles }) => roles === undefined || hasRole(actor, ...roles),
      );
      return say(
        helpCard(locale, { name: actor.name, commands: offered.map((command) => command.help[locale]) }),
      );
    },
  };
  return { name: "help", commands: [help], samples: helpSamples([...commands, help]) };
}
