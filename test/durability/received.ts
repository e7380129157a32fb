import { z } from "zod";
import type { ChatClient, SeenMessage, WireEntry } from "#playground/client.ts";
import { said } from "#test/support/stage-watch.ts";

let words = 0;

/** A word that nothing else contains. */
export function newWord(): string {
  words += 1;
  return `X${words}Q`;
}

/** What the person has on the screen from the bot, with this word in it. */
export function saidWith(client: ChatClient, word: string): readonly SeenMessage[] {
  return said(client).filter(({ text }) => text.includes(word));
}

const slackAnswer = z.object({ ok: z.literal(true), ts: z.string() }).transform(({ ts }) => ts);
const feishuAnswer = z
  .object({ code: z.literal(0), data: z.object({ message_id: z.string() }) })
  .transform(({ data }) => data.message_id);
const answer = z.union([slackAnswer, feishuAnswer]);
const posts: ReadonlySet<string> = new Set(["chat.postMessage", "POST /open-apis/im/v1/messages"]);

/** Messages that the platform made of calls with this word in them, by their ids, with how often each was called for. */
export function posted(log: readonly WireEntry[], word: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { kind, name, request, response } of log) {
    if (kind !== "api" || !posts.has(name) || !JSON.stringify(request).includes(word)) continue;
    const id = answer.safeParse(response).data;
    if (id !== undefined) times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
}
