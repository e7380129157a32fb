import type { Outcome } from "../client.ts";
import { clientComplaint } from "./fill.ts";
import { holdsValue, placedElements, valueIn } from "./inputs.ts";
import { isObject, type JsonObject, objectAt, objectsAt, parseJson, textAt } from "./json.ts";
import { type Actor, failed, NOT_SENT, outcomeOf } from "./outcome.ts";
import { newTrigger, sendInteraction, userJson } from "./payloads.ts";
import { refuseFindings } from "./posting.ts";
import { labelOf } from "./seen.ts";
import type { View } from "./store.ts";
import { validateView } from "./validate.ts";
import { closeAll, closeTop, modalsOf, pushView, replaceView, viewJson } from "./views.ts";
import { ApiError } from "./world.ts";

const WHAT = "The form";

/** Submits a modal as it stands and does what the app answers. */
export async function submitView(actor: Actor, view: View): Promise<Outcome> {
  const complaints = complaintsOf(actor, view);
  if (Object.keys(complaints).length > 0) return { ...NOT_SENT, fieldErrors: complaints };
  const { world, userId } = actor;
  const answer = await sendInteraction(world, {
    type: "view_submission",
    user: userJson(world, userId),
    trigger_id: newTrigger(world, userId),
    view: viewJson(world, view),
    response_urls: [],
  });
  const outcome = outcomeOf(actor, answer, WHAT);
  if (outcome.error !== undefined) return outcome;
  try {
    return { ...outcome, ...follow(actor, view, answer.body) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return failed(actor, outcome, { what: WHAT, error: error.code });
  }
}

function complaintsOf(actor: Actor, view: View): Readonly<Record<string, string>> {
  const inputs = placedElements(objectsAt(view.source, "blocks")).filter(
    (at) => textAt(at.block, "type") === "input" && holdsValue(at),
  );
  return Object.fromEntries(
    inputs.flatMap((at) => {
      const complaint = clientComplaint(at, valueIn(view.state, at));
      return complaint === undefined ? [] : [[labelOf(actor.world.store, at), complaint]];
    }),
  );
}

/** https://docs.slack.dev/interactivity/handling-user-interaction/#modal_responses */
function follow(actor: Actor, view: View, body: string): Pick<Outcome, "fieldErrors"> {
  const { world, userId } = actor;
  if (body.trim() === "") {
    closeTop(world, userId);
    return {};
  }
  const answer = parseJson(body);
  if (!isObject(answer)) throw new ApiError("invalid_response");
  switch (textAt(answer, "response_action")) {
    case "errors":
      return { fieldErrors: labelled(actor, view, objectAt(answer, "errors")) };
    case "update":
      replaceView(world, view, viewOf(answer));
      return {};
    case "push":
      pushView(world, userId, viewOf(answer));
      return {};
    case "clear":
      closeAll(world, userId);
      return {};
    default:
      throw new ApiError("invalid_response_action");
  }
}

function viewOf(answer: JsonObject): JsonObject {
  const view = objectAt(answer, "view");
  if (view === undefined || textAt(view, "type") !== "modal") throw new ApiError("invalid_arguments");
  refuseFindings(validateView(view), "invalid_arguments");
  return view;
}

/** Errors stand under input blocks; one for any other block makes Slack refuse the answer. */
function labelled(
  actor: Actor,
  view: View,
  errors: JsonObject | undefined,
): Readonly<Record<string, string>> {
  const inputs = placedElements(objectsAt(view.source, "blocks")).filter(
    (at) => textAt(at.block, "type") === "input",
  );
  const entries = Object.entries(errors ?? {});
  if (entries.length === 0) throw new ApiError("invalid_errors");
  return Object.fromEntries(
    entries.map(([blockId, error]) => {
      const at = inputs.find((input) => input.blockId === blockId);
      if (at === undefined || typeof error !== "string") throw new ApiError("invalid_errors");
      return [labelOf(actor.world.store, at), error];
    }),
  );
}

/** Closes the topmost modal; the app hears of it where the view asked for that. */
export async function closeTopView(actor: Actor): Promise<Outcome> {
  const { world, userId } = actor;
  const view = modalsOf(world, userId).at(-1);
  if (view === undefined) throw new Error("no form is open");
  closeTop(world, userId);
  if (view.source["notify_on_close"] !== true) return NOT_SENT;
  const answer = await sendInteraction(world, {
    type: "view_closed",
    user: userJson(world, userId),
    view: viewJson(world, view),
    is_cleared: false,
  });
  return outcomeOf(actor, answer, WHAT);
}
