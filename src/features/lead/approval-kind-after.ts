import { gradeTexts } from "#cards/lead/grade-texts.ts";
import type { AfterCard, AfterDecision, Approval, ApprovalScope } from "#chat/approval.ts";
import type { Button } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { mayGiveAway } from "#directory/leads/may-give-away.ts";
import { assigningRoles } from "#directory/leads/receive-lead.ts";
import { leadTopic } from "#directory/leads/redraw-leads.ts";
import { namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { isOwned } from "#domain/lead.ts";
import { isKept } from "./kept.ts";

type Looking = ApprovalScope & { readonly now: Date };

/**
 * On the decided card: for who decided, keep or reassign where an A came to a plain rep, until one of them
 * was done, and reassign elsewhere, each only while it is his or hers to press; for who asked, the lead. Both hear who keeps a C.
 */
export async function afterGrading(
  scope: Looking,
  approval: Approval,
  locale: Locale,
): Promise<AfterDecision> {
  const { subjectId } = approval;
  const lead = await leadById(scope, subjectId);
  const asker = {
    ...(lead?.status === "nurturing" && { line: await inThePool(scope, lead, locale) }),
    buttons: [buttonOf(locale, "open", subjectId)],
  };
  const isGiven = lead !== undefined && lead.status !== "nurturing";
  const decider = isGiven ? await forDecider(scope, { lead, approval, locale }) : asker;
  return { decider, asker, topics: [leadTopic(subjectId)] };
}

/** A C has no owner's card that says where it is. */
async function inThePool(scope: Scope, { ownerId }: Lead, locale: Locale): Promise<string> {
  const t = gradeTexts[locale];
  const keeper = ownerId === null ? undefined : (await namesOf(scope, [ownerId])).get(ownerId);
  return keeper === undefined ? t.nurtured : t.nurturedBy(keeper);
}

const actions = { open: "lead.open", keep: "lead.keep", reassign: "lead.reassign" } as const;

function buttonOf(locale: Locale, what: keyof typeof actions, leadId: string): Button {
  return { label: gradeTexts[locale][what], action: { id: actions[what], payload: { leadId } } };
}

type Decided = { readonly lead: Lead; readonly approval: Approval; readonly locale: Locale };

async function forDecider(scope: Looking, { lead, approval, locale }: Decided): Promise<AfterCard> {
  const t = gradeTexts[locale];
  const { decidedById, decidedAt } = approval;
  const isTheirs = decidedById !== undefined && (await mayGive(scope, decidedById, lead));
  const button = (what: keyof typeof actions) => buttonOf(locale, what, lead.id);
  const buttons = isTheirs ? [button("reassign"), button("open")] : [button("open")];
  if (!isOwned(lead.status) || lead.ownerId === null) return { buttons };
  const owner = (await namesOf(scope, [lead.ownerId])).get(lead.ownerId) ?? "";
  if (await isKept(scope, lead)) return { line: t.stays(owner), buttons };
  const isByThis = lead.assignedAt?.getTime() === decidedAt?.getTime();
  const isAsked = isTheirs && isByThis && lead.grade === "A" && (await isPlainRep(scope, lead.ownerId));
  return isAsked ? { line: t.askKeep(owner), buttons: [button("keep"), button("reassign")] } : { buttons };
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

const aboveReps = ["senior_rep", "supervisor", "manager"] as const;

/** Whoever leads reps is as good as a senior one. */
async function isPlainRep({ db, workspaceId }: Scope, ownerId: string): Promise<boolean> {
  const where = { workspaceId, id: ownerId };
  const { roles = [] } = (await db.person.findFirst({ where, select: { roles: true } })) ?? {};
  return roles.includes("rep") && !aboveReps.some((role) => roles.includes(role));
}
