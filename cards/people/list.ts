import { type Button, buttons, type Card } from "#chat/card.ts";
import type { Form, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text } from "#chat/text.ts";
import { roleNames } from "../shared/roles.ts";
import { leaverTexts } from "./leaver-texts.ts";
import { peopleTexts } from "./texts.ts";

type Role = keyof (typeof roleNames)["zh"];
export type PersonStatus = "pending" | "active" | "left";

export type PersonLine = {
  readonly personId: string;
  readonly name: string;
  readonly status: PersonStatus;
  readonly roles: readonly Role[];
  readonly team?: string;
};

export type PeopleListView = {
  readonly people: readonly PersonLine[];
  readonly count: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
};

/** For an admin: who is in, and who waits. */
export function peopleList(locale: Locale, view: PeopleListView): Card {
  const t = peopleTexts[locale];
  return {
    title: t.peopleTitle(view.count),
    tone: "neutral",
    body: [
      {
        type: "list",
        items: view.people.map((person) => ({
          text: line(locale, person),
          buttons: [
            onPerson("people.edit", t.edit, { person, page: view.page }),
            ...(person.status === "active"
              ? [onPerson("people.leave", leaverTexts[locale].leave, { person, page: view.page })]
              : []),
          ],
        })),
        moreText: t.more,
      },
      buttons(
        view.page > 1 ? turn(t.previous, view.page - 1) : undefined,
        view.page < view.pages ? turn(t.next, view.page + 1) : undefined,
      ),
    ],
  };
}

function onPerson(
  id: string,
  label: string,
  { person, page }: { readonly person: PersonLine; readonly page: number },
): Button {
  return { label, action: { id, payload: { personId: person.personId, page: String(page) } } };
}

function turn(label: string, page: number): Button {
  return { label, action: { id: "people.list", payload: { page: String(page) } } };
}

function line(locale: Locale, { name, status, roles, team }: PersonLine): Text {
  const t = peopleTexts[locale];
  const names = roles.map((role) => roleNames[locale][role]);
  const about = [
    ...(status === "active" ? [names.length === 0 ? t.noRole : names.join("/")] : [t[status]]),
    ...(team === undefined ? [] : [team]),
  ];
  return md`**${name}** · ${about.join(" · ")}`;
}

export type PersonFormView = {
  readonly personId: string;
  readonly name: string;
  readonly isPending: boolean;
  readonly page: number;
  readonly roles: readonly Role[];
  readonly team?: Option;
  readonly manager?: Option;
  readonly teams: readonly Option[];
  readonly colleagues: readonly Option[];
};

/** For an admin: roles, team and manager of a person. */
export function personForm(locale: Locale, view: PersonFormView): Form {
  const t = peopleTexts[locale];
  return {
    id: "people.person",
    title: t.personTitle(view.name),
    submit: t.submit,
    cancel: t.cancel,
    payload: { personId: view.personId, page: String(view.page) },
    ...(view.isPending ? { intro: authored(t.admits) } : {}),
    fields: [
      {
        name: "roles",
        label: t.roles,
        required: true,
        type: "checkboxes",
        options: Object.entries(roleNames[locale]).map(([role, label]) => ({ value: role, label })),
        initial: view.roles,
      },
      {
        name: "team",
        label: t.team,
        hint: t.teamHint,
        type: "search",
        source: "people.team",
        suggestions: view.teams,
        ...(view.team === undefined ? {} : { initial: view.team }),
      },
      {
        name: "manager",
        label: t.manager,
        hint: t.managerHint,
        type: "search",
        source: "people.colleague",
        suggestions: view.colleagues,
        ...(view.manager === undefined ? {} : { initial: view.manager }),
      },
    ],
  };
}
