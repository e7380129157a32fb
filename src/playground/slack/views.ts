import { initialState, withIds } from "./inputs.ts";
import { type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";
import { newId, newTs, type View } from "./store.ts";
import { ApiError, type World } from "./world.ts";

/** An open modal may have two pushed on top. https://docs.slack.dev/surfaces/modals/#lifecycle */
const STACK_MAX = 3;

export function modalsOf(world: World, userId: string): readonly View[] {
  return world.store.modals.get(userId) ?? [];
}

/** Opens a modal in place of whatever the person had open. */
export function openView(world: World, userId: string, source: JsonObject): View {
  refuseTakenExternalId(world, source, undefined);
  const view = makeView(world, { userId, source });
  world.store.modals.set(userId, [view]);
  return view;
}

/** Errors: `push_limit_reached`; `invalid_trigger_id` when there is nothing to push onto. */
export function pushView(world: World, userId: string, source: JsonObject): View {
  const stack = modalsOf(world, userId);
  const top = stack.at(-1);
  if (top === undefined) throw new ApiError("invalid_trigger_id");
  if (stack.length >= STACK_MAX) throw new ApiError("push_limit_reached");
  refuseTakenExternalId(world, source, undefined);
  const view = makeView(world, { userId, source, below: top });
  world.store.modals.set(userId, [...stack, view]);
  return view;
}

/** Redraws a view; what was typed stays where block and action ids stay. */
export function replaceView(world: World, view: View, source: JsonObject): View {
  refuseTakenExternalId(world, source, view.id);
  const blocks = withIds(world.store, objectsAt(source, "blocks"));
  view.source = { ...source, blocks };
  view.state = initialState(blocks, view.state);
  view.hash = newHash(world);
  return view;
}

export function publishHome(world: World, userId: string, source: JsonObject): View {
  const current = world.store.homes.get(userId);
  if (current !== undefined) return replaceView(world, current, source);
  const view = makeView(world, { userId, source });
  world.store.homes.set(userId, view);
  return view;
}

export function closeTop(world: World, userId: string): void {
  world.store.modals.set(userId, modalsOf(world, userId).slice(0, -1));
}

export function closeAll(world: World, userId: string): void {
  world.store.modals.delete(userId);
}

export function findView(world: World, matches: (view: View) => boolean): View | undefined {
  const open = [...world.store.modals.values()].flat();
  return [...open, ...world.store.homes.values()].find(matches);
}

/** The view as responses and payloads carry it. */
export function viewJson(world: World, view: View): JsonObject {
  const { store } = world;
  const { source } = view;
  return {
    id: view.id,
    team_id: store.team.id,
    type: textAt(source, "type"),
    blocks: source["blocks"],
    private_metadata: textAt(source, "private_metadata") ?? "",
    callback_id: textAt(source, "callback_id") ?? "",
    external_id: textAt(source, "external_id") ?? "",
    state: { values: view.state },
    hash: view.hash,
    title: objectAt(source, "title") ?? { type: "plain_text", text: "View Title", emoji: true },
    submit: objectAt(source, "submit") ?? null,
    close: objectAt(source, "close") ?? null,
    clear_on_close: source["clear_on_close"] === true,
    notify_on_close: source["notify_on_close"] === true,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: store.appId,
    app_installed_team_id: store.team.id,
    bot_id: store.botId,
  };
}

function makeView(world: World, from: { userId: string; source: JsonObject; below?: View }): View {
  const id = newId(world.store, "V");
  const blocks = withIds(world.store, objectsAt(from.source, "blocks"));
  return {
    id,
    userId: from.userId,
    rootId: from.below?.rootId ?? id,
    previousId: from.below?.id,
    hash: newHash(world),
    source: { ...from.source, blocks },
    state: initialState(blocks),
  };
}

function newHash(world: World): string {
  return `${newTs(world.store, world.settings.now())}.${newId(world.store, "h")}`;
}

/** https://docs.slack.dev/reference/methods/views.open: `duplicate_external_id`. */
function refuseTakenExternalId(world: World, source: JsonObject, ownId: string | undefined): void {
  const externalId = textAt(source, "external_id");
  if (externalId === undefined || externalId === "") return;
  const taken = findView(world, (v) => v.id !== ownId && textAt(v.source, "external_id") === externalId);
  if (taken !== undefined) throw new ApiError("duplicate_external_id");
}
