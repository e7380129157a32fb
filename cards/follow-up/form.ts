import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored } from "#chat/text.ts";
import { followUpTexts } from "./texts.ts";

/** Feishu's inputs stop here: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/input */
export const formTextMax = 1000;

export type LogFormView = {
  readonly customer?: Option;
  readonly suggestions: readonly Option[];
  readonly methods: readonly Option[];
  readonly method?: string;
  readonly content?: string;
  readonly nextOn?: string;
  readonly todo?: string;
  /** Set when the form settles a draft. */
  readonly draftId?: string;
};

/** Five fields: a form that is filled in standing up. The rest is understood from the words or set by editing. */
export function logForm(locale: Locale, view: LogFormView): Form {
  const t = followUpTexts[locale];
  return {
    id: "follow-up.log",
    title: t.formTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: view.draftId === undefined ? {} : { draftId: view.draftId },
    fields: [
      {
        name: "customer",
        label: t.customer,
        required: true,
        type: "search",
        source: "customer",
        suggestions: view.suggestions,
        placeholder: t.customerHint,
        ...(view.customer && { initial: view.customer }),
      },
      methodField(locale, view),
      contentField(locale, view.content),
      { name: "nextOn", label: t.nextOn, type: "date", ...(view.nextOn && { initial: view.nextOn }) },
      {
        name: "todo",
        label: t.todo,
        type: "text",
        placeholder: t.todoHint,
        maxLength: 300,
        ...(view.todo && { initial: view.todo }),
      },
    ],
  };
}

export type EditFormView = {
  readonly followUpId: string;
  readonly version: number;
  readonly methods: readonly Option[];
  readonly method: string;
  readonly occurredOn: string;
  /** Absent where it is longer than a form can hold: then it is shown as staying as it is, for a form would cut it. */
  readonly content?: string;
  readonly theirPeople: string;
  readonly ourPeople: string;
  readonly feedback: string;
  /** Local `YYYY-MM-DD HH:mm`, or the date alone. */
  readonly nextOn?: string;
  readonly nextTime?: string;
  readonly nextMethod?: string;
};

/** Everything about a logged follow-up. */
export function editForm(locale: Locale, view: EditFormView): Form {
  const t = followUpTexts[locale];
  return {
    id: "follow-up.edit",
    title: t.editTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: { followUpId: view.followUpId, version: String(view.version) },
    ...(view.content === undefined && { intro: authored(t.longContent) }),
    fields: [
      { name: "occurredOn", label: t.occurredOn, required: true, type: "date", initial: view.occurredOn },
      methodField(locale, view),
      ...(view.content === undefined ? [] : [contentField(locale, view.content)]),
      { name: "theirPeople", label: t.theirPeople, type: "text", maxLength: 200, initial: view.theirPeople },
      { name: "ourPeople", label: t.ourPeople, type: "text", maxLength: 200, initial: view.ourPeople },
      { name: "feedback", label: t.feedback, type: "multiline", maxLength: 1000, initial: view.feedback },
      { name: "nextOn", label: t.nextOn, type: "date", ...(view.nextOn && { initial: view.nextOn }) },
      {
        name: "nextTime",
        label: t.nextTime,
        type: "text",
        maxLength: 5,
        placeholder: "15:00",
        ...(view.nextTime && { initial: view.nextTime }),
      },
      {
        name: "nextMethod",
        label: t.nextMethod,
        type: "select",
        options: view.methods,
        ...(view.nextMethod && { initial: view.nextMethod }),
      },
    ],
  };
}

function methodField(
  locale: Locale,
  view: { readonly methods: readonly Option[]; readonly method?: string },
): FormField {
  const label = followUpTexts[locale].method;
  return {
    name: "method",
    label,
    required: true,
    type: "select",
    options: view.methods,
    initial: view.method ?? "visit",
  };
}

function contentField(locale: Locale, initial: string | undefined): FormField {
  const t = followUpTexts[locale];
  return {
    name: "content",
    label: t.content,
    required: true,
    type: "multiline",
    placeholder: t.contentHint,
    maxLength: formTextMax,
    ...(initial && { initial }),
  };
}
