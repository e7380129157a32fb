import { styleText } from "node:util";
import type { Platform } from "#chat/event.ts";
import type { Locale } from "#chat/locale.ts";
import type { ChatClient } from "./client.ts";
import type { Playground } from "./start.ts";
import type { SamplePerson } from "./team.ts";
import type { Feed } from "./terminal-feed.ts";
import { type Questions, question } from "./terminal-form.ts";
import type { Screen } from "./terminal-screen.ts";
import type { TerminalTexts } from "./terminal-texts.ts";

/** The chat in the terminal as it stands. */
export type Chat = {
  readonly playground: Playground;
  readonly screen: Screen;
  readonly feed: Feed;
  readonly words: TerminalTexts;
  readonly locale: Locale;
  readonly quit: () => void;
  platform: Platform;
  person: SamplePerson;
  /** The form that is being filled. */
  questions: Questions | undefined;
  /** By account, the message whose buttons the numbers press: the last that was drawn. */
  readonly newest: Map<string, string>;
};

export function clientOf({ playground, platform, person }: Chat): ChatClient {
  return playground.seat(platform, person);
}

export function promptOf({ questions, words, platform, person }: Chat): string {
  if (questions !== undefined) return question(questions, words);
  return `${styleText("dim", words.platforms[platform])} ${person.name}> `;
}

export function complain({ screen }: Chat, text: string): void {
  screen.print(`  ${styleText("red", text)}`);
}
