import { v7 as uuid } from "uuid";
import { z } from "zod";
import { registerTexts } from "#cards/lead/register-texts.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { gradeAnswers } from "#domain/grading.ts";
import { UserError } from "#src/errors.ts";

const words = z.object({
  company: z.string().optional(),
  contactName: z.string().optional(),
  contactTitle: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  wechat: z.string().optional(),
  source: z.string().optional(),
  need: z.string().optional(),
  /** `YYYY-MM-DD` */
  acquiredOn: z.string().optional(),
  answers: z
    .object({
      urgency: z.enum(gradeAnswers.urgency).optional(),
      budget: z.enum(gradeAnswers.budget).optional(),
      influence: z.enum(gradeAnswers.influence).optional(),
    })
    .default({}),
});

/** What is known of a lead before it is one. */
export type LeadWords = z.infer<typeof words>;

/** Words that become a lead, once: under the key of their event, or of the draft in which they waited. */
export type Registering = {
  readonly words: LeadWords;
  readonly sourceKey: string;
  /** Day from which a lead without a day of its own is counted. */
  readonly saidAt: Date;
  readonly draftId?: string;
};

function eventKey({ event }: HandlerCtx): string {
  return `${event.platform}:${event.tenant}:${event.key}`;
}

/** Words of this very event. */
export function fresh(ctx: HandlerCtx, said: LeadWords): Registering {
  return { words: said, sourceKey: eventKey(ctx), saidAt: ctx.now };
}

/**
 * Keeps words that wait for an answer, beside the notes that do: buttons carry ids, never facts. What waits already
 * is kept under its own id, with what was added.
 */
export async function keepWords(
  ctx: HandlerCtx,
  { words: said, draftId, saidAt }: Registering,
): Promise<string> {
  const { workspaceId, actor } = ctx;
  const note = { lead: said };
  if (draftId !== undefined) {
    await ctx.db.followUpDraft.updateMany({ where: { id: draftId, settledAt: null }, data: { note } });
    return draftId;
  }
  const sourceKey = `lead:${eventKey(ctx)}`;
  const row = { workspaceId, id: uuid(), personId: actor.personId, note, createdAt: saidAt, sourceKey };
  await ctx.db.followUpDraft.createMany({ data: [row], skipDuplicates: true });
  const { id } = await ctx.db.followUpDraft.findFirstOrThrow({ where: { sourceKey }, select: { id: true } });
  return id;
}

export function draftKey(draftId: string): string {
  return `draft:${draftId}`;
}

/** @throws UserError where the draft is somebody else's or was dropped. */
export async function openWords(ctx: HandlerCtx, draftId: string): Promise<Registering> {
  const t = registerTexts[ctx.locale];
  const row = await ctx.db.followUpDraft.findFirst({ where: { id: draftId } });
  const stored = z.object({ lead: words }).safeParse(row?.note);
  if (row === null || !stored.success) throw new UserError("lead-draft.gone", { userMessage: t.draftGone });
  if (row.personId !== ctx.actor.personId) {
    throw new UserError("lead-draft.not-mine", { userMessage: t.draftNotYours });
  }
  const registering = {
    words: stored.data.lead,
    saidAt: row.createdAt,
    sourceKey: draftKey(draftId),
    draftId,
  };
  const isLead = row.settledAt !== null && (await leadOf(ctx, registering.sourceKey)) !== undefined;
  if (row.settledAt === null || isLead) return registering;
  throw new UserError("lead-draft.settled", { userMessage: t.draftGone });
}

/** The lead that was made under the key before. */
export async function leadOf(ctx: HandlerCtx, sourceKey: string): Promise<string | undefined> {
  const made = await ctx.db.lead.findFirst({ where: { sourceKey }, select: { id: true } });
  return made?.id;
}

/** Drops what waits; false where it was dealt with meanwhile. */
export async function dropWords(ctx: HandlerCtx, draftId: string): Promise<boolean> {
  if ((await leadOf(ctx, draftKey(draftId))) !== undefined) return false;
  const { count } = await ctx.db.followUpDraft.updateMany({
    where: { id: draftId, settledAt: null },
    data: { settledAt: ctx.now },
  });
  return count === 1;
}
