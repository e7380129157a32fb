import { z } from "zod";
import { type CustomerColumn, customerColumnCalled, customerColumns } from "#cards/customer/import-words.ts";
import { cleanName, normalName, splitShortNames } from "#directory/customer-name.ts";
import { phoneFault } from "#directory/leads/import-rows.ts";
import type { TableRow } from "#tables/read-table.ts";
import type { Problem } from "./people-rows.ts";

export type ContactRow = {
  readonly line: number;
  readonly name: string;
  readonly title: string | null;
  readonly phone: string | null;
  /** Lower case. */
  readonly email: string | null;
};

/** A customer of the list, with the contacts of all rows that name it. */
export type CustomerRow = {
  readonly line: number;
  readonly name: string;
  /** The same for the same name, however it is written. */
  readonly key: string;
  readonly shortNames: readonly string[];
  readonly industry: string | null;
  readonly address: string | null;
  /** E-mail or name, in lower case. */
  readonly owner: string | null;
  readonly contacts: readonly ContactRow[];
};

export type CustomerRows = {
  readonly customers: readonly CustomerRow[];
  readonly unknownColumns: readonly string[];
  readonly problems: readonly Problem[];
};

/** @throws Error when the first line does not name the columns. */
export function readCustomerRows([head, ...rows]: readonly TableRow[]): CustomerRows {
  const headings = head?.cells ?? [];
  const columns = headings.map(customerColumnCalled);
  if (!columns.includes("name")) throw new Error(noName());
  const read = rows.map((one) => readRow(one, columns));
  const { customers, repeated } = joined(read.flatMap((one) => ("reason" in one ? [] : [one])));
  return {
    customers,
    unknownColumns: headings.filter((heading, index) => columns[index] === undefined && heading !== ""),
    problems: [...read.flatMap((one) => ("reason" in one ? [one] : [])), ...repeated],
  };
}

function noName(): string {
  const known = Object.values(customerColumns).map(([zh, en]) => `${zh}/${en}`);
  const name = customerColumns.name.slice(0, 2).join(" or ");
  return `The first line must name the columns; ${name} is missing. Known: ${known.join(", ")}.`;
}

function readRow(
  { line, cells }: TableRow,
  columns: readonly (CustomerColumn | undefined)[],
): CustomerRow | Problem {
  const cell = (column: CustomerColumn) => cells[columns.indexOf(column)] ?? "";
  const given = Object.keys(row.shape).map((column) => [column, cell(row.keyof().parse(column))]);
  const parsed = row.safeParse(Object.fromEntries(given));
  if (!parsed.success) return { line, reason: parsed.error.issues.map(({ message }) => message).join("; ") };
  const { contactName, contactTitle, phone, email, ...facts } = parsed.data;
  // Whoever answers a phone without a name is the company.
  const person = contactName ?? (phone === null && email === null ? null : facts.name);
  const contacts = person === null ? [] : [{ line, name: person, title: contactTitle, phone, email }];
  return { line, ...facts, key: normalName(facts.name), contacts };
}

const cellMax = 200;

function words(what: string) {
  return z
    .string()
    .max(cellMax, `the ${what} is longer than ${cellMax} characters`)
    .transform((word) => (word === "" ? null : word));
}

const row = z.object({
  name: z
    .string()
    .max(cellMax, `the name is longer than ${cellMax} characters`)
    .transform(cleanName)
    .refine((name) => normalName(name) !== "", "the name is missing"),
  shortNames: z.string().max(cellMax, "the short names are too long").transform(splitShortNames),
  industry: words("industry"),
  address: words("address"),
  owner: z
    .string()
    .toLowerCase()
    .transform((word) => (word === "" ? null : word)),
  contactName: words("contact's name"),
  contactTitle: words("job title"),
  phone: z
    .string()
    .normalize("NFKC")
    .superRefine((phone, ctx) => {
      const fault = phone === "" ? undefined : phoneFault(phone);
      if (fault !== undefined) ctx.addIssue({ code: "custom", message: phoneReasons[fault] });
    })
    .transform((phone) => (phone === "" ? null : phone)),
  email: z
    .string()
    .normalize("NFKC")
    .toLowerCase()
    .refine((email) => email === "" || z.email().safeParse(email).success, "the e-mail is not one")
    .transform((email) => (email === "" ? null : email)),
});

const phoneReasons = {
  "rounded-phone": "the phone was rounded by the spreadsheet: format the column as text",
  "bad-phone": "the phone is not one",
};

/** A customer with several contacts has as many rows. What its later rows say otherwise is told. */
function joined(rows: readonly CustomerRow[]): { customers: CustomerRow[]; repeated: Problem[] } {
  const byKey = new Map<string, CustomerRow>();
  const repeated: Problem[] = [];
  for (const one of rows) {
    const first = byKey.get(one.key);
    byKey.set(
      one.key,
      first === undefined ? one : { ...first, contacts: [...first.contacts, ...one.contacts] },
    );
    if (first === undefined) continue;
    const { line, contacts } = one;
    const there = `${first.name} stands in line ${first.line} already`;
    if (contacts.length === 0) repeated.push({ line, reason: there });
    else if (saysOtherwise(one, first))
      repeated.push({ line, reason: `${there}: its contact alone was taken` });
  }
  return { customers: [...byKey.values()], repeated };
}

function saysOtherwise(one: CustomerRow, first: CustomerRow): boolean {
  const isOther = (fact: "industry" | "address" | "owner") => one[fact] !== null && one[fact] !== first[fact];
  return isOther("industry") || isOther("address") || isOther("owner");
}
