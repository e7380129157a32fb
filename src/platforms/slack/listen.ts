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

const kinds = ["event", "command", "action", "view", "options", "shortcut"] as const;
type Kind = (typeof kinds)[number];
type Bolt = App<{ call: Call }>;
const everything = /.*/s;

/**
 * There is one listener for each kind of request, and which handler it is for is looked up in the program's own tables.
 * Each stands in an `App` of its own, for Bolt asks every listener of an app in turn, through its middleware, and five of
 * six in vain. Bolt acknowledges events before any listener runs: that `ack`
 * does nothing, and the answer is given by `call.respond`.
 *
 * Tokens do not pass through Bolt: they are asked for where a call is made, so that an answer in the body needs none, an
 * event is kept even when a token cannot be read, and Bolt's pool of clients, which forgets none, stays empty.
 * Socket Mode would be another `Receiver` here.
 */
export function listen(listeners: Listeners): Process {
  const apps = new Map(kinds.map((kind) => [kind, appFor(kind, listeners)]));
  return async (body, call) => {
    const app = apps.get(kindOf(call));
    await app?.processEvent({ body, ack: async () => undefined, customProperties: { call } });
  };
}

function kindOf({ received: { event } }: Call): Kind {
  if (event.type === "form") return "view";
  return kinds.find((kind) => kind === event.type) ?? "event";
}

function appFor(kind: Kind, listeners: Listeners): Bolt {
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  };
  const app: Bolt = new App({
    receiver,
    authorize: async () => ({}),
    convoStore: false,
    // Own messages are told by `receive.ts`, which knows the bot of each installation.
    ignoreSelf: false,
    logger: silentLogger,
    clientOptions: { ...clientOptions },
  });
  const answer = ({ context }: { readonly context: { readonly call: Call } }) =>
    listeners.answer(context.call);
  const listen: Readonly<Record<Kind, () => void>> = {
    event: () => app.event(everything, ({ context }) => listeners.keep(context.call)),
    command: () => app.command(everything, answer),
    action: () => app.action(everything, answer),
    view: () => app.view(everything, answer),
    options: () => app.options(everything, answer),
    shortcut: () => app.shortcut(everything, answer),
  };
  listen[kind]();
  app.error(async (error) => log.error({ err: error.original ?? error }, "a request from Slack failed"));
  return app;
}
