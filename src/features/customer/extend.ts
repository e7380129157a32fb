import { z } from "zod";
import { customerExtended, customerExtendForm } from "#cards/customer/idle.ts";
import { idleTexts } from "#cards/customer/idle-texts.ts";
import { momentText } from "#cards/shared/dates.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, toast, update } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { settingsOf } from "#directory/settings.ts";
import { customerRecycleAt, isExtended } from "#domain/customer-clock.ts";
import { extendedEntry } from "./store.ts";

const payload = z.object({ customerId: z.uuid() });

/** "Extend once", when an idle customer is about to go back to nobody. */
export const extend = action({
  id: "customer.extend",
  payload,
  run: async (ctx, { customerId }) => {
    const found = await extendable(ctx, customerId);
    if ("refusal" in found) return found.refusal;
    return ask(customerExtendForm(ctx.locale, { customerId, customer: found.customer.name }));
  },
});

/** With a reason, which stands in the customer's history. */
export const extended = form({
  id: "customer.extend",
  payload,
  run: async (ctx, { payload: { customerId }, values }) => {
    const { actor, locale, now } = ctx;
    const t = idleTexts[locale];
    const reason = textOf(values, "reason");
    if (reason === undefined) return invalid({ reason: t.needReason });
    const found = await extendable(ctx, customerId);
    if ("refusal" in found) return found.refusal;
    const { customer } = found;
    if (!(await putOff(ctx, customer, reason))) return invalid({ reason: t.changedMeanwhile });
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const until = customerRecycleAt({ ...customer, extendedAt: now }, now, { ...settings, person: actor });
    const when = momentText(until, { locale, tz: actor.tz, now });
    return update(customerExtended(locale, { customer: customer.name, when }));
  },
});

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

function find({ db }: HandlerCtx, customerId: string) {
  return db.customer.findFirst({ where: { id: customerId, deletedAt: null } });
}

/** The customer that its owner may put off; else the answer that says why not. */
async function extendable(
  ctx: HandlerCtx,
  customerId: string,
): Promise<{ readonly customer: Found } | { readonly refusal: Reply }> {
  const t = idleTexts[ctx.locale];
  const customer = await find(ctx, customerId);
  if (customer?.ownerId !== ctx.actor.personId) return { refusal: toast(t.notYours, "warning") };
  return isExtended(customer) ? { refusal: toast(t.alreadyExtended) } : { customer };
}

/** The timer is looked at anew. False where the customer changed since it was read. */
function putOff(ctx: HandlerCtx, customer: Found, reason: string): Promise<boolean> {
  const { actor, now, workspaceId } = ctx;
  const { id, version, lastFollowUpAt, extendedAt } = customer;
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.customer.updateMany({
      where: { id, ownerId: actor.personId, version, lastFollowUpAt, extendedAt },
      data: { extendedAt: now, clockAt: now },
    });
    if (count === 0) return false;
    const by = { at: now, personId: actor.personId, subjectId: id };
    await recordAudit({ db: tx, workspaceId }, { action: extendedEntry, ...by, details: { reason } });
    return true;
  });
}
