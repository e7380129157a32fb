import type { FormValue, FormValues } from "#chat/form.ts";
import type { StateValue, StateValues } from "./payloads.ts";
import { defaultTime, timeSuffix } from "./render-form.ts";

/** Marks an option that stands for the words a person typed into a searched select. */
export const typedPrefix = "typed:";

/** What was entered, by field name; a field left empty is absent. `values[block][action]`, one action per block. */
export function readForm(values: StateValues): FormValues {
  const read: Record<string, FormValue> = {};
  for (const [name, actions] of Object.entries(values)) {
    const [entered] = Object.values(actions);
    const value = entered && readValue(entered, Object.values(values[name + timeSuffix] ?? {})[0]);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

function readValue(entered: StateValue, time: StateValue | undefined): FormValue | undefined {
  switch (entered.type) {
    case "plain_text_input":
      return isBlank(entered.value) ? undefined : { type: "text", text: entered.value ?? "" };
    case "number_input":
      return isBlank(entered.value) ? undefined : { type: "number", number: Number(entered.value) };
    case "static_select":
    case "external_select":
      return readOption(entered.selected_option?.value);
    case "users_select":
      return entered.selected_user ? { type: "person", userId: entered.selected_user } : undefined;
    case "datepicker":
      return readDate(entered.selected_date, time);
    case "checkboxes":
    case "multi_static_select":
      return readOptions(entered.selected_options ?? []);
    default:
      return undefined;
  }
}

function readOption(value: string | undefined): FormValue | undefined {
  if (value === undefined) return undefined;
  if (!value.startsWith(typedPrefix)) return { type: "option", value };
  return { type: "typed", text: value.slice(typedPrefix.length) };
}

/** A date whose time was cleared is at the time the form proposed. */
function readDate(date: string | null | undefined, time: StateValue | undefined): FormValue | undefined {
  if (!date) return undefined;
  if (time === undefined) return { type: "date", date };
  return { type: "datetime", local: `${date} ${time.selected_time ?? defaultTime}` };
}

function readOptions(chosen: readonly { readonly value: string }[]): FormValue | undefined {
  return chosen.length === 0 ? undefined : { type: "options", values: chosen.map((option) => option.value) };
}

function isBlank(value: string | null | undefined): boolean {
  return value === undefined || value === null || value.trim() === "";
}
