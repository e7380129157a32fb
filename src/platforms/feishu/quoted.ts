import { setTimeout as sleep } from "node:timers/promises";
import type { ChatEvent } from "#chat/event.ts";
import { log } from "#src/log.ts";
import type { Api } from "./api.ts";
import { type ReceivedMessage, readContent } from "./receive-message.ts";

/** The platform waits 3 s for the answer to an event, which is kept before. */
const patienceMs = 1500;

/**
 * The message with the words of the one that it answers: the platform names that only by its id. Without them where
 * they cannot be had in time: what the person wrote counts all the same.
 */
export async function withQuoted(api: Pick<Api, "message">, received: ReceivedMessage): Promise<ChatEvent> {
  const { answers, ...event } = received;
  if (answers === undefined || event.type !== "message") return event;
  const quoted = await wordsOf(api, answers);
  return quoted === "" ? event : { ...event, quoted };
}

async function wordsOf(api: Pick<Api, "message">, messageId: string): Promise<string> {
  const stop = new AbortController();
  try {
    const tooLate = sleep(patienceMs, undefined, { signal: stop.signal });
    const found = await Promise.race([api.message(messageId), tooLate]);
    if (found?.body === undefined || found.deleted === true) return "";
    return readContent(found.msg_type, found.body.content, found.mentions).trim();
  } catch (error) {
    log.warn({ err: error }, "a message that was answered could not be read");
    return "";
  } finally {
    stop.abort();
  }
}
