import { type Block, buttons, type Card, fields, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text, value } from "#chat/text.ts";
import { customerTexts } from "./texts.ts";

export type FollowUpLine = {
  readonly when: string;
  readonly method: string;
  readonly by: string;
  readonly content: string;
};

export type ContactLine = {
  readonly contactId: string;
  readonly name: string;
  readonly details: readonly string[];
};

export type CustomerView = {
  readonly customerId: string;
  readonly name: string;
  readonly owner?: string;
  readonly shortNames: readonly string[];
  /** Words in the reader's language. */
  readonly stage: string;
  readonly segment: string;
  readonly level?: string;
  readonly industry?: string;
  readonly address?: string;
  readonly notes?: string;
  readonly silentDays?: number;
  readonly next?: string;
  readonly contacts: readonly ContactLine[];
  readonly contactCount: number;
  readonly recent: readonly FollowUpLine[];
  readonly todos: readonly { readonly title: string; readonly due?: string }[];
  readonly todoCount: number;
};

/** All of a customer, for who may see it. `title` says what has just happened, if anything. */
export function customerProfile(locale: Locale, view: CustomerView, title?: string): Card {
  const t = customerTexts[locale];
  const { customerId } = view;
  const payload = { customerId };
  return {
    title: title ?? view.name,
    tone: title === undefined ? "neutral" : "success",
    summary: title ?? view.name,
    body: [
      facts(locale, view),
      ...contacts(locale, view),
      ...recent(locale, view),
      ...todos(locale, view),
      buttons(
        { label: t.log, style: "primary", action: { id: "follow-up.log-for", payload } },
        { label: t.addTodo, action: { id: "todo.add-for", payload } },
        { label: t.history, action: { id: "customer.history", payload } },
        { label: t.edit, action: { id: "customer.edit", payload } },
        { label: t.addContact, action: { id: "customer.add-contact", payload } },
      ),
    ],
  };
}

function facts(locale: Locale, view: CustomerView): Block {
  const t = customerTexts[locale];
  const silence = view.silentDays === undefined ? t.never : t.daysAgo(view.silentDays);
  return fields(
    { label: t.lastContact, value: value(silence) },
    { label: t.next, value: optional(view.next) },
    { label: t.owner, value: value(view.owner ?? t.nobody) },
    { label: t.stage, value: value(view.stage) },
    { label: t.segment, value: value(view.segment) },
    { label: t.level, value: optional(view.level) },
    { label: t.industry, value: optional(view.industry) },
    { label: t.address, value: optional(view.address) },
    { label: t.shortNames, value: optional(view.shortNames.join(", ")) },
    { label: t.notes, value: optional(view.notes) },
  );
}

function contacts(locale: Locale, view: CustomerView): Block[] {
  if (view.contacts.length === 0) return [];
  const t = customerTexts[locale];
  return [
    text(md`**${authored(t.contacts)}**`),
    {
      type: "list",
      items: view.contacts.map(({ contactId, name, details }) => ({
        text: details.length === 0 ? md`**${name}**` : md`**${name}** · ${details.join(" · ")}`,
        buttons: [{ label: t.editContact, action: { id: "customer.edit-contact", payload: { contactId } } }],
      })),
      more: view.contactCount - view.contacts.length,
      moreText: t.more,
    },
  ];
}

function recent(locale: Locale, view: CustomerView): Block[] {
  if (view.recent.length === 0) return [];
  const t = customerTexts[locale];
  return [
    text(md`**${authored(t.recent)}**`),
    { type: "list", items: view.recent.map((line) => ({ text: followUpLine(line) })), moreText: t.more },
  ];
}

function todos(locale: Locale, view: CustomerView): Block[] {
  if (view.todoCount === 0) return [];
  const t = customerTexts[locale];
  return [
    text(md`**${t.todos(view.todoCount)}**`),
    {
      type: "list",
      items: view.todos.map(({ title, due }) => ({
        text: value(due === undefined ? title : `${title} · ${due}`),
      })),
      more: view.todoCount - view.todos.length,
      moreText: t.more,
    },
  ];
}

export function followUpLine(line: FollowUpLine): Text {
  return md`**${line.when}** · ${line.method} · ${line.by}\n${line.content}`;
}

function optional(content: string | undefined): Text {
  return content === undefined || content === "" ? [] : value(content);
}

/** What somebody sees of another's customer: that it exists, and whose it is. */
export function customerMasked(
  locale: Locale,
  view: { readonly customerId: string; readonly name: string; readonly owner?: string },
): Card {
  const t = customerTexts[locale];
  const { customerId, owner } = view;
  return {
    title: view.name,
    tone: "muted",
    body: [
      text(owner === undefined ? authored(t.maskedUnowned) : value(t.masked(owner))),
      ...(owner === undefined
        ? []
        : [buttons({ label: t.askOwner, action: { id: "customer.ask-owner", payload: { customerId } } })]),
    ],
  };
}

/** To the owner: somebody asks. */
export function customerAsked(
  locale: Locale,
  view: {
    readonly customerId: string;
    readonly customer: string;
    readonly personId: string;
    readonly name: string;
  },
): Card {
  const t = customerTexts[locale];
  const { customerId, personId, name } = view;
  return {
    title: t.askedTitle(name, view.customer),
    tone: "info",
    body: [
      text(value(t.askedText(name))),
      buttons({
        label: t.addCollaborator(name),
        style: "primary",
        action: { id: "customer.add-collaborator", payload: { customerId, personId } },
      }),
    ],
  };
}

/** What came of it: to the owner in the place of the question, and to who asked. */
export function collaboratorAdded(
  locale: Locale,
  view: { readonly customer: string; readonly name: string },
): Card {
  const t = customerTexts[locale];
  const title = t.collaboratorAdded(view.name, view.customer);
  return { title, tone: "success", body: [note(value(view.customer))] };
}

export function youMaySee(
  locale: Locale,
  view: { readonly customerId: string; readonly customer: string },
): Card {
  const t = customerTexts[locale];
  const payload = { customerId: view.customerId };
  return {
    title: t.youMaySee(view.customer),
    tone: "success",
    body: [buttons({ label: t.open, style: "primary", action: { id: "customer.open", payload } })],
  };
}
