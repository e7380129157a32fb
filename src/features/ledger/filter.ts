import { z } from "zod";
import { ledgerFilterForm } from "#cards/ledger/filter.ts";
import { ledgerTexts } from "#cards/ledger/texts.ts";
import { action, form, type HandlerCtx, type OptionSource } from "#chat/feature.ts";
import type { FormValues, Option } from "#chat/form.ts";
import { optionOf, searchedOf } from "#chat/read-values.ts";
import { ask, invalid, update } from "#chat/reply.ts";
import { normalName } from "#directory/customer-name.ts";
import { leadRoles, type Owners, openLedgerScopes, ownersIn } from "#directory/leads/ledger.ts";
import { type ListKey, listKey, readListKey } from "./list-key.ts";
import { allowedKey, drawLedger } from "./show.ts";

/** "Filter". */
export const openFilter = action({
  id: "ledger.filter",
  payload: z.object({ list: z.string() }),
  roles: leadRoles,
  run: async (ctx, { list }) => {
    const { scope, filter } = await allowedKey(ctx, readListKey(list));
    const scopes = await openLedgerScopes(ctx, ctx.actor);
    const people = scopes.length > 1 ? await peopleInSight(ctx) : [];
    const owner = people.find(({ value }) => value === filter.ownerId);
    const { grade, status, source, isOverdue } = filter;
    const chosen = {
      ...{ scope, isOverdue: isOverdue === true },
      ...(grade && { grade }),
      ...(status && { status }),
      ...(source && { source }),
      ...(owner && { owner }),
    };
    return ask(ledgerFilterForm(ctx.locale, { list, scopes, chosen, owners: people.slice(0, optionsMax) }));
  },
});

/** The submitted form: the list changes in its place. */
export const filtered = form({
  id: "ledger.filter",
  payload: z.object({ list: z.string() }),
  roles: leadRoles,
  run: async (ctx, { payload, values }) => {
    const owner = await ownerIn(ctx, values);
    if ("refused" in owner) return invalid({ owner: owner.refused });
    const former = readListKey(payload.list).scope;
    const words = [
      optionOf(values, "scope") ?? former,
      ...["grade", "status", "source"].map(optionIn(values)),
    ];
    // Read back: what is no grade or no source of ours is left out.
    const asked = readListKey([...words, owner.id, isTicked(values) ? "1" : ""].join("."));
    return update(await drawLedger(ctx, listKey(inSight(asked))));
  },
});

/** Who asks for somebody's leads among the own ones means those of all in sight. */
function inSight(asked: ListKey): ListKey {
  const { ownerId } = asked.filter;
  return ownerId !== undefined && asked.scope === "mine" ? { ...asked, scope: "team" } : asked;
}

function optionIn(values: FormValues) {
  return (name: string) => optionOf(values, name);
}

function isTicked(values: FormValues): boolean {
  const value = values["overdue"];
  return value?.type === "options" && value.values.includes("yes");
}

async function ownerIn(
  ctx: HandlerCtx,
  values: FormValues,
): Promise<{ readonly id?: string } | { readonly refused: string }> {
  const t = ledgerTexts[ctx.locale];
  const chosen = searchedOf(values, "owner");
  if (chosen === undefined) return {};
  if ("option" in chosen) return { id: chosen.option };
  const wanted = normalName(chosen.typed);
  const [only, ...others] = (await peopleInSight(ctx)).filter(({ label }) => normalName(label) === wanted);
  if (only === undefined) return { refused: t.noOwner(chosen.typed) };
  return others.length > 0 ? { refused: t.severalOwners(chosen.typed) } : { id: only.value };
}

const optionsMax = 30;

/** Owners for the searched select: those whose leads the actor sees, who have left included. */
export const ledgerOwners: OptionSource = {
  source: "ledger.owner",
  run: async (ctx, query) => {
    const wanted = normalName(query);
    const people = await peopleInSight(ctx);
    return people.filter(({ label }) => normalName(label).includes(wanted)).slice(0, optionsMax);
  },
};

async function peopleInSight(ctx: HandlerCtx): Promise<readonly Option[]> {
  const { db, workspaceId, actor } = ctx;
  const owners: Owners = await ownersIn(ctx, actor, "team");
  const people = await db.person.findMany({
    where: {
      ...{ workspaceId, status: { not: "pending" } },
      ...(owners !== undefined && { id: { in: [...owners] } }),
    },
    orderBy: [{ status: "asc" }, { name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
  return people.map(({ id, name }) => ({ value: id, label: name }));
}
