import { type Block, buttons, type Card, fields, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, value } from "#chat/text.ts";
import { type TodoLine, todoLines } from "../shared/todo-line.ts";
import { followUpTexts } from "./texts.ts";

export type LoggedView = {
  readonly followUpId: string;
  readonly customerId: string;
  readonly customer: string;
  /** Dates and words are in the reader's zone and language already. */
  readonly when: string;
  /** Hours after which a record counts as late, if this one does. */
  readonly lateAfterHours?: number;
  readonly method: string;
  readonly theirPeople: readonly string[];
  readonly ourPeople: readonly string[];
  readonly content: string;
  readonly feedback?: string;
  readonly next?: string;
  readonly todos: readonly TodoLine[];
  readonly happened: "logged" | "edited";
  readonly canUndo: boolean;
  /** Words that look like dates and are none, e.g. `2月30日`. */
  readonly unreadDates: readonly string[];
  readonly nextHasPassed: boolean;
  readonly isVague: boolean;
};

/** The answer to a logged follow-up: what was understood, so that a mistake is seen at once. */
export function followUpLogged(locale: Locale, view: LoggedView): Card {
  const t = followUpTexts[locale];
  return {
    title: view.happened === "logged" ? t.logged(view.customer) : t.edited(view.customer),
    tone: "success",
    summary: `${view.customer} · ${view.method} · ${view.content.slice(0, 60)}`,
    body: [
      followUpFields(locale, view),
      ...advice(locale, view),
      buttons(
        view.canUndo
          ? { label: t.undo, action: { id: "follow-up.undo", payload: { followUpId: view.followUpId } } }
          : undefined,
        { label: t.edit, action: { id: "follow-up.edit", payload: { followUpId: view.followUpId } } },
        { label: t.addTodo, action: { id: "todo.add-for", payload: { customerId: view.customerId } } },
        { label: t.history, action: { id: "customer.history", payload: { customerId: view.customerId } } },
      ),
    ],
  };
}

function followUpFields(locale: Locale, view: LoggedView): Block {
  const t = followUpTexts[locale];
  const when =
    view.lateAfterHours === undefined ? view.when : `${view.when} · ${t.late(view.lateAfterHours)}`;
  return fields(
    { label: t.when, value: value(when) },
    { label: t.method, value: value(view.method) },
    { label: t.theirPeople, value: list(view.theirPeople) },
    { label: t.ourPeople, value: list(view.ourPeople) },
    { label: t.content, value: value(view.content) },
    { label: t.feedback, value: view.feedback === undefined ? [] : value(view.feedback) },
    { label: t.next, value: view.next === undefined ? [] : md`**${value(view.next)}**` },
    {
      label: t.todos,
      value: value(todoLines(locale, view.todos)).filter((part) => part.type !== "value" || part.text !== ""),
    },
  );
}

function list(names: readonly string[]) {
  return names.length === 0 ? [] : value(names.join(", "));
}

function advice(locale: Locale, view: LoggedView): Block[] {
  const t = followUpTexts[locale];
  const lines: Block[] = [];
  if (view.unreadDates.length > 0) lines.push(text(value(t.unread(view.unreadDates.join(", ")))));
  if (view.nextHasPassed) lines.push(text(authored(t.pastNext)));
  if (view.isVague) lines.push(note(authored(t.vague)));
  return lines;
}
