import { type Policy, policyOf } from "#domain/policy.ts";
import type { Scope } from "./scope.ts";

/** The workspace's numbers: what an admin changed, and the defaults. */
export async function policyFor({ db, workspaceId }: Scope): Promise<Policy> {
  const workspace = await db.workspace.findUnique({ where: { id: workspaceId }, select: { policy: true } });
  return policyOf(workspace?.policy);
}
