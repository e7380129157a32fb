import { v7 as uuid } from "uuid";
import { nameColumns, normalName, storedNameKeys } from "#directory/customer-name.ts";
import { type PeopleByWord, peopleByWord } from "#directory/people-by-word.ts";
import type { Scope } from "#directory/scope.ts";
import { phoneKeyOf } from "#domain/lead.ts";
import type { CustomerRow } from "./customer-rows.ts";
import type { Problem } from "./people-rows.ts";

export type SavedCustomers = {
  readonly created: number;
  readonly unchanged: number;
  /** Rows that were left out. */
  readonly problems: readonly Problem[];
  /** Customers that are there already, and stay as they are. */
  readonly notes: readonly Problem[];
};

type Saving = Scope & { readonly fileKey: string; readonly now: Date };
type Owned = CustomerRow & { readonly ownerId: string | null };

/** One statement for so many. */
const chunkSize = 1000;

/** Makes those that are not there, in the caller's transaction. A row of the same file makes its customer once. */
export async function saveCustomers(
  saving: Saving,
  customers: readonly CustomerRow[],
): Promise<SavedCustomers> {
  const people = await peopleByWord(saving);
  const owned = customers.map((row) => withOwner(row, people));
  const known = owned.flatMap((row) => ("reason" in row ? [] : [row]));
  const there = await namesThere(saving, known);
  const fresh = known.filter(({ key }) => !there.has(key));
  const made = new Set<string>();
  for (let from = 0; from < fresh.length; from += chunkSize) {
    for (const key of await makeCustomers(saving, fresh.slice(from, from + chunkSize))) made.add(key);
  }
  const kept = known.filter(({ key }) => !made.has(key));
  return {
    ...{ created: made.size, unchanged: kept.length },
    problems: owned.flatMap((row) => ("reason" in row ? [row] : [])),
    notes: kept.map(({ line, name }) => ({ line, reason: `${name} is there already and stays as it is` })),
  };
}

function withOwner(row: CustomerRow, people: PeopleByWord): Owned | Problem {
  const { owner, line } = row;
  if (owner === null) return { ...row, ownerId: null };
  const [only, ...others] = people.get(owner) ?? [];
  if (only === undefined) return { line, reason: `the owner “${owner}” is nobody who is active here` };
  if (others.length > 0) return { line, reason: `several people are called “${owner}”: give the e-mail` };
  return { ...row, ownerId: only };
}

/** The keys of the names of which there is a customer. */
async function namesThere(
  { db, workspaceId }: Scope,
  rows: readonly CustomerRow[],
): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for (let from = 0; from < rows.length; from += chunkSize) {
    const keys = rows.slice(from, from + chunkSize).map(({ key }) => key);
    const found = await db.customerName.findMany({
      where: { workspaceId, key: { in: keys }, customer: { deletedAt: null } },
      select: { key: true, customer: { select: { name: true } } },
    });
    // A short name of another customer is not its name.
    for (const { key, customer } of found) if (normalName(customer.name) === key) there.add(key);
  }
  return there;
}

/** The keys of those that are new. */
async function makeCustomers(saving: Saving, rows: readonly Owned[]): Promise<readonly string[]> {
  const { db } = saving;
  const made = await db.customer.createManyAndReturn({
    data: rows.map((row) => customerColumnsOf(saving, row)),
    skipDuplicates: true,
    select: { id: true, name: true },
  });
  const ids = new Map(made.map(({ id, name }) => [normalName(name), id]));
  const fresh = rows.flatMap((row) => {
    const customerId = ids.get(row.key);
    return customerId === undefined ? [] : [{ ...row, customerId }];
  });
  const { workspaceId, now: createdAt } = saving;
  await db.customerName.createMany({
    data: fresh.flatMap(({ customerId, name, shortNames }) =>
      storedNameKeys(name, shortNames).map((key) => ({ workspaceId, key, customerId })),
    ),
  });
  await db.contact.createMany({
    data: fresh.flatMap(({ customerId, contacts }) =>
      contacts.map(({ line: _line, ...facts }) => ({
        ...{ ...facts, workspaceId, id: uuid(), customerId, createdAt },
        phoneKey: facts.phone === null ? null : (phoneKeyOf(facts.phone) ?? null),
      })),
    ),
  });
  return fresh.map(({ key }) => key);
}

const msPerDay = 86_400_000;

function customerColumnsOf({ workspaceId, fileKey, now }: Saving, row: Owned) {
  const { name, shortNames, industry, address, ownerId, key } = row;
  return {
    ...{ workspaceId, id: uuid(), name, shortNames: [...shortNames], ...nameColumns(name) },
    ...{ industry, address, ownerId, collaboratorIds: [], createdAt: now },
    // Looked at soon, and then by its owner's hours.
    clockAt: ownerId === null ? null : new Date(now.getTime() + msPerDay),
    sourceKey: `${fileKey}:${key}`,
  };
}
