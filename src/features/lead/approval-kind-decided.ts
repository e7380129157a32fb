import { decidedKind } from "#approval/messages.ts";
import type { ApprovalDecision, DecidedScope } from "#chat/approval.ts";
import { giveLead, nurtureLead, releaseLead } from "#directory/leads/change-hands.ts";
import { findOwner, repsOf } from "#directory/leads/find-owner.ts";
import { lockLead } from "#directory/leads/lock-lead.ts";
import type { Scope } from "#directory/scope.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { grades } from "#domain/grading.ts";
import { enqueue, type NewMessage } from "#outbox/enqueue.ts";
import { leadDecidedMessage } from "./assigned.ts";

/**
 * The grade is approved: an A or B goes to whoever registered it, if that is a rep, else to the next in turn; a C to
 * the nurture pool; where nobody works with leads, to the public pool. Whoever asked, and the rep whose lead it is, are
 * told once: a new owner by the assignment's card, anybody else by the decision's. In the deciding transaction; the lead
 * is held until it ends.
 */
export async function gradeDecided(scope: DecidedScope, decision: ApprovalDecision): Promise<void> {
  const { database, workspaceId, now } = scope;
  const lead = await lockLead(scope, decision.subjectId);
  const grade = grades.find((each) => each === decision.outcome);
  if (lead?.status !== "grading" || grade === undefined) throw new Error("the lead is not being graded");
  const settings = await settingsOf(database, workspaceId);
  const { decidedById: byId, reason, approvalId, requestedById } = decision;
  const handing = { lead, grade, byId, now, settings, ...(reason !== undefined && { reason }) };
  const reps = await repsOf(scope, lead);
  const toId = grade === "C" ? undefined : await findOwner(scope, { lead, grade, now });
  if (grade === "C") {
    await nurtureLead(scope, { ...handing, toId: await nurtureOwner(scope, settings, decision) });
  } else if (toId === undefined) {
    await releaseLead(scope, { ...handing, why: "unassigned" });
  } else {
    const isToldOfBoth = toId === requestedById || reps.includes(toId);
    await giveLead(scope, { ...handing, toId, why: "assigned", ...(isToldOfBoth && { approvalId }) });
  }
  const others = [requestedById, ...reps].filter((id) => id !== toId && id !== byId);
  await enqueue(scope.db, workspaceId, messagesTo([...new Set(others)], decision, now));
}

function messagesTo(personIds: readonly string[], decision: ApprovalDecision, now: Date): NewMessage[] {
  const { approvalId, requestedById, subjectId: leadId } = decision;
  return personIds.map((personId) =>
    personId === requestedById
      ? // Under the key of the general machinery, so that it is said once whoever says it.
        {
          kind: decidedKind,
          key: `approval:${approvalId}:decided`,
          personId,
          payload: { approvalId },
          dueAt: now,
        }
      : {
          ...{ kind: leadDecidedMessage, key: `lead.decided:${approvalId}:${personId}`, personId },
          ...{ payload: { leadId, approvalId }, dueAt: now },
        },
  );
}

/** Whom the policy names; else whoever approved it, or for whom it was approved in an absence. */
async function nurtureOwner(scope: Scope, { policy }: Settings, decision: ApprovalDecision): Promise<string> {
  const { db, workspaceId } = scope;
  const wanted = [policy.lead.nurtureOwnerId, await principalOf(scope, decision)].filter(
    (id) => id !== undefined,
  );
  const found = await db.person.findMany({
    where: { workspaceId, id: { in: wanted }, status: "active" },
    select: { id: true },
  });
  return wanted.find((id) => found.some((person) => person.id === id)) ?? decision.decidedById;
}

/** Whoever stands in decides for somebody, who may stand in, too. */
async function principalOf(
  { db, workspaceId }: Scope,
  { approvalId, decidedById }: ApprovalDecision,
): Promise<string> {
  const seats = await db.approvalSeat.findMany({
    where: { workspaceId, approvalId, onBehalfOfId: { not: null } },
    orderBy: { level: "asc" },
    select: { personId: true, onBehalfOfId: true },
  });
  const principals = new Map(seats.map(({ personId, onBehalfOfId }) => [personId, onBehalfOfId]));
  let id = decidedById;
  for (let hops = seats.length; hops > 0; hops -= 1) id = principals.get(id) ?? id;
  return id;
}
