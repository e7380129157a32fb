import { objectArg } from "./api-chat.ts";
import { type JsonObject, textAt } from "./json.ts";
import { invalidArguments, type Method, type Methods, required, TIER } from "./method.ts";
import { refuseFindings } from "./posting.ts";
import type { View } from "./store.ts";
import { validateView } from "./validate.ts";
import { findView, openView, publishHome, pushView, replaceView, viewJson } from "./views.ts";
import { ApiError, type World } from "./world.ts";

export const VIEW_METHODS: Methods = {
  "views.open": method((world, args) => {
    const view = viewArg(args, "modal");
    return openView(world, useTrigger(world, args), view);
  }),
  "views.push": method((world, args) => {
    const view = viewArg(args, "modal");
    return pushView(world, useTrigger(world, args), view);
  }),
  "views.update": method(update),
  "views.publish": method(publish),
};

function method(change: (world: World, args: JsonObject) => View): Method {
  const run = (world: World, args: JsonObject) => ({ view: viewJson(world, change(world, args)) });
  return { scopes: [], limit: TIER.four, run };
}

function update(world: World, args: JsonObject): View {
  const id = textAt(args, "view_id");
  const externalId = textAt(args, "external_id");
  if (id === undefined && externalId === undefined)
    throw invalidArguments("missing required field: view_id", "/view_id");
  const view = findView(world, (v) => (id ? v.id === id : textAt(v.source, "external_id") === externalId));
  if (view === undefined) throw new ApiError("not_found");
  const source = viewArg(args, textAt(view.source, "type") ?? "modal");
  refuseOldHash(view, args);
  return replaceView(world, view, source);
}

function publish(world: World, args: JsonObject): View {
  const userId = required(args, "user_id");
  const source = viewArg(args, "home");
  if (!world.settings.homeEnabled) throw new ApiError("not_enabled");
  if (!world.store.users.has(userId)) throw new ApiError("user_not_found");
  const current = world.store.homes.get(userId);
  if (current !== undefined) refuseOldHash(current, args);
  return publishHome(world, userId, source);
}

function viewArg(args: JsonObject, type: string): JsonObject {
  const view = objectArg(args, "view");
  if (textAt(view, "type") !== type) throw invalidArguments(`view type must be ${type}`, "/view/type");
  refuseFindings(validateView(view), "invalid_arguments");
  return view;
}

function refuseOldHash(view: View, args: JsonObject): void {
  const hash = textAt(args, "hash");
  if (hash !== undefined && hash !== "" && hash !== view.hash) throw new ApiError("hash_conflict");
}

/** https://docs.slack.dev/interactivity/handling-user-interaction/#modal_responses: 3 s from when Slack sent it. */
const TRIGGER_LIFE_MS = 3000;

/** The person whose interaction made the trigger. A trigger that failed is spent too. */
function useTrigger(world: World, args: JsonObject): string {
  const trigger = world.store.triggers.get(required(args, "trigger_id"));
  if (trigger === undefined) throw new ApiError("invalid_trigger_id");
  if (trigger.used) throw new ApiError("exchanged_trigger_id");
  if (Date.now() - trigger.sentAtMs > TRIGGER_LIFE_MS) throw new ApiError("expired_trigger_id");
  trigger.used = true;
  return trigger.userId;
}
