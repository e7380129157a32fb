import type { Card } from "./card.ts";
import type { ChatEvent, MessageRef } from "./event.ts";
import type { Route } from "./http.ts";
import type { Locale } from "./locale.ts";
import type { PlatformPort } from "./port.ts";
import type { Reply } from "./reply.ts";

/** What a platform is given by the composition root. */
export type PlatformHost = {
  /** Runs the event through the dispatch now. Never throws: a failure has become words. */
  answer(event: ChatEvent): Promise<Reply>;
  /** Keeps an event that the platform would send again; resolves once it is durable. It is processed afterwards. */
  store(event: ChatEvent, receivedAt: Date): Promise<void>;
  /** Keeps a reply that could not be performed at once; it is delivered as soon as possible. */
  queue(event: ChatEvent, reply: Reply): Promise<void>;
  /**
   * Keeps a reply that is performed only after its event was acknowledged: nobody would miss it if the process died
   * in between.
   */
  keep(event: ChatEvent, reply: Reply): Promise<KeptReply>;
  /**
   * Says that a card stands in a message now, put there in answer to the event, so that it changes when what it shows
   * is decided elsewhere. Never throws.
   */
  stands(event: ChatEvent, ref: MessageRef, card: Card): Promise<void>;
  /** Bot token of an installation; `undefined` where it is unknown or removed. */
  token(tenant: string): Promise<string | undefined>;
  /** The bot's own account in an installation, by which it is mentioned. */
  botUserId(tenant: string): Promise<string | undefined>;
  /** Language of an account for the few words a platform says by itself; the workspace's where it is unknown. */
  locale(tenant: string, userId: string): Promise<Locale>;
};

/** A reply that comes of itself, a minute later, unless it is performed. */
export type KeptReply = {
  /** Given the id under which a message is sent, so that a second attempt finds it. Afterwards the reply is forgotten, unless it was queued. */
  perform(work: (deliveryId: string) => Promise<void>): Promise<void>;
};

/** What a platform gives back. */
export type PlatformParts = { readonly routes: readonly Route[]; readonly port: PlatformPort };

/** Handlers of presses, commands and forms must answer within this; the platforms give up at 3,000 ms. */
export const answerWithinMs = 2500;
