import { z } from "zod";
import { type PooledLead, poolList } from "#cards/pool/list.ts";
import { poolTexts } from "#cards/pool/texts.ts";
import { dayOfText, momentText } from "#cards/shared/dates.ts";
import { hasRole } from "#chat/actor.ts";
import type { Card } from "#chat/card.ts";
import { action, type Command, type HandlerCtx } from "#chat/feature.ts";
import { say, update } from "#chat/reply.ts";
import { leadRoles } from "#directory/leads/ledger.ts";
import { ledgerPage, placeKey, readPlace } from "#directory/leads/ledger-page.ts";
import type { LedgerLine } from "#directory/leads/ledger-rows.ts";
import { assigningRoles, owningRoles } from "#directory/leads/receive-lead.ts";
import { settingsOf } from "#directory/settings.ts";
import { claimAgainAt } from "#domain/lead.ts";
import { lostSince, pooledSince, recentClaims } from "./store.ts";

/** `公海` / `pool`. */
export const poolLine: Command = {
  id: "pool.show",
  words: { zh: ["公海"], en: ["pool"] },
  takesText: false,
  roles: leadRoles,
  help: { zh: poolTexts.zh.commandHelp, en: poolTexts.en.commandHelp },
  run: async (ctx) => say(await drawPool(ctx, "")),
};

/** "Next" and "Previous". */
export const turnPool = action({
  id: "pool.turn",
  payload: z.object({ page: z.string() }),
  roles: leadRoles,
  run: async (ctx, { page }) => update(await drawPool(ctx, page)),
});

/** A page of the pool, the latest registered first. Everybody sees the same: no contact, no phone, no need. */
export async function drawPool(ctx: HandlerCtx, page: string): Promise<Card> {
  const query = { owners: undefined, filter: { status: "pooled" }, now: ctx.now, tz: ctx.actor.tz } as const;
  const [{ lines, count, isMore, ...places }, claims] = await Promise.all([
    ledgerPage(ctx, query, readPlace(page)),
    claimsView(ctx),
  ]);
  const ids = lines.map(({ id }) => id);
  const [since, waits] = await Promise.all([pooledSince(ctx, ids), claims && waitingFor(ctx, ids)]);
  return poolList(ctx.locale, {
    ...{ count, isMore, page: placeKey(places.place) },
    leads: lines.map((line) =>
      pooledLead(ctx, line, { since: since.get(line.id), until: waits?.get(line.id) }),
    ),
    ...(places.previous && { previous: placeKey(places.previous) }),
    ...(places.next && { next: placeKey(places.next) }),
    ...(claims && { claims }),
    mayAssign: hasRole(ctx.actor, ...assigningRoles),
  });
}

/** Until when the actor, who had them, does not get them back by a claim. */
async function waitingFor(ctx: HandlerCtx, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const [{ policy }, lost] = await Promise.all([
    settingsOf(ctx.database, ctx.workspaceId),
    lostSince(ctx, ctx.actor.personId, ids),
  ]);
  const waits = [...lost].flatMap(([id, at]): [string, Date][] => {
    const until = claimAgainAt(at, policy.lead);
    return until !== undefined && until > ctx.now ? [[id, until]] : [];
  });
  return new Map(waits);
}

function pooledLead(
  ctx: HandlerCtx,
  line: LedgerLine,
  { since, until }: { readonly since: Date | undefined; readonly until: Date | undefined },
): PooledLead {
  const { id, company, grade, source } = line;
  const dates = { locale: ctx.locale, tz: ctx.actor.tz, now: ctx.now };
  return {
    ...{ leadId: id, company, source },
    ...(grade && { grade }),
    ...(since && { since: dayOfText(since, dates) }),
    ...(until && { waitsUntil: momentText(until, dates) }),
  };
}

async function claimsView(ctx: HandlerCtx) {
  if (!hasRole(ctx.actor, ...owningRoles)) return undefined;
  const { policy } = await settingsOf(ctx.database, ctx.workspaceId);
  const { claimsMax: most, claimsWithinDays: days } = policy.lead;
  const made = await recentClaims(ctx, ctx.actor.personId, { days, now: ctx.now });
  return { most, days, left: Math.max(0, most - made.length) };
}
