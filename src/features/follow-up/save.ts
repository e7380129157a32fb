import { followUpTexts } from "#cards/follow-up/texts.ts";
import { followUpUndone } from "#cards/follow-up/undone.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Reply, say, update } from "#chat/reply.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import type { CustomerRef } from "#directory/customers.ts";
import { namesOf } from "#directory/people.ts";
import type { Settings } from "#directory/settings.ts";
import { UserError } from "#src/errors.ts";
import type { Note } from "#understanding/note.ts";
import { toRecord } from "./record.ts";
import { findFollowUp, insertFollowUp } from "./store.ts";
import { loggedCard, shownOf, shownOfStored } from "./view.ts";

/**
 * Logs a follow-up and answers with its card; the same source key twice gives the same card again.
 * @throws UserError where the customer is somebody else's.
 */
export async function saveFollowUp(
  ctx: HandlerCtx,
  settings: Settings,
  what: { readonly customer: CustomerRef; readonly note: Note; readonly sourceKey: string },
): Promise<Reply> {
  const { customer, note, sourceKey } = what;
  await assertMayLog(ctx, customer);
  const record = toRecord(ctx, settings, { customerId: customer.id, note, sourceKey });
  const { id, isNew } = await insertFollowUp(ctx.database, record);
  if (!isNew) return answerAgain(ctx, settings, id);
  const shown = shownOf(record, customer.name);
  return answerWith(
    ctx,
    loggedCard(ctx, settings, { shown, happened: "logged", unreadDates: note.invalidDates }),
  );
}

async function answerAgain(ctx: HandlerCtx, settings: Settings, followUpId: string): Promise<Reply> {
  const row = await findFollowUp(ctx.db, followUpId);
  if (row === undefined)
    throw new UserError("follow-up.gone", { userMessage: followUpTexts[ctx.locale].gone });
  if (row.undoneAt !== null) {
    return answerWith(
      ctx,
      followUpUndone(ctx.locale, { followUpId, customer: row.customer.name, content: row.content }),
    );
  }
  return answerWith(
    ctx,
    loggedCard(ctx, settings, { shown: shownOfStored(row), happened: "logged", unreadDates: [] }),
  );
}

/** A card that asked is replaced by its answer; a line or a form of its own is answered with a new card. */
function answerWith(ctx: HandlerCtx, card: Parameters<typeof say>[0]): Reply {
  return ctx.event.type === "action" || ctx.event.type === "form" ? update(card) : say(card);
}

/** @throws UserError that names the owner. */
export async function assertMayLog(ctx: HandlerCtx, customer: CustomerRef): Promise<void> {
  if (customer.ownerId === null || (await mayUseCustomer(ctx, customer))) return;
  const owner = (await namesOf(ctx, [customer.ownerId])).get(customer.ownerId) ?? "";
  throw new UserError("follow-up.not-my-customer", {
    userMessage: followUpTexts[ctx.locale].theirs(customer.name, owner),
  });
}

/** One key per event, so that an event that comes twice is logged once. */
export function sourceKeyOf({ event }: HandlerCtx): string {
  return `${event.platform}:${event.tenant}:${event.key}`;
}
