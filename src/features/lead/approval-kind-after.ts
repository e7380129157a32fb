import { gradeTexts } from "#cards/lead/grade-texts.ts";
import type { AfterDecision, Approval, ApprovalScope } from "#chat/approval.ts";
import type { Button } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { mayGiveAway } from "#directory/leads/may-give-away.ts";
import { assigningRoles } from "#directory/leads/receive-lead.ts";
import type { Scope } from "#directory/scope.ts";

type Looking = ApprovalScope & { readonly now: Date };

/**
 * On the decided card: for who decided, keep or reassign where an A stays with a rep who is not senior, reassign
 * elsewhere, each only while it is his or hers to press; for who asked, the lead.
 */
export async function afterGrading(
  scope: Looking,
  { subjectId, decidedById }: Approval,
  locale: Locale,
): Promise<AfterDecision> {
  const t = gradeTexts[locale];
  const payload = { leadId: subjectId };
  const open: Button = { label: t.open, action: { id: "lead.open", payload } };
  const lead = await leadById(scope, subjectId);
  const isTheirs =
    lead !== undefined && decidedById !== undefined && (await mayGive(scope, decidedById, lead));
  if (!isTheirs) return { decider: [open], asker: [open] };
  const keep: Button = { label: t.keep, action: { id: "lead.keep", payload } };
  const reassign: Button = { label: t.reassign, action: { id: "lead.reassign", payload } };
  const isAsked = lead.grade === "A" && !(await isSenior(scope, lead.ownerId));
  return { decider: isAsked ? [keep, reassign] : [reassign, open], asker: [open] };
}

async function mayGive(scope: Looking, personId: string, lead: Lead): Promise<boolean> {
  const person = await scope.db.person.findFirst({
    where: { workspaceId: scope.workspaceId, id: personId },
    select: { roles: true, teamId: true },
  });
  if (person === null) return false;
  const { roles, teamId } = person;
  if (lead.status === "pooled") return assigningRoles.some((role) => roles.includes(role));
  if (lead.status !== "assigned") return false;
  return mayGiveAway(scope, { personId, roles, ...(teamId !== null && { teamId }) }, lead);
}

/** One in the pool is nobody's to keep, and so counts as a senior's. */
async function isSenior({ db, workspaceId }: Scope, ownerId: string | null): Promise<boolean> {
  if (ownerId === null) return true;
  const where = { workspaceId, id: ownerId, roles: { has: "senior_rep" } } as const;
  return (await db.person.count({ where })) > 0;
}
