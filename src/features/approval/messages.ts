import { z } from "zod";
import { decidersOf } from "#approval/deciders.ts";
import {
  absentKind,
  askedKind,
  askedPayload,
  decidedKind,
  manyKind,
  manyPayload,
  nobodyKind,
  onePayload,
  returnedKind,
  unansweredKind,
} from "#approval/messages.ts";
import { standIn } from "#approval/stand-in.ts";
import { findApproval, type StoredApproval } from "#approval/stored.ts";
import { waitingFor } from "#approval/waiting-for.ts";
import {
  type ApprovalView,
  approvalCard,
  approvalItem,
  askerCard,
  nobodyCard,
} from "#cards/approval/card.ts";
import { approvalListView } from "#cards/approval/list.ts";
import type { Card } from "#chat/card.ts";
import { type BuiltMessage, type MessageCtx, type MessageKind, messageKind } from "#chat/feature.ts";
import { drawList } from "./list.ts";
import { approvalViews, drawOne } from "./view.ts";

const firstPage = `${approvalListView}:1`;

/** To who may decide, while it waits for them. */
const asked = messageKind({
  ...{ ...askedKind, urgent: false, payload: askedPayload },
  build: async (context, { approvalId, why }) => {
    const ctx = { ...context, locale: context.actor.locale };
    const found = await findOne(ctx, approvalId);
    if (found?.approval.status !== "waiting") return undefined;
    const { approval, view } = found;
    if (!(await decidersOf(ctx, approval, ctx.now)).includes(ctx.actor.personId)) return undefined;
    const card = approvalCard(ctx.locale, view, why);
    return { card, item: approvalItem(ctx.locale, view, firstPage) };
  },
});

/** Many at once: the list as it is then. */
const many = messageKind({
  ...{ ...manyKind, urgent: false, payload: manyPayload },
  build: async (context, { why }) => {
    const ctx = { ...context, locale: context.actor.locale };
    const { count } = await waitingFor(ctx, ctx.actor.personId, { skip: 0, take: 1 });
    return count === 0 ? undefined : { card: await drawList(ctx, "", why) };
  },
});

/** To whoever asked: the decision. */
const decided = messageKind({
  ...{ ...decidedKind, urgent: false, payload: onePayload },
  build: (context, { approvalId }) => toAsker(context, approvalId, ["approved", "changed"]),
});

/** To whoever asked: a question, and the same again in the morning. */
const returned = messageKind({
  ...{ ...returnedKind, urgent: false, payload: onePayload },
  build: (context, { approvalId }) => toAsker(context, approvalId, ["returned"]),
});
const unanswered = messageKind({
  ...{ ...unansweredKind, urgent: false, payload: onePayload },
  build: async (context, { approvalId }) => {
    const ctx = { ...context, locale: context.actor.locale };
    const found = await findOne(ctx, approvalId);
    return found?.approval.status === "returned"
      ? { card: askerCard(ctx.locale, found.view, true) }
      : undefined;
  },
});

/** To the admins, who let somebody in that may decide. */
const nobody = messageKind({
  ...{ ...nobodyKind, urgent: false, payload: onePayload },
  build: async (context, { approvalId }) => {
    const ctx = { ...context, locale: context.actor.locale };
    const found = await findOne(ctx, approvalId);
    return found?.approval.status === "waiting" ? { card: nobodyCard(ctx.locale, found.view) } : undefined;
  },
});

/** Says nothing to who is away; what it opens is told to whoever stands in. */
const absent = messageKind({
  ...{ ...absentKind, urgent: true, payload: z.object({}) },
  build: async ({ db, workspaceId, actor, now }) => {
    await db.$transaction((tx) => standIn({ db: tx, workspaceId }, { personId: actor.personId, now }));
    return undefined;
  },
});

export const approvalMessages: readonly MessageKind[] = [
  ...[asked, many, absent, decided, returned, unanswered, nobody],
];

async function toAsker(
  context: MessageCtx,
  approvalId: string,
  statuses: readonly StoredApproval["status"][],
): Promise<BuiltMessage | undefined> {
  const approval = await findApproval(context, approvalId);
  if (approval === undefined || !statuses.includes(approval.status)) return undefined;
  const card: Card | undefined = await drawOne({ ...context, locale: context.actor.locale }, approvalId);
  return card && { card };
}

async function findOne(
  ctx: Parameters<typeof drawOne>[0],
  approvalId: string,
): Promise<{ readonly approval: StoredApproval; readonly view: ApprovalView } | undefined> {
  const approval = await findApproval(ctx, approvalId);
  const [view] = approval === undefined ? [] : await approvalViews(ctx, [approval]);
  return approval === undefined || view === undefined ? undefined : { approval, view };
}
