import { problems } from "#cards/dispatch/problem.ts";
import type { Dispatch } from "#chat/dispatch.ts";
import type { ChatEvent, Platform } from "#chat/event.ts";
import type { PlatformHost } from "#chat/host.ts";
import type { Locale } from "#chat/locale.ts";
import { say } from "#chat/reply.ts";
import type { Database } from "#db/client.ts";
import { identify } from "#directory/identify.ts";
import { markUninstalled, tokenOf } from "#directory/installations.ts";
import { createInboxWorker, type InboxWorker } from "#outbox/inbox-worker.ts";
import type { At } from "#outbox/kill-points.ts";
import type { Outbox } from "#outbox/outbox.ts";
import { queueReply } from "#outbox/queue-reply.ts";
import { readyReply } from "#outbox/ready-reply.ts";

export type HostOptions = {
  readonly database: Database;
  readonly dispatch: Dispatch;
  readonly outbox: Outbox;
  readonly secret: string;
  /** Business time. */
  readonly now: () => Date;
  readonly at?: At;
};

export type Host = {
  readonly inbox: InboxWorker;
  forPlatform(platform: Platform): PlatformHost;
};

/** What the platforms are given: the dispatch for what is answered now, inbox and outbox for what must not be lost. */
export function createHost(options: HostOptions): Host {
  const { database, dispatch, outbox, now } = options;
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
    realNow: () => new Date(),
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
      token: (tenant) => tokenOf(database, options.secret, { platform, tenant }),
      locale: (tenant, userId) => localeOf({ platform, tenant, userId }),
    }),
  };
}

/** A press or a form may have left something to be sent: it is not kept waiting for the next tick. */
async function answerNow({ dispatch, outbox }: HostOptions, event: ChatEvent) {
  const reply = await dispatch.answer(event);
  if (event.type === "action" || event.type === "form") outbox.kick();
  return reply;
}
