import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { forWorkspace, type WorkspaceTransaction } from "#db/workspace.ts";
import { nameColumns, storedNameKeys } from "#directory/customer-name.ts";
import { addWorkingDays } from "#domain/calendar/calendar.ts";
import { countryCalendar } from "#domain/calendar/country.ts";
import { instantOf, localDateOf } from "#domain/calendar/zone.ts";
import type { Method } from "#domain/method.ts";
import { dueMoment, type Moment, plannedMoment, remindAt } from "#domain/moment.ts";
import { defaultPolicy } from "#domain/policy.ts";
import { sampleCustomers } from "./sample-customers.ts";
import { type SampleFollowUp, type SampleTodo, sampleFollowUps, sampleTodos } from "./sample-records.ts";

/** By this the rows are known; the first of them says that there are samples. */
const sourceKey = (table: string, number: number) => `sample:${table}:${number}`;

/** Samples of a customer's past begin this long before. */
const customerForMs = 90 * 86_400_000;
const hourMs = 3_600_000;
const calendar = countryCalendar("CN");

/**
 * Customers, follow-ups and to-dos of the sample team, once per database, with dates around `now`: some overdue, some
 * for the next working day. All in one transaction.
 */
export async function addSamples(database: Database, workspaceId: string, now: Date): Promise<void> {
  const db = forWorkspace(database.prisma, workspaceId);
  await db.$transaction(async (tx) => {
    const made = await tx.customer.findFirst({ where: { sourceKey: sourceKey("customer", 0) } });
    if (made !== null) return;
    const people = await readPeople(tx);
    const making = { workspaceId, now, people };
    const rows = customerRows(making);
    await tx.customer.createMany({ data: rows.map(({ row }) => row) });
    await tx.customerName.createMany({ data: rows.flatMap(({ names }) => names) });
    await tx.contact.createMany({ data: rows.flatMap(({ contacts }) => contacts) });
    const customers = new Map(rows.flatMap(({ row }) => row.shortNames.map((short) => [short, row])));
    const at = { ...making, customers };
    await tx.followUp.createMany({
      data: sampleFollowUps.map((sample, number) => followUpRow(at, sample, number)),
    });
    await tx.todo.createMany({ data: sampleTodos.map((sample, number) => todoRow(at, sample, number)) });
  });
}

type Person = Awaited<ReturnType<typeof readPeople>> extends ReadonlyMap<string, infer P> ? P : never;
type Making = {
  readonly workspaceId: string;
  readonly now: Date;
  /** By the beginning of the e-mail. */
  readonly people: ReadonlyMap<string, Person>;
};
type At = Making & {
  readonly customers: ReadonlyMap<string, { readonly id: string; readonly ownerId: string }>;
};

async function readPeople(tx: WorkspaceTransaction) {
  const people = await tx.person.findMany({ where: { email: { endsWith: "@genjin.example" } } });
  return new Map(
    people.map(({ email, id, tz, ...hours }) => [
      email?.replace(/@.*/, "") ?? "",
      {
        ...{ id, tz },
        workingHours: [hours.workStart, hours.workEnd] as const,
        quietHours: [hours.quietStart, hours.quietEnd] as const,
      },
    ]),
  );
}

function personOf({ people }: Making, name: string): Person {
  const person = people.get(name);
  if (person === undefined) throw new Error(`the sample team has nobody called ${name}`);
  return person;
}

function ownerOf({ people, customers }: At, short: string) {
  const customer = customers.get(short);
  const owner = [...people.values()].find(({ id }) => id === customer?.ownerId);
  if (customer === undefined || owner === undefined) throw new Error(`no sample customer is called ${short}`);
  return { customer, owner };
}

function customerRows(making: Making) {
  const { workspaceId, now } = making;
  const createdAt = new Date(now.getTime() - customerForMs);
  return sampleCustomers.map(({ owner, also = [], short, contacts, ...facts }, number) => {
    const id = uuid();
    const latest = Math.min(...sampleFollowUps.filter(({ of }) => short.includes(of)).map(({ ago }) => ago));
    const ownedBy = personOf(making, owner);
    return {
      row: {
        ...{ workspaceId, id, ...facts, ...nameColumns(facts.name), shortNames: [...short], createdAt },
        ...{ ownerId: ownedBy.id, collaboratorIds: also.map((name) => personOf(making, name).id) },
        lastFollowUpAt: Number.isFinite(latest) ? contactAt(making, ownedBy, latest) : null,
        sourceKey: sourceKey("customer", number),
      },
      names: storedNameKeys(facts.name, short).map((key) => ({ workspaceId, key, customerId: id })),
      contacts: contacts.map(([name, title], index) => ({
        ...{ workspaceId, id: uuid(), customerId: id, name, title },
        ...(index === 0 && { decisionRole: "decision_maker" }),
        createdAt: new Date(createdAt.getTime() + index),
      })),
    };
  });
}

/** In the middle of a working afternoon that is over. */
function contactAt({ now }: Making, { tz }: Person, ago: number): Date {
  return instantOf(dayOf(now, tz, -ago), "15:00", tz);
}

function followUpRow(at: At, { of, ago, method, content, feedback, next }: SampleFollowUp, number: number) {
  const { customer, owner } = ownerOf(at, of);
  const occurredAt = contactAt(at, owner, ago);
  const said = next && { on: dayOf(at.now, owner.tz, next.in), ...(next.time && { time: next.time }) };
  const plan = said && plannedMoment(said, owner);
  return {
    ...{ workspaceId: at.workspaceId, id: uuid(), customerId: customer.id, personId: owner.id },
    ...{ method, content, feedback: feedback ?? null, sourceKey: sourceKey("follow-up", number) },
    ...{ occurredAt, occurredOn: new Date(dayOf(at.now, owner.tz, -ago)), ourPeople: [], theirPeople: [] },
    loggedAt: new Date(occurredAt.getTime() + hourMs),
    ...(plan && {
      nextAt: plan.at,
      nextHasTime: plan.hasTime,
      nextRemindAt: planReminder(at, owner, { ...plan, method: next?.method }) ?? null,
    }),
    ...(next && { nextMethod: next.method }),
  };
}

function todoRow(at: At, { of, title, in: days, time, origin, from, isDone }: SampleTodo, number: number) {
  const { customer, owner } = ownerOf(at, of);
  const due = dueMoment({ on: dayOf(at.now, owner.tz, days), ...(time !== undefined && { time }) }, owner);
  const createdAt = instantOf(dayOf(at.now, owner.tz, Math.min(days, 0) - 3), "16:00", owner.tz);
  const giver = from === undefined ? undefined : personOf(at, from).id;
  return {
    ...{ workspaceId: at.workspaceId, id: uuid(), title, ownerId: owner.id, customerId: customer.id },
    ...{ createdById: giver ?? owner.id, handedById: isDone ? null : (giver ?? null) },
    ...{ dueAt: due.at, dueHasTime: due.hasTime, createdAt, sourceKey: sourceKey("todo", number) },
    origin: origin ?? ("manual" as const),
    ...(isDone
      ? { status: "done" as const, closedAt: due.at }
      : { remindAt: reminderOf(at, owner, due) ?? null }),
  };
}

/** The `days`-th working day from today's date in a zone. */
function dayOf(now: Date, tz: string, days: number): string {
  return addWorkingDays(calendar, localDateOf(now, tz), days).date;
}

/** A visit whose time has passed is asked about when its record is missing. */
function planReminder(
  at: Making,
  person: Person,
  plan: Moment & { readonly method: Method | undefined },
): Date | undefined {
  const missingAt = new Date(plan.at.getTime() + defaultPolicy.missingVisitHours * hourMs);
  const isAwaited = plan.method === "visit" && missingAt.getTime() > at.now.getTime();
  return reminderOf(at, person, plan) ?? (isAwaited ? missingAt : undefined);
}

function reminderOf({ now }: Making, person: Person, due: Moment): Date | undefined {
  return remindAt(due, { now, person, calendar, policy: defaultPolicy });
}
