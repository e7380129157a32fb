import { leadNamed, leadResembles } from "#cards/lead/register.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Reply, say } from "#chat/reply.ts";
import { cleanName, nameParts } from "#directory/customer-name.ts";
import { leadById } from "#directory/leads/lead.ts";
import { findAlike } from "./duplicates.ts";
import { keepWords, type LeadWords, leadOf, type Registering } from "./register-draft.ts";
import { drawLead } from "./show.ts";

/**
 * A line with the name of a company and no more, of which there are leads, looks for them: the only one that the actor
 * sees is shown, several or somebody else's are listed. `undefined`: it is to be registered.
 */
export async function showNamed(ctx: HandlerCtx, registering: Registering): Promise<Reply | undefined> {
  const company = cleanName(registering.words.company ?? "");
  if (company === "" || !isNameAlone(registering.words)) return undefined;
  if ((await leadOf(ctx, registering.sourceKey)) !== undefined) return undefined;
  const { core } = nameParts(company);
  const alike = (await findAlike(ctx, { company })).filter(
    ({ of, name }) => of === "lead" && nameParts(name).core === core,
  );
  const [only, ...others] = alike.filter(({ isMasked }) => !isMasked);
  if (alike.length === 0) return undefined;
  const draftId = await keepWords(ctx, registering);
  const lead = only === undefined || others.length > 0 ? undefined : await leadById(ctx, only.id);
  if (lead === undefined) return say(leadResembles(ctx.locale, { draftId, company, alike }));
  return say(leadNamed(ctx.locale, await drawLead(ctx, lead), draftId));
}

function isNameAlone({ company: _, answers, ...facts }: LeadWords): boolean {
  return [...Object.values(facts), ...Object.values(answers)].every((fact) => fact === undefined);
}
