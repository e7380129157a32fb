import { v7 as uuid } from "uuid";
import { z } from "zod";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { UserError } from "#src/errors.ts";
import { sourceKeyOf } from "./save.ts";

/** The words as they were typed: dates in them count from when they were said. */
const storedNote = z.object({ text: z.string(), name: z.string().optional() });

export type Draft = {
  readonly id: string;
  readonly text: string;
  /** The customer's name as the note has it, if one could be made out. */
  readonly name: string | undefined;
  readonly createdAt: Date;
};

/** Keeps words that wait for an answer; the same event keeps them once. */
export async function keepDraft(
  ctx: HandlerCtx,
  note: { text: string; name: string | undefined },
): Promise<string> {
  const { workspaceId, actor, now } = ctx;
  const sourceKey = sourceKeyOf(ctx);
  const row = { workspaceId, id: uuid(), personId: actor.personId, note, createdAt: now, sourceKey };
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
  return { id: row.id, text: note.text, name: note.name, createdAt: row.createdAt };
}

/** Marks a draft as dealt with; the follow-up's source key makes a second press harmless. */
export async function settleDraft(ctx: HandlerCtx, draftId: string): Promise<void> {
  await ctx.db.followUpDraft.updateMany({
    where: { id: draftId, settledAt: null },
    data: { settledAt: ctx.now },
  });
}
