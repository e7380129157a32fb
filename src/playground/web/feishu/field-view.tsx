import type { ReactNode } from "react";
import { type ControlProps, Field } from "../shared/field.tsx";
import { textAt } from "../shared/json.ts";
import { lengthMax } from "./fields.ts";
import { type ElementProps, type Held, useHeld } from "./place.tsx";
import { FeishuText, wordsOf } from "./text.tsx";

type Props = ElementProps & { readonly children: (control: ControlProps, held: Held) => ReactNode };

/** A field named by its own label, by the words above it, or by its placeholder. */
export function FieldView({ element, at, children }: Props) {
  const held = useHeld({ element, at });
  const own = wordsOf(element["label"]);
  const name = wordsOf(element["placeholder"]) || textAt(element, "name");
  const isInput = element["tag"] === "input";
  const used = typeof held.value === "string" ? [...held.value].length : 0;
  return (
    <div
      className={`fs-field fs-width-${textAt(element, "width") ?? "default"}`}
      data-field={textAt(element, "name")}
    >
      <Field
        label={own === "" ? undefined : <FeishuText of={element["label"]} />}
        labelledBy={at.labelledBy}
        name={name}
        error={held.error}
        isRequired={element["required"] === true}
        room={isInput ? { max: lengthMax(element), used } : undefined}
      >
        {(control) => children(control, held)}
      </Field>
    </div>
  );
}
