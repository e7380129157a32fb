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

/** Of the customers that the actor sees fully: those called like the words; without words, the own ones last contacted. */
export async function findVisibleCustomers(
  asker: Asker,
  query: string,
  limit: number,
): Promise<CustomerRef[]> {
  const key = normalName(query);
  if (key === "") return ownLastContacted(asker, limit);
  const visible = await visibleTo(asker);
  const [called, similar] = await Promise.all([
    asker.db.customer.findMany({
      where: { AND: [visible, isCalled(key)], workspaceId: asker.workspaceId },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: limit,
      select: refColumns,
    }),
    similarCustomers(asker, query),
  ]);
  const known = new Set(called.map(({ id }) => id));
  const others = similar.map(({ id }) => id).filter((id) => !known.has(id));
  const alike = await asker.db.customer.findMany({
    where: { ...visible, workspaceId: asker.workspaceId, id: { in: others } },
    select: refColumns,
  });
  return [...called, ...alike].slice(0, limit);
}

function ownLastContacted({ db, workspaceId, actor }: Asker, limit: number): Promise<CustomerRef[]> {
  return db.customer.findMany({
    where: { workspaceId, ownerId: actor.personId, deletedAt: null },
    orderBy: [{ lastFollowUpAt: { sort: "desc", nulls: "last" } }, { id: "desc" }],
    take: limit,
    select: refColumns,
  });
}

/** The condition that `customerVisibility` is for one customer, for many. */
async function visibleTo(asker: Asker) {
  const { actor } = asker;
  if (seesAll(actor)) return { deletedAt: null };
  const keepers = [actor.personId, ...(await peopleBelow(asker, actor))];
  return {
    deletedAt: null,
    OR: [{ ownerId: { in: keepers } }, { collaboratorIds: { hasSome: keepers } }],
  };
}

/** By the start of any of its names, or a part of its core. */
function isCalled(key: string) {
  return { OR: [{ names: { some: { key: { startsWith: key } } } }, { nameCore: { contains: key } }] };
}
