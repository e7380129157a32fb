import { v7 as uuid } from "uuid";
import { z } from "zod";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Method, methods } from "#domain/method.ts";
import { UserError } from "#src/errors.ts";

/** What a person typed. Dates in the words count from when they were said, however late a question is answered. */
export type Words = {
  readonly text: string;
  readonly saidAt: Date;
  /** The event that they came with, or the draft that they waited in: they become a follow-up once. */
  readonly sourceKey: string;
};

/** What is known of the words beside them. */
export type Hints = {
  /** The customer's name as the note has it, if one could be made out. */
  readonly name?: string | undefined;
  /** As chosen in a form. */
  readonly method?: Method | undefined;
};

export type Draft = Words & Hints & { readonly id: string };

const storedNote = z.object({
  text: z.string(),
  name: z.string().optional(),
  method: z.enum(methods).optional(),
});

/** The words of this event. */
export function wordsOf({ event, now }: HandlerCtx, text: string): Words {
  return { text, saidAt: now, sourceKey: `${event.platform}:${event.tenant}:${event.key}` };
}

/** Keeps words that wait for an answer; under the same source key they are kept once. Returns the draft's id. */
export async function keepDraft(ctx: HandlerCtx, words: Words, hints: Hints = {}): Promise<string> {
  const { workspaceId, actor } = ctx;
  const { text, saidAt, sourceKey } = words;
  const note = { text, ...hints };
  const row = { workspaceId, id: uuid(), personId: actor.personId, note, createdAt: saidAt, sourceKey };
  await ctx.db.followUpDraft.createMany({ data: [row], skipDuplicates: true });
  const { id } = await ctx.db.followUpDraft.findFirstOrThrow({ where: { sourceKey }, select: { id: true } });
  return id;
}

/** @throws UserError where the draft is somebody else's or was dealt with. */
export async function openDraft(ctx: HandlerCtx, draftId: string): Promise<Draft> {
  const t = followUpTexts[ctx.locale];
  const row = await ctx.db.followUpDraft.findFirst({ where: { id: draftId } });
  if (row === null) throw new UserError("draft.gone", { userMessage: t.gone });
  if (row.personId !== ctx.actor.personId) throw new UserError("draft.not-mine", { userMessage: t.notYours });
  if (row.settledAt !== null) throw new UserError("draft.settled", { userMessage: t.draftSettled });
  const note = storedNote.parse(row.note);
  return { ...note, id: row.id, saidAt: row.createdAt, sourceKey: `draft:${row.id}` };
}

/** Marks a draft as dealt with; what it became has the draft's source key, so a second press is harmless. */
export async function settleDraft(ctx: HandlerCtx, draftId: string): Promise<void> {
  await ctx.db.followUpDraft.updateMany({
    where: { id: draftId, settledAt: null },
    data: { settledAt: ctx.now },
  });
}

/** Drops a draft; false where it was dealt with meanwhile. */
export async function dropDraft(ctx: HandlerCtx, { id, sourceKey }: Draft): Promise<boolean> {
  if ((await ctx.db.followUp.count({ where: { sourceKey } })) > 0) return false;
  const { count } = await ctx.db.followUpDraft.updateMany({
    where: { id, settledAt: null },
    data: { settledAt: ctx.now },
  });
  return count === 1;
}
