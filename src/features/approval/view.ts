import { approvalOf } from "#approval/approval-of.ts";
import { decidersOf } from "#approval/deciders.ts";
import { approvalTopic, groupView, oneView, viewOf } from "#approval/messages.ts";
import { seatsOf } from "#approval/seat-of.ts";
import { findApproval, type StoredApproval, shownKey } from "#approval/stored.ts";
import { type ApprovalView, approvalCard, askerCard } from "#cards/approval/card.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { momentText } from "#cards/shared/dates.ts";
import type { AfterDecision, ApprovalKind } from "#chat/approval.ts";
import type { Card } from "#chat/card.ts";
import { withoutContacts } from "#chat/clean-text.ts";
import type { View, ViewCtx } from "#chat/feature.ts";
import { namesOf } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import type { Calendar } from "#domain/calendar/calendar.ts";
import { workedBetween } from "#domain/calendar/deadline.ts";

/** Who reads it: somebody alone, with or without phones and e-mails, or everybody in a group, without. */
export type Place = "direct" | "masked" | "group";

/** What the cards show of approvals, each for the reader; those of a kind that is no more are left out. */
export async function approvalViews(
  ctx: ViewCtx,
  approvals: readonly StoredApproval[],
  place: Place = "direct",
): Promise<ApprovalView[]> {
  const ids = approvals.flatMap(({ requestedById, decidedById }) =>
    [requestedById, decidedById ?? []].flat(),
  );
  const names = await namesOf(ctx, [...new Set(ids)]);
  const { calendar } = await settingsOf(ctx.database, ctx.workspaceId);
  return approvals.flatMap((approval) => {
    const kind = ctx.approvals.get(approval.kind);
    return kind === undefined ? [] : viewed(ctx, approval, { kind, names, place, calendar });
  });
}

type Viewing = {
  readonly kind: ApprovalKind;
  readonly names: ReadonlyMap<string, string>;
  readonly place: Place;
  readonly calendar: Calendar;
};

function viewed(ctx: ViewCtx, approval: StoredApproval, viewing: Viewing): ApprovalView {
  const { kind, names, place, calendar } = viewing;
  const { locale, now } = ctx;
  const dates = { locale, tz: ctx.actor.tz, now };
  const masked = place !== "direct";
  const described = kind.describe({ ...dates, masked }, approval);
  const outcomeNames = new Map(kind.outcomes(locale).map(({ value, label }) => [value, label]));
  const { id, outcome, decidedById, decidedAt, level } = approval;
  const nameOf = (personId: string) => names.get(personId) ?? approvalTexts[locale].someone;
  const rule = approval.levels[level - 1];
  const foundBy = rule?.insteadBy ?? rule?.foundBy;
  const isOpen = approval.status === "waiting" || approval.status === "returned";
  const waited = waitedText(ctx, approval, calendar);
  return {
    ...{ ...described, approvalId: id, key: shownKey(approval), status: approval.status },
    proposal: outcomeNames.get(approval.proposal) ?? approval.proposal,
    requestedBy: nameOf(approval.requestedById),
    requestedAt: momentText(approval.requestedAt, dates),
    ...{ isInGroup: place === "group", mayDecide: place !== "masked" },
    shows: { view: viewOf(place === "group" ? groupView : oneView, id), topics: [approvalTopic(id)] },
    ...(outcome !== undefined && { outcome: outcomeNames.get(outcome) ?? outcome }),
    ...wordsOf(approval, masked),
    ...(decidedById !== undefined && { by: nameOf(decidedById) }),
    ...(decidedAt !== undefined && { decidedAt: momentText(decidedAt, dates) }),
    ...(waited !== undefined && { waited }),
    ...(isOpen && (foundBy === "director" || foundBy === "admin") && { foundBy }),
  };
}

/** What somebody wrote, which where it is masked names no phone and no e-mail either. */
function wordsOf({ argument, reason, question, answer }: StoredApproval, masked: boolean) {
  const shown = (words: string) => (masked ? withoutContacts(words) : words);
  return {
    ...(argument !== undefined && { argument: shown(argument) }),
    ...(reason !== undefined && { reason: shown(reason) }),
    ...(question !== undefined && { question: shown(question) }),
    ...(answer !== undefined && { answer: shown(answer) }),
  };
}

/**
 * In the reader's working time, from when it was asked: the clock of a first contact begins only where this ends. A
 * card that has just come says nothing of it, for it will not change by itself.
 */
function waitedText(
  { actor, locale, now }: ViewCtx,
  { requestedAt, decidedAt }: StoredApproval,
  calendar: Calendar,
): string | undefined {
  const { days, hours } = workedBetween(requestedAt, decidedAt ?? now, { ...actor, calendar });
  const isWorthIt = decidedAt !== undefined || days > 0 || hours > 0;
  return isWorthIt ? approvalTexts[locale].worked(days, hours) : undefined;
}

/**
 * The approval as the actor sees it: to decide on, as who asked, or, without phones and buttons, as who could have
 * decided; `undefined` for anybody else.
 */
export async function drawOne(ctx: ViewCtx, approvalId: string): Promise<Card | undefined> {
  const approval = await findApproval(ctx, approvalId);
  const kind = ctx.approvals.get(approval?.kind ?? "");
  if (approval === undefined || kind === undefined) return undefined;
  const isDecided = approval.status === "approved" || approval.status === "changed";
  const after = isDecided ? await kind.after?.(ctx, approvalOf(approval), ctx.locale) : undefined;
  return approval.requestedById === ctx.actor.personId
    ? drawForAsker(ctx, approval, after)
    : drawForDecider(ctx, approval, after);
}

async function drawForAsker(
  ctx: ViewCtx,
  approval: StoredApproval,
  after: AfterDecision | undefined,
): Promise<Card | undefined> {
  const view = await viewWithBy(ctx, approval, "direct");
  const isTheirTurn = approval.status === "returned";
  const waitsFor = isTheirTurn ? "" : await namesIn(ctx, await decidersOf(ctx, approval, ctx.now));
  return view && askerCard(ctx.locale, { ...view, waitsFor, ...afterIn(view, after, "asker") });
}

async function drawForDecider(
  ctx: ViewCtx,
  approval: StoredApproval,
  after: AfterDecision | undefined,
): Promise<Card | undefined> {
  const { personId } = ctx.actor;
  const seats = await ownSeats(ctx, approval.id);
  if (seats.length === 0) return undefined;
  const turn = await decidersOf(ctx, approval, ctx.now);
  const isTurn = turn.includes(personId);
  const isDecider = approval.decidedById === personId;
  const hasDecided = isDecider || seats.some(({ decidedAt }) => decidedAt !== null);
  const view = await viewWithBy(ctx, approval, isTurn || hasDecided ? "direct" : "masked");
  const others = isTurn ? {} : { mayDecide: false, waitsFor: await namesIn(ctx, turn) };
  if (view === undefined) return undefined;
  const own = isDecider ? afterIn(view, after, "decider") : {};
  return approvalCard(ctx.locale, { ...view, ...own, ...others });
}

/** What a kind adds to a decided card, which from then on shows the thing, too. */
function afterIn({ shows }: ApprovalView, after: AfterDecision | undefined, whose: "decider" | "asker") {
  if (after === undefined) return {};
  return { after: after[whose], shows: { ...shows, topics: [...shows.topics, ...after.topics] } };
}

async function viewWithBy(
  ctx: ViewCtx,
  approval: StoredApproval,
  place: Place,
): Promise<ApprovalView | undefined> {
  const [view] = await approvalViews(ctx, [approval], place);
  return view && { ...view, ...(await onBehalf(ctx, approval, view)) };
}

function ownSeats({ db, workspaceId, actor }: ViewCtx, approvalId: string) {
  const where = { workspaceId, approvalId, personId: actor.personId };
  return db.approvalSeat.findMany({ where, select: { decidedAt: true } });
}

async function namesIn(ctx: ViewCtx, personIds: readonly string[]): Promise<string> {
  const names = await namesOf(ctx, personIds);
  return personIds.flatMap((id) => names.get(id) ?? []).join(" · ");
}

/** Who decided for somebody else says so. */
async function onBehalf(ctx: ViewCtx, approval: StoredApproval, { by }: ApprovalView) {
  if (by === undefined || approval.status === "returned") return {};
  const seat = (await seatsOf(ctx, approval)).find(({ personId }) => personId === approval.decidedById);
  const otherId = seat?.onBehalfOfId ?? undefined;
  if (otherId === undefined) return {};
  const other = (await namesOf(ctx, [otherId])).get(otherId) ?? approvalTexts[ctx.locale].someone;
  return { by: approvalTexts[ctx.locale].onBehalf(by, other) };
}

/** The same for everybody in a group: no phone, no e-mail, and whose turn it is. */
export async function drawInGroup(ctx: ViewCtx, approvalId: string): Promise<Card | undefined> {
  const approval = await findApproval(ctx, approvalId);
  const view = approval && (await viewWithBy(ctx, approval, "group"));
  if (approval === undefined || view === undefined) return undefined;
  const waitsFor = await namesIn(ctx, await decidersOf(ctx, approval, ctx.now));
  return approvalCard(ctx.locale, { ...view, waitsFor });
}

export const oneApproval: View = { id: oneView, draw: drawOne };
export const approvalInGroup: View = { id: groupView, draw: drawInGroup };
