import { randomUUID } from "node:crypto";
import { note } from "#chat/card.ts";
import type { ChatEvent } from "#chat/event.ts";
import { answerWithinMs, type PlatformHost } from "#chat/host.ts";
import type { Locale } from "#chat/locale.ts";
import { DeliveryError } from "#chat/port.ts";
import type { Reply } from "#chat/reply.ts";
import { value } from "#chat/text.ts";
import { log } from "#src/log.ts";
import type { Clients } from "./clients.ts";
import { type AnswerBody, ephemeral, errorWords, inBody, optionsBody } from "./in-body.ts";
import { type Act, notify, perform } from "./perform.ts";
import type { Received } from "./receive.ts";
import { renderNotice } from "./render-card.ts";
import { publishHome } from "./send.ts";
import { words } from "./words.ts";

/** One request that waits for its answer. Only the first `respond` counts. */
export type Call = {
  readonly received: Received;
  readonly receivedAt: Date;
  respond(body?: AnswerBody): void;
};

export type Answerer = { readonly host: PlatformHost; readonly clients: Clients };

/**
 * Runs an event that is answered at once. Slack gives up after three seconds, and a form's trigger with it: what takes
 * longer is acknowledged with a word, and the result follows.
 */
export async function answer(answerer: Answerer, call: Call): Promise<void> {
  const { received } = call;
  if (received.event.type === "options") return answerOptions(answerer, call, received.event);
  const running = answerer.host.answer(received.event);
  const inTime = await within(running, answerWithinMs);
  const act = actOn(answerer, received, inTime === undefined);
  if (inTime === undefined) await sayWorking(act, call);
  const reply = inTime ?? (await running);
  const body = inTime && inBody(inTime, received);
  if (body !== undefined) return call.respond(body);
  const kept = await answerer.host.keep(received.event, reply);
  call.respond();
  await kept.perform((deliveryId) => follow(answerer, { ...act, deliveryId }, reply));
}

function actOn({ host, clients }: Answerer, received: Received, isLate: boolean): Act {
  const { event } = received;
  return {
    ...received,
    api: clients.api(event.tenant, "interactive"),
    stands: (ref, card) => host.stands(event, ref, card),
    locale: () => localeFor(host, event),
    isLate,
    deliveryId: randomUUID(),
  };
}

async function answerOptions(
  { host }: Answerer,
  call: Call,
  event: ChatEvent & { readonly type: "options" },
): Promise<void> {
  const [reply, locale] = await Promise.all([
    within(host.answer(event), answerWithinMs),
    localeFor(host, event),
  ]);
  const found = reply?.type === "options" ? reply.options : [];
  call.respond(optionsBody(found, event.query, locale));
}

/** A command says it in the answer itself; the others are acknowledged and told. A modal closes. */
async function sayWorking(act: Act, call: Call): Promise<void> {
  const { working } = words[await act.locale()];
  if (act.event.type === "command") return call.respond(ephemeral(renderNotice(working)));
  call.respond();
  try {
    await notify(act, working);
  } catch (error) {
    log.warn({ type: act.event.type, err: error }, "Slack did not take a word of patience");
  }
}

/** What was not said in the answer itself. The Home tab is the card that was pressed there: it is drawn afresh. */
async function follow(answerer: Answerer, act: Act, reply: Reply): Promise<void> {
  const isOnHome = act.reach.from === "home" && reply.type !== "ask";
  const notice = isOnHome ? noticeOf(reply) : undefined;
  if (notice === undefined) await carryOut(answerer, act, reply);
  if (isOnHome) await refreshHome(answerer, act, notice ?? (await whereToLook(act, reply)));
}

/** Nobody on the Home tab sees a message arrive, and an app cannot lead them to it. */
async function whereToLook(act: Act, reply: Reply): Promise<string | undefined> {
  const isTold = reply.type === "say" || reply.type === "update";
  return isTold ? words[await act.locale()].inMessages : undefined;
}

/** What the Home tab itself can tell: Slack has no other notice there, and a message for each press would be a nuisance. */
function noticeOf(reply: Reply): string | undefined {
  if (reply.type === "toast") return reply.text;
  if (reply.type === "invalid") return errorWords(reply.errors);
  return reply.type === "update" ? reply.toast : undefined;
}

/** What Slack does not take now is kept and delivered later. */
async function carryOut({ host }: Answerer, act: Act, reply: Reply): Promise<void> {
  try {
    await perform(act, reply);
  } catch (error) {
    await putOff(host, { event: act.event, reply, error });
  }
}

async function refreshHome({ host }: Answerer, act: Act, notice: string | undefined): Promise<void> {
  const { tenant, key, userId } = act.event;
  const event = { type: "home", platform: "slack", tenant, key: `${key}:home`, userId } as const;
  const reply = await host.answer(event);
  if (reply.type !== "say") return;
  const { card } = reply;
  const body = notice === undefined ? card.body : [note(value(notice)), ...card.body];
  try {
    await publishHome(act.api, userId, { ...card, body });
  } catch (error) {
    await putOff(host, { event, reply, error });
  }
}

type Failed = { readonly event: ChatEvent; readonly reply: Reply; readonly error: unknown };

async function putOff(host: PlatformHost, { event, reply, error }: Failed): Promise<void> {
  if (!(error instanceof DeliveryError)) throw error;
  log.warn({ type: event.type, reply: reply.type, code: error.code }, "a reply on Slack is put off");
  await host.queue(event, reply);
}

/** For a few words of our own a person's language is not worth waiting for. */
const localeWithinMs = 200;

async function localeFor(host: PlatformHost, { tenant, userId }: ChatEvent): Promise<Locale> {
  try {
    return (await within(host.locale(tenant, userId), localeWithinMs)) ?? "zh";
  } catch (error) {
    log.warn({ err: error }, "the language of a Slack account could not be read");
    return "zh";
  }
}

/** The result if it is there in time. What is late runs on. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
