import { v5 as uuidOf } from "uuid";
import type { Lead } from "#directory/leads/lead.ts";
import type { Scope } from "#directory/scope.ts";

/** The row of the history that says so: one for each time that the lead came to its owner. */
export function keptId(workspaceId: string, { id, ownerId, assignedAt }: Lead): string {
  return uuidOf(`kept:${id}:${ownerId}:${assignedAt?.toISOString()}`, workspaceId);
}

/** Whether somebody above has said that the lead stays with its owner. */
export async function isKept({ db, workspaceId }: Scope, lead: Lead): Promise<boolean> {
  const id = keptId(workspaceId, lead);
  return (await db.leadHandover.count({ where: { workspaceId, id } })) > 0;
}
