import type { ChatEvent } from "./event.ts";
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
  /** Bot token of an installation; `undefined` where it is unknown or removed. */
  token(tenant: string): Promise<string | undefined>;
  /** Language of an account for the few words a platform says by itself; the workspace's where it is unknown. */
  locale(tenant: string, userId: string): Promise<Locale>;
};

/** What a platform gives back. */
export type PlatformParts = { readonly routes: readonly Route[]; readonly port: PlatformPort };

/** Handlers of presses, commands and forms must answer within this; the platforms give up at 3,000 ms. */
export const answerWithinMs = 2500;
