import type { Outcome } from "../client.ts";
import { readInput } from "./fill.ts";
import { suggestions } from "./form.ts";
import {
  enteredIn,
  holdsValue,
  optionsOf,
  type Placed,
  placedElements,
  valueIn,
  withValue,
} from "./inputs.ts";
import { isList, isObject, type Json, type JsonObject, textAt } from "./json.ts";
import { type Actor, outcomeOf } from "./outcome.ts";
import { blocksOf, type Place, placesFor, sendAction } from "./press.ts";
import type { View } from "./store.ts";
import { closeTopView, submitView } from "./submit.ts";
import { modalsOf } from "./views.ts";

/** An element by the ids of its block and of itself. */
type ElementIds = { readonly blockId: string; readonly actionId: string };
/** `state.values` as a client holds it: by block and action id. */
type Values = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/** `on` is a message's `ts` or a view's id; `value` what the element holds now; `values` what all inputs there hold. */
export type PressAt = {
  readonly on: string;
  readonly element: ElementIds;
  readonly value?: JsonObject | undefined;
  readonly values?: Values | undefined;
};
export type SubmitAt = { readonly view: string; readonly values: Values };
export type OptionsAt = { readonly on: string; readonly element: ElementIds; readonly query: string };

/** Presses a button, picks an entry of a menu or changes an element that acts at once. */
export async function pressAt(actor: Actor, { on, element, value, values }: PressAt): Promise<Outcome> {
  const place = placeOf(actor, on);
  const at = elementOf(place, element);
  await enterAll(actor, place, values ?? {});
  if (!holdsValue(at)) {
    const answer = await sendAction(actor, place, { at, option: value && entryOf(at, value) });
    return outcomeOf(actor, answer, "The button");
  }
  if (textAt(at.block, "type") === "input" && at.block["dispatch_action"] !== true) {
    throw new Error(`${at.actionId} speaks only when its form is submitted`);
  }
  if (value !== undefined) await enter(actor, place, { at, entry: value });
  return outcomeOf(actor, await sendAction(actor, place, { at }), "The form");
}

/** Submits the topmost modal with what the client holds. */
export async function submitAt(actor: Actor, { view, values }: SubmitAt): Promise<Outcome> {
  const top = topModal(actor, view);
  await enterAll(actor, top, values);
  return submitView(actor, top);
}

/** Closes the topmost modal. */
export async function closeAt(actor: Actor, viewId: string): Promise<Outcome> {
  topModal(actor, viewId);
  return closeTopView(actor);
}

/** What a searched select offers. */
export async function optionsAt(actor: Actor, asked: OptionsAt): Promise<readonly JsonObject[]> {
  const place = placeOf(actor, asked.on);
  return suggestions(actor, place, { placed: elementOf(place, asked.element), query: asked.query });
}

function placeOf(actor: Actor, on: string): Place {
  const [place] = placesFor(actor, on);
  if (place === undefined) throw new Error(`nothing on screen is called "${on}"`);
  return place;
}

function topModal({ world, userId }: Actor, viewId: string): View {
  const top = modalsOf(world, userId).at(-1);
  if (top?.id !== viewId) throw new Error("this form is no longer open");
  return top;
}

function elementOf(place: Place, { blockId, actionId }: ElementIds): Placed {
  const found = placedElements(blocksOf(place)).find(
    (at) => at.blockId === blockId && at.actionId === actionId,
  );
  if (found === undefined) throw new Error("this has changed since: the button or field is no longer there");
  return found;
}

/** The entry of an overflow menu that was picked. */
function entryOf(at: Placed, value: JsonObject): JsonObject {
  const picked = value["selected_option"];
  const wanted = isObject(picked) ? textAt(picked, "value") : undefined;
  const option = optionsOf(at.element).find((one) => textAt(one, "value") === wanted);
  if (option === undefined) throw new Error(`${at.actionId} has no such entry`);
  return option;
}

async function enterAll(actor: Actor, place: Place, values: Values): Promise<void> {
  for (const at of placedElements(blocksOf(place)).filter(holdsValue)) {
    const entry = values[at.blockId]?.[at.actionId];
    if (entry !== undefined) await enter(actor, place, { at, entry });
  }
}

/** Only what a client lets a person enter: an option that is offered, somebody there is, a date that is one. */
async function enter(
  actor: Actor,
  place: Place,
  { at, entry }: { at: Placed; entry: JsonObject },
): Promise<void> {
  const value = enteredIn(at, entry) ?? null;
  const words = wordsOf(value);
  // What a searched select began with is not among what it offered last.
  if (words.join("\n") === wordsOf(valueIn(place.state, at)).join("\n")) return;
  const filler = { store: actor.world.store, userId: actor.userId, search: async () => [] };
  const entered = typeof value === "number" ? value : await readInput(filler, at, words);
  place.state = withValue(place.state, at, entered);
}

function wordsOf(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(wordsOf);
  if (isObject(value)) return [textAt(value, "value") ?? JSON.stringify(value)];
  return value === null ? [] : [String(value)];
}
