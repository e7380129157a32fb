import { styleText } from "node:util";
import type { Locale } from "#chat/locale.ts";
import type { Outcome, SeenForm } from "./client.ts";
import type { Playground } from "./start.ts";
import { type Chat, clientOf, complain, promptOf } from "./terminal-chat.ts";
import { commands } from "./terminal-commands.ts";
import { drawMessage } from "./terminal-draw.ts";
import { createFeed } from "./terminal-feed.ts";
import {
  askAgain,
  leaveForm,
  type Questions,
  startQuestions,
  submitAnswers,
  takeAnswer,
} from "./terminal-form.ts";
import { createScreen, type ScreenOptions } from "./terminal-screen.ts";
import { terminalTexts } from "./terminal-texts.ts";

export type TerminalOptions = Pick<ScreenOptions, "input" | "output"> & {
  readonly playground: Playground;
  readonly locale: Locale;
  /** The person wants to end. */
  quit(): void;
};

/** How often the screen is brought up to date; the pretend platforms tell nobody of what they receive. */
const lookEveryMs = 150;

/** A chat in the terminal with the bot, as any of the people at either client. `stop` gives the terminal back. */
export function startTerminal(options: TerminalOptions): { stop(): void } {
  const { playground, input, output, locale, quit } = options;
  const words = terminalTexts[locale];
  let work = Promise.resolve();
  let waiting = 0;
  const inTurn = (task: () => Promise<void>) => {
    waiting += 1;
    work = work
      .then(task)
      .catch((error: unknown) => complain(chat, error instanceof Error ? error.message : String(error)))
      .finally(() => {
        waiting -= 1;
      });
  };
  const onLine = (line: string) => inTurn(() => handleLine(chat, line));
  const screen = createScreen({ input, output, onLine, onEnd: quit });
  const chat: Chat = {
    ...{
      playground,
      screen,
      words,
      locale,
      quit,
      feed: createFeed(),
      questions: undefined,
      newest: new Map(),
    },
    ...startingSeat(playground, locale),
  };
  screen.print(`${words.welcome}\n\n${words.help}\n`);
  screen.prompt(promptOf(chat));
  const timer = setInterval(() => {
    if (waiting === 0) inTurn(() => look(chat));
  }, lookEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      screen.print(words.bye);
      screen.close();
    },
  };
}

/** A rep who speaks the language of the terminal, at the client that is used with it. */
function startingSeat({ people }: Playground, locale: Locale): Pick<Chat, "platform" | "person"> {
  const person = people.find((one) => one.role === "rep" && one.locale === locale) ?? people[0];
  if (person === undefined) throw new Error("the playground has no people");
  return { platform: locale === "zh" ? "feishu" : "slack", person };
}

async function handleLine(chat: Chat, line: string): Promise<void> {
  if (chat.questions === undefined) await handleTyped(chat, line.trim());
  else await handleAnswer(chat, chat.questions, line);
  await look(chat);
  chat.screen.prompt(promptOf(chat));
}

async function handleTyped(chat: Chat, line: string): Promise<void> {
  if (line === "") return;
  const [, word = "", rest = ""] = /^\/(\S+)\s*(.*)$/.exec(line) ?? [];
  const command = commands[word];
  if (command !== undefined) return command(chat, rest.trim());
  if (/^\d{1,2}$/.test(line)) return pressButton(chat, Number(line));
  const client = clientOf(chat);
  // What the terminal does not know is Slack's to know: /genjin.
  tell(chat, await (word === "" || chat.platform === "feishu" ? client.say(line) : client.command(line)));
}

async function pressButton(chat: Chat, number: number): Promise<void> {
  const client = clientOf(chat);
  const id = chat.newest.get(client.userId);
  const { buttons = [] } = client.messages().find((message) => message.id === id) ?? {};
  const label = buttons[number - 1];
  if (id === undefined || label === undefined) return complain(chat, chat.words.noButton);
  const nth = buttons.slice(0, number - 1).filter((other) => other === label).length;
  tell(chat, await client.press(label, { on: id, nth }));
}

/** What went wrong at the client. Slack's errors come as toasts too, and are told there. */
function tell(chat: Chat, { status, error }: Outcome): void {
  if (error !== undefined && chat.platform === "feishu") complain(chat, error);
  else if (status >= 400) complain(chat, chat.words.notDelivered(status));
}

async function handleAnswer(chat: Chat, questions: Questions, line: string): Promise<void> {
  const client = clientOf(chat);
  if (line.trim() === "/quit") return chat.quit();
  if (line.trim() === "/cancel") {
    chat.questions = undefined;
    chat.screen.print(`  ${styleText("dim", chat.words.formClosed)}`);
    return leaveForm(questions, client);
  }
  if (!(await takeAnswer(questions, client, line))) return;
  const { fieldErrors = {}, error } = await submitAnswers(questions, client);
  for (const [label, message] of Object.entries(fieldErrors)) complain(chat, `${label}: ${message}`);
  if (error !== undefined) complain(chat, error);
  const form = client.form();
  const isStillOpen = form?.id === questions.form.id;
  chat.questions = isStillOpen ? askAgain(questions, form, Object.keys(fieldErrors)) : undefined;
}

/** Puts on the screen what came. A form that came last is asked instead of drawn. */
async function look(chat: Chat): Promise<void> {
  const { screen, feed, words } = chat;
  const client = clientOf(chat);
  const { messages, toasts } = feed.news(client);
  const form = chat.questions === undefined ? formInFront(chat, messages.at(-1)?.message.id) : undefined;
  for (const drawn of messages) {
    if (drawn.message.id !== form?.id) screen.print(drawMessage(drawn, words));
    if (drawn.message.buttons.length > 0) chat.newest.set(client.userId, drawn.message.id);
  }
  for (const toast of toasts) screen.print(`  ${styleText("yellow", `! ${toast}`)}`);
  if (form === undefined) return;
  chat.questions = startQuestions(form);
  screen.print(`\n  ${styleText("bold", form.title)}\n  ${styleText("dim", words.formHint)}`);
  screen.prompt(promptOf(chat));
}

/** A modal stands in front for as long as it is there; a form in a card only when nothing has come after it. */
function formInFront(chat: Chat, newestId: string | undefined): SeenForm | undefined {
  const form = clientOf(chat).form();
  const isInFront = chat.platform === "slack" || form?.id === newestId;
  return isInFront && form !== undefined && form.fields.length > 0 ? form : undefined;
}
