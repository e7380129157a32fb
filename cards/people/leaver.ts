import { type Button, buttons, type Card, fields, text } from "#chat/card.ts";
import type { Form, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, type Text, value } from "#chat/text.ts";
import { leaverTexts } from "./leaver-texts.ts";

/** How much somebody leaves behind. */
export type LeftBehind = {
  readonly leads: number;
  readonly customers: number;
  readonly todos: number;
  readonly plans: number;
  readonly approvals: number;
};

const leftKinds = ["leads", "customers", "todos", "plans", "approvals"] as const;

/** For an admin: somebody has left, and who takes over. */
export function leaveForm(
  locale: Locale,
  view: {
    readonly personId: string;
    readonly page: number;
    readonly name: string;
    readonly left: LeftBehind;
    readonly colleagues: readonly Option[];
  },
): Form {
  const t = leaverTexts[locale];
  const { personId, page, left, colleagues } = view;
  const isAnything = leftKinds.some((kind) => left[kind] > 0);
  return {
    id: "people.leave",
    title: t.formTitle(view.name),
    submit: t.submit,
    cancel: t.cancel,
    payload: { personId, page: String(page) },
    intro: isAnything ? [...authored(`${t.intro}\n`), ...counted(locale, left)] : authored(t.nothing),
    fields: [
      {
        ...{ name: "receiver", label: t.toWhom, hint: t.toWhomHint, required: isAnything },
        ...{ type: "search", source: "people.colleague", suggestions: colleagues },
      },
    ],
  };
}

/** To who takes over, once. */
export function workReceived(
  locale: Locale,
  view: { readonly from: string; readonly left: LeftBehind },
): Card {
  const t = leaverTexts[locale];
  const { left } = view;
  return {
    title: t.receivedTitle(view.from),
    tone: "info",
    body: [
      text(authored(t.receivedText)),
      fields(
        ...leftKinds
          .filter((kind) => left[kind] > 0)
          .map((kind) => ({ label: t[kind], value: value(String(left[kind])) })),
      ),
      buttons(
        left.leads > 0 ? open(t.ledger, "ledger.show") : undefined,
        left.todos + left.plans > 0 ? open(t.todoList, "todo.line") : undefined,
        left.approvals > 0 ? open(t.approvalList, "approval.list") : undefined,
      ),
    ],
  };
}

function counted(locale: Locale, left: LeftBehind): Text {
  const t = leaverTexts[locale];
  const some = leftKinds.filter((kind) => left[kind] > 0);
  return authored(some.map((kind) => t.count(t[kind], left[kind])).join(" · "));
}

function open(label: string, command: string): Button {
  return { label, action: { id: "command.run", payload: { command } } };
}
