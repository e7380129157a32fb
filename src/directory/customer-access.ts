import type { Actor } from "#chat/actor.ts";
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
