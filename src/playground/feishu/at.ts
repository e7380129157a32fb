import type { FieldInput, Outcome } from "../client.ts";
import { cardOf, FIELD_TAGS, fieldsOf, formAction, type Part, partAt, partsOf } from "./card-parts.ts";
import { encodeValue } from "./form-values.ts";
import { type Json, list, text } from "./json.ts";
import { send, spoken, trigger } from "./press.ts";
import { type Filled, formParts, messageById, type Seat } from "./seat.ts";
import type { FeishuMessage } from "./types.ts";

/** Where a component stands in its card; see `partAt`. */
type Way = readonly number[];

/** `value` is what the component holds now: `{ option }`, `{ options }`, `{ input_value }` or `{ checked }`. */
export type PressAt = { readonly on: string; readonly way: Way; readonly value?: Json | undefined };

/** What the fields of a form hold, by name, dates without a zone; the button is the form's first if no `way` is given. */
export type SubmitAt = { readonly on: string; readonly way?: Way | undefined; readonly values: Json };

/** Presses a button or changes a component outside forms. */
export async function pressAt(seat: Seat, { on, way, value = {} }: PressAt): Promise<Outcome> {
  const message = messageById(seat, on);
  const part = partOf(message, way);
  if (part.element["disabled"] === true) throw new Error("this is greyed out");
  if (part.form !== undefined && part.tag === "button" && formAction(part.element) === "submit") {
    throw new Error("a form is sent with what it holds");
  }
  return await trigger(seat, message, { part, said: saidOf(seat, message, { part, value }) });
}

/** Sends a form with what the client holds. */
export async function submitAt(seat: Seat, { on, way, values }: SubmitAt): Promise<Outcome> {
  const message = messageById(seat, on);
  const button = way === undefined ? firstSubmit(message) : partOf(message, way);
  if (button?.form === undefined || formAction(button.element) !== "submit") {
    throw new Error("this form can no longer be sent");
  }
  const name = button.form["name"];
  const parts = formParts(message).filter((part) => part.form?.["name"] === name);
  const filled = fieldsOf(parts).map((field): Filled => {
    const input = inputOf(values[field.name]);
    if (input !== undefined) return { field, value: encodeValue(field, input, seat) };
    return { field, value: field.tag === "input" ? "" : field.tag === "checker" ? false : undefined };
  });
  return await send(seat, message, { button, filled });
}

function partOf(message: FeishuMessage, way: Way): Part {
  const part = partAt(cardOf(message), way);
  if (part === undefined) throw new Error("this card has changed since: that is no longer there");
  return part;
}

function firstSubmit(message: FeishuMessage): Part | undefined {
  return formParts(message).find(({ tag, element }) => tag === "button" && formAction(element) === "submit");
}

/** How the component says what it holds. */
function saidOf(seat: Seat, message: FeishuMessage, { part, value }: { part: Part; value: Json }): Json {
  if (part.tag === "overflow") return { option: optionIn(part, value) };
  if (!FIELD_TAGS.has(part.tag)) return {};
  const fields = fieldsOf(partsOf(cardOf(message)));
  const field = fields.find(({ element }) => element === part.element);
  const { option, options, input_value: words, checked } = value;
  const input = inputOf(option ?? options ?? words ?? checked);
  if (field === undefined || field.form !== undefined || input === undefined) {
    throw new Error("this speaks only when its form is sent");
  }
  return spoken(part.tag, encodeValue(field, input, seat));
}

function optionIn({ element }: Part, { option }: Json): string {
  const offered = list(element["options"]).some(
    (one) => typeof one === "object" && one !== null && "value" in one && one.value === option,
  );
  const picked = text(option);
  if (picked === undefined || !offered) throw new Error("the menu has no such entry");
  return picked;
}

/** Nothing for what was left empty. */
function inputOf(value: unknown): FieldInput | undefined {
  if (Array.isArray(value)) return value.map(String);
  if (value === undefined || value === null) return undefined;
  return String(value);
}
