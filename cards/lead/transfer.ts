import type { Form } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { value } from "#chat/text.ts";
import { transferTexts } from "./transfer-texts.ts";

/** Another owner, with a reason unless it was nobody's. `colleagues` are accounts of the platform. */
export function transferForm(
  locale: Locale,
  view: {
    readonly leadId: string;
    readonly company: string;
    readonly colleagues: readonly string[];
    readonly needsReason: boolean;
  },
): Form {
  const t = transferTexts[locale];
  const reason = { name: "reason", label: t.reason, required: view.needsReason, placeholder: t.reasonHint };
  return {
    ...{ id: "lead.transfer", title: t.title, submit: t.submit, cancel: t.cancel },
    ...{ payload: { leadId: view.leadId }, intro: value(view.company) },
    fields: [
      { name: "person", label: t.toWhom, required: true, type: "person", among: view.colleagues },
      { ...reason, type: "multiline", maxLength: 300 },
    ],
  };
}
