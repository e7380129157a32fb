import type { FieldInput, Outcome } from "../client.ts";
import { offeredKey, readInput } from "./fill.ts";
import { holdsValue, optionsOf, type Placed, placedElements, withValue } from "./inputs.ts";
import { isObject, type JsonObject, numberAt, objectsAt, parseJson, textAt } from "./json.ts";
import { type Actor, NOT_SENT, outcomeOf } from "./outcome.ts";
import { placeJson, sendInteraction, userJson } from "./payloads.ts";
import { blocksOf, type Place, placesFor, sendAction } from "./press.ts";
import { labelOf, textOf } from "./seen.ts";
import { showError } from "./store.ts";
import { submitView } from "./submit.ts";
import { validateOptions } from "./validate.ts";
import { modalsOf } from "./views.ts";

/** Fills fields by label, then submits the modal. On a message or the Home tab each field acts by itself. */
export async function fillAndSubmit(
  actor: Actor,
  values: Readonly<Record<string, FieldInput>>,
  on: string | undefined,
): Promise<Outcome> {
  const place = on === undefined ? modalsOf(actor.world, actor.userId).at(-1) : placesFor(actor, on)[0];
  if (place === undefined) throw new Error("no form is open");
  let outcome = NOT_SENT;
  for (const [label, input] of Object.entries(values)) {
    for (const entry of entriesFor(actor, place, { label, input })) {
      outcome = await fillField(actor, place, entry);
      if (outcome.error !== undefined) return outcome;
    }
  }
  const isModal = "source" in place && textAt(place.source, "type") === "modal";
  return isModal ? submitView(actor, place) : outcome;
}

type Entry = { readonly at: Placed; readonly input: FieldInput };

const DATE_AND_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/;

/** A person who is asked for a date and, in the next field, for a time fills both. */
function entriesFor(
  actor: Actor,
  place: Place,
  given: { label: string; input: FieldInput },
): readonly Entry[] {
  const { label, input } = given;
  const fields = fieldsOf(place);
  const at = fieldIn(actor, place, label);
  const [, date, time] = DATE_AND_TIME.exec(typeof input === "string" ? input : "") ?? [];
  if (at.type !== "datepicker" || date === undefined || time === undefined) return [{ at, input }];
  const next =
    fields[fields.findIndex((field) => field.blockId === at.blockId && field.actionId === at.actionId) + 1];
  if (next?.type !== "timepicker") throw new Error(`"${label}" takes a date without a time`);
  return [
    { at, input: date },
    { at: next, input: time },
  ];
}

function fieldsOf(place: Place): readonly Placed[] {
  return placedElements(blocksOf(place)).filter(holdsValue);
}

async function fillField(actor: Actor, place: Place, { at, input }: Entry): Promise<Outcome> {
  const { store } = actor.world;
  const search = (placed: Placed, query: string) => suggestions(actor, place, { placed, query });
  const value = await readInput({ store, userId: actor.userId, search }, at, input);
  store.offered.delete(offeredKey(actor.userId, at));
  place.state = withValue(place.state, at, value);
  // An input block speaks up only where it was told to. https://docs.slack.dev/reference/block-kit/blocks/input-block
  const silent = textAt(at.block, "type") === "input" && at.block["dispatch_action"] !== true;
  return silent ? NOT_SENT : outcomeOf(actor, await sendAction(actor, place, { at }), "The form");
}

function fieldIn(actor: Actor, place: Place, label: string): Placed {
  const { store } = actor.world;
  const fields = fieldsOf(place);
  const found =
    fields.find((at) => labelOf(store, at) === label) ?? fields.find((at) => at.actionId === label);
  if (found !== undefined) return found;
  throw new Error(
    `there is no field "${label}"; in sight: ${fields.map((at) => labelOf(store, at)).join(", ") || "none"}`,
  );
}

/** Options offered for a query in the first visible field of that label. */
export async function searchField(
  actor: Actor,
  label: string,
  query: string,
): Promise<readonly JsonObject[]> {
  for (const place of placesFor(actor, undefined)) {
    const placed = fieldsOf(place).find((at) => labelOf(actor.world.store, at) === label);
    if (placed !== undefined) return suggestions(actor, place, { placed, query });
  }
  throw new Error(`there is no field "${label}"`);
}

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select: asks after three letters. */
const QUERY_LENGTH_DEFAULT = 3;

type Question = { readonly placed: Placed; readonly query: string };

/** What a select offers for a query; one that is searched asks the app. */
export async function suggestions(
  actor: Actor,
  place: Place,
  { placed, query }: Question,
): Promise<readonly JsonObject[]> {
  const { world, userId } = actor;
  if (!placed.type.endsWith("external_select")) {
    return optionsOf(placed.element).filter((option) => textOf(world.store, option["text"]).includes(query));
  }
  const least = numberAt(placed.element, "min_query_length") ?? QUERY_LENGTH_DEFAULT;
  if ([...query].length < least) return [];
  const answer = await sendInteraction(world, {
    type: "block_suggestion",
    user: userJson(world, userId),
    ...placeJson(world, userId, place),
    block_id: placed.blockId,
    action_id: placed.actionId,
    value: query,
  });
  if (outcomeOf(actor, answer, "The list").error !== undefined) return [];
  const body = parseJson(answer.body);
  const [finding] = isObject(body) ? validateOptions(body) : [{ message: "not JSON" }];
  if (finding !== undefined)
    showError(world.store, userId, `The list failed with the error "${finding.message}"`);
  const offered =
    isObject(body) && finding === undefined ? [...objectsAt(body, "options"), ...grouped(body)] : [];
  world.store.offered.set(offeredKey(userId, placed), offered);
  return offered;
}

function grouped(body: JsonObject): readonly JsonObject[] {
  return objectsAt(body, "option_groups").flatMap((group) => objectsAt(group, "options"));
}
