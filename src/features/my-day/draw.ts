import { type DayView, dayCard } from "#cards/my-day/day.ts";
import { dayOfText, dayText, momentText, plannedText } from "#cards/shared/dates.ts";
import { methodNames } from "#cards/shared/methods.ts";
import { hasRole } from "#chat/actor.ts";
import type { Card } from "#chat/card.ts";
import type { MessageCtx } from "#chat/feature.ts";
import { settingsOf } from "#directory/settings.ts";
import { knockedAndWaiting } from "#directory/waiting-people.ts";
import { addDays } from "#domain/calendar/civil.ts";
import { instantOf, localDateOf } from "#domain/calendar/zone.ts";
import { readLeads } from "./leads.ts";
import { duePlans, dueTodos } from "./store.ts";

/** How many of each kind a phone shows. */
const shownMax = 8;
/** A plan that was missed longer ago is no longer a plan for today. */
const missedDaysMax = 30;

/** The day of the actor as of `ctx.now`. */
export async function drawDay(ctx: MessageCtx): Promise<Card> {
  return dayCard(ctx.actor.locale, await readDay(ctx));
}

/** The morning digest; `undefined` when there is nothing to say. */
export async function drawDigest(ctx: MessageCtx): Promise<Card | undefined> {
  const view = await readDay(ctx);
  const { overdue, today, plans, leads, breaches, waiting, approvals } = view;
  const lists = [overdue, today, plans, leads, breaches].map((part) => part.count);
  const count = [...lists, waiting, approvals].reduce((sum, each) => sum + each);
  return count === 0 ? undefined : dayCard(ctx.actor.locale, { ...view, greets: ctx.actor.name });
}

async function readDay(ctx: MessageCtx): Promise<DayView> {
  const { actor, now, db, workspaceId } = ctx;
  const dates = { locale: actor.locale, tz: actor.tz, now };
  const today = localDateOf(now, actor.tz);
  const tomorrow = instantOf(addDays(today, 1), "00:00", actor.tz);
  const since = instantOf(addDays(today, -missedDaysMax), "00:00", actor.tz);
  const { missingVisitHours } = (await settingsOf(ctx.database, workspaceId)).policy;
  const whose = { workspaceId, personId: actor.personId };
  const [overdue, dueToday, plans, waiting, leads] = await Promise.all([
    dueTodos(db, whose, { before: now, limit: shownMax }),
    dueTodos(db, whose, { from: now, before: tomorrow, limit: shownMax }),
    duePlans(db, whose, { before: tomorrow, since, tz: actor.tz, missingVisitHours, limit: shownMax }),
    hasRole(actor, "admin") ? knockedAndWaiting({ db, workspaceId }) : [],
    readLeads(ctx, { before: tomorrow, limit: shownMax }),
  ]);
  const todo = (row: (typeof overdue.items)[number]) => ({
    todoId: row.id,
    title: row.title,
    ...(row.dueAt && { due: row.dueHasTime ? momentText(row.dueAt, dates) : dayOfText(row.dueAt, dates) }),
    ...(row.customer !== undefined && { customer: row.customer }),
  });
  const plan = (row: (typeof plans.items)[number]) => {
    const when = plannedText({ at: row.nextAt, hasTime: row.nextHasTime }, dates);
    return {
      followUpId: row.id,
      customerId: row.customerId,
      customer: row.customer,
      planned: row.nextMethod === null ? when : `${when} · ${methodNames[actor.locale][row.nextMethod]}`,
    };
  };
  return {
    day: dayText(today, dates),
    overdue: { items: overdue.items.map(todo), count: overdue.count },
    today: { items: dueToday.items.map(todo), count: dueToday.count },
    plans: { items: plans.items.map(plan), count: plans.count },
    waiting: waiting.length,
    ...leads,
  };
}
