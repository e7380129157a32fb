import type { ControlProps } from "../shared/field.tsx";
import { isObject, type Json, listOf, objectsAt, textAt } from "../shared/json.ts";
import type { Placed } from "./inputs.ts";
import { useHeld } from "./place.tsx";
import { SlackText } from "./text.tsx";

type Props = { readonly placed: Placed; readonly control: ControlProps };

/** Checkboxes; also the list to choose several from, whose choices are boxes too. */
export function Boxes({ placed, control }: Props) {
  const { value, set } = useHeld(placed);
  const ticked = listOf(value).filter(isObject).map(valueIn);
  const options = allOptions(placed.element);
  const toggle = (option: Json) => {
    const isOn = ticked.includes(valueIn(option));
    const now = options.filter((one) => (one === option ? !isOn : ticked.includes(valueIn(one))));
    set(now);
  };
  return (
    <Group control={control}>
      {options.map((option) => (
        <label className="choice" key={valueIn(option)}>
          <input type="checkbox" checked={ticked.includes(valueIn(option))} onChange={() => toggle(option)} />
          <ChoiceWords option={option} />
        </label>
      ))}
    </Group>
  );
}

export function Radios({ placed, control }: Props) {
  const { value, set } = useHeld(placed);
  const chosen = isObject(value) ? valueIn(value) : undefined;
  return (
    <Group control={control}>
      {allOptions(placed.element).map((option) => (
        <label className="choice" key={valueIn(option)}>
          <input
            type="radio"
            name={control.id}
            checked={chosen === valueIn(option)}
            onChange={() => set(option)}
          />
          <ChoiceWords option={option} />
        </label>
      ))}
    </Group>
  );
}

function Group({
  control,
  children,
}: {
  readonly control: ControlProps;
  readonly children: React.ReactNode;
}) {
  return (
    <fieldset
      className="choices"
      id={control.id}
      aria-labelledby={control["aria-labelledby"]}
      aria-label={control["aria-label"]}
      aria-describedby={control["aria-describedby"]}
    >
      {children}
    </fieldset>
  );
}

function ChoiceWords({ option }: { readonly option: Json }) {
  return (
    <span>
      <SlackText of={option["text"]} />
      {isObject(option["description"]) && (
        <span className="choice-description">
          <SlackText of={option["description"]} />
        </span>
      )}
    </span>
  );
}

function allOptions(element: Json): readonly Json[] {
  const grouped = objectsAt(element, "option_groups").flatMap((group) => objectsAt(group, "options"));
  return [...objectsAt(element, "options"), ...grouped];
}

function valueIn(option: Json): string {
  return textAt(option, "value") ?? "";
}
