import { buttons, type Card, fields, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { roleNames } from "../shared/roles.ts";
import { peopleTexts } from "./texts.ts";

/** What an admin can let somebody in as with one press; the rest is in the person's form. */
export const admitRoles = ["rep", "supervisor", "manager"] as const;

export type AdmitView = {
  readonly personId: string;
  readonly name: string;
  readonly email?: string;
  readonly platform?: "slack" | "feishu";
  readonly manager?: string;
};

/** To an admin: somebody would like to join. */
export function admitRequest(locale: Locale, view: AdmitView): Card {
  const t = peopleTexts[locale];
  const { personId } = view;
  return {
    title: t.admitTitle(view.name),
    tone: "info",
    summary: t.admitTitle(view.name),
    body: [
      text(authored(t.admitText)),
      fields(
        { label: t.email, value: view.email === undefined ? [] : value(view.email) },
        { label: t.platform, value: view.platform === undefined ? [] : authored(t[view.platform]) },
        { label: t.manager, value: view.manager === undefined ? [] : value(view.manager) },
      ),
      buttons(
        ...admitRoles.map((role, index) => ({
          label: t.admitAs(roleNames[locale][role]),
          ...(index === 0 ? { style: "primary" as const } : {}),
          action: { id: "people.admit", payload: { personId, role } },
        })),
        { label: t.notNow, action: { id: "people.not-now", payload: { personId } } },
      ),
    ],
  };
}

export function admitDone(
  locale: Locale,
  view: { readonly name: string; readonly roles: readonly string[]; readonly by: string },
): Card {
  const t = peopleTexts[locale];
  const roles = view.roles.join(" · ");
  return {
    title: t.admitted(view.name),
    tone: "success",
    body: [text(value(view.by === "" ? t.alreadyAdmitted(roles) : t.admittedAs(roles, view.by)))],
  };
}

export function admitPostponed(
  locale: Locale,
  view: { readonly personId: string; readonly name: string },
): Card {
  const t = peopleTexts[locale];
  return {
    title: t.postponedTitle(view.name),
    tone: "muted",
    body: [
      text(authored(t.postponedText)),
      buttons({
        label: t.admitAs(roleNames[locale].rep),
        action: { id: "people.admit", payload: { personId: view.personId, role: "rep" } },
      }),
    ],
  };
}
