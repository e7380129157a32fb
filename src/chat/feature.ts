import type { z } from "zod";
import type { Database } from "#db/client.ts";
import type { WorkspaceClient } from "#db/workspace.ts";
import type { Actor, Role, Stranger } from "./actor.ts";
import type { ApprovalKind } from "./approval.ts";
import type { Button, Card } from "./card.ts";
import type { ChatEvent, SentFile } from "./event.ts";
import type { Form, FormValues, Option } from "./form.ts";
import type { Locale } from "./locale.ts";
import type { PlatformPort } from "./port.ts";
import type { Reply } from "./reply.ts";
import type { Text } from "./text.ts";

/** What every handler and message builder gets. `now` is business time. */
export type Ctx = {
  readonly database: Database;
  /** The Prisma client, scoped to the actor's workspace. */
  readonly db: WorkspaceClient;
  readonly now: Date;
  readonly workspaceId: string;
  readonly platforms: readonly PlatformPort[];
  /** What is decided by somebody above, by kind. */
  readonly approvals: ReadonlyMap<string, ApprovalKind>;
  /** What is sent later, by kind: a bundle of such messages is drawn afresh from them. */
  readonly messages: ReadonlyMap<string, MessageKind>;
};

export type HandlerCtx = Ctx & {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly event: ChatEvent;
};

/** What a view is drawn with: no event, for it may be drawn afresh when something was decided elsewhere. */
export type ViewCtx = Ctx & { readonly actor: Actor; readonly locale: Locale };

/** A typed word: `跟进 ...` / `log ...`. The rest of the line is `text`, empty where the word stands alone. */
export type Command = {
  readonly id: string;
  readonly words: Readonly<Record<Locale, readonly string[]>>;
  /** False: the word counts only when it stands alone, so that `今天拜访了华为` is a note. */
  readonly takesText: boolean;
  /** True: the text may follow the word without a space, as in `跟进华为今天...`. Only for Chinese words. */
  readonly glued?: boolean;
  /** One line of the help: what to type and what it does. */
  readonly help: Readonly<Record<Locale, { readonly usage: string; readonly does: string }>>;
  /** Whoever has one of these; everybody who is active if absent. */
  readonly roles?: readonly Role[];
  run(ctx: HandlerCtx, text: string): Promise<Reply>;
};

/** A button. `payload` is what the card carried, not yet looked at. */
export type Action = {
  readonly id: string;
  readonly roles?: readonly Role[];
  run(ctx: HandlerCtx, payload: unknown): Promise<Reply>;
};

/** A submitted form. */
export type FormHandler = {
  readonly id: string;
  readonly roles?: readonly Role[];
  run(
    ctx: HandlerCtx,
    submission: { readonly payload: unknown; readonly values: FormValues },
  ): Promise<Reply>;
};

export type OptionSource = {
  readonly source: string;
  run(ctx: HandlerCtx, query: string): Promise<readonly Option[]>;
};

export type Shortcut = {
  readonly id: string;
  readonly roles?: readonly Role[];
  run(ctx: HandlerCtx, text: string | undefined): Promise<Reply>;
};

/**
 * A card that is drawn afresh: of many things, when a button of one of them was pressed (`inView`), or of anything that
 * was decided elsewhere (`Card.shows`).
 */
export type View = {
  readonly id: string;
  /** `argument` is what follows the colon of `id:argument` in the payload. */
  draw(ctx: ViewCtx, argument: string): Promise<Card | undefined>;
};

/** A kind of message that is sent later. Built when it is due, for it may no longer matter. */
export type MessageKind = {
  readonly kind: string;
  /** Joined with what else is due to the person: one message per person and minute. */
  readonly bundled: boolean;
  /** Urgent kinds are not held back by quiet hours and days off. */
  readonly urgent: boolean;
  /** `undefined` cancels: the thing is done, moved or gone. */
  build(ctx: MessageCtx, payload: unknown): Promise<BuiltMessage | undefined>;
};

export type MessageCtx = Ctx & { readonly actor: Actor };

export type BuiltMessage = {
  readonly card: Card;
  /** Its line in a bundle: text and the few buttons that matter. */
  readonly item?: { readonly text: Text; readonly buttons: readonly Button[] };
};

/** Claims rows whose timer is due and turns each into an outbox row, in one statement. Returns how many. */
export type Sweep = {
  readonly name: string;
  claim(database: Database, when: { readonly now: Date; readonly limit: number }): Promise<number>;
};

/** One card or form as the gallery and the golden files show it. */
export type Sample = { readonly name: string; readonly make: (locale: Locale) => Card | Form };

/** A feature declares everything it can do; nothing else in the program knows it. */
export type Feature = {
  readonly name: string;
  readonly commands?: readonly Command[];
  readonly actions?: readonly Action[];
  readonly forms?: readonly FormHandler[];
  readonly optionSources?: readonly OptionSource[];
  readonly shortcuts?: readonly Shortcut[];
  readonly views?: readonly View[];
  readonly messages?: readonly MessageKind[];
  readonly sweeps?: readonly Sweep[];
  readonly approvals?: readonly ApprovalKind[];
  readonly samples?: readonly Sample[];
  /** Answers who is not let in yet. Exactly one feature has it. */
  readonly stranger?: (
    ctx: Ctx & { readonly stranger: Stranger; readonly event: ChatEvent },
  ) => Promise<Reply>;
  /** Answers a line that no command claims. Exactly one feature has it. */
  readonly fallback?: (ctx: HandlerCtx, text: string) => Promise<Reply>;
  /** Answers files that were sent in the direct chat: at least one. At most one feature has it. */
  readonly files?: (ctx: HandlerCtx, files: readonly SentFile[]) => Promise<Reply>;
  /** The Home tab. Exactly one feature has it. */
  readonly home?: (ctx: HandlerCtx) => Promise<Card>;
};

/** Declares a button's handler: its payload is parsed before it runs. */
export function action<Payload>(spec: {
  readonly id: string;
  readonly payload: z.ZodType<Payload>;
  readonly roles?: readonly Role[];
  run(ctx: HandlerCtx, payload: Payload): Promise<Reply>;
}): Action {
  return { ...spec, run: (ctx, payload) => spec.run(ctx, spec.payload.parse(payload)) };
}

/** Declares a form's handler: its payload is parsed before it runs. */
export function form<Payload>(spec: {
  readonly id: string;
  readonly payload: z.ZodType<Payload>;
  readonly roles?: readonly Role[];
  run(
    ctx: HandlerCtx,
    submission: { readonly payload: Payload; readonly values: FormValues },
  ): Promise<Reply>;
}): FormHandler {
  return {
    ...spec,
    run: (ctx, submission) =>
      spec.run(ctx, { ...submission, payload: spec.payload.parse(submission.payload) }),
  };
}

/** Declares a kind of message that is sent later: its payload is parsed before it is built. */
export function messageKind<Payload>(spec: {
  readonly kind: string;
  readonly payload: z.ZodType<Payload>;
  readonly bundled: boolean;
  readonly urgent: boolean;
  build(ctx: MessageCtx, payload: Payload): Promise<BuiltMessage | undefined>;
}): MessageKind {
  return { ...spec, build: (ctx, payload) => spec.build(ctx, spec.payload.parse(payload)) };
}
