import { z } from "zod";
import { askApproval } from "#approval/ask-approval.ts";
import { withdrawApprovals } from "#approval/withdraw-approvals.ts";
import { gradeForm } from "#cards/lead/grade.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { optionOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, toast } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { redrawLeads } from "#directory/leads/redraw-leads.ts";
import type { Scope } from "#directory/scope.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { dimensions, type Grade, type GradeAnswers, gradeAnswers, gradeOf, grades } from "#domain/grading.ts";
import type { Group } from "#outbox/views.ts";
import { leadGradeKind } from "./approval-kind.ts";
import { pressedMessage, redrawLead, usableLead } from "./show.ts";
import { answersOf, proposalOf } from "./view.ts";

const payload = z.object({ leadId: z.uuid() });

/** What can be graded: a lead of the nurture pool anew. */
const gradableStatuses = ["registered", "grading", "nurturing"] as const;

/** The lead, while its grade is still to be decided. */
async function gradable(
  ctx: HandlerCtx,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refusal: string }> {
  const found = await usableLead(ctx, leadId);
  if ("refusal" in found) return found;
  const isOpen = gradableStatuses.some((status) => status === found.lead.status);
  return isOpen ? found : { refusal: gradeTexts[ctx.locale].notNow };
}

/** "Grade", and "Change grading" while it waits. */
export const grade = action({
  id: "lead.grade",
  payload,
  run: async (ctx, { leadId }) => {
    const found = await gradable(ctx, leadId);
    if ("refusal" in found) return toast(found.refusal, "warning");
    const { company, version, urgency, budget, influence, arguedGrade, argument } = found.lead;
    const answers = {
      urgency: urgency ?? undefined,
      budget: budget ?? undefined,
      influence: influence ?? undefined,
    };
    const argued = { arguedGrade: arguedGrade ?? undefined, argument: argument ?? undefined };
    return ask(gradeForm(ctx.locale, { leadId, company, version, answers, ...argued }));
  },
});

/** "Submit as B": the three answers were in the line. */
export const submitGrade = action({
  id: "lead.submit-grade",
  payload,
  run: async (ctx, { leadId }) => {
    const found = await gradable(ctx, leadId);
    if ("refusal" in found) return toast(found.refusal, "warning");
    const { lead } = found;
    const answers = answersOf(lead);
    if (lead.status !== "registered" || answers === undefined) {
      return toast(gradeTexts[ctx.locale].notNow, "warning");
    }
    const submitted = await submit(ctx, lead, { answers });
    return submitted ?? toast(leadTexts[ctx.locale].changedMeanwhile, "warning");
  },
});

/** The answered form: refused where somebody changed the lead since it was opened. */
export const graded = form({
  id: "lead.grade",
  payload: payload.extend({ version: z.coerce.number() }),
  run: async (ctx, { payload: { leadId, version }, values }) => {
    const found = await gradable(ctx, leadId);
    if ("refusal" in found) return invalid({ urgency: found.refusal });
    const said = readAnswers(ctx, values);
    if ("errors" in said) return invalid(said.errors);
    const submitted = await submit(ctx, { ...found.lead, version }, said);
    return submitted ?? invalid({ urgency: leadTexts[ctx.locale].changedMeanwhile });
  },
});

type Said = {
  readonly answers: GradeAnswers;
  readonly argued?: { readonly grade: Grade; readonly argument: string };
};

const answerSchema = z.object({
  urgency: z.enum(gradeAnswers.urgency),
  budget: z.enum(gradeAnswers.budget),
  influence: z.enum(gradeAnswers.influence),
});

function readAnswers(
  { locale }: HandlerCtx,
  values: FormValues,
): Said | { readonly errors: Readonly<Record<string, string>> } {
  const t = gradeTexts[locale];
  const given = Object.fromEntries(dimensions.map((dimension) => [dimension, optionOf(values, dimension)]));
  const answers = answerSchema.safeParse(given);
  if (!answers.success) {
    const names = answers.error.issues.map((issue) => String(issue.path[0]));
    return { errors: Object.fromEntries(names.map((name) => [name, t.needAnswer])) };
  }
  const byRule = gradeOf(answers.data).grade;
  const wanted = grades.find((each) => each === optionOf(values, "arguedGrade"));
  if (wanted === undefined || wanted === byRule) return { answers: answers.data };
  const argument = textOf(values, "argument");
  if (argument === undefined) return { errors: { argument: t.needArgument(byRule) } };
  return { answers: answers.data, argued: { grade: wanted, argument } };
}

const ungraded = { status: "grading", grade: null, clockAt: null, clockStep: null } as const;

/** The answers and the request for a decision, in one commit; `undefined` where the lead changed meanwhile. */
async function submit(ctx: HandlerCtx, lead: Lead, { answers, argued }: Said): Promise<Reply | undefined> {
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const change = { ...answers, arguedGrade: argued?.grade ?? null, argument: argued?.argument ?? null };
  const proposal = await ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId: ctx.workspaceId };
    const { count } = await tx.lead.updateMany({
      where: { id: lead.id, version: lead.version, status: { in: [...gradableStatuses] } },
      // While it is graded its approval has the timer.
      data: { ...change, ...ungraded, version: { increment: 1 } },
    });
    if (count === 0) return undefined;
    const by = { at: ctx.now, personId: ctx.actor.personId, subjectId: lead.id };
    await recordAudit(scope, { action: "lead.graded", ...by });
    await redrawLeads(scope, { leadIds: [lead.id], now: ctx.now, on: pressedMessage(ctx) });
    const asked = { leadId: lead.id, requestedById: ctx.actor.personId, now: ctx.now, settings };
    return askAgain(scope, { ...asked, group: groupOf(ctx) });
  });
  if (proposal === undefined) return undefined;
  return redrawLead(ctx, lead.id, gradeTexts[ctx.locale].submitted(lead.company, proposal));
}

/** Asks for a decision on the lead as it is now in the place of the one that waits, if any. Returns what is proposed. */
export async function askAgain(
  scope: Scope,
  asked: {
    readonly leadId: string;
    readonly requestedById: string;
    readonly now: Date;
    readonly settings: Settings;
    readonly group?: Group | undefined;
  },
): Promise<Grade> {
  const { leadId, requestedById, now, settings, group } = asked;
  await withdrawApprovals(scope, { kind: leadGradeKind, subjectId: leadId, now });
  const lead = await leadById(scope, leadId);
  const proposed = lead && proposalOf(lead);
  if (lead === undefined || proposed === undefined) throw new Error("a lead without answers has no grade");
  const { proposal } = proposed;
  await askApproval(scope, {
    ...{ kind: leadGradeKind, subjectId: leadId, requestedById, proposal, now, settings },
    ...(lead.argument !== null && { argument: lead.argument }),
    ...(group !== undefined && { group }),
  });
  return proposal;
}

/** Asked in a group, it is shown there, too, masked: whoever decides may sit in it. */
function groupOf({ event: { platform, tenant, conversation } }: HandlerCtx): Group | undefined {
  return conversation?.kind === "group" ? { platform, tenant, conversation } : undefined;
}
