import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { ChatClient, Outcome, SeenMessage, WireEntry } from "#playground/client.ts";

/** Looks again every few milliseconds until there is something; fails, saying what it waited for, when there is not. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = 8000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for: ${what}`);
    await sleep(15);
  }
}

/** What the bot has said to a person, oldest first. */
export function said(client: ChatClient): readonly SeenMessage[] {
  return client.messages().filter((message) => message.from === "bot");
}

/** The newest thing the bot said to a person; an empty text before it said anything. */
export function lastText(client: ChatClient): string {
  return said(client).at(-1)?.text ?? "";
}

/** Waits until the bot has said something that matches, anywhere in sight, and returns the newest such message. */
export function sees(client: ChatClient, words: string | RegExp): Promise<SeenMessage> {
  return until(
    `${client.userId} sees ${words}; now: ${[...said(client)]
      .slice(-2)
      .map((m) => m.text)
      .join("\n--\n")}`,
    () =>
      said(client).findLast(({ text }) =>
        typeof words === "string" ? text.includes(words) : words.test(text),
      ),
  );
}

/** Does something and waits for the bot's answer to it: the message that is new, or that has changed. */
export async function answerTo(
  client: ChatClient,
  act: () => Promise<Outcome>,
): Promise<SeenMessage & { readonly outcome: Outcome }> {
  const before = new Map(said(client).map((message) => [message.id, message.raw]));
  const outcome = await act();
  const answer = await until("an answer", () =>
    said(client).findLast(({ id, raw }) => !isDeepStrictEqual(before.get(id), raw)),
  );
  return { ...answer, outcome };
}

/** Does something that opens a form, and waits until it stands in front of the person. */
export async function opens(client: ChatClient, act: () => Promise<Outcome>) {
  const before = client.form()?.id;
  await act();
  return until("a form", () => {
    const form = client.form();
    return form !== undefined && form.id !== before && form;
  });
}

/** Calls by the bot that put something in front of people, oldest first. */
export function calls(log: readonly WireEntry[], name: RegExp = puts): readonly WireEntry[] {
  return log.filter((entry) => entry.kind === "api" && name.test(entry.name));
}

const puts =
  /^(chat\.(postMessage|postEphemeral|update)|response_url|views\.|POST \/open-apis\/(im\/v1\/messages|ephemeral)|PATCH \/open-apis\/im|POST \/open-apis\/interactive)/;

/** Calls that the platform refused: a story has none. */
export function refusals(log: readonly WireEntry[]): readonly unknown[] {
  return log
    .filter(({ kind, response, status }) => kind === "api" && (status !== 200 || isRefusal(response)))
    .map(({ name, response }) => ({ name, response }));
}

function isRefusal(response: unknown): boolean {
  if (typeof response !== "object" || response === null) return false;
  return ("ok" in response && response.ok === false) || ("code" in response && response.code !== 0);
}
