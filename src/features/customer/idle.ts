import { z } from "zod";
import { customerIdle, customerIdleItem, customerReleased } from "#cards/customer/idle.ts";
import { dayOfText } from "#cards/shared/dates.ts";
import { type MessageCtx, messageKind } from "#chat/feature.ts";
import { md } from "#chat/text.ts";
import { settingsOf } from "#directory/settings.ts";
import { customerRecycleAt, isExtended } from "#domain/customer-clock.ts";

const payload = z.object({
  customerId: z.uuid(),
  /** When it goes, or went. */
  of: z.iso.datetime().transform((text) => new Date(text)),
});

function find({ db }: Pick<MessageCtx, "db">, customerId: string) {
  return db.customer.findFirst({ where: { id: customerId, deletedAt: null } });
}

/** To the owner. One that was contacted or extended since is not spoken of. */
export const customerIdleMessage = messageKind({
  kind: "customer.idle",
  payload,
  bundled: true,
  urgent: false,
  build: async (ctx, { customerId, of }) => {
    const { actor, now } = ctx;
    const customer = await find(ctx, customerId);
    if (customer?.ownerId !== actor.personId || of <= now) return undefined;
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    if (customerRecycleAt(customer, now, { ...settings, person: actor }) > of) return undefined;
    const dates = { locale: actor.locale, tz: actor.tz, now };
    const { lastFollowUpAt: last } = customer;
    const view = {
      ...{
        customerId,
        customer: customer.name,
        when: dayOfText(of, dates),
        canExtend: !isExtended(customer) && settings.policy.lead.extendDays > 0,
      },
      ...(last && { last: dayOfText(last, dates) }),
    };
    return { card: customerIdle(actor.locale, view), item: customerIdleItem(actor.locale, view) };
  },
});

/** To the former owner. */
export const customerReleasedMessage = messageKind({
  kind: "customer.released",
  payload,
  bundled: true,
  urgent: false,
  build: async (ctx, { customerId }) => {
    const customer = await find(ctx, customerId);
    if (customer === null || customer.ownerId !== null) return undefined;
    const card = customerReleased(ctx.actor.locale, customer.name);
    return { card, item: { text: md`**${card.title}**`, buttons: [] } };
  },
});
