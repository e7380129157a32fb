import { admins } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { nobodyKind } from "./messages.ts";

/** Nobody else is there who may decide: an admin has to let somebody in. Told once of each. */
export async function tellAdmins(scope: Scope, approvalIds: readonly string[], now: Date): Promise<void> {
  if (approvalIds.length === 0) return;
  const told = await admins(scope);
  const messages = approvalIds.flatMap((approvalId) =>
    told.map(({ id }) => ({
      ...{ kind: nobodyKind, key: `approval:${approvalId}:nobody:${id}`, personId: id },
      ...{ payload: { approvalId }, dueAt: now },
    })),
  );
  await enqueue(scope.db, scope.workspaceId, messages);
}
