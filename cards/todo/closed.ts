import { buttons, type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { todoTexts } from "./texts.ts";

type Closed = { readonly todoId: string; readonly title: string };

/** A finished to-do. One that answers a customer's question asks whether the customer knows. */
export function todoDone(
  locale: Locale,
  view: Closed & { readonly when: string; readonly asksWhetherTold: boolean },
): Card {
  const t = todoTexts[locale];
  const told = (answer: "yes" | "no") => ({
    id: "todo.told",
    payload: { todoId: view.todoId, told: answer },
  });
  return {
    title: t.doneTitle(view.title),
    tone: "success",
    body: [
      text(value(t.doneAt(view.when))),
      ...(view.asksWhetherTold ? [text(authored(t.toldQuestion))] : []),
      buttons(
        view.asksWhetherTold ? { label: t.toldYes, style: "primary", action: told("yes") } : undefined,
        view.asksWhetherTold ? { label: t.toldNo, action: told("no") } : undefined,
        { label: t.reopen, action: { id: "todo.reopen", payload: { todoId: view.todoId } } },
      ),
    ],
  };
}

/** The customer knows, or will be told: `remindedAt` is when the to-do comes back. */
export function todoTold(
  locale: Locale,
  view: { readonly title: string; readonly remindedAt: string | undefined },
): Card {
  const t = todoTexts[locale];
  const { title, remindedAt } = view;
  return remindedAt === undefined
    ? { title: t.doneTitle(title), tone: "success", body: [text(authored(t.toldThanks))] }
    : { title: t.reopened(title), tone: "neutral", body: [text(value(t.toldLater(remindedAt)))] };
}

export function todoCancelled(locale: Locale, view: Closed): Card {
  const t = todoTexts[locale];
  return {
    title: t.cancelledTitle(view.title),
    tone: "muted",
    body: [buttons({ label: t.reopen, action: { id: "todo.reopen", payload: { todoId: view.todoId } } })],
  };
}

/** `wanted` is the time that was chosen, where nothing can be said then. */
export function todoSnoozed(
  locale: Locale,
  view: Closed & { readonly when: string; readonly wanted?: string },
): Card {
  const t = todoTexts[locale];
  const { wanted, when } = view;
  return {
    title: t.snoozedTitle(view.title),
    tone: "neutral",
    body: [
      text(value(wanted === undefined ? t.snoozed(when) : t.notAt(wanted, when))),
      buttons({
        label: t.done,
        style: "primary",
        action: { id: "todo.done", payload: { todoId: view.todoId } },
      }),
    ],
  };
}

export function todoHanded(locale: Locale, view: Closed & { readonly to: string }): Card {
  const t = todoTexts[locale];
  return { title: t.handedTitle(view.title), tone: "neutral", body: [text(value(t.handed(view.to)))] };
}

export function todoDeclinedByMe(locale: Locale, view: Closed): Card {
  const t = todoTexts[locale];
  return { title: view.title, tone: "muted", body: [text(authored(t.declinedByMe))] };
}
