import { randomUUID } from "node:crypto";
import { problems } from "#cards/dispatch/problem.ts";
import type { Card } from "#chat/card.ts";
import type { Dispatch } from "#chat/dispatch.ts";
import type { ChatEvent, MessageRef, Platform } from "#chat/event.ts";
import type { KeptReply, PlatformHost } from "#chat/host.ts";
import type { Locale } from "#chat/locale.ts";
import { type Reply, say } from "#chat/reply.ts";
import type { Database } from "#db/client.ts";
import { identify } from "#directory/identify.ts";
import { botUserOf, markUninstalled, tokenOf } from "#directory/installations.ts";
import { createInboxWorker, type InboxWorker } from "#outbox/inbox-worker.ts";
import type { At } from "#outbox/kill-points.ts";
import type { Outbox } from "#outbox/outbox.ts";
import { forgetReply, queueReply } from "#outbox/queue-reply.ts";
import { type ReadyReply, readyReply } from "#outbox/ready-reply.ts";
import { remember } from "#outbox/shown.ts";
import { log } from "#src/log.ts";

export type HostOptions = {
  readonly database: Database;
  readonly dispatch: Dispatch;
  readonly outbox: Outbox;
  readonly secret: string;
  /** Business time. */
  readonly now: () => Date;
  /** For leases and back-off. */
  readonly realNow: () => Date;
  readonly at?: At;
};

export type Host = {
  readonly inbox: InboxWorker;
  forPlatform(platform: Platform): PlatformHost;
};

/** What the platforms are given: the dispatch for what is answered now, inbox and outbox for what must not be lost. */
export function createHost(options: HostOptions): Host {
  const { database, dispatch, outbox, now, realNow } = options;
  const localeOf = async (account: {
    platform: Platform;
    tenant: string;
    userId: string;
  }): Promise<Locale> => {
    const found = await identify(database, account);
    return found?.actor?.locale ?? found?.locale ?? "zh";
  };
  const inbox = createInboxWorker({
    database,
    answer: async (event) => {
      if (event.type === "uninstalled") await markUninstalled(database, event, now());
      return dispatch.attempt(event);
    },
    gaveUp: async (event, reference) => {
      const locale = await localeOf(event);
      return say(problems.card(locale, problems.failed(locale, reference)));
    },
    locale: localeOf,
    replied: outbox.kick,
    now,
    realNow,
    ...(options.at && { at: options.at }),
  });
  const queue: PlatformHost["queue"] = async (event, reply) => {
    const ready = await readyReply(event, reply, () => localeOf(event));
    if (ready === undefined) return;
    await queueReply(database, event, { reply: ready, now: now() });
    outbox.kick();
  };
  return {
    inbox,
    forPlatform: (platform) => ({
      answer: (event) => answerNow(options, event),
      store: async (event, receivedAt) => {
        await inbox.store(event, receivedAt);
      },
      queue,
      keep: (event, reply) => keepReply(options, event, { reply, locale: () => localeOf(event) }),
      stands: (event, ref, card) => rememberCard(options, event, { ref, card }),
      token: (tenant) => tokenOf(database, options.secret, { platform, tenant }),
      botUserId: (tenant) => botUserOf(database, { platform, tenant }),
      locale: (tenant, userId) => localeOf({ platform, tenant, userId }),
    }),
  };
}

/** A press or a form may have left something to be sent: it is not kept waiting for the next tick. */
async function answerNow({ dispatch, outbox, at }: HostOptions, event: ChatEvent) {
  await at?.("answer.begun");
  const reply = await dispatch.answer(event);
  await at?.("answer.done");
  if (event.type === "action" || event.type === "form") outbox.kick();
  return reply;
}

/** The person has the answer: a card that will not change by itself is no reason to say that it failed. */
async function rememberCard(
  { database }: HostOptions,
  { tenant, userId }: ChatEvent,
  { ref, card }: { readonly ref: MessageRef; readonly card: Card },
): Promise<void> {
  try {
    await remember(database, { tenant, ref, reader: { userId }, shows: card.shows });
  } catch (error) {
    log.warn({ err: error }, "a card that stands in a chat could not be remembered");
  }
}

/** A reply is performed within this: two calls, each at most 5 s, and another attempt. */
const performWithinMs = 60_000;

/** A form that is to open is not kept: nothing was done yet, and the person sees that it does not open. */
async function keepReply(
  options: HostOptions,
  event: ChatEvent,
  { reply, locale }: { readonly reply: Reply; readonly locale: () => Promise<Locale> },
): Promise<KeptReply> {
  const ready = reply.type === "ask" ? undefined : await readyReply(event, reply, locale);
  const kept = ready && (await tryToKeep(options, event, ready));
  return {
    perform: async (work) => {
      await options.at?.("answer.acknowledged");
      await work(kept?.id ?? randomUUID());
      if (kept !== undefined) await forgetReply(options.database, kept);
    },
  };
}

/** What cannot be kept is said all the same: it may be the very news that the database is away. */
async function tryToKeep({ database, now, realNow }: HostOptions, event: ChatEvent, reply: ReadyReply) {
  const lockedUntil = new Date(realNow().getTime() + performWithinMs);
  try {
    return await queueReply(database, event, { reply, now: now(), lockedUntil });
  } catch (error) {
    log.warn({ err: error, type: event.type }, "a reply could not be kept and is only said");
    return undefined;
  }
}
