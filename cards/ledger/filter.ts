import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { leadSourceNames, leadStatusNames } from "../shared/lead-words.ts";
import type { LedgerFilterView } from "./list.ts";
import { ledgerTexts } from "./texts.ts";

export type LedgerFilterFormView = {
  readonly list: string;
  readonly scopes: readonly LedgerFilterView["scope"][];
  readonly chosen: Omit<LedgerFilterView, "owner"> & { readonly owner?: Option };
  /** Some of those whose leads the reader sees; nobody where only the own ones are. */
  readonly owners: readonly Option[];
};

/** What the ledger shows. */
export function ledgerFilterForm(locale: Locale, view: LedgerFilterFormView): Form {
  const t = ledgerTexts[locale];
  const { chosen, scopes } = view;
  return {
    id: "ledger.filter",
    title: t.formTitle,
    submit: t.submit,
    cancel: t.cancel,
    payload: { list: view.list },
    fields: [
      ...(scopes.length > 1 ? wideFields(locale, view) : []),
      select("grade", t.grade, { names: t.grades, chosen: chosen.grade }),
      select("status", t.status, { names: leadStatusNames[locale], chosen: chosen.status }),
      select("source", t.source, {
        ...{ names: { ...leadSourceNames[locale], own: t.ownSource }, chosen: chosen.source },
      }),
      {
        ...{ name: "overdue", label: t.overdueField, type: "checkboxes" },
        options: [{ value: "yes", label: t.overdueOnly }],
        initial: chosen.isOverdue === true ? ["yes"] : [],
      },
    ],
  };
}

function wideFields(locale: Locale, { scopes, chosen, owners }: LedgerFilterFormView): readonly FormField[] {
  const t = ledgerTexts[locale];
  const names = Object.fromEntries(scopes.map((scope) => [scope, t.scopes[scope]]));
  return [
    { ...select("scope", t.scope, { names, chosen: chosen.scope }), required: true },
    {
      ...{ name: "owner", label: t.owner, hint: t.ownerHint, type: "search", source: "ledger.owner" },
      suggestions: owners,
      ...(chosen.owner === undefined ? {} : { initial: chosen.owner }),
    },
  ];
}

function select(
  name: string,
  label: string,
  {
    names,
    chosen,
  }: { readonly names: Readonly<Record<string, string>>; readonly chosen?: string | undefined },
): FormField {
  const options = Object.entries(names).map(([value, word]) => ({ value, label: word }));
  return { name, label, type: "select", options, ...(chosen === undefined ? {} : { initial: chosen }) };
}
