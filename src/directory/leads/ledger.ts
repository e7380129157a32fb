import type { Actor, Role } from "#chat/actor.ts";
import { peopleBelow } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import type { Grade } from "#domain/grading.ts";
import type { LeadSource, LeadStatus } from "#domain/lead.ts";
import { seesAll } from "#domain/visibility.ts";

/** Whose work is with leads. */
export const leadRoles = [
  "rep",
  "senior_rep",
  "supervisor",
  "manager",
  "director",
  "admin",
] as const satisfies readonly Role[];

/** Whose leads a ledger shows. `all` also has those that nobody owns. */
export const ledgerScopes = ["mine", "team", "all"] as const;
export type LedgerScope = (typeof ledgerScopes)[number];

export type LedgerFilter = {
  readonly grade?: Grade | undefined;
  readonly status?: LeadStatus | undefined;
  /** `own`: any word that the workspace wrote itself. */
  readonly source?: LeadSource | "own" | undefined;
  readonly ownerId?: string | undefined;
  /** The first contact, or the follow-up that was planned, should have been made by now. The longest overdue stand first. */
  readonly isOverdue?: boolean | undefined;
};

/** Owners whose leads may be listed; `undefined` for everybody's and nobody's. */
export type Owners = readonly string[] | undefined;

export type LedgerQuery = {
  readonly owners: Owners;
  /** Who also sees the leads on which he or she collaborates, whoever owns them; needless where all are listed. */
  readonly helperId?: string;
  readonly filter: LedgerFilter;
  readonly now: Date;
  /** The reader's: what was planned for a day without a time is overdue when that day is over. */
  readonly tz: string;
};

/** The scopes that are open to the actor, the widest last. */
export async function openLedgerScopes(scope: Scope, actor: Actor): Promise<readonly LedgerScope[]> {
  if (seesAll(actor)) return ["mine", "all"];
  return (await peopleBelow(scope, actor)).size > 0 ? ["mine", "team"] : ["mine"];
}

/** Whose leads the actor sees in the scope: never more than the rule of visibility allows. */
export async function ownersIn(scope: Scope, actor: Actor, wanted: LedgerScope): Promise<Owners> {
  if (wanted === "mine") return [actor.personId];
  if (seesAll(actor)) return undefined;
  return [actor.personId, ...(await peopleBelow(scope, actor))];
}
