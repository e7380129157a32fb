import type { z } from "zod";
import { answerApproval } from "#approval/answer-approval.ts";
import type { Pressed } from "#approval/look.ts";
import { findApproval } from "#approval/stored.ts";
import { answerForm } from "#cards/approval/forms.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, toast, update } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { inTransaction, kindOf, pressedMessage, pressPayload } from "./decide.ts";
import { drawWhere, inGroup } from "./reply.ts";
import { approvalViews } from "./view.ts";

const payload = pressPayload.pick({ approvalId: true, in: true });

type Payload = z.infer<typeof payload>;

/** "Answer" on the question of who decides. */
export const answer = action({
  id: "approval.answer",
  payload,
  run: async (ctx, pressed) => {
    const { approvalId } = pressed;
    const approval = await findApproval(ctx, approvalId);
    const isOwn = approval?.requestedById === ctx.actor.personId;
    if (approval?.status !== "returned" || !isOwn) {
      return asItIs(ctx, pressed, approval === undefined ? "gone" : isOwn ? "over" : "not-yours");
    }
    const place = inGroup(ctx, pressed);
    const [view] = await approvalViews(ctx, [approval], place);
    const { question = "" } = approval;
    const form = { approvalId, ...(place && { in: place }) };
    return ask(answerForm(ctx.locale, { title: view?.title ?? "", question, payload: form }));
  },
});

/** The submitted answer: it waits again, and those who decide are told. */
export const answered = form({
  id: "approval.answer",
  payload,
  run: async (ctx, { payload: submitted, values }) => {
    const { approvalId } = submitted;
    const words = textOf(values, "answer");
    if (words === undefined) return invalid({ answer: approvalTexts[ctx.locale].needAnswer });
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const { personId } = ctx.actor;
    const kind = await kindOf(ctx, approvalId);
    if (kind === undefined) return asItIs(ctx, submitted, "gone");
    const answering = { kind, approvalId, personId, answer: words, settings, on: pressedMessage(ctx) };
    return asItIs(ctx, submitted, await inTransaction(ctx, (scope) => answerApproval(scope, answering)));
  },
});

async function asItIs(ctx: HandlerCtx, payload: Payload, taken: Pressed): Promise<Reply> {
  const t = approvalTexts[ctx.locale];
  const said =
    taken === "counted" ? t.answeredToast : { gone: t.gone, "not-yours": t.notYours }[String(taken)];
  const card = await drawWhere(ctx, payload);
  return card === undefined ? toast(said ?? t.over, "warning") : update(card, said ?? t.over);
}
