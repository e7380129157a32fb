import { methodNames } from "#cards/shared/methods.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import type { FormValues, Option } from "#chat/form.ts";
import { optionOf } from "#chat/read-values.ts";
import { isMethod, type Method, methods } from "#domain/method.ts";

/** The methods to choose from. */
export function methodOptions({ locale }: HandlerCtx): Option[] {
  return methods.map((method) => ({ value: method, label: methodNames[locale][method] }));
}

/** What was chosen of them. */
export function methodIn(values: FormValues, name: string): Method | undefined {
  const value = optionOf(values, name);
  return value !== undefined && isMethod(value) ? value : undefined;
}
