import type { Scope } from "#directory/scope.ts";
import type { Grade } from "#domain/grading.ts";
import { type Candidate, nextLeader, nextOwner } from "#domain/lead.ts";
import type { Lead } from "./lead.ts";
import { owningRoles } from "./receive-lead.ts";

type Wanted = { readonly lead: Lead; readonly grade: Grade; readonly now: Date };

/**
 * Who gets a lead whose grade was approved: the rep who has it or registered it, else the rep whose turn it is. In a
 * company without reps who registered it, if he or she leads a team, else who leads one; `undefined` where nobody works
 * with leads. Whoever approves it may be of another trade. In the caller's transaction, to whose end the person cannot
 * leave.
 */
export async function findOwner(scope: Scope, wanted: Wanted): Promise<string | undefined> {
  const id = await nextFor(scope, wanted);
  // Who leaves takes along every lead that is already theirs, and waits for this one.
  if (id === undefined || id === wanted.lead.ownerId || (await isHeld(scope, id))) return id;
  return findOwner(scope, wanted);
}

/** False where somebody has left in this very moment. */
async function isHeld({ db, workspaceId }: Scope, id: string): Promise<boolean> {
  const held = await db.$queryRaw<unknown[]>`
    SELECT FROM person WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND status = 'active' FOR SHARE`;
  return held.length > 0;
}

async function nextFor(scope: Scope, { lead, grade, now }: Wanted): Promise<string | undefined> {
  const own = (await repsOf(scope, lead))[0];
  if (own !== undefined) return own;
  await holdTurn(scope);
  const people = await candidates(scope, now);
  const next = nextOwner(grade, people) ?? people.find(({ personId }) => personId === lead.registeredById);
  return (next ?? nextLeader(people))?.personId;
}

/**
 * The active reps whose lead it is: who has it, who registered it. Who keeps the nurture pool is no rep, so that what was
 * graded anew goes back to who registered it.
 */
export async function repsOf(
  { db, workspaceId }: Scope,
  { ownerId, registeredById }: Pick<Lead, "ownerId" | "registeredById">,
): Promise<string[]> {
  const ids = [...new Set([ownerId, registeredById].filter((id) => id !== null))];
  const found = await db.person.findMany({
    where: { workspaceId, id: { in: ids }, status: "active", roles: { hasSome: ["rep", "senior_rep"] } },
    select: { id: true },
  });
  return ids.filter((id) => found.some((rep) => rep.id === id));
}

/** Round robin, one at a time: two decisions at once would take the same person for the least loaded. */
async function holdTurn({ db, workspaceId }: Scope): Promise<void> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('lead-turn:' || ${workspaceId}::text, 0))::text`;
}

async function candidates({ db, workspaceId }: Scope, now: Date): Promise<Candidate[]> {
  const rows = await db.$queryRaw<
    { personId: string; roles: string[]; isAway: boolean; openLeads: number; lastGivenAt: Date | null }[]
  >`
    SELECT p.id AS "personId", p.roles::text[] AS roles,
      coalesce((${now}::timestamptz AT TIME ZONE p.tz)::date BETWEEN p.away_from AND p.away_until, false) AS "isAway",
      (SELECT count(*)::int FROM lead l WHERE l.workspace_id = p.workspace_id AND l.owner_id = p.id
         AND l.status IN ('assigned', 'contacted')) AS "openLeads",
      (SELECT max(h.at) FROM lead_handover h WHERE h.workspace_id = p.workspace_id AND h.to_id = p.id
         AND h.why IN ('assigned', 'reassigned')) AS "lastGivenAt"
    FROM person p
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.status = 'active'
      AND p.roles && ${[...owningRoles]}::"role"[]`;
  return rows.map(({ lastGivenAt, ...row }) => ({ ...row, ...(lastGivenAt !== null && { lastGivenAt }) }));
}
