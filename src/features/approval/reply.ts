import { decidersOf } from "#approval/deciders.ts";
import type { Pressed, Refused } from "#approval/look.ts";
import { findApproval } from "#approval/stored.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { type Card, viewKey } from "#chat/card.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Reply, toast, update } from "#chat/reply.ts";
import { namesOf } from "#directory/people.ts";
import type { PressPayload } from "./decide.ts";
import { drawInGroup, drawOne } from "./view.ts";

type Taken = {
  readonly pressed: Pressed;
  /** Where it was taken; where it was taken and others have yet to decide. */
  readonly said: string;
  readonly counted?: string;
};

/** The card as it is now, and what became of the press. */
export async function pressed(ctx: HandlerCtx, payload: PressPayload, taken: Taken): Promise<Reply> {
  const t = approvalTexts[ctx.locale];
  if (taken.pressed === "decided") return shown(ctx, payload, taken.said);
  if (taken.pressed === "counted") return shown(ctx, payload, taken.counted ?? t.countedToast);
  return refused(ctx, payload, taken.pressed);
}

/** A press that changed nothing: says why, and draws the card as it is. */
export async function refused(ctx: HandlerCtx, payload: PressPayload, why: Refused): Promise<Reply> {
  const t = approvalTexts[ctx.locale];
  if (why === "gone") return toast(t.gone, "warning");
  if (why === "not-yours") return shown(ctx, payload, t.notYours);
  if (why === "own") return shown(ctx, payload, t.own);
  if (why === "passed-on") return shown(ctx, payload, await whoseTurn(ctx, payload.approvalId));
  const nextId = await askedInstead(ctx, payload.approvalId);
  if (nextId !== undefined) return shown(ctx, { ...payload, approvalId: nextId }, t.moved);
  return shown(ctx, payload, (await whoDecided(ctx, payload.approvalId)) ?? t[why]);
}

/** Roles, absences and reporting lines change while something waits. */
async function whoseTurn(ctx: HandlerCtx, approvalId: string): Promise<string> {
  const t = approvalTexts[ctx.locale];
  const approval = await findApproval(ctx, approvalId);
  const turn = approval === undefined ? [] : await decidersOf(ctx, approval, ctx.now);
  const names = await namesOf(ctx, turn);
  return turn.length === 0 ? t.notYours : t.passedOn(turn.flatMap((id) => names.get(id) ?? []));
}

/** What the actor decides about the same thing now, where the facts changed and it was asked for anew. */
async function askedInstead(ctx: HandlerCtx, approvalId: string): Promise<string | undefined> {
  const { db, workspaceId, actor } = ctx;
  const former = await findApproval(ctx, approvalId);
  if (former?.status !== "withdrawn") return undefined;
  const { kind, subjectId } = former;
  const seats = { some: { personId: actor.personId, isOpen: true } };
  const next = await db.approval.findFirst({
    where: { workspaceId, kind, subjectId, status: "waiting", seats },
    select: { id: true },
  });
  return next?.id;
}

/** Others may read along: the card was shown in a group, or was brought there. */
export function inGroup({ event }: HandlerCtx, { in: place }: Pick<PressPayload, "in">): "group" | undefined {
  return event.conversation?.kind === "group" ? "group" : place;
}

/** The approval as it is now, for who reads it where it was pressed; `undefined` for whom it does not concern. */
export async function drawWhere(
  ctx: HandlerCtx,
  { approvalId, in: place }: Pick<PressPayload, "approvalId" | "in">,
): Promise<Card | undefined> {
  if (place === "group") return drawInGroup(ctx, approvalId);
  const own = await drawOne(ctx, approvalId);
  return own && inGroup(ctx, {}) ? drawInGroup(ctx, approvalId) : own;
}

async function shown(ctx: HandlerCtx, payload: PressPayload, said: string): Promise<Reply> {
  const card = await drawWhere(ctx, payload);
  if (card === undefined) return toast(said, "warning");
  // In a list the title is what is told, and the list is drawn afresh.
  const isInView = "payload" in ctx.event && ctx.event.payload[viewKey] !== undefined;
  return update(isInView ? { ...card, title: said } : card, said);
}

/** Two at the same second: the later one is told who decided what. */
async function whoDecided(ctx: HandlerCtx, approvalId: string): Promise<string | undefined> {
  const t = approvalTexts[ctx.locale];
  const approval = await findApproval(ctx, approvalId);
  const { decidedById, outcome = "", status } = approval ?? {};
  if (decidedById === undefined || (status !== "approved" && status !== "changed")) return undefined;
  const name = (await namesOf(ctx, [decidedById])).get(decidedById) ?? t.someone;
  const outcomes = ctx.approvals.get(approval?.kind ?? "")?.outcomes(ctx.locale) ?? [];
  return t.overBy(name, outcomes.find(({ value }) => value === outcome)?.label ?? outcome);
}
