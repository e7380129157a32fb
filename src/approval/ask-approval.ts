import type { Scope } from "#directory/scope.ts";
import { type Group, showInGroup } from "#outbox/views.ts";
import { type Asked, type Asking, askApprovals } from "./ask-approvals.ts";
import { groupView, viewOf } from "./messages.ts";

export type NewApproval = Asking &
  Asked & {
    /** A group in which it is shown, masked. */
    readonly group?: Group;
  };

/**
 * Asks those above for a decision, in the transaction of what it is asked for. Returns the approval's id; throws where
 * the thing is gone.
 */
export async function askApproval(scope: Scope, asked: NewApproval): Promise<string> {
  const [approvalId] = await askApprovals(scope, asked, [asked]);
  if (approvalId === undefined) throw new Error("an approval was not asked for");
  const { group, requestedById: personId, now } = asked;
  if (group !== undefined) {
    const key = `approval:${approvalId}:group`;
    const showing = { key, view: viewOf(groupView, approvalId), personId, group, now };
    await showInGroup(scope.db, scope.workspaceId, showing);
  }
  return approvalId;
}
