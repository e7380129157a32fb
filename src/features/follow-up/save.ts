import { followUpLogged } from "#cards/follow-up/logged.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { followUpUndone } from "#cards/follow-up/undone.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import type { Reply } from "#chat/reply.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import type { CustomerRef } from "#directory/customers.ts";
import { namesOf } from "#directory/people.ts";
import type { Settings } from "#directory/settings.ts";
import { UserError } from "#src/errors.ts";
import type { Note } from "#understanding/note.ts";
import { answerWith } from "./answer.ts";
import type { Words } from "./drafts.ts";
import { leadContactAgain } from "./lead-contact.ts";
import { toRecord } from "./record.ts";
import { findFollowUp, insertFollowUp } from "./store.ts";
import { type Logged, loggedView, shownOf, shownOfStored } from "./view.ts";

/**
 * Logs a follow-up and answers with its card; the same source key twice gives the same card again. Whether the actor
 * may log for the customer has been asked by then: who has a note to keep answers a refusal in another way.
 */
export async function saveFollowUp(
  ctx: HandlerCtx,
  settings: Settings,
  what: { readonly customer: CustomerRef; readonly note: Note } & Omit<Words, "text">,
): Promise<Reply> {
  const { customer, note, saidAt, sourceKey } = what;
  const record = toRecord(ctx, settings, { customerId: customer.id, note, saidAt, sourceKey });
  const { id, isNew } = await insertFollowUp(ctx.database, record);
  if (!isNew) return answerAgain(ctx, settings, id);
  const shown = shownOf(record, customer.name);
  return answerLogged(ctx, settings, {
    shown,
    happened: "logged",
    unreadDates: note.invalidDates,
  });
}

async function answerAgain(ctx: HandlerCtx, settings: Settings, followUpId: string): Promise<Reply> {
  const row = await findFollowUp(ctx.db, followUpId);
  // Or the words became a lead's in the same moment.
  if (row === undefined) return leadContactAgain(ctx, settings, followUpId);
  if (row.undoneAt !== null) {
    return answerWith(
      ctx,
      followUpUndone(ctx.locale, { followUpId, customer: row.customer.name, content: row.content }),
    );
  }
  return answerLogged(ctx, settings, { shown: shownOfStored(row), happened: "logged", unreadDates: [] });
}

/** The card of a follow-up that was logged or edited. One that asks or advises is shown even in a view of many. */
export function answerLogged(ctx: HandlerCtx, settings: Settings, logged: Logged): Reply {
  const view = loggedView(ctx, settings, logged);
  const asks = view.isVague || view.nextHasPassed || view.unreadDates.length > 0;
  return answerWith(ctx, followUpLogged(ctx.locale, view), asks);
}

/** The name of whom a customer belongs to, where that keeps the actor from logging for it. */
export async function ownerInTheWay(ctx: HandlerCtx, customer: CustomerRef): Promise<string | undefined> {
  if (customer.ownerId === null || (await mayUseCustomer(ctx, customer))) return undefined;
  return (await namesOf(ctx, [customer.ownerId])).get(customer.ownerId) ?? "";
}

/** @throws UserError that names the owner. */
export async function assertMayLog(ctx: HandlerCtx, customer: CustomerRef): Promise<void> {
  const owner = await ownerInTheWay(ctx, customer);
  if (owner === undefined) return;
  throw new UserError("follow-up.not-my-customer", {
    userMessage: followUpTexts[ctx.locale].theirs(customer.name, owner),
  });
}
