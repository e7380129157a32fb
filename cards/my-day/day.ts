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
/** A first contact that is due, or a follow-up that is planned. */
export type DayLead = {
  readonly leadId: string;
  readonly company: string;
  /** A date with weekday: of the deadline, or of the plan. */
  readonly when: string;
  readonly isFirstContact: boolean;
  readonly isOverdue: boolean;
};
/** A first contact that somebody below owes. */
export type DayBreach = {
  readonly leadId: string;
  readonly company: string;
  readonly owner: string;
  readonly due: string;
};

export type DayView = {
  /** Today with weekday. */
  readonly day: string;
  /** Set for the morning digest: the name it greets. */
  readonly greets?: string;
  readonly overdue: Part<DayTodo>;
  readonly today: Part<DayTodo>;
  readonly plans: Part<DayPlan>;
  readonly leads: Part<DayLead>;
  /** For who is above others. */
  readonly breaches: Part<DayBreach>;
  /** That wait for a decision. */
  readonly approvals: number;
  /** People whom an admin has to let in. */
  readonly waiting: number;
};

/** The first of many, and how many there are. */
export type Part<T> = { readonly items: readonly T[]; readonly count: number };

/** What is on today, overdue first: the answer to `today`, the Home tab and the morning digest. */
export function dayCard(locale: Locale, view: DayView): Card {
  const t = myDayTexts[locale];
  const parts = [
    ...part(locale, t.breaches, {
      ...view.breaches,
      items: view.breaches.items.map((breach) => breachItem(locale, breach)),
    }),
    ...part(locale, t.leads, {
      ...view.leads,
      items: view.leads.items.map((lead) => leadItem(locale, lead)),
    }),
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
  const waiting = [
    ...(view.waiting > 0 ? [text(value(t.waiting(view.waiting)))] : []),
    ...(view.approvals > 0 ? [text(value(t.approvals(view.approvals)))] : []),
  ];
  const isEmpty = parts.length === 0 && waiting.length === 0;
  const empty = [text(authored(t.empty)), note(authored(t.emptyHint))];
  return {
    title: view.greets === undefined ? t.title(view.day) : t.digestTitle(view.greets, view.day),
    tone: isPressing(view) ? "warning" : "info",
    summary: summary(locale, view, isEmpty),
    body: [
      ...waiting,
      ...(isEmpty ? empty : parts),
      divider,
      buttons(
        { label: t.log, style: "primary", action: run("follow-up.log") },
        { label: t.addTodo, action: { id: "todo.add-for", payload: {} } },
        { label: t.todos, action: run("todo.line") },
        view.approvals > 0 ? { label: t.toApprovals, action: run("approval.list") } : undefined,
      ),
    ],
  };
}

function isPressing({ overdue, breaches, leads }: DayView): boolean {
  return overdue.count > 0 || breaches.count > 0 || leads.items.some(({ isOverdue }) => isOverdue);
}

function summary(locale: Locale, view: DayView, isEmpty: boolean): string {
  const t = myDayTexts[locale];
  if (isEmpty) return t.empty;
  const counts = [
    view.waiting > 0 ? t.waiting(view.waiting) : "",
    view.approvals > 0 ? t.approvals(view.approvals) : "",
    view.breaches.count > 0 ? t.breaches(view.breaches.count) : "",
    view.leads.count > 0 ? t.leads(view.leads.count) : "",
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

function leadItem(locale: Locale, lead: DayLead): ListItem {
  const t = myDayTexts[locale];
  const payload = { leadId: lead.leadId };
  const when = lead.isFirstContact ? t.firstContact(lead.when) : lead.when;
  return {
    text: md`${lead.company} · ${lead.isOverdue ? `${when} · ${t.late}` : when}`,
    buttons: inView(myDayView, [
      { label: t.logNow, style: "primary", action: { id: "lead.log-contact", payload } },
      { label: t.open, action: { id: "lead.open", payload } },
    ]),
  };
}

function breachItem(locale: Locale, { leadId, company, owner, due }: DayBreach): ListItem {
  const t = myDayTexts[locale];
  return {
    text: md`${company} · ${owner} · ${due}`,
    buttons: [{ label: t.open, action: { id: "lead.open", payload: { leadId } } }],
  };
}

function run(command: string) {
  return { id: "command.run", payload: { command } };
}
