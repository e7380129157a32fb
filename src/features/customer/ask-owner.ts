import { z } from "zod";
import { collaboratorAdded, customerAsked, youMaySee } from "#cards/customer/profile.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import { action, messageKind } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { customerById } from "#directory/customers.ts";
import { namesOf } from "#directory/people.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { drawCustomer } from "./show.ts";

const asking = z.object({ customerId: z.uuid(), personId: z.uuid() });

/** "Ask the owner", on somebody else's customer: once a day is enough. */
export const askOwner = action({
  id: "customer.ask-owner",
  payload: z.object({ customerId: z.uuid() }),
  run: async (ctx, { customerId }) => {
    const { actor, now, workspaceId } = ctx;
    const t = customerTexts[ctx.locale];
    const customer = await customerById(ctx, customerId);
    if (customer === undefined) return toast(t.gone, "warning");
    if (await mayUseCustomer(ctx, customer)) return update(await drawCustomer(ctx, customer));
    if (customer.ownerId === null) return toast(t.maskedUnowned, "warning");
    const key = `customer.asked:${customerId}:${actor.personId}:${localDateOf(now, actor.tz)}`;
    const payload = { customerId, personId: actor.personId };
    await enqueue(ctx.db, workspaceId, [
      { kind: customerAskedMessage, key, personId: customer.ownerId, payload, dueAt: now },
    ]);
    const owner = (await namesOf(ctx, [customer.ownerId])).get(customer.ownerId) ?? "";
    return toast(t.asked(owner), "success");
  },
});

/** To the owner. */
export const customerAskedMessage = messageKind({
  kind: "customer.asked",
  payload: asking,
  bundled: false,
  urgent: false,
  build: async (ctx, { customerId, personId }) => {
    const customer = await customerById(ctx, customerId);
    const name = (await namesOf(ctx, [personId])).get(personId);
    if (customer?.ownerId !== ctx.actor.personId || name === undefined) return undefined;
    return { card: customerAsked(ctx.actor.locale, { customerId, customer: customer.name, personId, name }) };
  },
});

/** "Add as collaborator", by who may see the customer; the asker is told. */
export const addCollaborator = action({
  id: "customer.add-collaborator",
  payload: asking,
  run: async (ctx, { customerId, personId }) => {
    const t = customerTexts[ctx.locale];
    const customer = await customerById(ctx, customerId);
    const name = (await namesOf(ctx, [personId])).get(personId);
    if (customer === undefined || name === undefined) return toast(t.gone, "warning");
    if (!(await mayUseCustomer(ctx, customer))) return toast(t.notAllowed, "warning");
    await ctx.db.$transaction(async (tx) => {
      const { count } = await tx.customer.updateMany({
        where: { id: customerId, NOT: { collaboratorIds: { has: personId } } },
        data: { collaboratorIds: { push: personId } },
      });
      if (count === 0) return;
      const scope = { ...ctx, db: tx };
      const by = { at: ctx.now, personId: ctx.actor.personId, subjectId: customerId };
      await recordAudit(scope, {
        action: "customer.collaborator-added",
        ...by,
        details: { collaboratorId: personId },
      });
      const key = `customer.shared:${customerId}:${personId}:${ctx.event.key}`;
      await enqueue(tx, ctx.workspaceId, [
        { kind: customerSharedMessage, key, personId, payload: { customerId }, dueAt: ctx.now },
      ]);
    });
    return update(collaboratorAdded(ctx.locale, { customer: customer.name, name }));
  },
});

/** To the new collaborator. */
export const customerSharedMessage = messageKind({
  kind: "customer.shared",
  payload: z.object({ customerId: z.uuid() }),
  bundled: false,
  urgent: false,
  build: async (ctx, { customerId }) => {
    const customer = await customerById(ctx, customerId);
    if (customer === undefined || !(await mayUseCustomer(ctx, customer))) return undefined;
    return { card: youMaySee(ctx.actor.locale, { customerId, customer: customer.name }) };
  },
});
