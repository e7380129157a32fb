import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored } from "#chat/text.ts";
import { followUpTexts } from "./texts.ts";

/** Feishu's inputs stop here: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/input */
export const formTextMax = 1000;
/** The texts that the edit form holds, in characters. */
export const editTextMax = {
  content: formTextMax,
  theirPeople: 200,
  ourPeople: 200,
  feedback: formTextMax,
} as const;
export type EditText = keyof typeof editTextMax;

export type LogFormView = {
  readonly customer?: Option;
  readonly suggestions: readonly Option[];
  readonly methods: readonly Option[];
  readonly method?: string;
  /** Set when the form settles a draft, whose words it shows if they fit. */
  readonly draft?: { readonly id: string; readonly content: string };
};

/** Five fields: a form that is filled in standing up. The rest is understood from the words or set by editing. */
export function logForm(locale: Locale, view: LogFormView): Form {
  const t = followUpTexts[locale];
  const isLong = view.draft !== undefined && view.draft.content.length > formTextMax;
  return {
    id: "follow-up.log",
    title: t.formTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: view.draft === undefined ? {} : { draftId: view.draft.id },
    ...(isLong && { intro: authored(t.longContent) }),
    fields: [
      {
        name: "customer",
        label: t.customer,
        required: true,
        type: "search",
        source: "customer-or-lead",
        suggestions: view.suggestions,
        placeholder: t.customerHint,
        ...(view.customer && { initial: view.customer }),
      },
      methodField(locale, view),
      ...(isLong ? [] : [contentField(locale, view.draft?.content)]),
      { name: "nextOn", label: t.nextOn, type: "date" },
      { name: "todo", label: t.todo, type: "text", placeholder: t.todoHint, maxLength: 300 },
    ],
  };
}

export type EditFormView = {
  readonly followUpId: string;
  readonly version: number;
  readonly methods: readonly Option[];
  readonly method: string;
  readonly occurredOn: string;
  readonly texts: Readonly<Record<EditText, string>>;
  /** `YYYY-MM-DD`, and `HH:mm` where a time was said. */
  readonly nextOn?: string;
  readonly nextTime?: string;
  readonly nextMethod?: string;
};

/** Everything about a logged follow-up. A text that the form would cut is left out and stays as it is. */
export function editForm(locale: Locale, view: EditFormView): Form {
  const t = followUpTexts[locale];
  const names = ["content", "theirPeople", "ourPeople", "feedback"] as const;
  const tooLong = names.filter((name) => view.texts[name].length > editTextMax[name]);
  const fitting = names.filter((name) => !tooLong.includes(name));
  return {
    id: "follow-up.edit",
    title: t.editTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: { followUpId: view.followUpId, version: String(view.version) },
    ...(tooLong.length > 0 && {
      intro: authored(t.longKept(tooLong.map((name) => t[name]).join(t.comma))),
    }),
    fields: [
      { name: "occurredOn", label: t.occurredOn, required: true, type: "date", initial: view.occurredOn },
      methodField(locale, view),
      ...fitting.map((name) => editField(locale, name, view.texts[name])),
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

function editField(locale: Locale, name: EditText, initial: string): FormField {
  if (name === "content") return contentField(locale, initial);
  const type = name === "feedback" ? "multiline" : "text";
  return { name, label: followUpTexts[locale][name], type, maxLength: editTextMax[name], initial };
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
