import type { ApprovalKind } from "#chat/approval.ts";
import type { Scope } from "#directory/scope.ts";
import { findApproval, type StoredApproval } from "./stored.ts";

/**
 * The approval as it is now, and stays until the transaction ends. What it is about is held first, for whoever changes
 * that thing holds it, too, before it asks for what waits about it: two who hold the same in two orders would wait for
 * each other.
 */
export async function hold(
  scope: Scope,
  { kind, approvalId }: { readonly kind: ApprovalKind; readonly approvalId: string },
): Promise<StoredApproval | undefined> {
  const seen = await findApproval(scope, approvalId);
  if (seen === undefined) return undefined;
  await kind.lock?.(scope, seen.subjectId);
  await holdApprovals(scope, [approvalId]);
  return findApproval(scope, approvalId);
}

/** Before their seats are touched, always in this order. Others may still make rows that point at them. */
export async function holdApprovals({ db, workspaceId }: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.$queryRaw`
    SELECT id FROM approval WHERE workspace_id = ${workspaceId}::uuid AND id = ANY (${[...ids]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
}
