import { z } from "zod";
import {
  columnCalled,
  languageCalled,
  type PeopleColumn,
  peopleColumns,
  roleCalled,
} from "#cards/people/import-words.ts";
import { timeZonesNamed } from "#cards/people/time-zones.ts";
import type { Role } from "#chat/actor.ts";
import type { Locale } from "#chat/locale.ts";
import { cleanName } from "#directory/customer-name.ts";
import { teamPath } from "#directory/teams.ts";
import { isTimeZone } from "#domain/calendar/zone.ts";
import type { TableRow } from "#tables/read-table.ts";

/** A person of the list. What a cell leaves open is absent: it keeps its value, or gets the workspace's. */
export type PersonRow = {
  readonly line: number;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly roles: readonly Role[];
  readonly team: readonly string[];
  readonly managerEmail?: string;
  readonly locale?: Locale;
  readonly tz?: string;
};

/** Why a line, or a part of it, was not taken over. */
export type Problem = { readonly line: number; readonly reason: string };

/** @throws Error when the first line does not name the columns. */
export function readPeopleRows(table: readonly TableRow[]): { people: PersonRow[]; problems: Problem[] } {
  const [head, ...rows] = table;
  const columns = head?.cells.map(columnCalled) ?? [];
  for (const needed of ["name", "email"] as const) {
    if (!columns.includes(needed)) {
      throw new Error(
        `The first line must name the columns; ${peopleColumns[needed].slice(0, 2).join(" or ")} is missing. ` +
          `Known: ${Object.values(peopleColumns)
            .map((names) => names.slice(0, 2).join("/"))
            .join(", ")}.`,
      );
    }
  }
  const read = rows.map((row) => readRow(row, columns));
  const problems = read.flatMap((one) => ("reason" in one ? [one] : []));
  const { unique, repeated } = withoutRepeats(read.flatMap((one) => ("reason" in one ? [] : [one])));
  return { people: unique, problems: [...problems, ...repeated].sort((a, b) => a.line - b.line) };
}

function readRow(
  { line, cells }: TableRow,
  columns: readonly (PeopleColumn | undefined)[],
): PersonRow | Problem {
  const cell = (column: PeopleColumn) => cells[columns.indexOf(column)] ?? "";
  const parsed = row.safeParse({
    name: cell("name"),
    email: cell("email"),
    roles: cell("roles"),
    managerEmail: cell("managerEmail"),
    language: cell("language"),
    timeZone: cell("timeZone"),
  });
  if (!parsed.success) return { line, reason: parsed.error.issues.map(({ message }) => message).join("; ") };
  const { name, email, roles, managerEmail, language, timeZone } = parsed.data;
  return {
    ...{ line, name, email, roles, team: teamPath(cell("team")) },
    ...(managerEmail === undefined ? {} : { managerEmail }),
    ...(language === undefined ? {} : { locale: language }),
    ...(timeZone === undefined ? {} : { tz: timeZone }),
  };
}

/** A word, or nothing for an empty cell. */
function optional<T>(what: string, read: (word: string) => T | undefined) {
  return z.string().transform((word, ctx): T | undefined => {
    if (word === "") return undefined;
    const found = read(word);
    if (found === undefined) ctx.addIssue({ code: "custom", message: `${what} “${word}” is not known` });
    return found;
  });
}

const row = z.object({
  name: z.string().transform(cleanName).pipe(z.string().min(1, "the name is missing")),
  email: z.string().toLowerCase().min(1, "the e-mail is missing").pipe(z.email("the e-mail is not one")),
  roles: z.string().transform((words, ctx): Role[] => {
    const found = words.split(/[,，、;；/|+]/u).filter((word) => word.trim() !== "");
    return found.flatMap((word) => {
      const role = roleCalled(word);
      if (role === undefined)
        ctx.addIssue({ code: "custom", message: `the role “${word.trim()}” is not known` });
      return role ?? [];
    });
  }),
  managerEmail: optional("the manager's e-mail", (word) => z.email().safeParse(word.toLowerCase()).data),
  language: optional("the language", languageCalled),
  timeZone: optional("the time zone", timeZoneCalled),
});

function timeZoneCalled(word: string): string | undefined {
  if (isTimeZone(word)) return word;
  const [only, ...others] = timeZonesNamed(word);
  return others.length === 0 ? only : undefined;
}

function withoutRepeats(people: readonly PersonRow[]): { unique: PersonRow[]; repeated: Problem[] } {
  const firstLines = new Map<string, number>();
  const unique: PersonRow[] = [];
  const repeated: Problem[] = [];
  for (const person of people) {
    const first = firstLines.get(person.email);
    if (first === undefined) {
      firstLines.set(person.email, person.line);
      unique.push(person);
    } else {
      repeated.push({ line: person.line, reason: `${person.email} stands in line ${first} already` });
    }
  }
  return { unique, repeated };
}
