import { App, type Receiver } from "@slack/bolt";
import { log } from "#src/log.ts";
import type { Call } from "./answer.ts";
import { clientOptions, silentLogger } from "./clients.ts";
import type { Body } from "./parse-body.ts";

export type Listeners = {
  /** A stored event: resolves once it is durable. */
  keep(call: Call): Promise<void>;
  /** Anything that is answered at once. */
  answer(call: Call): Promise<void>;
};

/** Hands a verified body to Bolt; resolves when its listeners are done. A listener's failure is logged, not thrown. */
export type Process = (body: Body, call: Call) => Promise<void>;

/**
 * Bolt tells the kinds of requests apart; there is one listener for each kind, because Bolt asks every listener in turn,
 * and which handler it is for is looked up in the program's own tables. Bolt acknowledges events before any listener runs:
 * that `ack` does nothing, and the answer is given by `call.respond`.
 *
 * Tokens do not pass through Bolt: they are asked for where a call is made, so that an answer in the body needs none, an
 * event is kept even when a token cannot be read, and Bolt's pool of clients, which forgets none, stays empty.
 * Socket Mode would be another `Receiver` here.
 */
export function listen(listeners: Listeners): Process {
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  };
  const app = new App<{ call: Call }>({
    receiver,
    authorize: async () => ({}),
    convoStore: false,
    // Own messages are told by `receive.ts`, which knows the bot of each installation.
    ignoreSelf: false,
    logger: silentLogger,
    clientOptions: { ...clientOptions },
  });
  const everything = /.*/s;
  const answer = ({ context }: { readonly context: { readonly call: Call } }) =>
    listeners.answer(context.call);
  app.event(everything, ({ context }) => listeners.keep(context.call));
  app.command(everything, answer);
  app.action(everything, answer);
  app.view(everything, answer);
  app.options(everything, answer);
  app.shortcut(everything, answer);
  app.error(async (error) => log.error({ err: error.original ?? error }, "a request from Slack failed"));
  return (body, call) => app.processEvent({ body, ack: async () => undefined, customProperties: { call } });
}
