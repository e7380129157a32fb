import { z } from "zod";
import { type LedgerFilterView, ledgerList } from "#cards/ledger/list.ts";
import { ledgerTexts } from "#cards/ledger/texts.ts";
import { type Actor, hasRole } from "#chat/actor.ts";
import type { Card } from "#chat/card.ts";
import { action, type Command, type HandlerCtx } from "#chat/feature.ts";
import { say, update } from "#chat/reply.ts";
import {
  type LedgerFilter,
  type LedgerQuery,
  type LedgerScope,
  leadRoles,
  openLedgerScopes,
  ownersIn,
} from "#directory/leads/ledger.ts";
import { ledgerPage } from "#directory/leads/ledger-page.ts";
import { namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { seesAll } from "#domain/visibility.ts";
import { lineView } from "./line.ts";
import { type ListKey, listKey, readListKey } from "./list-key.ts";

/** `线索台账` / `leads`. */
export const leadsLine: Command = {
  id: "ledger.show",
  words: { zh: ["线索台账", "台账"], en: ["leads"] },
  takesText: false,
  roles: leadRoles,
  help: { zh: ledgerTexts.zh.commandHelp, en: ledgerTexts.en.commandHelp },
  run: async (ctx) => say(await drawLedger(ctx, "")),
};

/** "Next", "Previous" and "Clear filter". */
export const turnLedger = action({
  id: "ledger.turn",
  payload: z.object({ list: z.string() }),
  roles: leadRoles,
  run: async (ctx, { list }) => update(await drawLedger(ctx, list)),
});

/** A page of the ledger as its key says. */
export async function drawLedger(ctx: HandlerCtx, key: string): Promise<Card> {
  const asked = await allowedKey(ctx, readListKey(key));
  const { filter, scope } = asked;
  const { lines, count, isMore, ...places } = await ledgerPage(ctx, await queryOf(ctx, asked), asked.place);
  return ledgerList(ctx.locale, {
    ...{
      filter: await filterView(ctx, asked),
      leads: lines.map((row) => lineView(row, ctx, scope)),
      count,
      isMore,
    },
    list: listKey({ scope, filter, place: places.place }),
    ...(isFiltering(filter) && { cleared: listKey({ scope, filter: {} }) }),
    ...(places.previous && { previous: listKey({ scope, filter, place: places.previous }) }),
    ...(places.next && { next: listKey({ scope, filter, place: places.next }) }),
  });
}

/** Who looks at a list, or is sent it. */
type Reader = Scope & { readonly actor: Actor; readonly now: Date };

export type AllowedKey = ListKey & { readonly scope: LedgerScope };

/** A scope that is not open to the actor, or no longer, is his or her own. */
export async function allowedKey(ctx: Reader, key: ListKey): Promise<AllowedKey> {
  const scope = key.scope ?? usualScope(ctx.actor);
  if (scope === "mine") return { ...key, scope };
  const open = await openLedgerScopes(ctx, ctx.actor);
  return { ...key, scope: open.includes(scope) ? scope : (open.at(-1) ?? "mine") };
}

/** What a person looks at who did not say. */
function usualScope(actor: Actor): LedgerScope {
  if (seesAll(actor)) return "all";
  return hasRole(actor, "supervisor", "manager") ? "team" : "mine";
}

export async function queryOf(ctx: Reader, { scope, filter }: AllowedKey): Promise<LedgerQuery> {
  const owners = await ownersIn(ctx, ctx.actor, scope);
  return { owners, filter, now: ctx.now, tz: ctx.actor.tz, helperId: ctx.actor.personId };
}

function isFiltering({ grade, status, source, ownerId, isOverdue }: LedgerFilter): boolean {
  return isOverdue === true || [grade, status, source, ownerId].some((part) => part !== undefined);
}

/** What was asked for, in words. */
async function filterView(ctx: HandlerCtx, { scope, filter }: AllowedKey): Promise<LedgerFilterView> {
  const { grade, status, source, ownerId, isOverdue } = filter;
  const owner = ownerId && (await namesOf(ctx, [ownerId])).get(ownerId);
  return {
    scope,
    isOverdue: isOverdue === true,
    ...(grade && { grade }),
    ...(status && { status }),
    ...(source && { source }),
    ...(owner && { owner }),
  };
}
