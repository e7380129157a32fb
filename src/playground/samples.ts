import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { forWorkspace, type WorkspaceTransaction } from "#db/workspace.ts";
import { nameColumns, storedNameKeys } from "#directory/customer-name.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import type { Method } from "#domain/method.ts";
import { dueMoment, type Moment, plannedMoment, remindAt } from "#domain/moment.ts";
import { defaultPolicy } from "#domain/policy.ts";
import { sampleCustomers } from "./sample-customers.ts";
import { addSampleLeads } from "./sample-lead-making.ts";
import {
  calendar,
  contactAt,
  dayOf,
  type Making,
  personOf,
  readPeople,
  type SampleMember,
  sourceKey,
} from "./sample-making.ts";
import { type SampleFollowUp, type SampleTodo, sampleFollowUps, sampleTodos } from "./sample-records.ts";

/** Samples of a customer's past begin this long before. */
const customerForMs = 90 * 86_400_000;
const hourMs = 3_600_000;
/** A first start shares the machine with much else. */
const patience = { timeout: 30_000 } as const;

/**
 * Customers, follow-ups, to-dos and leads of the sample team, once per database, with dates around `now`: some overdue,
 * some for the next working day. All in one transaction.
 */
export async function addSamples(database: Database, workspaceId: string, now: Date): Promise<void> {
  const db = forWorkspace(database.prisma, workspaceId);
  await db.$transaction(async (tx) => {
    const customer = await tx.customer.findFirst({ where: { sourceKey: sourceKey("customer", 0) } });
    const lead = await tx.lead.findFirst({ where: { sourceKey: sourceKey("lead", 0) } });
    if (customer !== null && lead !== null) return;
    const making = { workspaceId, now, people: await readPeople(tx) };
    if (customer === null) await addCustomers(tx, making);
    if (lead === null) await addSampleLeads(tx, making);
  }, patience);
}

async function addCustomers(tx: WorkspaceTransaction, making: Making): Promise<void> {
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
}

type At = Making & {
  readonly customers: ReadonlyMap<string, { readonly id: string; readonly ownerId: string }>;
};

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

/** A visit whose time has passed is asked about when its record is missing. */
function planReminder(
  at: Making,
  person: SampleMember,
  plan: Moment & { readonly method: Method | undefined },
): Date | undefined {
  const missingAt = new Date(plan.at.getTime() + defaultPolicy.missingVisitHours * hourMs);
  const isAwaited = plan.method === "visit" && missingAt.getTime() > at.now.getTime();
  return reminderOf(at, person, plan) ?? (isAwaited ? missingAt : undefined);
}

function reminderOf({ now }: Making, person: SampleMember, due: Moment): Date | undefined {
  return remindAt(due, { now, person, calendar, policy: defaultPolicy });
}
