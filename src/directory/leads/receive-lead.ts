import type { Actor, Role } from "#chat/actor.ts";
import type { Platform } from "#chat/event.ts";
import type { PersonName } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { claimAgainAt } from "#domain/lead.ts";
import { type Giving, giveLead } from "./change-hands.ts";
import type { Lead } from "./lead.ts";
import { ownersIn } from "./ledger.ts";
import { lockLead } from "./lock-lead.ts";

/** Whose work it is to follow leads up: who may own one, and so claim one or be given one. */
export const owningRoles = ["rep", "senior_rep", "supervisor", "manager"] as const satisfies readonly Role[];

/** Who gives a lead of the public pool to somebody. */
export const assigningRoles = ["manager", "director", "admin"] as const satisfies readonly Role[];

/** Why a lead did not change hands. `away`: not in the company, or not any more. */
export type ReceiveRefusal =
  | { readonly why: "changed" }
  | { readonly why: "away" | "no-lead-role" }
  | { readonly why: "cool-down"; readonly until: Date };

/**
 * Gives the lead to somebody who may have one, in a transaction: active, with a role that owns leads, and not out of
 * the pool into the own hands as long as who lost it waits. `undefined`: it is theirs. The person is held until the
 * transaction ends, so that nobody leaves with a lead that was given in the same moment.
 */
export async function passLead(
  scope: Scope,
  giving: Giving & { readonly byId: string },
): Promise<ReceiveRefusal | undefined> {
  // The lead before the person, in the order in which whoever leaves is held, too.
  const lead = await lockLead(scope, giving.lead.id);
  if (lead?.version !== giving.lead.version) return { why: "changed" };
  const refusal = await whyNotReceive(scope, giving);
  if (refusal !== undefined) return refusal;
  return (await giveLead(scope, giving)) ? undefined : { why: "changed" };
}

async function whyNotReceive(
  scope: Scope,
  { lead, toId, byId, settings, now }: Giving & { readonly byId: string },
): Promise<ReceiveRefusal | undefined> {
  const { db, workspaceId } = scope;
  const [person] = await db.$queryRaw<{ status: string; roles: string[] }[]>`
    SELECT status::text AS status, roles::text[] AS roles FROM person
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${toId}::uuid FOR SHARE`;
  if (person?.status !== "active") return { why: "away" };
  if (!owningRoles.some((role) => person.roles.includes(role))) return { why: "no-lead-role" };
  // Who gives it to somebody else has decided that there is no need to wait.
  if (lead.status !== "pooled" || toId !== byId) return undefined;
  const until = claimAgainAt(await lastLost(scope, toId, lead.id), settings.policy.lead);
  return until !== undefined && until > now ? { why: "cool-down", until } : undefined;
}

/** When the person last lost the lead; `undefined` for never. */
async function lastLost(
  { db, workspaceId }: Scope,
  personId: string,
  leadId: string,
): Promise<Date | undefined> {
  const row = await db.leadHandover.findFirst({
    where: { workspaceId, leadId, fromId: personId },
    orderBy: { at: "desc" },
    select: { at: true },
  });
  return row?.at;
}

type Asking = Scope & { readonly actor: Actor };
type Receivable = Pick<Lead, "status" | "ownerId">;

/** Whom the actor can give such a lead to, by name: out of the pool the own people, else any colleague. */
export async function receiversOf(asking: Asking, lead: Receivable): Promise<PersonName[]> {
  const { db, workspaceId } = asking;
  return db.person.findMany({
    where: { workspaceId, ...(await receiving(asking, lead)) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

/** More than this a picker on a phone cannot show usefully. */
const accountsMax = 100;

/** The same as accounts of a platform. */
export async function receiverAccounts(
  asking: Asking,
  lead: Receivable,
  platform: Platform,
): Promise<string[]> {
  const { db, workspaceId } = asking;
  const identities = await db.identity.findMany({
    where: { workspaceId, platform, person: await receiving(asking, lead) },
    orderBy: { person: { name: "asc" } },
    take: accountsMax,
    select: { userId: true },
  });
  return identities.map(({ userId }) => userId);
}

async function receiving({ actor, ...scope }: Asking, { status, ownerId }: Receivable) {
  const among = status === "pooled" ? await ownersIn(scope, actor, "team") : undefined;
  return {
    ...{ status: "active" as const, roles: { hasSome: [...owningRoles] } },
    id: { ...(among !== undefined && { in: [...among] }), ...(ownerId !== null && { not: ownerId }) },
  };
}
