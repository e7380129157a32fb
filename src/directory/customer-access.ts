import type { Actor } from "#chat/actor.ts";
import { customerVisibility, type Keepers, seesAll } from "#domain/visibility.ts";
import { normalName } from "./customer-name.ts";
import type { CustomerRef } from "./customers.ts";
import { peopleBelow } from "./people.ts";
import type { Scope } from "./scope.ts";
import { similarCustomers } from "./similar-customers.ts";

/** A workspace and who asks. A handler's `ctx` is one. */
export type Asker = Scope & { readonly actor: Actor };

/** Whether the actor sees all of a customer, and so may log for it; the org chart is read only where it decides. */
export async function mayUseCustomer(asker: Asker, customer: Keepers): Promise<boolean> {
  if (customerVisibility(asker.actor, customer, new Set()) === "full") return true;
  const below = await peopleBelow(asker, asker.actor);
  return customerVisibility(asker.actor, customer, below) === "full";
}

const refColumns = { id: true, name: true, ownerId: true, collaboratorIds: true } as const;

/** The customers called like the words that the actor may log for: those seen fully, and those that are nobody's. */
export async function usableCustomersCalled(
  asker: Asker,
  words: string,
  limit: number,
): Promise<CustomerRef[]> {
  const key = normalName(words);
  if (key === "") return [];
  const { db, workspaceId } = asker;
  const usable = await usableBy(asker);
  const [called, similar] = await Promise.all([
    db.customer.findMany({
      where: { AND: [usable, isCalled(key)], workspaceId },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: limit,
      select: refColumns,
    }),
    similarCustomers(asker, words),
  ]);
  const known = new Set(called.map(({ id }) => id));
  const others = similar.map(({ id }) => id).filter((id) => !known.has(id));
  const alike = await db.customer.findMany({
    where: { ...usable, workspaceId, id: { in: others } },
    select: refColumns,
  });
  return [...called, ...alike].slice(0, limit);
}

/** What `mayUseCustomer` asks of one customer, as a condition for many. */
async function usableBy(asker: Asker) {
  const { actor } = asker;
  if (seesAll(actor)) return { deletedAt: null };
  const keepers = [actor.personId, ...(await peopleBelow(asker, actor))];
  return {
    deletedAt: null,
    OR: [{ ownerId: null }, { ownerId: { in: keepers } }, { collaboratorIds: { hasSome: keepers } }],
  };
}

/** By the start of any of its names, or a part of its core. */
function isCalled(key: string) {
  return { OR: [{ names: { some: { key: { startsWith: key } } } }, { nameCore: { contains: key } }] };
}
