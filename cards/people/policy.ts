import { type Button, buttons, type Card, divider, fields, note } from "#chat/card.ts";
import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { policyTexts } from "./policy-texts.ts";

/** What one form asks for: a phone's screen holds eight fields at most. */
export const policyGroups = {
  contact: [
    "registerWithinWorkingDays",
    "firstContactHoursA",
    "firstContactWorkingDaysB",
    "warnAtPercent",
    "graceHoursA",
    "graceWorkingDaysB",
    "nextFollowUpDays",
  ],
  pool: [
    "idleDays",
    "customerIdleDays",
    "idleWarningDays",
    "extendDays",
    "claimsMax",
    "claimsWithinDays",
    "claimCoolDownDays",
    "nurtureOwnerId",
  ],
  approvals: ["nudgeWorkingHours", "escalateWorkingDays"],
} as const;
export type PolicyGroup = keyof typeof policyGroups;
export type PolicyField = (typeof policyGroups)[PolicyGroup][number];

export const policyGroupNames = ["contact", "pool", "approvals"] as const satisfies readonly PolicyGroup[];

/** Numbers as they are; days of warning as a list; a person as an option. */
export type PolicyValues = Readonly<
  Record<Exclude<PolicyField, "idleWarningDays" | "nurtureOwnerId">, number>
> & { readonly idleWarningDays: readonly number[]; readonly nurtureOwnerId?: Option };

/** The numbers of the workspace, for an admin. */
export function policyCard(locale: Locale, values: PolicyValues): Card {
  const t = policyTexts[locale];
  return {
    title: t.title,
    tone: "neutral",
    body: [
      ...policyGroupNames.flatMap((group) => [
        fields(
          ...policyGroups[group].map((name) => ({
            label: t.fields[name],
            value: value(shown(locale, name, values)),
          })),
        ),
        buttons({
          label: t.edit(t.groups[group]),
          action: { id: "people.edit-policy", payload: { group } },
        }),
        divider,
      ]),
      note(authored(t.intro)),
    ],
  };
}

function shown(locale: Locale, name: PolicyField, values: PolicyValues): string {
  if (name === "nurtureOwnerId") return values.nurtureOwnerId?.label ?? policyTexts[locale].approver;
  return name === "idleWarningDays" ? values.idleWarningDays.join(", ") : String(values[name]);
}

/** One group of them. `colleagues` are some to choose from. */
export function policyForm(
  locale: Locale,
  view: {
    readonly group: PolicyGroup;
    readonly values: PolicyValues;
    readonly colleagues: readonly Option[];
    readonly bounds: (name: PolicyField) => { readonly min: number; readonly max: number };
  },
): Form {
  const t = policyTexts[locale];
  return {
    id: "people.policy",
    title: t.groups[view.group],
    submit: t.submit,
    cancel: t.cancel,
    payload: { group: view.group },
    intro: authored(t.intro),
    fields: policyGroups[view.group].map((name): FormField => {
      const label = t.fields[name];
      if (name === "idleWarningDays") {
        const initial = view.values.idleWarningDays.join(", ");
        return { name, label, hint: t.hints.idleWarningDays, type: "text", initial, maxLength: 40 };
      }
      if (name === "nurtureOwnerId") return nurtureOwner(locale, view);
      return {
        name,
        label,
        required: true,
        type: "number",
        initial: view.values[name],
        ...view.bounds(name),
      };
    }),
  };
}

function nurtureOwner(
  locale: Locale,
  { values, colleagues }: { readonly values: PolicyValues; readonly colleagues: readonly Option[] },
): FormField {
  const t = policyTexts[locale];
  const { nurtureOwnerId: initial } = values;
  return {
    ...{ name: "nurtureOwnerId", label: t.fields.nurtureOwnerId, hint: t.hints.nurtureOwnerId },
    ...{ type: "search", source: "people.colleague", suggestions: colleagues },
    ...(initial && { initial }),
  };
}

/** Opens the card, from an admin's settings. */
export function openPolicy(locale: Locale): Button {
  return { label: policyTexts[locale].open, action: { id: "people.policy", payload: {} } };
}
