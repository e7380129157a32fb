import { z } from "zod";
import { poolNews } from "#cards/pool/claimed.ts";
import { poolTexts } from "#cards/pool/texts.ts";
import { momentText } from "#cards/shared/dates.ts";
import type { Card } from "#chat/card.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { leadAssignedKind } from "#directory/leads/change-hands.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { owningRoles, passLead, type ReceiveRefusal } from "#directory/leads/receive-lead.ts";
import { namesOf } from "#directory/people.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { claimsInTheWay } from "#domain/lead.ts";
import type { Policy } from "#domain/policy.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { lockClaims, recentClaims } from "./store.ts";

/** "Claim": of two who press at the same moment one gets it, the other is told who. */
export const claim = action({
  id: "pool.claim",
  payload: z.object({ leadId: z.uuid() }),
  roles: owningRoles,
  run: async (ctx, { leadId }) => {
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const refusal = await claimLead(ctx, leadId, settings);
    const lead = await leadById(ctx, leadId);
    if (lead === undefined) return toast(poolTexts[ctx.locale].gone, "warning");
    if (refusal === undefined) return update(poolNews(ctx.locale, claimedNews(ctx, lead)));
    if (refusal.why === "changed") return update(await whereItIs(ctx, lead));
    return toast(refusalText(ctx, refusal, settings.policy), "warning");
  },
});

type ClaimRefusal = ReceiveRefusal | { readonly why: "limit"; readonly claimedAt: readonly Date[] };

/** Fact, history and the owner's card in one commit. `undefined`: it is the actor's. */
function claimLead(ctx: HandlerCtx, leadId: string, settings: Settings): Promise<ClaimRefusal | undefined> {
  const { actor, now, workspaceId, event } = ctx;
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId };
    const me = actor.personId;
    await lockClaims(scope, me);
    const lead = await leadById(scope, leadId);
    if (lead?.status !== "pooled") return { why: "changed" };
    const { claimsWithinDays: days } = settings.policy.lead;
    const claims = await recentClaims(scope, me, { days, now });
    const claimedAt = claimsInTheWay(claims, settings.policy.lead, now);
    if (claimedAt !== undefined) return { why: "limit", claimedAt };
    const giving = { lead, toId: me, byId: me, why: "claimed", now, settings } as const;
    const refusal = await passLead(scope, giving);
    if (refusal !== undefined) return refusal;
    const key = `${leadAssignedKind.kind}:${leadId}:${event.platform}:${event.tenant}:${event.key}`;
    const message = { kind: leadAssignedKind, key, personId: me, payload: { leadId }, dueAt: now };
    await enqueue(tx, workspaceId, [message]);
    return undefined;
  });
}

function claimedNews({ locale, actor, now }: HandlerCtx, { company, firstContactDueAt }: Lead) {
  const due = firstContactDueAt && momentText(firstContactDueAt, { locale, tz: actor.tz, now });
  return { what: "claimed", company, due: due ?? "" } as const;
}

/** The lead is not in the pool any more: whose it is, said kindly. */
export async function whereItIs(ctx: HandlerCtx, { company, ownerId }: Lead): Promise<Card> {
  if (ownerId === ctx.actor.personId) return poolNews(ctx.locale, { what: "mine", company });
  const by = ownerId === null ? undefined : (await namesOf(ctx, [ownerId])).get(ownerId);
  const news =
    by === undefined
      ? ({ what: "not-there", company } as const)
      : ({ what: "quicker", company, by } as const);
  return poolNews(ctx.locale, news);
}

const msPerDay = 86_400_000;

function refusalText(ctx: HandlerCtx, refusal: ClaimRefusal, { lead }: Policy): string {
  const t = poolTexts[ctx.locale];
  const dates = { locale: ctx.locale, tz: ctx.actor.tz, now: ctx.now };
  if (refusal.why === "cool-down") return t.coolDown(momentText(refusal.until, dates));
  const { claimsMax, claimsWithinDays } = lead;
  // When so many have grown old that one more fits.
  const claimedAt = refusal.why === "limit" ? refusal.claimedAt : [];
  const leaves = claimedAt[claimedAt.length - claimsMax];
  if (leaves === undefined) return t.closed;
  const when = new Date(leaves.getTime() + claimsWithinDays * msPerDay);
  return t.limit(claimsMax, claimsWithinDays, momentText(when, dates));
}
