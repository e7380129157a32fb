import { z } from "zod";
import { messageRef } from "#chat/event.ts";
import type { FieldKind, FormField, FormValue, FormValues } from "#chat/form.ts";
import { locales } from "#chat/locale.ts";
import { words } from "./words.ts";

const fieldTypes = [
  "text",
  "multiline",
  "number",
  "select",
  "search",
  "person",
  "date",
  "datetime",
  "checkboxes",
] as const satisfies readonly FieldKind["type"][];

/** What is needed to read a field back: a submission says neither what kind a value is nor what is required. */
const fieldSpec = z.object({
  type: z.enum(fieldTypes),
  label: z.string(),
  required: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
type FieldSpec = z.infer<typeof fieldSpec>;

/** What the submit button carries. */
export const submitValue = z.object({
  form: z.string(),
  title: z.string(),
  payload: z.record(z.string(), z.string()),
  fields: z.record(z.string(), fieldSpec),
  locale: z.enum(locales),
  on: messageRef.optional(),
});
export type SubmitValue = z.infer<typeof submitValue>;

/** What the cancel button of a form carries. */
export const cancelValue = z.object({ cancel: z.string(), locale: z.enum(locales) });
export type CancelValue = z.infer<typeof cancelValue>;

export type ReadForm =
  | { readonly ok: true; readonly values: FormValues }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** Name of a part of a field: the typed words of a search, a box of checkboxes. */
export function partName(field: string, part: string): string {
  return `${field}__${part}`;
}

export function specOf(field: FormField, label: string): FieldSpec {
  const bounds = field.type === "number" ? { min: field.min, max: field.max } : {};
  return { type: field.type, label, ...(field.required === true && { required: true }), ...bounds };
}

/**
 * Values as the client sends them (`form_value`) into the values of a form. What the client does not check is
 * checked here: numbers, and whether something was chosen where one of several components is enough.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 */
export function readForm(
  { fields, locale }: Pick<SubmitValue, "fields" | "locale">,
  raw: Readonly<Record<string, unknown>>,
): ReadForm {
  const values: [string, FormValue][] = [];
  const errors: [string, string][] = [];
  for (const [name, spec] of Object.entries(fields)) {
    const read = readField(name, spec, raw);
    if (read === "not-a-number") errors.push([name, words[locale].notANumber(spec.label)]);
    else if (read === undefined && spec.required === true)
      errors.push([name, words[locale].required(spec.label)]);
    else if (read?.type === "number" && !isWithin(read.number, spec)) {
      errors.push([name, words[locale].outside(spec.label, rangeOf(spec))]);
    } else if (read !== undefined) values.push([name, read]);
  }
  return errors.length > 0
    ? { ok: false, errors: Object.fromEntries(errors) }
    : { ok: true, values: Object.fromEntries(values) };
}

/** `1 – 10`, or one side of it. */
export function rangeOf({
  min,
  max,
}: {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}): string {
  if (min === undefined && max === undefined) return "";
  return `${min ?? "…"} – ${max ?? "…"}`;
}

function readField(
  name: string,
  spec: FieldSpec,
  raw: Readonly<Record<string, unknown>>,
): FormValue | "not-a-number" | undefined {
  if (spec.type === "checkboxes") return readBoxes(name, raw);
  // Words typed beside a search are newer than an option that was preset.
  const typed = spec.type === "search" ? filled(raw[partName(name, "typed")]) : undefined;
  if (typed !== undefined) return { type: "typed", text: typed };
  const text = filled(raw[name]);
  return text === undefined ? undefined : readers[spec.type](text);
}

/** A date is "2024-04-01 +0800", a date with time "2024-04-29 07:07 +0800": what the person saw is kept. */
const readers = {
  text: (text) => ({ type: "text", text }),
  multiline: (text) => ({ type: "text", text }),
  number: readNumber,
  select: (value) => ({ type: "option", value }),
  search: (value) => ({ type: "option", value }),
  person: (userId) => ({ type: "person", userId }),
  date: (text) => ({ type: "date", date: text.slice(0, 10) }),
  datetime: (text) => ({ type: "datetime", local: text.slice(0, 16) }),
} as const satisfies Record<
  Exclude<FieldSpec["type"], "checkboxes">,
  (text: string) => FormValue | "not-a-number"
>;

function readBoxes(name: string, raw: Readonly<Record<string, unknown>>): FormValue | undefined {
  const prefix = partName(name, "");
  const values = Object.entries(raw).flatMap(([key, checked]) =>
    checked === true && key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
  );
  return values.length === 0 ? undefined : { type: "options", values };
}

/** Full-width digits and thousands separators are what people type; anything else is asked for again. */
function readNumber(text: string): FormValue | "not-a-number" {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/(?<=\d),(?=\d{3})/g, "");
  return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(plain)
    ? { type: "number", number: Number(plain) }
    : "not-a-number";
}

function isWithin(number: number, { min, max }: FieldSpec): boolean {
  return number >= (min ?? -Infinity) && number <= (max ?? Infinity);
}

function filled(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
