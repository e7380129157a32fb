import { answerWithinMs } from "#chat/host.ts";
import type { RawResponse } from "#chat/http.ts";
import { log } from "#src/log.ts";
import {
  type Answer,
  cancelled,
  localeOf,
  notice,
  perform,
  refusing,
  showLate,
  type Tools,
} from "./perform.ts";
import type { Action, Press, Submission } from "./receive-press.ts";
import { words } from "./words.ts";

/** For the one notice that is shown when time has run out. */
const localeWithinMs = 200;

/**
 * Answers a card callback: always an object, and always within the platform's 3 seconds, for it does not try again.
 * What takes longer follows after the response, as the platform demands of updates by token.
 */
export async function answerPress(press: Press, tools: Tools): Promise<RawResponse> {
  const { deed } = press;
  switch (deed.type) {
    case "nothing":
      return respond({});
    case "cancel":
      return respond(cancelled(deed.title, deed.locale));
    case "invalid":
      return respond(refusing(deed.errors));
    default:
      return await answerInTime(press, deed, tools);
  }
}

async function answerInTime(press: Press, deed: Action | Submission, tools: Tools): Promise<RawResponse> {
  const performing = answerAndPerform(press, deed, tools);
  const inTime = await within(performing, answerWithinMs);
  if (inTime !== undefined) return respond(inTime.answer);
  const after = async () => {
    const { answered, answer } = await performing;
    await showLate(answered, answer, tools);
  };
  return { ...respond({ toast: notice(await workingWord(press, tools)) }), after };
}

async function answerAndPerform(press: Press, deed: Action | Submission, tools: Tools) {
  const answered = { press, deed, reply: await tools.host.answer(deed.event) };
  return { answered, answer: await perform(answered, tools) };
}

async function workingWord(press: Press, tools: Tools): Promise<string> {
  const asking = localeOf(press, tools).catch((error: unknown) => {
    log.warn({ err: error }, "the language of a person could not be told");
    return undefined;
  });
  return words[(await within(asking, localeWithinMs)) ?? "zh"].working;
}

/** The JSON that every delivery is answered with. */
export function respond(body: Answer | { readonly challenge: string }): RawResponse {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  };
}

/** The result, or `undefined` when it takes longer. */
async function within<T>(working: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([working, late]);
  } finally {
    clearTimeout(timer);
  }
}
