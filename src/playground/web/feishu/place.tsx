import { createContext, type ReactNode, use, useState } from "react";
import { useDraft } from "../shared/drafts.ts";
import { type Json, textAt } from "../shared/json.ts";
import { useSurface } from "../shared/surface.tsx";
import { words } from "../shared/words.ts";
import { faultsIn, fieldKey, fieldsIn, formValues, initialOf, spoken } from "./fields.ts";

/** Where an element stands: the way down to it, and the words that name it. */
export type At = { readonly path: readonly number[]; readonly labelledBy?: string | undefined };

export type ElementProps = { readonly element: Json; readonly at: At };

type FormState = {
  readonly errors: Readonly<Record<string, string>>;
  readonly submit: (button: At) => void;
  readonly reset: () => void;
};

const FormContext = createContext<FormState | undefined>(undefined);

/** A form container: its fields say nothing until its button sends them all. Required fields are checked here, as the client does. */
export function FormPlace({ form, children }: { readonly form: Json; readonly children: ReactNode }) {
  const { id, ctx, act } = useSurface();
  const [errors, setErrors] = useState<FormState["errors"]>({});
  const t = words[ctx.locale];
  const submit = ({ path }: At) => {
    const values = formValues(form, id, ctx);
    const faults = Object.entries(faultsIn(form, values));
    setErrors(Object.fromEntries(faults.map(([name, fault]) => [name, t[fault]])));
    if (faults.length > 0) focusField(id, faults[0]?.[0] ?? "");
    else void act({ do: "submit", message: id, values, element: { index: path } });
  };
  const reset = () => {
    setErrors({});
    for (const field of fieldsIn(form)) ctx.drafts.set(fieldKey(ctx, id, field), initialOf(field));
  };
  return <FormContext value={{ errors, submit, reset }}>{children}</FormContext>;
}

export function useForm(): FormState | undefined {
  return use(FormContext);
}

/** The client brings the first field that was refused into sight. */
function focusField(messageId: string, name: string) {
  const card = document.querySelector(`[data-card="${CSS.escape(messageId)}"]`);
  card?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"] :is(input, textarea)`)?.focus();
}

export type Held = {
  readonly value: unknown;
  /** Outside of a form the bot hears of it at once. */
  readonly set: (value: unknown) => void;
  readonly keep: (value: unknown) => void;
  readonly error: string | undefined;
};

/** What a field holds. */
export function useHeld({ element, at }: ElementProps): Held {
  const { id, ctx, act } = useSurface();
  const form = use(FormContext);
  const key = fieldKey(ctx, id, element);
  const keep = (value: unknown) => ctx.drafts.set(key, value);
  return {
    value: useDraft(ctx.drafts, key, initialOf(element)),
    error: form?.errors[textAt(element, "name") ?? ""],
    keep,
    set(value) {
      keep(value);
      if (form !== undefined) return;
      void act({ do: "press", message: id, element: { index: at.path }, value: spoken(element, value) });
    },
  };
}
