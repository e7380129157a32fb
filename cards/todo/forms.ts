import type { Form, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { todoTexts } from "./texts.ts";

/** A new to-do, for a customer if it was opened from one. */
export function todoForm(
  locale: Locale,
  view: { readonly customer?: Option; readonly suggestions: readonly Option[] },
): Form {
  const t = todoTexts[locale];
  return {
    id: "todo.add",
    title: t.formTitle,
    submit: t.submit,
    cancel: t.cancelForm,
    payload: {},
    fields: [
      {
        name: "title",
        label: t.title,
        required: true,
        type: "text",
        maxLength: 300,
        placeholder: t.titleHint,
      },
      { name: "dueAt", label: t.dueAt, type: "datetime" },
      {
        name: "customer",
        label: t.customer,
        type: "search",
        source: "customer",
        suggestions: view.suggestions,
        ...(view.customer && { initial: view.customer }),
      },
    ],
  };
}

/** A chosen time: to be reminded at, or at which the to-do is due. */
export function timeForm(
  locale: Locale,
  asks: "snooze" | "change-time",
  view: { readonly todoId: string; readonly title: string; readonly initial: string },
): Form {
  const t = todoTexts[locale];
  return {
    id: `todo.${asks}`,
    title: asks === "snooze" ? t.snoozeTitle : t.changeTitle,
    submit: t.submit,
    cancel: t.cancelForm,
    payload: { todoId: view.todoId },
    intro: [{ type: "value", text: view.title }],
    fields: [{ name: "at", label: t.dueAt, required: true, type: "datetime", initial: view.initial }],
  };
}

/** `colleagues` are accounts of the platform. */
export function handOverForm(
  locale: Locale,
  view: { readonly todoId: string; readonly title: string; readonly colleagues: readonly string[] },
): Form {
  const t = todoTexts[locale];
  return {
    id: "todo.hand-over",
    title: t.handOverTitle,
    submit: t.handOver,
    cancel: t.cancelForm,
    payload: { todoId: view.todoId },
    intro: [{ type: "value", text: view.title }],
    fields: [{ name: "person", label: t.toWhom, required: true, type: "person", among: view.colleagues }],
  };
}
