import { styleText } from "node:util";
import { roleNames } from "#cards/shared/roles.ts";
import type { Platform } from "#chat/event.ts";
import { platforms } from "#chat/event.ts";
import { localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import type { SamplePerson } from "./team.ts";
import { type Chat, complain } from "./terminal-chat.ts";
import { readMoment } from "./terminal-clock.ts";

type Command = (chat: Chat, rest: string) => void | Promise<void>;

/** What the terminal does by itself, by the word after the slash. */
export const commands: Readonly<Record<string, Command>> = {
  as: beSomebody,
  people: showPeople,
  slack: (chat) => switchTo(chat, "slack"),
  feishu: (chat) => switchTo(chat, "feishu"),
  clock: moveClock,
  help: ({ screen, words }) => screen.print(words.help),
  quit: (chat) => chat.quit(),
};

function switchTo(chat: Chat, platform: Platform): void {
  chat.platform = platform;
}

/** By number in the list, or by how the name begins. */
function beSomebody(chat: Chat, rest: string): void {
  const { people } = chat.playground;
  const wanted = rest.toLowerCase();
  const found = people[Number(rest) - 1] ?? people.find(({ name }) => name.toLowerCase().startsWith(wanted));
  if (rest === "" || found === undefined) complain(chat, chat.words.noPerson);
  else chat.person = found;
}

function showPeople(chat: Chat): void {
  const lines = chat.playground.people.map((person, index) => {
    const { name, role, team } = person;
    const about = [
      roleNames[chat.locale][role],
      ...(team === undefined ? [] : [team]),
      ...unread(chat, person),
    ];
    const mark = person === chat.person ? "*" : " ";
    return `  ${mark} ${styleText("cyan", String(index + 1))} ${name}  ${styleText("dim", about.join(" · "))}`;
  });
  chat.screen.print(lines.join("\n"));
}

function unread({ playground, feed, words }: Chat, person: SamplePerson): readonly string[] {
  return platforms.flatMap((platform) => {
    const count = feed.unread(playground.seat(platform, person));
    return count === 0 ? [] : [`${words.platforms[platform]}: ${words.newCount(count)}`];
  });
}

/** In the time zone of whoever one is. */
async function moveClock(chat: Chat, rest: string): Promise<void> {
  const { playground, person, words } = chat;
  const { tz } = person;
  const isNext = rest === "next";
  const moment = isNext ? await playground.nextDue() : readMoment(rest, { now: playground.now(), tz });
  if (isNext && moment === undefined) complain(chat, words.nothingDue);
  else if (moment !== undefined && moment >= playground.now()) await playground.moveTo(moment);
  else if (rest !== "") complain(chat, words.badTime);
  chat.screen.print(`  ${words.time(shown(playground.now(), chat))}`);
}

function shown(at: Date, { person: { tz }, locale }: Chat): string {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: tz }).format(at);
  return `${localDateOf(at, tz)} ${weekday} ${localTimeOf(at, tz)} (${tz})`;
}
