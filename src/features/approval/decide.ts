import { z } from "zod";
import { type Decision, decide } from "#approval/decide.ts";
import { look, type Pressed } from "#approval/look.ts";
import { returnApproval } from "#approval/return-approval.ts";
import { findApproval, type StoredApproval, shownKey } from "#approval/stored.ts";
import { changeForm, returnForm } from "#cards/approval/forms.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import type { DecidedScope } from "#chat/approval.ts";
import type { MessageRef } from "#chat/event.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { optionOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { inGroup, pressed, refused } from "./reply.ts";
import { approvalViews } from "./view.ts";

/** What a card's buttons carry: which approval, as it was shown, and whether all of a group see the card. */
export const pressPayload = z.object({
  approvalId: z.uuid(),
  key: z.string(),
  in: z.literal("group").exactOptional(),
});
export type PressPayload = z.infer<typeof pressPayload>;

/** "Approve". */
export const approve = action({
  id: "approval.approve",
  payload: pressPayload,
  run: async (ctx, payload) => {
    const taken = await decideOn(ctx, payload, {});
    return pressed(ctx, payload, { pressed: taken, said: approvalTexts[ctx.locale].approvedToast });
  },
});

/** "Change" and "Ask back" open their forms for who may decide now. */
export const change = action({
  id: "approval.change",
  payload: pressPayload,
  run: (ctx, payload) => openForm(ctx, payload, "change"),
});
export const askBack = action({
  id: "approval.return",
  payload: pressPayload,
  run: (ctx, payload) => openForm(ctx, payload, "return"),
});

/** Another outcome, with a reason. What is up for approval is approved instead, which has none. */
export const changed = form({
  id: "approval.change",
  payload: pressPayload,
  run: async (ctx, { payload, values }) => {
    const t = approvalTexts[ctx.locale];
    const approval = await findApproval(ctx, payload.approvalId);
    const kind = approval && ctx.approvals.get(approval.kind);
    const outcome = kind?.outcomes(ctx.locale).find(({ value }) => value === optionOf(values, "outcome"));
    const reason = textOf(values, "reason");
    if (kind !== undefined && outcome === undefined) return invalid({ outcome: t.needOutcome });
    const isSame = approval !== undefined && outcome?.value === upForApproval(approval);
    if (isSame && shownKey(approval) === payload.key && approval.decidedAt === undefined) {
      return invalid({ outcome: t.sameOutcome(outcome.label) });
    }
    if (reason === undefined) return invalid({ reason: t.needReason });
    const taken = await decideOn(ctx, payload, { reason, ...(outcome && { outcome: outcome.value }) });
    return pressed(ctx, payload, { pressed: taken, said: t.changedToast });
  },
});

/** A question to whoever asked. */
export const askedBack = form({
  id: "approval.return",
  payload: pressPayload,
  run: async (ctx, { payload, values }) => {
    const t = approvalTexts[ctx.locale];
    const question = textOf(values, "question");
    if (question === undefined) return invalid({ question: t.needQuestion });
    const press = await pressOf(ctx, payload);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const taken =
      press === undefined
        ? "gone"
        : await inTransaction(ctx, (scope) => returnApproval(scope, { ...press, question, settings }));
    const said = t.returnedToast;
    return pressed(ctx, payload, { pressed: taken, said, counted: said });
  },
});

async function openForm(ctx: HandlerCtx, pressed: PressPayload, which: "change" | "return"): Promise<Reply> {
  const place = inGroup(ctx, pressed);
  // What is submitted does not always say where the form was opened.
  const payload = { ...pressed, ...(place && { in: place }) };
  const press = await pressOf(ctx, payload);
  if (press === undefined) return refused(ctx, payload, "gone");
  const looked = await inTransaction(ctx, (scope) => look(scope, press));
  if (!("approval" in looked)) return refused(ctx, payload, looked.refused);
  const { approval } = looked;
  const [view] = await approvalViews(ctx, [approval], place ?? "direct");
  const title = view?.title ?? "";
  if (which === "return") return ask(returnForm(ctx.locale, { title, payload }));
  const others = press.kind.outcomes(ctx.locale).filter(({ value }) => value !== upForApproval(approval));
  return ask(changeForm(ctx.locale, { title, outcomes: others, payload }));
}

/** What "Approve" would decide. */
function upForApproval({ outcome, proposal }: StoredApproval): string {
  return outcome ?? proposal;
}

/** One decision in one transaction. */
export async function decideOn(
  ctx: HandlerCtx,
  payload: PressPayload,
  decision: Pick<Decision, "outcome" | "reason">,
): Promise<Pressed> {
  const press = await pressOf(ctx, payload);
  if (press === undefined) return "gone";
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  return inTransaction(ctx, (scope) => decide(scope, { ...press, ...decision, settings }));
}

export function inTransaction<T>(ctx: HandlerCtx, work: (scope: DecidedScope) => Promise<T>): Promise<T> {
  const { database, workspaceId, now } = ctx;
  return ctx.db.$transaction((db) => work({ db, database, workspaceId, now }));
}

/** What it is a decision about; `undefined` where that is no more. */
export async function kindOf(ctx: HandlerCtx, approvalId: string) {
  const approval = await findApproval(ctx, approvalId);
  return approval && ctx.approvals.get(approval.kind);
}

/** A press of the actor on the message it came from; `undefined` where the kind is no more. */
export async function pressOf(ctx: HandlerCtx, { approvalId, key }: PressPayload) {
  const kind = await kindOf(ctx, approvalId);
  return kind && { kind, approvalId, key, personId: ctx.actor.personId, on: pressedMessage(ctx) };
}

/** The message that carries the button, which the answer changes. */
export function pressedMessage({ event }: HandlerCtx): MessageRef | undefined {
  return event.type === "action" || event.type === "form" ? event.on : undefined;
}
