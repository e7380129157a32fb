import { Combobox } from "../shared/combobox.tsx";
import { type Json, listOf, numberAt, objectsAt, textAt } from "../shared/json.ts";
import { nameOf, type RenderContext, useSurface } from "../shared/surface.tsx";
import { matching, type Option } from "../shared/use-options.ts";
import { FieldView } from "./field-view.tsx";
import { type ElementProps, useForm, useHeld } from "./place.tsx";
import { FeishuText, wordsOf } from "./text.tsx";

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/interactive-components/input */
export function Input({ element, at }: ElementProps) {
  const inForm = useForm() !== undefined;
  const isLong = textAt(element, "input_type") === "multiline_text";
  return (
    <FieldView element={element} at={at}>
      {(control, { value, keep, set }) => {
        const shared = {
          ...control,
          placeholder: wordsOf(element["placeholder"]),
          value: String(value),
          disabled: element["disabled"] === true,
          onChange: (event: { readonly target: { readonly value: string } }) => keep(event.target.value),
        };
        if (isLong) return <textarea {...shared} rows={numberAt(element, "rows") ?? 3} />;
        return (
          <input
            {...shared}
            type={textAt(element, "input_type") === "password" ? "password" : "text"}
            autoComplete="off"
            onKeyDown={(event) => {
              // A field outside of a form speaks by itself; one within does not send the form.
              if (event.key === "Enter" && !event.nativeEvent.isComposing && !inForm) set(value);
            }}
          />
        );
      }}
    </FieldView>
  );
}

const pickers: Readonly<Record<string, string>> = {
  date_picker: "date",
  picker_time: "time",
  picker_datetime: "datetime-local",
};

/** `YYYY-MM-DD HH:mm` in the card, with a `T` in the browser's own picker. */
export function Picker({ element, at }: ElementProps) {
  return (
    <FieldView element={element} at={at}>
      {(control, { value, set }) => (
        <input
          {...control}
          type={pickers[textAt(element, "tag") ?? ""]}
          disabled={element["disabled"] === true}
          value={String(value).replace(" ", "T")}
          onChange={(event) => set(event.target.value.replace("T", " "))}
        />
      )}
    </FieldView>
  );
}

/** A choice among the card's options, or among people. */
export function Select({ element, at }: ElementProps) {
  const { ctx } = useSurface();
  const options = textAt(element, "tag") === "select_person" ? peopleOf(element, ctx) : optionsOf(element);
  return (
    <FieldView element={element} at={at}>
      {(control, { value, set }) => (
        <Combobox
          control={control}
          placeholder={wordsOf(element["placeholder"]) || undefined}
          chosen={options.find((option) => option.value === value)}
          onChoose={(option) => set(option?.value ?? "")}
          canClear={element["required"] !== true}
          isDisabled={element["disabled"] === true}
          load={(query) => matching(options, query)}
        />
      )}
    </FieldView>
  );
}

/** Several choices are boxes to tick. */
export function MultiSelect({ element, at }: ElementProps) {
  const options = optionsOf(element);
  return (
    <FieldView element={element} at={at}>
      {(control, { value, set }) => {
        const ticked = listOf(value);
        return (
          <fieldset
            className="choices"
            id={control.id}
            aria-labelledby={control["aria-labelledby"]}
            aria-label={control["aria-label"]}
          >
            {options.map((option) => (
              <label className="choice" key={option.value}>
                <input
                  type="checkbox"
                  checked={ticked.includes(option.value)}
                  onChange={(event) => {
                    const others = ticked.filter((one) => one !== option.value);
                    set(event.target.checked ? [...others, option.value] : others);
                  }}
                />
                <span>{option.label}</span>
              </label>
            ))}
          </fieldset>
        );
      }}
    </FieldView>
  );
}

export function Checker({ element, at }: ElementProps) {
  const { value, set } = useHeld({ element, at });
  return (
    <label className="choice fs-checker" data-field={textAt(element, "name")}>
      <input
        type="checkbox"
        checked={value === true}
        disabled={element["disabled"] === true}
        onChange={(event) => set(event.target.checked)}
      />
      <span>
        <FeishuText of={element["text"]} />
      </span>
    </label>
  );
}

function optionsOf(element: Json): readonly Option[] {
  return objectsAt(element, "options").map((option) => {
    const value = textAt(option, "value") ?? "";
    return { value, label: wordsOf(option["text"]) || value, raw: option };
  });
}

/** Those whom the card names, else everybody in the chat. */
function peopleOf(element: Json, ctx: RenderContext): readonly Option[] {
  const named = objectsAt(element, "options").map((option) => textAt(option, "value") ?? "");
  const ids = named.length > 0 ? named : ctx.people.map(({ id }) => id);
  return ids.map((id) => ({ value: id, label: nameOf(ctx, id) ?? id, raw: id }));
}
