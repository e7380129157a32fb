import { DateTime } from "luxon";
import type { FieldInput } from "../client.ts";
import type { Field, Option } from "./card-parts.ts";
import { type Json, list, text } from "./json.ts";
import type { FeishuUser, World } from "./types.ts";

/** What a client sends for a field: text, an option's value, several of them, or a checker's state. */
export type FormValue = string | boolean | readonly string[];

/** Who fills the form, for time zones and names. */
export type Filler = { readonly world: World; readonly user: FeishuUser };

const PICKERS: Readonly<Record<string, { format: string; initial: string }>> = {
  date_picker: { format: "yyyy-MM-dd", initial: "initial_date" },
  picker_time: { format: "HH:mm", initial: "initial_time" },
  picker_datetime: { format: "yyyy-MM-dd HH:mm", initial: "initial_datetime" },
};

/** What the field holds before anybody touched it; `undefined` for nothing. */
export function initialValue(field: Field, filler: Filler): FormValue | undefined {
  const { element, tag } = field;
  const picker = PICKERS[tag];
  if (tag === "input") return text(element["default_value"]) ?? "";
  if (tag === "checker") return element["checked"] === true;
  if (tag.startsWith("multi_")) return strings(element["selected_values"]);
  if (picker !== undefined) {
    const initial = text(element[picker.initial]);
    return initial === undefined ? undefined : withOffset(initial, picker.format, filler);
  }
  const byIndex = field.options[Number(element["initial_index"] ?? 0) - 1]?.value;
  return text(element["initial_option"]) ?? byIndex;
}

/**
 * What the client sends for what a person put in: `2024-04-01` becomes `2024-04-01 +0800` in the person's zone, a
 * label its option's value. Throws when a person could not have put that in.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 */
export function encodeValue(field: Field, input: FieldInput, filler: Filler): FormValue {
  const { tag, label } = field;
  const picker = PICKERS[tag];
  const many = typeof input === "object" ? input : [String(input)];
  if (tag === "input") return many.join("\n");
  if (tag === "checker") return ["true", "1", "yes"].includes(many[0] ?? "");
  if (picker !== undefined) return withOffset(many[0] ?? "", picker.format, filler);
  const values = many.map((one) => choose(field, one, filler));
  if (tag.startsWith("multi_") || field.element["multi_select"] === true) return values;
  const [only, ...rest] = values;
  if (only === undefined || rest.length > 0) throw new Error(`"${label}" takes one option`);
  return only;
}

/** The words a client shows next to a field that can not be sent as it is. */
export function complaint(field: Field, value: FormValue | undefined): string | undefined {
  const isEmpty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  if (field.required && isEmpty) return "required";
  const lengthMax = Number(field.element["max_length"] ?? 1000);
  if (field.tag === "input" && typeof value === "string" && [...value].length > lengthMax) return "too long";
  return undefined;
}

/** A value as the person sees it. */
export function shownValue(field: Field, value: FormValue | undefined): string | undefined {
  if (value === undefined || value === "" || value === false) return undefined;
  const all = typeof value === "object" ? value : [String(value)];
  if (all.length === 0) return undefined;
  return all.map((one) => field.options.find((option) => option.value === one)?.label ?? one).join(", ");
}

/** People to choose from: those the card lists, or everybody when it lists none. */
export function optionsOf(field: Field, { world }: Filler): readonly Option[] {
  if (!field.tag.endsWith("_person")) return field.options;
  const people = [...world.users.values()].map((user) => ({ label: user.name, value: user.openId }));
  const listed = field.options.map((option) => option.value);
  return listed.length === 0 ? people : people.filter((person) => listed.includes(person.value));
}

function choose(field: Field, wanted: string, filler: Filler): string {
  const options = optionsOf(field, filler);
  const found =
    options.find((option) => option.label === wanted) ?? options.find((one) => one.value === wanted);
  if (found !== undefined) return found.value;
  const offered = options.map((option) => option.label).join(", ");
  throw new Error(`"${field.label}" has no option "${wanted}"; it has: ${offered}`);
}

function withOffset(input: string, format: string, { world, user }: Filler): string {
  const zone = user.timeZone;
  const at = DateTime.fromFormat(input.replace(/ [+-]\d{4}$/, ""), format, { zone });
  if (!at.isValid) throw new Error(`"${input}" is not ${format}`);
  const day = format === "HH:mm" ? DateTime.fromJSDate(world.now(), { zone }) : at;
  return `${at.toFormat(format)} ${day.toFormat("ZZZ")}`;
}

function strings(value: unknown): readonly string[] {
  return list(value).map((one) => (typeof one === "string" ? one : String(one)));
}

/** The `form_value` of a submission: by field name, without what was left empty (inputs are sent as ""). */
export function formValue(filled: readonly { field: Field; value: FormValue | undefined }[]): Json {
  return Object.fromEntries(
    filled.flatMap(({ field, value }) =>
      value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[field.name, value]],
    ),
  );
}
