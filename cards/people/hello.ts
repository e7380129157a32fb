import { type Button, buttons, type Card, fields, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { peopleTexts } from "./texts.ts";

/** To who opened the bot's page and has not written yet. */
export function hello(locale: Locale): Card {
  const t = peopleTexts[locale];
  return { title: t.helloTitle, tone: "info", body: [text(authored(t.helloText))] };
}

/** To who comes first: a workspace needs an admin. */
export function firstAdmin(locale: Locale): Card {
  const t = peopleTexts[locale];
  return {
    title: t.firstTitle,
    tone: "info",
    summary: t.firstText,
    body: [
      text(authored(t.firstText)),
      buttons(becomeAdmin(locale), { label: t.notMe, action: { id: "people.join", payload: {} } }),
    ],
  };
}

/** Also on the settings card, as long as there is no admin. */
export function becomeAdmin(locale: Locale): Button {
  const t = peopleTexts[locale];
  return {
    label: t.becomeAdmin,
    style: "primary",
    confirm: { title: t.becomeAdminSure, text: t.becomeAdminDetail, yes: t.yes, no: t.no },
    action: { id: "people.become-admin", payload: {} },
  };
}

export function nowAdmin(locale: Locale): Card {
  const t = peopleTexts[locale];
  return {
    title: t.adminTitle,
    tone: "success",
    summary: t.adminText,
    body: [text(authored(t.adminText)), buttons(help(locale), settings(locale))],
  };
}

/** To who pressed a moment too late. `isIn`: a person of the workspace already, else the admin was asked. */
export function adminTaken(locale: Locale, view: { readonly admin: string; readonly isIn: boolean }): Card {
  const t = peopleTexts[locale];
  return {
    title: t.takenTitle,
    tone: "info",
    body: [text(value(t.takenBy(view.admin))), text(value(view.isIn ? t.alreadyIn : t.asked(view.admin)))],
  };
}

/** To who waits to be let in. `isNew`: the admins have just been asked. */
export function waiting(
  locale: Locale,
  view: { readonly admins: readonly string[]; readonly isNew: boolean },
): Card {
  const t = peopleTexts[locale];
  const names = view.admins.slice(0, 3).join(locale === "zh" ? "、" : ", ");
  const line = view.isNew ? t.asked(names) : t.stillWaiting(names);
  const words = view.admins.length === 0 ? t.askedNobody : line;
  return { title: t.waitingTitle, tone: "info", summary: words, body: [text(value(words))] };
}

export function accountClosed(locale: Locale): Card {
  const t = peopleTexts[locale];
  return { title: t.leftTitle, tone: "muted", body: [text(authored(t.leftText))] };
}

export type WelcomeView = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly manager?: string;
};

/** To who is in: what to do first. */
export function welcome(locale: Locale, view: WelcomeView): Card {
  const t = peopleTexts[locale];
  return {
    title: t.welcomeTitle(view.name),
    tone: "success",
    body: [
      text(authored(t.welcomeText)),
      fields(
        { label: t.yourRoles, value: view.roles.length === 0 ? [] : value(view.roles.join(" · ")) },
        { label: t.manager, value: view.manager === undefined ? [] : value(view.manager) },
      ),
      buttons(help(locale), settings(locale)),
    ],
  };
}

function help(locale: Locale): Button {
  return { label: peopleTexts[locale].help, action: { id: "command.run", payload: { command: "help" } } };
}

function settings(locale: Locale): Button {
  return {
    label: peopleTexts[locale].settings,
    action: { id: "command.run", payload: { command: "people.settings" } },
  };
}
