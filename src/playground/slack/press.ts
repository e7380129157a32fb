import type { Outcome } from "../client.ts";
import type { Answer } from "./deliver.ts";
import { optionsOf, type Placed, placedElements, valueIn, withValue } from "./inputs.ts";
import { isList, isObject, type Json, type JsonObject, objectsAt, textAt, without } from "./json.ts";
import { type Actor, outcomeOf } from "./outcome.ts";
import { newTrigger, placeJson, sendInteraction, userJson } from "./payloads.ts";
import { pressable, seenView, textOf } from "./seen.ts";
import { type Message, messagesIn, newTs, type View } from "./store.ts";
import { closeTopView, submitView } from "./submit.ts";
import { findView, modalsOf } from "./views.ts";

export type Place = Message | View;

/** What a person can see, in the order in which it was posted. */
export function visibleMessages(actor: Actor): readonly Message[] {
  const { store } = actor.world;
  const joined = [...store.channels.values()].filter((channel) => channel.members.has(actor.userId));
  return joined
    .flatMap((channel) => [...messagesIn(store, channel.id).values()])
    .filter((m) => m.ephemeralFor === undefined || m.ephemeralFor === actor.userId)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** Where a label is looked for: the named place, else the open modal, the newest messages, the Home tab. */
export function placesFor(actor: Actor, on: string | undefined): readonly Place[] {
  const { store } = actor.world;
  const home = store.homes.get(actor.userId);
  const modal = modalsOf(actor.world, actor.userId).at(-1);
  const front = [...(modal ? [modal] : []), ...visibleMessages(actor).toReversed(), ...(home ? [home] : [])];
  if (on === undefined) return front;
  const named = front.filter((place) => ("source" in place ? place.id === on : place.ts === on));
  const place =
    on === "home"
      ? home
      : (named[0] ?? findView(actor.world, (v) => v.id === on && v.userId === actor.userId));
  if (place === undefined) throw new Error(`nothing on screen is called "${on}"`);
  return [place];
}

export function blocksOf(place: Place): readonly JsonObject[] {
  const body = "source" in place ? place.source : place.body;
  const attached = objectsAt(body, "attachments").flatMap((attachment) => objectsAt(attachment, "blocks"));
  return [...objectsAt(body, "blocks"), ...attached];
}

/** Presses a button, an entry of an overflow menu or an option of a select that acts at once. */
export async function press(
  actor: Actor,
  label: string,
  options: { on?: string; nth?: number },
): Promise<Outcome> {
  const places = placesFor(actor, options.on);
  for (const place of places) {
    const found = targets(actor, place).filter((target) => target.label === label);
    const target = found[options.nth ?? 0];
    if (target !== undefined) return pressTarget(actor, place, target);
    const foot = footOf(actor, place, label);
    if (foot !== undefined) return foot();
  }
  const seen = places.slice(0, 5).flatMap((place) => targets(actor, place).map((target) => target.label));
  throw new Error(`there is no button "${label}"; in sight: ${seen.join(", ") || "none"}`);
}

type Target = { readonly label: string; readonly at: Placed; readonly option?: JsonObject };

/** Selects and radio buttons outside of input blocks act when chosen. */
const CHOICES = new Set(["static_select", "radio_buttons", "checkboxes"]);

function targets(actor: Actor, place: Place): readonly Target[] {
  const { store } = actor.world;
  const placed = placedElements(blocksOf(place));
  const choices = placed
    .filter((at) => CHOICES.has(at.type) && textAt(at.block, "type") !== "input")
    .flatMap((at) =>
      optionsOf(at.element).map((option) => ({ label: textOf(store, option["text"]), at, option })),
    );
  return [...pressable(store, placed), ...choices];
}

async function pressTarget(actor: Actor, place: Place, { at, option }: Target): Promise<Outcome> {
  if (CHOICES.has(at.type) && option !== undefined)
    place.state = withValue(place.state, at, chosen(place, at, option));
  const answer = await sendAction(actor, place, { at, option });
  return outcomeOf(actor, answer, "The button");
}

function chosen(place: Place, at: Placed, option: JsonObject): Json {
  if (at.type !== "checkboxes") return option;
  const value = textAt(option, "value");
  const before = valueIn(place.state, at);
  const ticked = isList(before) ? before.filter(isObject) : [];
  const rest = ticked.filter((other) => textAt(other, "value") !== value);
  return rest.length < ticked.length ? rest : [...rest, option];
}

/** The modal's own two buttons. */
function footOf(actor: Actor, place: Place, label: string): (() => Promise<Outcome>) | undefined {
  if (!("source" in place) || !seenView(actor.world.store, place).buttons.includes(label)) return undefined;
  const { store } = actor.world;
  if (textOf(store, place.source["submit"]) === label) return () => submitView(actor, place);
  return textOf(store, place.source["close"]) === label ? () => closeTopView(actor) : undefined;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function sendAction(
  actor: Actor,
  place: Place,
  { at, option }: { at: Placed; option?: JsonObject | undefined },
): Promise<Answer> {
  const { world, userId } = actor;
  const chosenNow = place.state[at.blockId]?.[at.actionId] ?? (option && { selected_option: option });
  const action = {
    ...without(at.element, "options", "option_groups", "focus_on_load", "accessibility_label"),
    ...chosenNow,
    block_id: at.blockId,
    action_ts: newTs(world.store, world.settings.now()),
  };
  return sendInteraction(world, {
    type: "block_actions",
    user: userJson(world, userId),
    trigger_id: newTrigger(world, userId),
    ...placeJson(world, userId, place),
    actions: [action],
  });
}
