import { helpCard } from "#cards/help/help.ts";
import { greetings, helpTexts } from "#cards/help/texts.ts";
import { hasRole } from "#chat/actor.ts";
import type { Command, Feature } from "#chat/feature.ts";
import { say } from "#chat/reply.ts";
import { helpSamples } from "./samples.ts";

const greeting = new RegExp(`^(${[...greetings.zh, ...greetings.en].join("|")})[!！.。]?$`, "i");
/** A greeting is answered with so many of the commands: the rest is a press away. */
const greetedWith = 3;

function spoken(words: readonly string[]): string[] {
  return words.flatMap((word) => ["", "!", "！", ".", "。"].map((mark) => `${word}${mark}`));
}

/** The help lists what the features offer to this person, and nothing else. */
export function createHelp(features: readonly Feature[]): Feature {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const help: Command = {
    id: "help",
    words: { zh: ["帮助", ...spoken(greetings.zh)], en: ["help", ...spoken(greetings.en)] },
    takesText: false,
    help: { zh: helpTexts.zh.commandHelp, en: helpTexts.en.commandHelp },
    run: async ({ actor, locale, event }) => {
      const offered = [...commands, help].filter(
        ({ roles }) => roles === undefined || hasRole(actor, ...roles),
      );
      const known = offered.map((command) => command.help[locale]);
      const isGreeting = event.type === "message" && greeting.test(event.text.trim());
      return say(
        helpCard(locale, {
          name: actor.name,
          commands: isGreeting ? known.slice(0, greetedWith) : known,
          isGreeting,
        }),
      );
    },
  };
  return { name: "help", commands: [help], samples: helpSamples([...commands, help]) };
}
