import type { WorkspaceTransaction } from "#db/workspace.ts";
import { addWorkingDays } from "#domain/calendar/calendar.ts";
import { countryCalendar } from "#domain/calendar/country.ts";
import { instantOf, localDateOf } from "#domain/calendar/zone.ts";

/** By this the rows are known; the first of them says that there are samples. */
export const sourceKey = (table: string, number: number) => `sample:${table}:${number}`;

export const calendar = countryCalendar("CN");

/** Of the sample team, with the hours that dates are told by. */
export type SampleMember =
  Awaited<ReturnType<typeof readPeople>> extends ReadonlyMap<string, infer P> ? P : never;

export type Making = {
  readonly workspaceId: string;
  readonly now: Date;
  /** By the beginning of the e-mail. */
  readonly people: ReadonlyMap<string, SampleMember>;
};

export async function readPeople(tx: WorkspaceTransaction) {
  const people = await tx.person.findMany({ where: { email: { endsWith: "@genjin.example" } } });
  return new Map(
    people.map(({ email, id, tz, managerId, ...hours }) => [
      email?.replace(/@.*/, "") ?? "",
      {
        ...{ id, tz, managerId, roles: hours.roles },
        workingHours: [hours.workStart, hours.workEnd] as const,
        quietHours: [hours.quietStart, hours.quietEnd] as const,
      },
    ]),
  );
}

export function personOf({ people }: Pick<Making, "people">, name: string): SampleMember {
  const person = people.get(name);
  if (person === undefined) throw new Error(`the sample team has nobody called ${name}`);
  return person;
}

/** In the middle of a working afternoon that is over. */
export function contactAt({ now }: Pick<Making, "now">, { tz }: Pick<SampleMember, "tz">, ago: number): Date {
  return instantOf(dayOf(now, tz, -ago), "15:00", tz);
}

/** The `days`-th working day from today's date in a zone. */
export function dayOf(now: Date, tz: string, days: number): string {
  return addWorkingDays(calendar, localDateOf(now, tz), days).date;
}
