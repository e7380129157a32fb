import type { Scope } from "#directory/scope.ts";
import { type Lead, leadById } from "./lead.ts";

/** The lead as it is now, and stays until the transaction ends: for what must not fail because somebody else was first. */
export async function lockLead(scope: Scope, leadId: string): Promise<Lead | undefined> {
  const { db, workspaceId } = scope;
  await db.$queryRaw`
    SELECT id FROM lead WHERE workspace_id = ${workspaceId}::uuid AND id = ${leadId}::uuid FOR UPDATE`;
  return leadById(scope, leadId);
}
