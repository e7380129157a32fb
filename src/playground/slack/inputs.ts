import { isList, type Json, type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";
import { newId, type StateValues, type Store } from "./store.ts";

type Input = { readonly initial: string; readonly selected: string; readonly empty: Json };

/**
 * Elements that hold a value: where a view puts the initial one and where `state.values` carries the chosen one.
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
const INPUTS: Readonly<Record<string, Input>> = {
  plain_text_input: { initial: "initial_value", selected: "value", empty: null },
  email_text_input: { initial: "initial_value", selected: "value", empty: null },
  url_text_input: { initial: "initial_value", selected: "value", empty: null },
  number_input: { initial: "initial_value", selected: "value", empty: null },
  rich_text_input: { initial: "initial_value", selected: "rich_text_value", empty: null },
  datepicker: { initial: "initial_date", selected: "selected_date", empty: null },
  timepicker: { initial: "initial_time", selected: "selected_time", empty: null },
  datetimepicker: { initial: "initial_date_time", selected: "selected_date_time", empty: null },
  static_select: { initial: "initial_option", selected: "selected_option", empty: null },
  external_select: { initial: "initial_option", selected: "selected_option", empty: null },
  radio_buttons: { initial: "initial_option", selected: "selected_option", empty: null },
  users_select: { initial: "initial_user", selected: "selected_user", empty: null },
  conversations_select: {
    initial: "initial_conversation",
    selected: "selected_conversation",
    empty: null,
  },
  channels_select: { initial: "initial_channel", selected: "selected_channel", empty: null },
  checkboxes: { initial: "initial_options", selected: "selected_options", empty: [] },
  multi_static_select: { initial: "initial_options", selected: "selected_options", empty: [] },
  multi_external_select: { initial: "initial_options", selected: "selected_options", empty: [] },
  multi_users_select: { initial: "initial_users", selected: "selected_users", empty: [] },
  multi_conversations_select: {
    initial: "initial_conversations",
    selected: "selected_conversations",
    empty: [],
  },
  multi_channels_select: { initial: "initial_channels", selected: "selected_channels", empty: [] },
  file_input: { initial: "", selected: "files", empty: [] },
};

/** An interactive element where it stands. */
export type Placed = {
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly type: string;
  readonly blockId: string;
  readonly actionId: string;
};

/** Every element of the blocks that a person can press or fill, top to bottom. */
export function placedElements(blocks: readonly JsonObject[]): readonly Placed[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => textAt(element, "action_id") !== undefined)
      .map((element) => ({
        block,
        element,
        type: textAt(element, "type") ?? "",
        blockId: textAt(block, "block_id") ?? "",
        actionId: textAt(element, "action_id") ?? "",
      })),
  );
}

function elementsOf(block: JsonObject): readonly JsonObject[] {
  if (textAt(block, "type") === "rich_text") return [];
  const single = [objectAt(block, "accessory"), objectAt(block, "element")];
  return [...single.filter((element) => element !== undefined), ...objectsAt(block, "elements")];
}

const UNNAMED = new Set(["image", "plain_text", "mrkdwn"]);

/** The blocks with the ids that Slack makes up where the app gave none. */
export function withIds(store: Store, blocks: readonly JsonObject[]): readonly JsonObject[] {
  const named = (element: JsonObject) =>
    UNNAMED.has(textAt(element, "type") ?? "") ? element : { action_id: newId(store, "a"), ...element };
  return blocks.map((block) => {
    const ided = { block_id: newId(store, "b"), ...block };
    if (textAt(block, "type") === "rich_text") return ided;
    const accessory = objectAt(block, "accessory");
    const element = objectAt(block, "element");
    return {
      ...ided,
      ...(accessory && { accessory: named(accessory) }),
      ...(element && { element: named(element) }),
      ...(isList(block["elements"]) && { elements: objectsAt(block, "elements").map(named) }),
    };
  });
}

/** The values that a view or message starts with; what was entered before under the same ids is kept. */
export function initialState(blocks: readonly JsonObject[], before: StateValues = {}): StateValues {
  const state: StateValues = {};
  for (const { element, type, blockId, actionId } of placedElements(blocks)) {
    const input = INPUTS[type];
    if (input === undefined) continue;
    const kept = before[blockId]?.[actionId];
    const fresh = { type, [input.selected]: element[input.initial] ?? input.empty };
    state[blockId] = { ...state[blockId], [actionId]: kept?.["type"] === type ? kept : fresh };
  }
  return state;
}

export function holdsValue(placed: Placed): boolean {
  return INPUTS[placed.type] !== undefined;
}

/** What an entry of `state.values` holds for the element; undefined when it has no such value. */
export function enteredIn(placed: Placed, entry: JsonObject): Json | undefined {
  const input = INPUTS[placed.type];
  return input && entry[input.selected];
}

export function valueIn(state: StateValues, placed: Placed): Json {
  const input = INPUTS[placed.type];
  return input === undefined ? null : (state[placed.blockId]?.[placed.actionId]?.[input.selected] ?? null);
}

export function withValue(state: StateValues, placed: Placed, value: Json | undefined): StateValues {
  const input = INPUTS[placed.type];
  if (input === undefined) return state;
  const entry = { type: placed.type, [input.selected]: value ?? input.empty };
  return { ...state, [placed.blockId]: { ...state[placed.blockId], [placed.actionId]: entry } };
}

/** Options of a select, groups flattened. */
export function optionsOf(element: JsonObject): readonly JsonObject[] {
  return [
    ...objectsAt(element, "options"),
    ...objectsAt(element, "option_groups").flatMap((group) => objectsAt(group, "options")),
  ];
}
