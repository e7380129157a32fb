import { draftKey } from "../shared/drafts.ts";
import { type Json, objectsAt, textAt } from "../shared/json.ts";
import type { RenderContext } from "../shared/surface.tsx";
import type { ElementValue, SlackValues } from "../wire.ts";

type Input = {
  readonly initial: string;
  readonly selected: string;
  readonly empty: null | readonly unknown[];
};

/** Elements that hold a value: where a block puts the first one and where `state.values` carries the chosen one. */
const inputs: Readonly<Record<string, Input>> = {
  plain_text_input: { initial: "initial_value", selected: "value", empty: null },
  email_text_input: { initial: "initial_value", selected: "value", empty: null },
  url_text_input: { initial: "initial_value", selected: "value", empty: null },
  number_input: { initial: "initial_value", selected: "value", empty: null },
  datepicker: { initial: "initial_date", selected: "selected_date", empty: null },
  timepicker: { initial: "initial_time", selected: "selected_time", empty: null },
  datetimepicker: { initial: "initial_date_time", selected: "selected_date_time", empty: null },
  static_select: { initial: "initial_option", selected: "selected_option", empty: null },
  external_select: { initial: "initial_option", selected: "selected_option", empty: null },
  radio_buttons: { initial: "initial_option", selected: "selected_option", empty: null },
  users_select: { initial: "initial_user", selected: "selected_user", empty: null },
  checkboxes: { initial: "initial_options", selected: "selected_options", empty: [] },
  multi_static_select: { initial: "initial_options", selected: "selected_options", empty: [] },
};

/** An element where it stands. */
export type Placed = {
  readonly block: Json;
  readonly element: Json;
  readonly type: string;
  readonly blockId: string;
  readonly actionId: string;
};

/** A block's id; what was never sent (a sample) has none, so its position stands in. */
export function blockIdOf(block: Json, index: number): string {
  return textAt(block, "block_id") ?? `block-${index}`;
}

export function placedIn(block: Json, blockId: string, element: Json): Placed {
  const type = textAt(element, "type") ?? "";
  return { block, element, type, blockId, actionId: textAt(element, "action_id") ?? type };
}

export function holdsValue(type: string): boolean {
  return inputs[type] !== undefined;
}

/** Values are keyed by ids alone: Slack keeps what was entered when a view comes again with the same ids. */
export function inputKey(ctx: RenderContext, surface: string, { blockId, actionId }: Placed): string {
  return draftKey(ctx.user, surface, `${blockId} ${actionId}`);
}

export function initialOf({ type, element }: Placed): unknown {
  const input = inputs[type];
  return input === undefined ? null : (element[input.initial] ?? input.empty);
}

/** A value as `state.values` and an action carry it, without the type. */
export function carried({ type }: Placed, value: unknown): ElementValue {
  const input = inputs[type];
  return input === undefined ? {} : { [input.selected]: value ?? input.empty };
}

/** What every input of a view or message holds now. */
export function valuesIn(blocks: readonly Json[], surface: string, ctx: RenderContext): SlackValues {
  const values: Record<string, Record<string, ElementValue>> = {};
  for (const placed of blocks.flatMap(placedOf)) {
    const value = ctx.drafts.get(inputKey(ctx, surface, placed));
    const entry = { type: placed.type, ...carried(placed, value === undefined ? initialOf(placed) : value) };
    values[placed.blockId] = { ...values[placed.blockId], [placed.actionId]: entry };
  }
  return values;
}

function placedOf(block: Json, index: number): readonly Placed[] {
  const single = [block["accessory"], block["element"]];
  const elements = [...objectsAt({ single }, "single"), ...objectsAt(block, "elements")];
  return elements
    .map((element) => placedIn(block, blockIdOf(block, index), element))
    .filter(({ type }) => holdsValue(type));
}

/** Input blocks that must not stay empty and do. */
export function missingIn(blocks: readonly Json[], values: SlackValues): readonly string[] {
  return blocks.flatMap((block, index) => {
    if (block["type"] !== "input" || block["optional"] === true) return [];
    return placedOf(block, index)
      .filter((placed) =>
        isEmpty(values[placed.blockId]?.[placed.actionId]?.[inputs[placed.type]?.selected ?? ""]),
      )
      .map(({ blockId }) => blockId);
  });
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
