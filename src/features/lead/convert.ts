import { z } from "zod";
import { convertResembles, type OfferedCustomer } from "#cards/lead/change.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { type Reply, toast } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { type CustomerRef, createCustomer, customerById, findNamed } from "#directory/customers.ts";
import { closeLead } from "#directory/leads/close-lead.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { actorById, namesOf } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { isOwned } from "#domain/lead.ts";
import { addContact, carryPlan, moveRecords, takeCustomer } from "./convert-records.ts";
import { pressedMessage, redrawLead, usableLead } from "./show.ts";

const payload = z.object({ leadId: z.uuid() });

/** "Convert to customer": one that resembles it is offered before a second is made. */
export const convert = action({
  id: "lead.convert",
  payload,
  run: async (ctx, { leadId }) => {
    const found = await convertible(ctx, leadId);
    if ("refusal" in found) return toast(found.refusal, "warning");
    const { company } = found.lead;
    const alike = await resembling(ctx, company);
    if (alike.length === 0) return save(ctx, found.lead, undefined);
    const customers = await offered(ctx, alike);
    return { type: "update", card: convertResembles(ctx.locale, { leadId, company, customers }), asks: true };
  },
});

/** "It is this customer." */
export const convertTo = action({
  id: "lead.convert-to",
  payload: payload.extend({ customerId: z.uuid() }),
  run: async (ctx, { leadId, customerId }) => {
    const t = leadTexts[ctx.locale];
    const found = await convertible(ctx, leadId);
    if ("refusal" in found) return toast(found.refusal, "warning");
    const customer = await customerById(ctx, customerId);
    if (customer === undefined || !(await mayTakeIn(ctx, customer))) return toast(t.notAllowed, "warning");
    return save(ctx, found.lead, customer);
  },
});

/** "It is different, create it." */
export const convertNew = action({
  id: "lead.convert-new",
  payload,
  run: async (ctx, { leadId }) => {
    const found = await convertible(ctx, leadId);
    return "refusal" in found ? toast(found.refusal, "warning") : save(ctx, found.lead, undefined);
  },
});

async function convertible(
  ctx: HandlerCtx,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refusal: string }> {
  const found = await usableLead(ctx, leadId);
  if ("refusal" in found) return found;
  const { status } = found.lead;
  if (isOwned(status) || status === "nurturing") return found;
  return { refusal: leadTexts[ctx.locale].notNow(leadStatusNames[ctx.locale][status]) };
}

/** What is less alike than this would be asked about in vain. */
const resembleScoreMin = 0.5;
const offeredMax = 5;

async function resembling(ctx: HandlerCtx, company: string): Promise<CustomerRef[]> {
  const [named, similar] = await Promise.all([
    findNamed(ctx.database, ctx.workspaceId, [company]),
    similarCustomers(ctx, company),
  ]);
  const alike = similar.filter(({ score }) => score >= resembleScoreMin);
  return [...new Map([...named, ...alike].map((customer) => [customer.id, customer])).values()].slice(
    0,
    offeredMax,
  );
}

async function offered(ctx: HandlerCtx, alike: readonly CustomerRef[]): Promise<OfferedCustomer[]> {
  const owners = await namesOf(
    ctx,
    alike.flatMap(({ ownerId }) => ownerId ?? []),
  );
  return Promise.all(
    alike.map(async (customer) => {
      const owner = owners.get(customer.ownerId ?? "");
      const isMasked = !(await mayTakeIn(ctx, customer));
      return {
        customerId: customer.id,
        name: customer.name,
        isMasked,
        ...(owner !== undefined && { owner }),
      };
    }),
  );
}

/** Who may log for a customer may also take a lead in: it is theirs to see, or nobody's after a long silence. */
async function mayTakeIn(ctx: HandlerCtx, customer: CustomerRef): Promise<boolean> {
  return customer.ownerId === null || mayUseCustomer(ctx, customer);
}

/** The customer, its contact, and all that was said to the lead, in one commit with the lead's end. */
async function save(ctx: HandlerCtx, lead: Lead, existing: CustomerRef | undefined): Promise<Reply> {
  const { now, actor, workspaceId } = ctx;
  const t = leadTexts[ctx.locale];
  const ownerId = lead.ownerId ?? actor.personId;
  const by = { at: now, personId: actor.personId };
  const [owner = actor, settings] = await Promise.all([
    actorById(ctx.database, workspaceId, ownerId),
    settingsOf(ctx.database, workspaceId),
  ]);
  const isSaved = await ctx.db
    .$transaction(async (tx) => {
      const scope = { db: tx, workspaceId };
      const made = { name: lead.company, ownerId, now, sourceKey: `lead:${lead.id}` };
      const customerId = existing?.id ?? (await createCustomer(scope, made));
      if (
        existing?.ownerId === null &&
        !(await takeCustomer(scope, { customerId, ownerId, leadId: lead.id, by }))
      ) {
        throw new ChangedMeanwhile();
      }
      const closing = { lead, now, status: "converted", customerId, on: pressedMessage(ctx) } as const;
      if (!(await closeLead(scope, closing))) throw new ChangedMeanwhile();
      await addContact(scope, { lead, customerId, now });
      await moveRecords(scope, lead, customerId);
      await carryPlan(scope, { lead, customerId, owner, settings, now });
      await recordAudit(scope, {
        action: "lead.converted",
        ...by,
        subjectId: lead.id,
        details: { customerId },
      });
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof ChangedMeanwhile) return false;
      throw error;
    });
  if (!isSaved) return toast(t.changedMeanwhile, "warning");
  return redrawLead(ctx, lead.id, t.converted(lead.company));
}

/** Takes the new customer back with the transaction. */
class ChangedMeanwhile extends Error {}
