import { orgChart } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { type OrgChart, peopleBelow, type Viewer } from "#domain/visibility.ts";
import type { Lead } from "./lead.ts";

/**
 * Whether somebody may give an owned lead to another owner: its owner, who is above, and who has decided about the lead
 * in place of somebody above, as long as that absence lasts.
 */
export async function mayGiveAway(
  scope: Scope & { readonly now: Date },
  viewer: Viewer,
  { id, ownerId }: Pick<Lead, "id" | "ownerId">,
): Promise<boolean> {
  if (ownerId === null) return false;
  if (ownerId === viewer.personId) return true;
  const chart = await orgChart(scope);
  if (isAbove(viewer, ownerId, chart)) return true;
  const others = await stoodInFor(scope, viewer, id);
  return others.some((other) => isAbove(other, ownerId, chart));
}

function isAbove(viewer: Viewer, ownerId: string, chart: OrgChart): boolean {
  return peopleBelow(viewer, chart).has(ownerId);
}

/** Those who are away now, and in whose place the viewer has decided about the lead. */
async function stoodInFor(
  { db, workspaceId, now }: Scope & { readonly now: Date },
  { personId }: Viewer,
  leadId: string,
): Promise<Viewer[]> {
  const rows = await db.$queryRaw<{ personId: string; roles: string[]; teamId: string | null }[]>`
    SELECT DISTINCT p.id AS "personId", p.roles::text[] AS roles, p.team_id AS "teamId"
    FROM approval a
    JOIN approval_seat s ON s.workspace_id = a.workspace_id AND s.approval_id = a.id
    JOIN person p ON p.workspace_id = s.workspace_id AND p.id = s.on_behalf_of_id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.subject_id = ${leadId}::uuid
      AND s.person_id = ${personId}::uuid AND s.decided_at IS NOT NULL
      AND p.status = 'active' AND p.delegate_id = ${personId}::uuid
      AND (${now}::timestamptz AT TIME ZONE p.tz)::date BETWEEN p.away_from AND p.away_until`;
  return rows.map(({ teamId, ...row }) => ({ ...row, ...(teamId !== null && { teamId }) }));
}
