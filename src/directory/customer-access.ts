import type { Actor } from "#chat/actor.ts";
import type { Option } from "#chat/form.ts";
import { customerVisibility, seesAll } from "#domain/visibility.ts";
import type { CustomerRef } from "./customers.ts";
import { peopleBelow } from "./people.ts";
import type { Scope } from "./scope.ts";

type Viewing = Scope & { readonly actor: Actor };

/** Whether the actor may see all of a customer, and so log for it. Whoever keeps it needs no look at the org chart. */
export async function mayUseCustomer(viewing: Viewing, customer: CustomerRef): Promise<boolean> {
  const { actor } = viewing;
  const isKeeper = customer.ownerId === actor.personId || customer.collaboratorIds.includes(actor.personId);
  if (isKeeper || seesAll(actor)) return true;
  return customerVisibility(actor, customer, await peopleBelow(viewing, actor)) === "full";
}

/** Feishu shows what the card holds; a longer list is slow to open on a phone. */
const suggestionsMax = 30;

/** The actor's own customers, the last contacted first: what a form offers before anything is typed. */
export async function ownCustomerOptions({ db, workspaceId, actor }: Viewing): Promise<Option[]> {
  const rows = await db.customer.findMany({
    where: {
      workspaceId,
      deletedAt: null,
      OR: [{ ownerId: actor.personId }, { collaboratorIds: { has: actor.personId } }],
    },
    orderBy: [{ lastFollowUpAt: { sort: "desc", nulls: "last" } }, { id: "desc" }],
    take: suggestionsMax,
    select: { id: true, name: true },
  });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}
