import type { LoggedView } from "#cards/follow-up/logged.ts";
import { type DateView, dayText, plannedText as momentOrDay } from "#cards/shared/dates.ts";
import { methodNames } from "#cards/shared/methods.ts";
import { type DatedTodo, datedTodos } from "#cards/shared/todo-line.ts";
import type { HandlerCtx, MessageCtx } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import type { Settings } from "#directory/settings.ts";
import type { Method } from "#domain/method.ts";
import { hasPassed } from "#domain/moment.ts";
import { isVague } from "#domain/vague.ts";
import type { NewFollowUp, StoredFollowUp } from "./store.ts";

/** What a card shows of a follow-up, whether it was just made or read back. */
export type Shown = {
  readonly id: string;
  readonly customerId: string;
  readonly customer: string;
  readonly method: Method;
  readonly occurredAt: Date;
  readonly occurredOn: string;
  readonly ourPeople: readonly string[];
  readonly theirPeople: readonly string[];
  readonly content: string;
  readonly feedback: string | undefined;
  readonly nextAt: Date | undefined;
  readonly nextHasTime: boolean;
  readonly nextMethod: Method | undefined;
  readonly isLate: boolean;
  readonly loggedAt: Date;
  readonly todos: readonly DatedTodo[];
};

export function shownOf(record: NewFollowUp, customer: string): Shown {
  return { ...record, customer };
}

export function shownOfStored(row: StoredFollowUp): Shown {
  return {
    ...row,
    customer: row.customer.name,
    occurredOn: row.occurredOn.toISOString().slice(0, 10),
    feedback: row.feedback ?? undefined,
    nextAt: row.nextAt ?? undefined,
    nextMethod: row.nextMethod ?? undefined,
  };
}

/** Whose eyes a card is for. */
export type Reader = Pick<MessageCtx, "actor" | "now"> & { readonly locale: Locale };

function dates({ actor, locale, now }: Reader): DateView {
  return { locale, tz: actor.tz, now };
}

/** The planned next contact: date with weekday, the time if one was said, the method if one is known. */
export function plannedText(
  ctx: Reader,
  plan: {
    readonly nextAt: Date | undefined;
    readonly nextHasTime: boolean;
    readonly nextMethod: Method | undefined;
  },
): string | undefined {
  if (plan.nextAt === undefined) return undefined;
  const when = momentOrDay({ at: plan.nextAt, hasTime: plan.nextHasTime }, dates(ctx));
  return plan.nextMethod === undefined ? when : `${when} · ${methodNames[ctx.locale][plan.nextMethod]}`;
}

export type Logged = {
  readonly shown: Shown;
  readonly happened: "logged" | "edited";
  readonly unreadDates: readonly string[];
};

/** The facts in the reader's zone and language, and what is to be said about them. */
export function loggedView(ctx: HandlerCtx, settings: Settings, logged: Logged): LoggedView {
  const { actor, now } = ctx;
  const { shown } = logged;
  const { nextAt, nextHasTime } = shown;
  const undoUntil = shown.loggedAt.getTime() + settings.policy.undoMinutes * 60_000;
  return {
    ...factsOf(ctx, settings, shown),
    happened: logged.happened,
    canUndo: now.getTime() < undoUntil,
    unreadDates: logged.unreadDates,
    nextHasPassed: nextAt !== undefined && hasPassed({ at: nextAt, hasTime: nextHasTime }, now, actor.tz),
    isVague: isVague(shown.content, ctx.locale),
  };
}

function factsOf(ctx: Reader, settings: Settings, shown: Shown) {
  const { locale } = ctx;
  const planned = plannedText(ctx, shown);
  return {
    followUpId: shown.id,
    customerId: shown.customerId,
    customer: shown.customer,
    when: dayText(shown.occurredOn, dates(ctx)),
    method: methodNames[locale][shown.method],
    theirPeople: shown.theirPeople,
    ourPeople: shown.ourPeople,
    content: shown.content,
    todos: datedTodos(dates(ctx), shown.todos),
    ...(shown.isLate && { lateAfterHours: settings.policy.recordWithinHours }),
    ...(shown.feedback !== undefined && { feedback: shown.feedback }),
    ...(planned !== undefined && { next: planned }),
  };
}
