import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { approvalTexts } from "./texts.ts";

type Payload = Form["payload"];
/** As long as both platforms let people write. */
const maxLength = 1000;

/** Another outcome than the one that is up for approval, with a reason. */
export function changeForm(
  locale: Locale,
  view: {
    readonly title: string;
    /** Without the one that is up for approval. */
    readonly outcomes: readonly Option[];
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
        options: view.outcomes,
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

/** Name of a group of boxes, from 1 on. */
export function severalName(group: number): string {
  return `approvals${group}`;
}

/**
 * Several as proposed, in groups, none ticked before. Values are what the buttons of a single one carry. No group is
 * required, for one box in any of them is enough.
 */
export function severalForm(
  locale: Locale,
  view: {
    /** `from`: the place of the first in the whole list, from 1 on. */
    readonly groups: readonly { readonly from: number; readonly options: readonly Option[] }[];
    /** How many come after these. */
    readonly left: number;
    readonly payload: Payload;
  },
): Form {
  const t = approvalTexts[locale];
  const about = view.left > 0 ? `${t.severalIntro}\n${t.severalLeft(view.left)}` : t.severalIntro;
  return {
    ...common(locale, { id: "approval.several", title: t.severalTitle, about }),
    payload: view.payload,
    fields: view.groups.map(({ from, options }, index) => ({
      ...{ name: severalName(index + 1), label: t.severalGroup(from, from + options.length - 1) },
      ...{ type: "checkboxes", options },
    })),
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
