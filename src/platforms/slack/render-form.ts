import type { types } from "@slack/bolt";
import type { Form, FormField, Option } from "#chat/form.ts";
import { assertNever } from "#src/errors.ts";
import { type FormOrigin, writeFormMemory } from "./form-memory.ts";
import { cut, limits } from "./limits.ts";
import { plainText, textObject } from "./text-object.ts";

/** The block that holds the time of a `datetime` field; the date stands in the block with the field's name. */
export const timeSuffix = "__time";

/** Shown in the time picker of a `datetime` field without an initial value: the start of a working morning. */
export const defaultTime = "09:00";

/** Draws a form as a modal. Block ids are the field names, so that errors find their field. */
export function renderForm(form: Form, origin: FormOrigin): types.ModalView {
  const intro: types.KnownBlock[] =
    form.intro === undefined || form.intro.length === 0
      ? []
      : [{ type: "section", text: textObject(form.intro, limits.section) }];
  const blocks = [...intro, ...form.fields.flatMap(drawField)].slice(0, limits.modalBlocks);
  return {
    type: "modal",
    callback_id: form.id,
    title: plainText(form.title, limits.modalTitle),
    submit: plainText(form.submit, limits.modalTitle),
    close: plainText(form.cancel, limits.modalTitle),
    private_metadata: writeFormMemory(form.payload, origin),
    blocks: blocks.length > 0 ? blocks : [{ type: "section", text: plainText(form.title, limits.section) }],
  };
}

function drawField(field: FormField): types.InputBlock[] {
  const element = drawElement(field);
  if (element === undefined) return [];
  const block: types.InputBlock = {
    type: "input",
    block_id: field.name,
    label: plainText(field.label, limits.label),
    optional: field.required !== true,
    element,
    ...(field.hint && { hint: plainText(field.hint, limits.label) }),
  };
  return field.type === "datetime" ? [block, timeBlock(field)] : [block];
}

type Element = types.InputBlock["element"];
type FieldOf<T extends FormField["type"]> = Extract<FormField, { readonly type: T }>;

/** `undefined` for a choice among nothing, which Slack refuses. */
function drawElement(field: FormField): Element | undefined {
  switch (field.type) {
    case "text":
    case "multiline":
      return drawText(field);
    case "number":
      return drawNumber(field);
    case "select":
      return drawSelect(field);
    case "search":
      return drawSearch(field);
    case "person":
      return {
        type: "users_select",
        action_id: "value",
        ...(field.initial && { initial_user: field.initial }),
      };
    case "date":
      return drawDate(field.initial);
    case "datetime":
      return drawDate(field.initial?.slice(0, 10));
    case "checkboxes":
      return drawChoices(field);
    default:
      return assertNever(field);
  }
}

function drawText(field: FieldOf<"text" | "multiline">): types.PlainTextInput {
  const max = Math.min(field.maxLength ?? limits.input, limits.input);
  return {
    type: "plain_text_input",
    action_id: "value",
    multiline: field.type === "multiline",
    max_length: max,
    ...(field.initial && { initial_value: cut(field.initial, max) }),
    ...placeholder(field.placeholder),
  };
}

function drawNumber({ initial, min, max }: FieldOf<"number">): types.NumberInput {
  const inRange = initial !== undefined && initial >= (min ?? initial) && initial <= (max ?? initial);
  return {
    type: "number_input",
    action_id: "value",
    is_decimal_allowed: true,
    ...(inRange && { initial_value: String(initial) }),
    ...(min !== undefined && { min_value: String(min) }),
    ...(max !== undefined && { max_value: String(max) }),
  };
}

function drawSelect(field: FieldOf<"select">): types.StaticSelect | undefined {
  const options = drawOptions(field.options, limits.options);
  const initial = options.find((option) => option.value === field.initial);
  if (options.length === 0) return undefined;
  return { type: "static_select", action_id: "value", options, ...(initial && { initial_option: initial }) };
}

/** The action id is the source: Slack sends it along when it asks for options. */
function drawSearch(field: FieldOf<"search">): types.ExternalSelect {
  const [initial] = drawOptions(field.initial === undefined ? [] : [field.initial], 1);
  return {
    type: "external_select",
    action_id: field.source,
    min_query_length: 0,
    ...(initial && { initial_option: initial }),
    ...placeholder(field.placeholder),
  };
}

function drawDate(initial: string | undefined): types.Datepicker {
  const isDate = initial !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(initial);
  return { type: "datepicker", action_id: "value", ...(isDate && { initial_date: initial }) };
}

/**
 * Slack's own date-and-time picker answers in UNIX seconds, and what was meant in the person's zone can only be told by
 * knowing that zone; a date and a time are what the person chose.
 */
function timeBlock(field: FieldOf<"datetime">): types.InputBlock {
  const time = /\d{2}:\d{2}$/.exec(field.initial ?? "")?.[0] ?? defaultTime;
  return {
    type: "input",
    block_id: field.name + timeSuffix,
    label: plainText(`${cut(field.label, 100)} (HH:mm)`, limits.label),
    optional: true,
    element: { type: "timepicker", action_id: "value", initial_time: time },
  };
}

/** More boxes than Slack draws become a list to choose several from. */
function drawChoices(field: FieldOf<"checkboxes">): types.Checkboxes | types.MultiStaticSelect | undefined {
  const options = drawOptions(field.options, limits.options);
  if (options.length === 0) return undefined;
  const ticked = options.filter((option) => field.initial?.includes(option.value));
  const type = options.length <= limits.checkboxes ? "checkboxes" : "multi_static_select";
  return { type, action_id: "value", options, ...(ticked.length > 0 && { initial_options: ticked }) };
}

type PlainOption = { readonly text: types.PlainTextElement; readonly value: string };

/** An option whose value is longer than Slack carries is left out: cut, it would name something else. */
export function drawOptions(options: readonly Option[], countMax: number): PlainOption[] {
  return options
    .filter((option) => option.value !== "" && [...option.value].length <= limits.optionValue)
    .slice(0, countMax)
    .map((option) => ({ text: plainText(option.label, limits.optionLabel), value: option.value }));
}

function placeholder(text: string | undefined): { placeholder?: types.PlainTextElement } {
  return text === undefined || text === "" ? {} : { placeholder: plainText(text, limits.placeholder) };
}
