import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { ChatClient, Outcome, SeenForm, SeenMessage, WireEntry } from "#playground/client.ts";

/** Looks again every few milliseconds until there is something; fails, saying what it waited for, when there is not. */
export async function until<T>(
  what: string | (() => string),
  look: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = 8000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) {
      const missed = typeof what === "string" ? what : what();
      throw new Error(`waited ${withinMs} ms in vain for: ${missed}`);
    }
    await sleep(15);
  }
}

/** What the bot has said to a person, oldest first. */
export function said(client: ChatClient): readonly SeenMessage[] {
  return client.messages().filter((message) => message.from === "bot");
}

/** Without the single lines of Feishu that stand where a form was, and repeat the title of the card that has changed. */
export function cardsSaid(client: ChatClient): readonly SeenMessage[] {
  return said(client).filter(({ raw }) => !formLine.safeParse(raw).success);
}

/** A card without a head. */
const formLine = z.object({ schema: z.literal("2.0"), header: z.never().optional() });

/** What a person is told while something happens: new messages, not those that only change. */
export async function saidDuring(
  client: ChatClient,
  act: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = new Set(said(client).map(({ id }) => id));
  await act();
  return said(client)
    .filter(({ id }) => !before.has(id))
    .map(({ text }) => text);
}

/** Waits until the bot has said something with these words, anywhere in sight, and returns the newest such message. */
export function sees(client: ChatClient, words: string, withinMs?: number): Promise<SeenMessage> {
  const sight = () =>
    said(client)
      .slice(-2)
      .map(({ text }) => text);
  return until(
    () => `${client.userId} sees "${words}"; the last in sight: ${sight().join("\n--\n")}`,
    () => [...said(client), ...cardsSaid(client)].findLast(({ text }) => text.includes(words)),
    withinMs,
  );
}

/** Waits for a notice beside what was pressed: Feishu's toasts, and what Slack shows for a while to one person. */
export function isNoticed(client: ChatClient, words: string): Promise<true> {
  return until(`${client.userId} is told "${words}"`, () => {
    const fleeting = said(client).filter(({ ephemeral }) => ephemeral);
    return [...client.toasts(), ...fleeting.map(({ text }) => text)].some((line) => line.includes(words));
  });
}

/** Does something and waits for the bot's answer to it: the message that is new, or that has changed. */
export async function answerTo(
  client: ChatClient,
  act: () => Promise<Outcome>,
): Promise<SeenMessage & { readonly outcome: Outcome }> {
  const before = new Map(said(client).map((message) => [message.id, message.raw]));
  const outcome = await act();
  const answer = await until(
    () => `an answer; ${JSON.stringify({ outcome, toasts: client.toasts().slice(-2) })}`,
    () => said(client).findLast(({ id, raw }) => !isDeepStrictEqual(before.get(id), raw)),
  );
  return { ...answer, outcome };
}

/**
 * Does something that opens a form, and waits until it stands in front of the person. Where a platform takes no more
 * messages in this second, the person is told to press again, and does.
 */
export async function opens(client: ChatClient, act: () => Promise<Outcome>): Promise<SeenForm> {
  const before = client.form()?.id;
  for (let attempt = 1; ; attempt += 1) {
    const told = client.toasts().length;
    const outcome = await act();
    const toldNow = () => client.toasts().slice(told);
    const found = await until(
      () => `a form; ${JSON.stringify({ outcome, told: toldNow() })}`,
      () => {
        const form = client.form();
        if (form !== undefined && form.id !== before) return form;
        return attempt < 3 && toldNow().some((words) => /再按一次|press again/.test(words)) && "again";
      },
    );
    if (found !== "again") return found;
    await sleep(1000);
  }
}

/** New messages that the platform took, as the text of the call, oldest first. */
export function accepted(log: readonly WireEntry[]): readonly string[] {
  return log
    .filter(({ kind, name }) => kind === "api" && newMessage.test(name))
    .filter(({ status, response }) => status === 200 && !isRefusal(status, response))
    .map(({ request }) => JSON.stringify(request).replaceAll(/\\+"/g, '"'));
}

const newMessage = /^(chat\.post|POST \/open-apis\/(im\/v1\/messages|ephemeral))/;

/** Calls that the platform refused, but for their pace: a test's people are faster than any, and what is too fast is sent again. */
export function refusals(log: readonly WireEntry[]): readonly unknown[] {
  return log
    .filter(({ kind, status, response }) => kind === "api" && isRefusal(status, response))
    .filter(({ status, response }) => status !== 429 && !isTooFast(response))
    .map(({ name, request, response }) => ({ name, request, response }));
}

/** More than 5 a second to one person. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create */
function isTooFast(response: unknown): boolean {
  return typeof response === "object" && response !== null && "code" in response && response.code === 230020;
}

function isRefusal(status: number, response: unknown): boolean {
  if (typeof response !== "object" || response === null) return status !== 200;
  if ("code" in response) return response.code !== 0;
  return status !== 200 || ("ok" in response && response.ok === false);
}
