import { setTimeout as sleep } from "node:timers/promises";
import type { ChatEvent } from "#chat/event.ts";
import type { PlatformHost } from "#chat/host.ts";
import { log } from "#src/log.ts";
import type { Api } from "./api.ts";
import { type ReceivedMessage, readContent } from "./receive-message.ts";

/** The platform waits 3 s for the answer to an event, which is kept before. */
const patienceMs = 1500;

type Tools = { readonly api: Pick<Api, "message">; readonly host: Pick<PlatformHost, "botUserId"> };

/**
 * The message with the words of the one that it answers: the platform names that only by its id. Without them where
 * they cannot be had in time: what the person wrote counts all the same.
 */
export async function withQuoted(tools: Tools, received: ReceivedMessage): Promise<ChatEvent> {
  const { answers, ...event } = received;
  if (answers === undefined || event.type !== "message") return event;
  const quoted = await wordsOf(tools, answers, event.tenant);
  return quoted === "" ? event : { ...event, quoted };
}

async function wordsOf({ api, host }: Tools, messageId: string, appId: string): Promise<string> {
  const stop = new AbortController();
  try {
    const tooLate = sleep(patienceMs, undefined, { signal: stop.signal });
    const asked = Promise.all([api.message(messageId), host.botUserId(appId)]);
    const [found, botUserId] = (await Promise.race([asked, tooLate])) ?? [];
    if (found?.body === undefined || found.deleted === true) return "";
    const own = [appId, botUserId];
    // Unlike the event, the answer does not say which of the mentioned is a bot.
    const mentions = found.mentions?.map((one) =>
      own.includes(one.id) ? { ...one, mentioned_type: "bot" } : one,
    );
    return readContent(found.msg_type, found.body.content, mentions).trim();
  } catch (error) {
    log.warn({ err: error }, "a message that was answered could not be read");
    return "";
  } finally {
    stop.abort();
  }
}
