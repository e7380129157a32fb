import { Combobox } from "../shared/combobox.tsx";
import type { ControlProps } from "../shared/field.tsx";
import { isObject, type Json, listOf, numberAt, objectsAt, textAt } from "../shared/json.ts";
import { useSurface } from "../shared/surface.tsx";
import { matching, type Option } from "../shared/use-options.ts";
import type { Placed } from "./inputs.ts";
import { type Held, useHeld } from "./place.tsx";
import { wordsOf } from "./text.tsx";

type Props = { readonly placed: Placed; readonly control: ControlProps };

export function StaticSelect({ placed, control }: Props) {
  const held = useHeld(placed);
  const options = optionsOf(placed.element);
  return (
    <Combobox {...selectProps(placed, held)} control={control} load={(query) => matching(options, query)} />
  );
}

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select: asks after three letters. */
const queryMinDefault = 3;

/** The bot is asked for the options. */
export function RemoteSelect({ placed, control }: Props) {
  const { id, ctx } = useSurface();
  const held = useHeld(placed);
  const path = { blockId: placed.blockId, actionId: placed.actionId };
  return (
    <Combobox
      {...selectProps(placed, held)}
      control={control}
      isRemote
      queryMin={numberAt(placed.element, "min_query_length") ?? queryMinDefault}
      load={async (query) => (await ctx.search(id, path, query)).filter(isObject).map(optionOf)}
    />
  );
}

/** Chooses among everybody; its value is an id. */
export function PersonSelect({ placed, control }: Props) {
  const { ctx } = useSurface();
  const { value, set } = useHeld(placed);
  const people = ctx.people.map(({ id, name }) => ({ value: id, label: name, raw: id }));
  return (
    <Combobox
      control={control}
      placeholder={wordsOf(placed.element["placeholder"]) || undefined}
      chosen={people.find((person) => person.value === value) ?? strangerOf(value)}
      onChoose={(option) => set(option?.value ?? null)}
      canClear={placed.block["optional"] === true}
      load={(query) => matching(people, query)}
    />
  );
}

function strangerOf(value: unknown): Option | undefined {
  return typeof value === "string" ? { value, label: value, raw: value } : undefined;
}

function selectProps(placed: Placed, { value, set }: Held) {
  return {
    placeholder: wordsOf(placed.element["placeholder"]) || undefined,
    chosen: isObject(value) ? optionOf(value) : undefined,
    onChoose: (option: Option | undefined) => set(option?.raw ?? null),
    canClear: placed.block["optional"] === true,
  };
}

/** Options of a select, groups flattened. */
function optionsOf(element: Json): readonly Option[] {
  const grouped = objectsAt(element, "option_groups").flatMap((group) => listOf(group["options"]));
  return [...listOf(element["options"]), ...grouped].filter(isObject).map(optionOf);
}

function optionOf(option: Json): Option {
  return { value: textAt(option, "value") ?? "", label: wordsOf(option["text"]), raw: option };
}
