import { z } from "zod";
import { askApprovals } from "#approval/ask-approvals.ts";
import { messageKind } from "#chat/feature.ts";
import { recordAudits } from "#directory/audit.ts";
import { askForGrades, gradesKind } from "#directory/leads/import-leads.ts";
import type { Lead } from "#directory/leads/lead.ts";
import type { Scope } from "#directory/scope.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { leadGradeKind } from "./approval-kind.ts";
import { proposalOf } from "./view.ts";

/** In one commit, and in one turn of the outbox: a turn ends within its lease. */
const atOnce = 500;

const payload = z.object({ fileKey: z.string(), at: z.coerce.date(), part: z.number() });

/**
 * Asks for the grades of the leads of a list that answer the three questions, so many at a time, after the import. Says
 * nothing itself: those who decide get one message for all of them.
 */
export const importGrades = messageKind({
  ...gradesKind,
  payload,
  urgent: true,
  build: async (ctx, { fileKey, at, part }) => {
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    await ctx.db.$transaction(
      async (tx) => {
        const scope = { db: tx, workspaceId: ctx.workspaceId };
        const { leads, isMore } = await takeLeads(scope, { fileKey, at });
        await askFor(scope, leads, { at, settings });
        if (!isMore) return;
        const next = { fileKey, at, part: part + 1 };
        await askForGrades(scope, next, { personId: ctx.actor.personId, dueAt: ctx.now });
      },
      { timeout: 30_000 },
    );
    return undefined;
  },
});

const answered = { urgency: { not: null }, budget: { not: null }, influence: { not: null } };

/**
 * What somebody changes in the same moment is as it is then: the answers are those of the locked row. Found by when they
 * were registered, for which there is an index; the file's key is compared as text, whose order is the collation's own.
 */
async function takeLeads(
  { db, workspaceId }: Scope,
  { fileKey, at }: { readonly fileKey: string; readonly at: Date },
): Promise<{ readonly leads: readonly Lead[]; readonly isMore: boolean }> {
  const where = { workspaceId, status: "registered" as const, ...answered };
  const found = await db.lead.findMany({
    where: { ...where, registeredAt: at, sourceKey: { startsWith: `${fileKey}:` } },
    orderBy: [{ registeredAt: "asc" }, { id: "asc" }],
    take: atOnce,
    select: { id: true },
  });
  const leads = await db.lead.updateManyAndReturn({
    where: { ...where, id: { in: found.map(({ id }) => id) } },
    // While it is graded its approval has the timer.
    data: { status: "grading", clockAt: null, clockStep: null, version: { increment: 1 } },
  });
  return { leads, isMore: found.length === atOnce };
}

type Grading = { readonly at: Date; readonly settings: Settings };

/** Asked for by whom the list names: who is above them decides, and they are told. Who brought the list answered. */
async function askFor(scope: Scope, leads: readonly Lead[], { at: now, settings }: Grading): Promise<void> {
  const asked = leads.flatMap((lead) => {
    const proposed = proposalOf(lead);
    const { id: subjectId, ownerId, registeredById } = lead;
    const requestedById = ownerId ?? registeredById;
    return proposed === undefined ? [] : [{ subjectId, requestedById, proposal: proposed.proposal }];
  });
  await recordAudits(
    scope,
    leads.map(({ id: subjectId, registeredById: personId }) => ({
      ...{ action: "lead.graded", at: now, personId, subjectId },
    })),
  );
  await askApprovals(scope, { kind: leadGradeKind, now, settings, quiet: true }, asked);
}
