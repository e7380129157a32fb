import type { FormValues } from "#chat/form.ts";
import type { Try } from "./observe.ts";
import type { Records } from "./record.ts";

/** What is tried, and what comes of it for each person, in the order of the columns. */
export type Line = { readonly try: Try; readonly cells: string };

export const line = (cells: string, what: Try = {}): Line => ({ try: what, cells });

/** A payload of these ids. */
export const of =
  (...names: readonly (keyof Records)[]) =>
  (records: Records): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, records[name]]));

export const press = (cells: string, ...names: readonly (keyof Records)[]) =>
  line(cells, { payload: of(...names) });

export const form = (cells: string, values: FormValues, ...names: readonly (keyof Records)[]) =>
  line(cells, { payload: of(...names), values: () => values });
