import { describe, expect, it } from "vitest";
import { createRouter } from "#chat/router.ts";
import { features } from "#features/index.ts";
import { testDatabase } from "../support/database.ts";
import { columns, newCompany } from "./cast.ts";
import { observe } from "./observe.ts";
import { makeRecords } from "./records.ts";
import { table } from "./table.ts";

const company = await newCompany(await testDatabase());
const router = createRouter(features);
const things = [
  ...router.commands.map(({ id }) => `command ${id}`),
  ...[...router.actions.keys()].map((id) => `action ${id}`),
  ...[...router.forms.keys()].map((id) => `form ${id}`),
  ...[...router.shortcuts.keys()].map((id) => `shortcut ${id}`),
];

it("every command, button, form and shortcut has a row, and every row is of one", () => {
  expect(Object.keys(table).toSorted()).toEqual(things.toSorted());
});

describe("what each person sees and changes of another's records", () => {
  it.each(Object.entries(table))("%s", async (thing, { try: what, cells }) => {
    const sets = await makeRecords(company, columns.length);
    const observed = [];
    for (const [index, records] of sets.entries()) {
      observed.push(await observe(company, { column: columns[index] ?? "owner", thing, records }, what));
    }
    expect(observed.join(" ")).toBe(cells);
  });
});
