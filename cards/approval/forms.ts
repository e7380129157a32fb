import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { approvalTexts } from "./texts.ts";

type Payload = Form["payload"];
/** As long as both platforms let people write. */
const maxLength = 1000;

/** Another outcome than proposed, with a reason. */
export function changeForm(
  locale: Locale,
  view: {
    readonly title: string;
    readonly outcomes: readonly Option[];
    readonly initial: string;
    readonly payload: Payload;
  },
): Form {
  const t = approvalTexts[locale];
  return {
    ...common(locale, { id: "approval.change", title: t.changeTitle, about: view.title }),
    payload: view.payload,
    fields: [
      {
        ...{ name: "outcome", label: t.changeOutcome, type: "select", required: true },
        ...{ options: view.outcomes, initial: view.initial },
      },
      words("reason", t.changeReason),
    ],
  };
}

type Asking = { readonly title: string; readonly payload: Payload };

/** A question to whoever asked. */
export function returnForm(locale: Locale, { title, payload }: Asking): Form {
  const t = approvalTexts[locale];
  return {
    ...common(locale, { id: "approval.return", title: t.returnTitle, about: title }),
    payload,
    fields: [words("question", t.returnQuestion)],
  };
}

/** The answer to the question. */
export function answerForm(locale: Locale, view: Asking & { readonly question: string }): Form {
  const t = approvalTexts[locale];
  return {
    ...common(locale, { id: "approval.answer", title: t.answerTitle, about: view.question }),
    payload: view.payload,
    fields: [words("answer", t.answerField)],
  };
}

/** Several as proposed, none ticked before. Values are what the buttons of a single one carry. */
export function severalForm(
  locale: Locale,
  view: { readonly options: readonly Option[]; readonly payload: Payload },
): Form {
  const t = approvalTexts[locale];
  return {
    ...common(locale, { id: "approval.several", title: t.severalTitle }),
    payload: view.payload,
    fields: [
      { name: "approvals", label: t.severalField, type: "checkboxes", required: true, options: view.options },
    ],
  };
}

function common(
  locale: Locale,
  { id, title, about }: { readonly id: string; readonly title: string; readonly about?: string },
): Omit<Form, "payload" | "fields"> {
  const t = approvalTexts[locale];
  const form = { id, title, submit: t.submit, cancel: t.cancel };
  return about === undefined ? form : { ...form, intro: [{ type: "value", text: about }] };
}

function words(name: string, label: string): FormField {
  return { name, label, type: "multiline", required: true, maxLength };
}
