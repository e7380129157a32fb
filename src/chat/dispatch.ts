import { randomInt } from "node:crypto";
import { ZodError, z } from "zod";
import { assertNever, UserError } from "#src/errors.ts";
import { log } from "#src/log.ts";
import { type Actor, hasRole, type Role } from "./actor.ts";
import { type Card, viewKey } from "./card.ts";
import { cleanText } from "./clean-text.ts";
import type { ChatEvent } from "./event.ts";
import type { Command, Ctx, HandlerCtx } from "./feature.ts";
import type { Locale } from "./locale.ts";
import { nothing, type Reply, say, toast, update } from "./reply.ts";
import type { Router } from "./router.ts";

export type DispatchOptions = {
  readonly router: Router;
  /** Who an event comes from, in one query; `undefined` where the tenant is unknown. */
  identify(
    event: ChatEvent,
  ): Promise<{ readonly workspaceId: string; readonly locale: Locale; readonly actor?: Actor } | undefined>;
  context(workspaceId: string): Ctx;
  readonly problems: Problems;
  /** For the metrics: how an event ended and how long it took, in milliseconds. */
  observe(event: ChatEvent["type"], outcome: Outcome, tookMs: number): void;
};

export type Outcome = "answered" | "refused" | "failed" | "unknown-tenant";

/** The dispatch's own words. */
export type Problems = {
  /** Something broke; `reference` is found in the log. */
  failed(locale: Locale, reference: string): string;
  notAllowed(locale: Locale): string;
  /** The button or form belongs to a card that the program no longer knows. */
  outdated(locale: Locale): string;
  card(locale: Locale, text: string): Card;
};

/** The button that runs a command as if its word were typed. */
const runCommandAction = "command.run";
const runCommandPayload = z.object({ command: z.string() });

export type Dispatch = {
  /** For events that nobody sends again: never throws, a failure has become words. */
  answer(event: ChatEvent): Promise<Reply>;
  /** For stored events, which can be tried again: what is not the person's to mend is thrown. */
  attempt(event: ChatEvent): Promise<Reply>;
};

/** The one pipeline from an event to a reply: who, which, allowed, run, and failures into words. */
export function createDispatch(options: DispatchOptions): Dispatch {
  const observed = async (event: ChatEvent, explainAll: boolean) => {
    const startedAt = performance.now();
    const result = await pass(options, event, explainAll);
    options.observe(event.type, result.outcome, performance.now() - startedAt);
    if ("error" in result) throw result.error;
    return result.reply;
  };
  return { answer: (event) => observed(event, true), attempt: (event) => observed(event, false) };
}

type Passed = { readonly outcome: Outcome } & ({ readonly reply: Reply } | { readonly error: unknown });

/** Holds the only catch that turns a failure into words. */
async function pass(options: DispatchOptions, event: ChatEvent, explainAll: boolean): Promise<Passed> {
  let locale: Locale = "zh";
  try {
    const found = await options.identify(event);
    if (found === undefined) {
      log.warn({ platform: event.platform, type: event.type }, "event of a tenant that is not installed");
      return { outcome: "unknown-tenant", reply: nothing };
    }
    locale = found.actor?.locale ?? found.locale;
    return { outcome: "answered", reply: await answer(options, event, found) };
  } catch (error) {
    const isRefusal = error instanceof Refusal || error instanceof UserError || error instanceof ZodError;
    if (!isRefusal && !explainAll) return { outcome: "failed", error };
    const reply = explain(options.problems, { event, error, locale });
    return { outcome: isRefusal ? "refused" : "failed", reply };
  }
}

class Refusal extends Error {
  readonly reason: "notAllowed" | "outdated";
  constructor(reason: "notAllowed" | "outdated") {
    super(reason);
    this.reason = reason;
  }
}

type Found = { readonly workspaceId: string; readonly locale: Locale; readonly actor?: Actor };

async function answer(options: DispatchOptions, event: ChatEvent, found: Found): Promise<Reply> {
  const { actor } = found;
  if (actor?.status !== "active") return answerStranger(options, event, found);
  const handlerCtx = { ...options.context(found.workspaceId), actor, locale: actor.locale, event };
  return inItsView(options.router, handlerCtx, await run(options.router, handlerCtx));
}

/**
 * Writing lets in who is known by e-mail: a command or a file that did so is dealt with, for it must not be lost. Whose
 * account is closed is answered in the language that was theirs.
 */
async function answerStranger(options: DispatchOptions, event: ChatEvent, found: Found): Promise<Reply> {
  if (event.type === "options" || event.type === "uninstalled") return nothing;
  const { workspaceId } = found;
  const locale = found.actor?.locale ?? found.locale;
  const stranger = { workspaceId, platform: event.platform, userId: event.userId, locale };
  const reply = await options.router.stranger({ ...options.context(workspaceId), stranger, event });
  const isLine = event.type === "message" || event.type === "command";
  const isFile = event.type === "message" && event.files !== undefined;
  const isMeant = isFile || (isLine && options.router.match(event.text) !== undefined);
  const now = isMeant ? await options.identify(event) : undefined;
  return now?.actor?.status === "active" ? answer(options, event, now) : reply;
}

/**
 * A press on one thing of many: what became of it is told in a notice, or beside where it asks something, and the view
 * is drawn afresh. A form that was opened from a view remembers it.
 */
async function inItsView(router: Router, ctx: HandlerCtx, reply: Reply): Promise<Reply> {
  const view = "payload" in ctx.event ? ctx.event.payload[viewKey] : undefined;
  if (view === undefined) return reply;
  if (reply.type === "ask") {
    return { ...reply, form: { ...reply.form, payload: { ...reply.form.payload, [viewKey]: view } } };
  }
  if (reply.type !== "update") return reply;
  const [id = "", argument = ""] = view.split(":", 2);
  const card = await router.views.get(id)?.draw(ctx, argument);
  if (reply.asks === true)
    return card === undefined ? say(reply.card) : { type: "update", card, besides: reply.card };
  return card === undefined ? reply : update(card, reply.card.title);
}

async function run(router: Router, ctx: HandlerCtx): Promise<Reply> {
  const { event } = ctx;
  switch (event.type) {
    case "message":
      return runMessage(router, ctx, event);
    case "command":
      return runLine(router, ctx, event.text);
    case "action":
      return runAction(router, ctx, event);
    case "form": {
      const form = allowed(ctx.actor, router.forms.get(event.formId));
      return form.run(ctx, { payload: event.payload, values: event.values });
    }
    case "options": {
      const options = (await router.optionSources.get(event.source)?.run(ctx, event.query)) ?? [];
      return { type: "options", options };
    }
    case "shortcut":
      return allowed(ctx.actor, router.shortcuts.get(event.shortcutId)).run(ctx, event.text);
    case "home":
      return say(await router.home(ctx));
    case "met":
      return event.conversation?.kind === "group" ? runLine(router, ctx, "help") : nothing;
    case "uninstalled":
      return nothing;
    default:
      return assertNever(event);
  }
}

/** A table comes before the words beside it; beside any other file, a picture of what is told, the words count. */
function runMessage(router: Router, ctx: HandlerCtx, event: ChatEvent & { type: "message" }): Promise<Reply> {
  const { files = [], text, conversation } = event;
  const isMeant = files.some(({ name }) => /\.(csv|xlsx?)$/i.test(name)) || text.trim() === "";
  const isForFiles = files.length > 0 && conversation?.kind === "direct" && isMeant;
  if (!isForFiles || router.files === undefined) return runLine(router, ctx, text);
  return router.files(ctx, files);
}

function runLine(router: Router, ctx: HandlerCtx, line: string): Promise<Reply> {
  const cleaned = cleanText(line);
  const typed = cleaned.trim() === "" ? "help" : cleaned;
  const match = router.match(typed);
  return match === undefined ? router.fallback(ctx, typed) : runCommand(ctx, match.command, match.text);
}

async function runCommand(ctx: HandlerCtx, command: Command, text: string): Promise<Reply> {
  const reply = await allowed(ctx.actor, command).run(ctx, text);
  if (reply.type !== "ask" || reply.reopen !== undefined) return reply;
  return { ...reply, reopen: { id: runCommandAction, payload: { command: command.id } } };
}

function runAction(router: Router, ctx: HandlerCtx, event: ChatEvent & { type: "action" }): Promise<Reply> {
  if (event.actionId !== runCommandAction) {
    return allowed(ctx.actor, router.actions.get(event.actionId)).run(ctx, event.payload);
  }
  const command = router.commandById.get(runCommandPayload.parse(event.payload).command);
  return runCommand(ctx, allowed(ctx.actor, command), "");
}

function allowed<T extends { readonly roles?: readonly Role[] }>(actor: Actor, handler: T | undefined): T {
  if (handler === undefined) throw new Refusal("outdated");
  if (handler.roles !== undefined && !hasRole(actor, ...handler.roles)) throw new Refusal("notAllowed");
  return handler;
}

function explain(problems: Problems, failure: { event: ChatEvent; error: unknown; locale: Locale }): Reply {
  const { event, error, locale } = failure;
  if (error instanceof Refusal) return words(problems, failure, problems[error.reason](locale));
  if (error instanceof ZodError) {
    log.warn(
      { type: event.type, issues: error.issues.map((issue) => issue.path.join(".")) },
      "a card's payload was not understood",
    );
    return words(problems, failure, problems.outdated(locale));
  }
  if (error instanceof UserError) {
    log.info({ code: error.code, type: event.type }, "an event was refused");
    return words(problems, failure, error.userMessage);
  }
  const reference = makeReference();
  log.error({ reference, type: event.type, platform: event.platform, err: error }, "an event failed");
  return words(problems, failure, problems.failed(locale, reference));
}

/** What was typed into a form is not lost: it stays open. A press gets a notice, a line an answer. */
function words(
  problems: Problems,
  { event, locale }: { event: ChatEvent; locale: Locale },
  text: string,
): Reply {
  if (event.type === "form")
    return { type: "invalid", errors: { [Object.keys(event.values)[0] ?? ""]: text } };
  if (event.type === "action" || event.type === "shortcut") return toast(text, "danger");
  return event.type === "options" ? { type: "options", options: [] } : say(problems.card(locale, text));
}

/** Letters and digits that cannot be taken for one another on a phone. */
const referenceAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

function makeReference(): string {
  return Array.from({ length: 6 }, () => referenceAlphabet[randomInt(referenceAlphabet.length)]).join("");
}
