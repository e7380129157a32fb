import { draftKey } from "../shared/drafts.ts";
import { type Json, listOf, objectsAt, textAt } from "../shared/json.ts";
import type { RenderContext } from "../shared/surface.tsx";
import type { ElementValue } from "../wire.ts";

const initials: Readonly<Record<string, string>> = {
  input: "default_value",
  select_static: "initial_option",
  multi_select_static: "selected_values",
  select_person: "initial_option",
  date_picker: "initial_date",
  picker_time: "initial_time",
  picker_datetime: "initial_datetime",
  checker: "checked",
};

export function isField(tag: string): boolean {
  return initials[tag] !== undefined;
}

/** What a field holds before anybody touched it: text, several option values, or a checker's state. */
export function initialOf(element: Json): unknown {
  const tag = textAt(element, "tag") ?? "";
  const initial = element[initials[tag] ?? ""];
  if (tag === "checker") return initial === true;
  if (tag === "multi_select_static") return listOf(initial);
  if (initial !== undefined || tag !== "select_static") return initial ?? "";
  const byIndex = objectsAt(element, "options")[Number(element["initial_index"] ?? 0) - 1];
  return byIndex === undefined ? "" : (textAt(byIndex, "value") ?? "");
}

/** Children of an element in the order that an `ElementPath` counts them. */
export function childrenOf(element: Json): readonly Json[] {
  if (element["tag"] === "table") return [];
  const area = objectsAt({ area: [element["button_area"]] }, "area");
  const buttons = area.flatMap((one) => objectsAt(one, "buttons"));
  return [...objectsAt(element, "columns"), ...objectsAt(element, "elements"), ...buttons];
}

/** The fields of a form, top to bottom. */
export function fieldsIn(form: Json): readonly Json[] {
  return childrenOf(form).flatMap((child) =>
    isField(textAt(child, "tag") ?? "") ? [child] : fieldsIn(child),
  );
}

/** A draft ends where the bot changes the field: what the new card brings counts then. */
export function fieldKey(ctx: RenderContext, messageId: string, element: Json): string {
  return draftKey(ctx.user, messageId, element);
}

/** The values of a form by field name; what was left empty is absent, but for inputs. */
export function formValues(
  form: Json,
  messageId: string,
  ctx: RenderContext,
): Readonly<Record<string, unknown>> {
  const entries = fieldsIn(form).flatMap((element): [string, unknown][] => {
    const value = ctx.drafts.get(fieldKey(ctx, messageId, element)) ?? initialOf(element);
    const isAbsent = isEmpty(value) && element["tag"] !== "input";
    return isAbsent ? [] : [[textAt(element, "name") ?? "", value]];
  });
  return Object.fromEntries(entries);
}

export type Fault = "required" | "tooLong";

/** Fields that the client does not send as they are, by name. */
export function faultsIn(
  form: Json,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Fault>> {
  return Object.fromEntries(
    fieldsIn(form).flatMap((element): [string, Fault][] => {
      const name = textAt(element, "name") ?? "";
      const fault = faultOf(element, values[name] ?? "");
      return fault === undefined ? [] : [[name, fault]];
    }),
  );
}

function faultOf(element: Json, value: unknown): Fault | undefined {
  if (element["required"] === true && isEmpty(value)) return "required";
  const isLong =
    element["tag"] === "input" && typeof value === "string" && [...value].length > lengthMax(element);
  return isLong ? "tooLong" : undefined;
}

/** 1 to 1,000 characters; the platform's own limit where the card names none. */
export function lengthMax(element: Json): number {
  return Number(element["max_length"] ?? 1000);
}

/** How a field outside of a form says what it holds now. */
export function spoken(element: Json, value: unknown): ElementValue {
  if (element["tag"] === "input") return { input_value: value };
  if (element["tag"] === "checker") return { checked: value };
  return Array.isArray(value) ? { options: value } : { option: value };
}

function isEmpty(value: unknown): boolean {
  return value === "" || value === undefined || (Array.isArray(value) && value.length === 0);
}
