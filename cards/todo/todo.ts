import { type Block, type Button, buttons, type Card, fields, inView, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text, value } from "#chat/text.ts";
import { todoTexts } from "./texts.ts";

export type TodoView = {
  readonly todoId: string;
  readonly title: string;
  /** In the reader's zone and language, with weekday. */
  readonly due?: string;
  readonly isOverdue: boolean;
  readonly customer?: string;
  /** Who handed it over, while it can still be declined. */
  readonly from?: string;
};

export type TodoOpenView = TodoView & {
  readonly happened: "added" | "reopened" | "changed";
  /** Words that look like a date and are none, e.g. `2月30日`. */
  readonly unreadDate?: string;
};

/** An open to-do after it was added, opened again or given another time. */
export function todoOpen(locale: Locale, view: TodoOpenView): Card {
  const t = todoTexts[locale];
  const { happened, unreadDate } = view;
  const warning = unreadDate === undefined ? (view.isOverdue ? t.past : undefined) : t.unread(unreadDate);
  return {
    title: t[happened](view.title),
    tone: warning === undefined ? "success" : "warning",
    body: [
      todoFields(locale, view),
      ...(warning === undefined ? [] : [text(value(warning))]),
      buttons(
        done(locale, view),
        { label: t.changeTime, action: { id: "todo.change-time", payload: { todoId: view.todoId } } },
        handOver(locale, view),
        cancel(locale, view),
      ),
    ],
  };
}

/** A to-do that is due. */
export function todoDue(locale: Locale, view: TodoView): Card {
  const t = todoTexts[locale];
  return {
    title: t.dueTitle(view.title),
    tone: view.isOverdue ? "warning" : "info",
    body: [
      todoFields(locale, view),
      buttons(
        done(locale, view),
        snooze(view, "hour", t.inAnHour),
        snooze(view, "morning", t.tomorrow),
        snooze(view, "monday", t.monday),
        { label: t.choose, action: { id: "todo.snooze-form", payload: { todoId: view.todoId } } },
        handOver(locale, view),
      ),
    ],
  };
}

/** A to-do that a colleague handed over. */
export function todoReceived(locale: Locale, view: TodoView): Card {
  const t = todoTexts[locale];
  return {
    title: t.receivedTitle(view.title),
    tone: "info",
    body: [
      todoFields(locale, view),
      buttons(done(locale, view), snooze(view, "morning", t.tomorrow), handOver(locale, view), {
        label: t.decline,
        action: { id: "todo.decline", payload: { todoId: view.todoId } },
      }),
    ],
  };
}

/** A to-do that came back. */
export function todoDeclined(locale: Locale, view: TodoView & { readonly by: string }): Card {
  const t = todoTexts[locale];
  return {
    title: t.declinedTitle(view.title),
    tone: "warning",
    body: [
      text(value(t.declined(view.by))),
      todoFields(locale, view),
      buttons(done(locale, view), snooze(view, "morning", t.tomorrow), handOver(locale, view)),
    ],
  };
}

/** One line and the two buttons that matter, in lists and bundles. */
export function todoItem(locale: Locale, view: TodoView): { text: Text; buttons: Button[] } {
  const t = todoTexts[locale];
  const due = [view.isOverdue ? t.overdue : undefined, view.due, view.customer].filter(
    (part) => part !== undefined,
  );
  const line = due.length === 0 ? md`**${view.title}**` : md`**${view.title}** · ${due.join(" · ")}`;
  return {
    text: line,
    buttons: [
      done(locale, view),
      { label: t.snooze, action: { id: "todo.snooze-form", payload: { todoId: view.todoId } } },
      handOver(locale, view),
    ],
  };
}

/** The view that `todoList` is; its argument is the page. */
export const todoListView = "todo.list";

export type TodoListView = {
  readonly todos: readonly TodoView[];
  /** Of all pages. */
  readonly count: number;
  /** From 1 on. */
  readonly page: number;
  /** How many come on the pages after this one. */
  readonly more: number;
};

/** My open to-dos, overdue first. */
export function todoList(locale: Locale, view: TodoListView): Card {
  const t = todoTexts[locale];
  const body: Block =
    view.count === 0
      ? text(authored(t.listEmpty))
      : {
          type: "list",
          items: view.todos.map((todo) => {
            const item = todoItem(locale, todo);
            return { ...item, buttons: inView(`${todoListView}:${view.page}`, item.buttons) };
          }),
          more: view.more,
          moreText: t.more,
        };
  return {
    title: t.listTitle(view.count),
    tone: "neutral",
    body: [
      body,
      buttons(
        { label: t.formTitle, action: { id: "todo.add-for", payload: {} } },
        view.page > 1 ? turn(t.previous, view.page - 1) : undefined,
        view.more > 0 ? turn(t.next, view.page + 1) : undefined,
      ),
    ],
  };
}

function turn(label: string, page: number): Button {
  return { label, action: { id: "todo.list", payload: { page: String(page) } } };
}

function todoFields(locale: Locale, view: TodoView): Block {
  const t = todoTexts[locale];
  const due = view.due ?? t.noDue;
  return fields(
    { label: t.due, value: value(view.isOverdue ? `${due} · ${t.overdue}` : due) },
    { label: t.customer, value: view.customer === undefined ? [] : value(view.customer) },
    { label: t.owner, value: view.from === undefined ? [] : value(t.from(view.from)) },
  );
}

function done(locale: Locale, { todoId }: TodoView): Button {
  return {
    label: todoTexts[locale].done,
    style: "primary",
    action: { id: "todo.done", payload: { todoId } },
  };
}

function handOver(locale: Locale, { todoId }: TodoView): Button {
  return { label: todoTexts[locale].handOver, action: { id: "todo.hand-over", payload: { todoId } } };
}

function cancel(locale: Locale, { todoId }: TodoView): Button {
  return { label: todoTexts[locale].cancel, action: { id: "todo.cancel", payload: { todoId } } };
}

function snooze({ todoId }: TodoView, until: "hour" | "morning" | "monday", label: string): Button {
  return { label, action: { id: "todo.snooze", payload: { todoId, until } } };
}
