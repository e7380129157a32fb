import { type Button, buttons, type Card, fields, note, text } from "#chat/card.ts";
import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, value } from "#chat/text.ts";
import { type TodoLine, todoLines } from "../shared/todo-line.ts";
import { contactTexts } from "./contact-texts.ts";

export type LeadContactView = {
  readonly leadId: string;
  readonly company: string;
  /** Dates and words are in the reader's zone and language already. */
  readonly when: string;
  readonly method: string;
  readonly content: string;
  /** Absent in the nurture pool. */
  readonly next?: string;
  readonly goal?: string;
  readonly todos: readonly TodoLine[];
  /** Set for the first contact after an assignment. */
  readonly first?: "in-time" | "late";
  readonly isVague: boolean;
  /** Set where it can be taken back for some minutes. */
  readonly undo?: { readonly followUpId: string };
};

/** The answer to a logged contact: what was understood, and what comes next. */
export function leadContacted(locale: Locale, view: LeadContactView): Card {
  const t = contactTexts[locale];
  const { first, leadId, undo } = view;
  return {
    title: first === undefined ? t.logged(view.company) : t.firstLogged(view.company),
    tone: "success",
    summary: `${view.company} · ${view.method} · ${view.content.slice(0, 60)}`,
    body: [
      fields(
        { label: t.at, value: value(`${view.when} · ${view.method}`) },
        { label: t.content, value: value(view.content) },
        { label: t.plan, value: view.next === undefined ? [] : md`**${view.next}**` },
        { label: t.goal, value: view.goal === undefined ? [] : value(view.goal) },
        { label: t.todos, value: view.todos.length === 0 ? [] : value(todoLines(locale, view.todos)) },
      ),
      ...(first === undefined ? [] : [note(authored(first === "late" ? t.late : t.inTime))]),
      ...(view.isVague ? [note(authored(t.vague))] : []),
      buttons(
        press(t.log, "lead.log-contact", leadId),
        view.next === undefined ? undefined : press(t.changePlan, "lead.plan", leadId),
        press(t.open, "lead.open", leadId),
        undo && {
          ...{ label: t.undo, style: "danger" },
          action: { id: "lead.undo-contact", payload: { leadId, followUpId: undo.followUpId } },
        },
      ),
    ],
  };
}

/** A contact was taken back. `due`: a first contact is owed again. */
export function leadContactUndone(
  locale: Locale,
  view: { readonly leadId: string; readonly company: string; readonly due?: string },
): Card {
  const t = contactTexts[locale];
  const { leadId, due } = view;
  return {
    title: t.undone(view.company),
    tone: "muted",
    body: [
      text(authored(t.undoneText)),
      ...(due === undefined ? [] : [text(value(t.owedAgain(due)))]),
      buttons(
        press(due === undefined ? t.log : t.logFirst, "lead.log-contact", leadId),
        press(due === undefined ? t.changePlan : t.planFirst, "lead.plan", leadId),
        press(t.open, "lead.open", leadId),
      ),
    ],
  };
}

function press(label: string, id: string, leadId: string): Button {
  return { label, action: { id, payload: { leadId } } };
}

export type ContactFormView = {
  readonly leadId: string;
  readonly company: string;
  readonly methods: readonly Option[];
  /** Local `YYYY-MM-DD HH:mm` */
  readonly at: string;
  readonly nextAt?: string;
  /** Another for each time it is opened: what is submitted twice is logged once. */
  readonly key?: string;
};

/** What was said, how and when, and what comes next. */
export function contactForm(locale: Locale, view: ContactFormView): Form {
  const t = contactTexts[locale];
  const { nextAt } = view;
  const next: readonly FormField[] = [
    { name: "nextAt", label: t.nextAt, type: "datetime", ...(nextAt && { initial: nextAt }) },
    goalField(locale, t.nextGoal),
  ];
  return {
    ...ofLead(locale, view),
    ...{ id: "lead.log-contact", title: t.logTitle },
    fields: [
      {
        ...{ name: "content", label: t.content, required: true, type: "multiline", maxLength: 1000 },
        placeholder: t.contentHint,
      },
      { ...methodField(locale, view.methods), required: true },
      { name: "at", label: t.at, required: true, type: "datetime", initial: view.at },
      ...(nextAt === undefined ? [] : next),
    ],
  };
}

/** Date, method and goal of the first or next follow-up. */
export function planForm(
  locale: Locale,
  view: ContactFormView & { readonly method?: string; readonly goal?: string },
): Form {
  const t = contactTexts[locale];
  return {
    ...ofLead(locale, view),
    ...{ id: "lead.plan", title: t.planTitle },
    fields: [
      { name: "at", label: t.planAt, required: true, type: "datetime", initial: view.at },
      methodField(locale, view.methods, view.method),
      goalField(locale, t.goal, view.goal),
    ],
  };
}

function ofLead(locale: Locale, { leadId, company, key }: ContactFormView) {
  const t = contactTexts[locale];
  const payload = { leadId, ...(key !== undefined && { key }) };
  return { submit: t.save, cancel: t.cancel, payload, intro: value(company) };
}

function methodField(locale: Locale, options: readonly Option[], initial = "phone"): FormField {
  return { name: "method", label: contactTexts[locale].method, type: "select", options, initial };
}

function goalField(locale: Locale, label: string, initial?: string): FormField {
  const placeholder = contactTexts[locale].goalHint;
  return { name: "goal", label, type: "text", maxLength: 200, placeholder, ...(initial && { initial }) };
}
