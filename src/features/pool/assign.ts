import { z } from "zod";
import { assignForm, poolNews } from "#cards/pool/claimed.ts";
import { poolTexts } from "#cards/pool/texts.ts";
import { receiverWords } from "#cards/shared/receiver-words.ts";
import { action, form, type HandlerCtx, type OptionSource } from "#chat/feature.ts";
import type { FormValues, Option } from "#chat/form.ts";
import { searchedOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { normalName } from "#directory/customer-name.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { assigningRoles, passLead, receiversOf } from "#directory/leads/receive-lead.ts";
import { settingsOf } from "#directory/settings.ts";
import { whereItIs } from "./claim.ts";

const payload = z.object({ leadId: z.uuid() });
const optionsMax = 30;

/** "Assign". */
export const openAssign = action({
  id: "pool.assign",
  payload,
  roles: assigningRoles,
  run: async (ctx, { leadId }) => {
    const lead = await leadById(ctx, leadId);
    if (lead === undefined) return toast(poolTexts[ctx.locale].gone, "warning");
    if (lead.status !== "pooled") return update(await whereItIs(ctx, lead));
    const people = (await assignable(ctx)).slice(0, optionsMax);
    return ask(assignForm(ctx.locale, { leadId, company: lead.company, people }));
  },
});

/**
 * The person is chosen. Neither the limit nor the waiting time of claims counts, for a manager has decided, unless it is
 * about the own hands.
 */
export const assigned = form({
  id: "pool.assign",
  payload,
  roles: assigningRoles,
  run: async (ctx, { payload: { leadId }, values }) => {
    const chosen = await chosenIn(ctx, values);
    if ("refused" in chosen) return invalid({ person: chosen.refused });
    const lead = await leadById(ctx, leadId);
    if (lead === undefined) return toast(poolTexts[ctx.locale].gone, "warning");
    // The form stays, and with it what was written.
    const isGone = async (found: Lead) => invalid({ person: (await whereItIs(ctx, found)).title });
    if (lead.status !== "pooled") return isGone(lead);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const { now, actor, workspaceId } = ctx;
    const reason = textOf(values, "reason");
    const giving = {
      ...{ lead, toId: chosen.value, byId: actor.personId, why: "assigned" as const, now, settings },
      ...(reason !== undefined && { reason }),
    };
    const refusal = await ctx.db.$transaction((tx) => passLead({ db: tx, workspaceId }, giving));
    if (refusal?.why === "changed") return isGone((await leadById(ctx, leadId)) ?? lead);
    const dates = { locale: ctx.locale, tz: actor.tz, now };
    if (refusal !== undefined) return invalid({ person: receiverWords(refusal, chosen.label, dates) });
    return update(poolNews(ctx.locale, { what: "assigned", company: lead.company, to: chosen.label }));
  },
});

async function chosenIn(ctx: HandlerCtx, values: FormValues): Promise<Option | { readonly refused: string }> {
  const t = poolTexts[ctx.locale];
  const person = searchedOf(values, "person");
  const people = await assignable(ctx);
  const wanted = person !== undefined && "typed" in person ? normalName(person.typed) : undefined;
  const id = person !== undefined && "option" in person ? person.option : undefined;
  const found = people.filter(({ value, label }) => value === id || normalName(label) === wanted);
  const typed = person !== undefined && "typed" in person ? person.typed : "";
  const [only, ...others] = found;
  if (only === undefined) return { refused: t.noPerson(typed) };
  return others.length > 0 ? { refused: t.severalPeople(typed) } : only;
}

/** People for the searched select, while the manager types. */
export const poolPeople: OptionSource = {
  source: "pool.person",
  run: async (ctx, query) => {
    const wanted = normalName(query);
    return (await assignable(ctx))
      .filter(({ label }) => normalName(label).includes(wanted))
      .slice(0, optionsMax);
  },
};

/** The actor and whoever is below, if they may own a lead. */
async function assignable(ctx: HandlerCtx): Promise<readonly Option[]> {
  const people = await receiversOf(ctx, { status: "pooled", ownerId: null });
  return people.map(({ id, name }) => ({ value: id, label: name }));
}
