import type { Outcome } from "../client.ts";
import type { Answer } from "./deliver.ts";
import { showError } from "./store.ts";
import type { World } from "./world.ts";

/** The acting person and what they act in. */
export type Actor = { readonly world: World; readonly userId: string };

/**
 * What the person sees of an answer: nothing when it came in time, else Slack's red line.
 * https://docs.slack.dev/interactivity/implementing-slash-commands/#responding_with_errors
 */
export function outcomeOf(actor: Actor, answer: Answer, what: string): Outcome {
  const seen = { status: answer.status, tookMs: answer.tookMs };
  if (answer.failure === undefined) return seen;
  return failed(actor, seen, {
    what,
    error: answer.failure === "http_timeout" ? "operation_timeout" : "dispatch_failed",
  });
}

export function failed(actor: Actor, seen: Outcome, failure: { what: string; error: string }): Outcome {
  showError(actor.world.store, actor.userId, `${failure.what} failed with the error "${failure.error}"`);
  return { ...seen, error: failure.error };
}

/** Nothing was sent: the client itself refused. */
export const NOT_SENT: Outcome = { status: 0, tookMs: 0 };
