import type { ApprovalKind } from "#chat/approval.ts";
import type { MessageRef } from "#chat/event.ts";
import type { Scope } from "#directory/scope.ts";
import { redraw } from "#outbox/views.ts";
import { noClock } from "./clock.ts";
import { approvalTopic } from "./messages.ts";

export type Withdrawal = {
  readonly kind: ApprovalKind;
  readonly subjectId: string;
  readonly now: Date;
  /** The message that was pressed, which the answer changes. */
  readonly on?: MessageRef | undefined;
};

/** What waits about a thing is decided no more: its facts changed, or it is gone. Returns how many. */
export async function withdrawApprovals(scope: Scope, withdrawal: Withdrawal): Promise<number> {
  const { db, workspaceId } = scope;
  const rows = await db.approval.updateManyAndReturn({
    where: {
      ...{ workspaceId, subjectId: withdrawal.subjectId, kind: withdrawal.kind.kind },
      status: { in: ["waiting", "returned"] },
    },
    data: { status: "withdrawn", ...noClock },
    select: { id: true },
  });
  const approvalId = { in: rows.map(({ id }) => id) };
  await db.approvalSeat.updateMany({ where: { workspaceId, approvalId }, data: { isOpen: false } });
  const topics = rows.map(({ id }) => approvalTopic(id));
  await redraw(db, workspaceId, { topics, now: withdrawal.now, except: withdrawal.on });
  return rows.length;
}
