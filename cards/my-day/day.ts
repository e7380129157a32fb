import { type Block, buttons, type Card, divider, inView, type ListItem, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, value } from "#chat/text.ts";
import { myDayTexts } from "./texts.ts";

/** The view that this card is: a press on one of its things draws the day afresh. */
export const myDayView = "my-day";

export type DayTodo = {
  readonly todoId: string;
  readonly title: string;
  readonly due?: string;
  readonly customer?: string;
};
export type DayPlan = {
  readonly followUpId: string;
  readonly customerId: string;
  readonly customer: string;
  readonly planned: string;
};

export type DayView = {
  /** Today with weekday. */
  readonly day: string;
  /** Set for the morning digest: the name it greets. */
  readonly greets?: string;
  readonly overdue: Part<DayTodo>;
  readonly today: Part<DayTodo>;
  readonly plans: Part<DayPlan>;
  /** People whom an admin has to let in. */
  readonly waiting: number;
};

/** The first of many, and how many there are. */
export type Part<T> = { readonly items: readonly T[]; readonly count: number };

/** What is on today, overdue first: the answer to `today`, the Home tab and the morning digest. */
export function dayCard(locale: Locale, view: DayView): Card {
  const t = myDayTexts[locale];
  const parts = [
    ...part(locale, t.overdue, {
      ...view.overdue,
      items: view.overdue.items.map((todo) => todoItem(locale, todo)),
    }),
    ...part(locale, t.plans, {
      ...view.plans,
      items: view.plans.items.map((plan) => planItem(locale, plan)),
    }),
    ...part(locale, t.today, {
      ...view.today,
      items: view.today.items.map((todo) => todoItem(locale, todo)),
    }),
  ];
  const waiting = view.waiting > 0 ? [text(value(t.waiting(view.waiting)))] : [];
  const isEmpty = parts.length === 0 && waiting.length === 0;
  const empty = [text(authored(t.empty)), note(authored(t.emptyHint))];
  return {
    title: view.greets === undefined ? t.title(view.day) : t.digestTitle(view.greets, view.day),
    tone: view.overdue.count > 0 ? "warning" : "info",
    summary: summary(locale, view, isEmpty),
    body: [
      ...waiting,
      ...(isEmpty ? empty : parts),
      divider,
      buttons(
        { label: t.log, style: "primary", action: run("follow-up.log") },
        { label: t.addTodo, action: { id: "todo.add-for", payload: {} } },
        { label: t.todos, action: run("todo.line") },
      ),
    ],
  };
}

function summary(locale: Locale, view: DayView, isEmpty: boolean): string {
  const t = myDayTexts[locale];
  if (isEmpty) return t.empty;
  const counts = [
    view.waiting > 0 ? t.waiting(view.waiting) : "",
    view.overdue.count > 0 ? t.overdue(view.overdue.count) : "",
    view.plans.count > 0 ? t.plans(view.plans.count) : "",
    view.today.count > 0 ? t.today(view.today.count) : "",
  ];
  return counts.filter((count) => count !== "").join(" · ");
}

function part(locale: Locale, title: (count: number) => string, { items, count }: Part<ListItem>): Block[] {
  if (count === 0) return [];
  return [
    text(md`**${title(count)}**`),
    { type: "list", items, more: count - items.length, moreText: myDayTexts[locale].more },
  ];
}

function todoItem(locale: Locale, todo: DayTodo): ListItem {
  const t = myDayTexts[locale];
  const details = [todo.due, todo.customer].filter((detail) => detail !== undefined);
  return {
    text: details.length === 0 ? value(todo.title) : md`${todo.title} · ${details.join(" · ")}`,
    buttons: inView(myDayView, [
      { label: t.done, style: "primary", action: { id: "todo.done", payload: { todoId: todo.todoId } } },
      { label: t.snooze, action: { id: "todo.snooze-form", payload: { todoId: todo.todoId } } },
    ]),
  };
}

function planItem(locale: Locale, plan: DayPlan): ListItem {
  const t = myDayTexts[locale];
  const { followUpId, customerId } = plan;
  return {
    text: md`${plan.customer} · ${plan.planned}`,
    buttons: inView(myDayView, [
      { label: t.logNow, style: "primary", action: { id: "follow-up.log-for", payload: { customerId } } },
      { label: t.tomorrow, action: { id: "follow-up.snooze", payload: { followUpId, until: "morning" } } },
    ]),
  };
}

function run(command: string) {
  return { id: "command.run", payload: { command } };
}
