import { cleanText } from "./clean-text.ts";
import type { FormValues } from "./form.ts";

/** The trimmed text of a field, without control characters; `undefined` where it was left empty. */
export function textOf(values: FormValues, name: string): string | undefined {
  const value = values[name];
  const text = value?.type === "text" ? cleanText(value.text).trim() : "";
  return text === "" ? undefined : text;
}

/** The chosen option's value. */
export function optionOf(values: FormValues, name: string): string | undefined {
  const value = values[name];
  return value?.type === "option" ? value.value : undefined;
}

/** `YYYY-MM-DD` */
export function dateOf(values: FormValues, name: string): string | undefined {
  const value = values[name];
  return value?.type === "date" ? value.date : undefined;
}

/** Local `YYYY-MM-DD HH:mm` */
export function dateTimeOf(values: FormValues, name: string): string | undefined {
  const value = values[name];
  return value?.type === "datetime" ? value.local : undefined;
}

/** The platform's user id. */
export function personOf(values: FormValues, name: string): string | undefined {
  const value = values[name];
  return value?.type === "person" ? value.userId : undefined;
}

/** What a searched select came back with: an option, or words that named none. */
export function searchedOf(
  values: FormValues,
  name: string,
): { readonly option: string } | { readonly typed: string } | undefined {
  const value = values[name];
  if (value?.type === "option") return { option: value.value };
  const typed = value?.type === "typed" ? cleanText(value.text).trim() : "";
  return typed === "" ? undefined : { typed };
}
