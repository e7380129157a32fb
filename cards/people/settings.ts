import { buttons, type Card, fields } from "#chat/card.ts";
import type { Form, FormField, Option } from "#chat/form.ts";
import { type Locale, locales } from "#chat/locale.ts";
import { value } from "#chat/text.ts";
import { becomeAdmin } from "./hello.ts";
import { openPolicy } from "./policy.ts";
import { peopleTexts } from "./texts.ts";
import { timeZoneLabel } from "./time-zones.ts";

/** Days of an absence, the last included, and who decides meanwhile. */
export type AbsenceView = {
  /** `YYYY-MM-DD` */
  readonly from?: string;
  readonly until?: string;
  /** Accounts of the platform: the chosen one, and whom one can choose. */
  readonly delegate?: string;
  readonly colleagues: readonly string[];
};

/** Times are local `HH:mm`. The same quiet hours twice: none. */
export type SettingsView = {
  readonly locale: Locale;
  readonly tz: string;
  readonly workingHours: readonly [string, string];
  readonly quietHours: readonly [string, string];
  readonly digestAt: string;
};

export type SettingsCardView = SettingsView & {
  readonly roles: readonly string[];
  readonly team?: string;
  readonly manager?: string;
  /** Days and who stands in, while they lie ahead. */
  readonly absence?: string;
  readonly isAdmin: boolean;
  /** Then anybody may become one. */
  readonly hasNoAdmin: boolean;
};

export function settingsCard(locale: Locale, view: SettingsCardView): Card {
  const t = peopleTexts[locale];
  return {
    title: t.settingsTitle,
    tone: "neutral",
    body: [
      fields(
        { label: t.language, value: value(t.languages[view.locale]) },
        { label: t.timeZone, value: value(timeZoneLabel(locale, view.tz)) },
        { label: t.workingHours, value: value(range(view.workingHours)) },
        { label: t.quietHours, value: value(quiet(view) ?? t.noQuietHours) },
        { label: t.digestAt, value: value(view.digestAt) },
        { label: t.yourRoles, value: value(view.roles.join(" · ")) },
        { label: t.team, value: view.team === undefined ? [] : value(view.team) },
        { label: t.manager, value: view.manager === undefined ? [] : value(view.manager) },
        { label: t.absence, value: view.absence === undefined ? [] : value(view.absence) },
      ),
      buttons(
        { label: t.edit, style: "primary", action: { id: "people.edit-settings", payload: {} } },
        view.isAdmin ? { label: t.peopleAndTeams, action: { id: "people.list", payload: {} } } : undefined,
        view.isAdmin ? openPolicy(locale) : undefined,
        view.hasNoAdmin ? becomeAdmin(locale) : undefined,
      ),
    ],
  };
}

export function settingsForm(
  locale: Locale,
  view: SettingsView & { readonly timeZones: readonly Option[]; readonly absence: AbsenceView },
): Form {
  const t = peopleTexts[locale];
  return {
    id: "people.settings",
    title: t.settingsFormTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: {},
    fields: [
      {
        name: "language",
        label: t.language,
        type: "select",
        required: true,
        options: locales.map((one) => ({ value: one, label: t.languages[one] })),
        initial: view.locale,
      },
      {
        name: "timeZone",
        label: t.timeZone,
        hint: t.timeZoneHint,
        type: "search",
        required: true,
        source: "people.time-zone",
        suggestions: view.timeZones,
        initial: { value: view.tz, label: timeZoneLabel(locale, view.tz) },
      },
      {
        ...{ name: "workingHours", label: t.workingHours, hint: t.hoursHint, required: true },
        ...{ type: "text", initial: range(view.workingHours), maxLength: 20 },
      },
      {
        ...{ name: "quietHours", label: t.quietHours, hint: t.quietHint },
        ...{ type: "text", initial: quiet(view) ?? "", maxLength: 20 },
      },
      {
        ...{ name: "digestAt", label: t.digestAt, hint: t.digestHint, required: true },
        ...{ type: "text", initial: view.digestAt, maxLength: 10 },
      },
      ...absenceFields(locale, view.absence),
    ],
  };
}

function absenceFields(locale: Locale, absence: AbsenceView): FormField[] {
  const t = peopleTexts[locale];
  const { from, until, delegate, colleagues } = absence;
  return [
    {
      ...{ name: "awayFrom", label: t.awayFrom, hint: t.awayHint, type: "date" },
      ...(from !== undefined && { initial: from }),
    },
    {
      ...{ name: "awayUntil", label: t.awayUntil, type: "date" },
      ...(until !== undefined && { initial: until }),
    },
    {
      ...{ name: "delegate", label: t.delegate, hint: t.delegateHint, type: "person", among: colleagues },
      ...(delegate !== undefined && { initial: delegate }),
    },
  ];
}

function range([from, to]: readonly [string, string]): string {
  return `${from}–${to}`;
}

function quiet({ quietHours }: SettingsView): string | undefined {
  return quietHours[0] === quietHours[1] ? undefined : range(quietHours);
}
