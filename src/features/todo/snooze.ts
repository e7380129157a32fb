import { z } from "zod";
import { momentText } from "#cards/shared/dates.ts";
import { todoSnoozed } from "#cards/todo/closed.ts";
import { timeForm } from "#cards/todo/forms.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { todoOpen } from "#cards/todo/todo.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { dateTimeOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, update } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { moveOutOfQuiet } from "#domain/calendar/quiet.ts";
import { instantOf, localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import { remindAt } from "#domain/moment.ts";
import { snoozedUntil, snoozes } from "#domain/snooze.ts";
import { whyNot } from "./finish.ts";
import { findTodo, snoozeTodo } from "./store.ts";
import { todoView } from "./view.ts";

const payload = z.object({ todoId: z.uuid() });

/** "In 1 hour", "next working morning", "Monday". */
export const snooze = action({
  id: "todo.snooze",
  payload: payload.extend({ until: z.enum(snoozes) }),
  run: async (ctx, { todoId, until }) => {
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const at = snoozedUntil(until, { now: ctx.now, person: ctx.actor, ...settings });
    return (await snoozeTo(ctx, todoId, { at, wanted: at })) ?? whyNot(ctx, todoId);
  },
});

/** "Choose time" of a reminder. */
export const chooseTime = action({
  id: "todo.snooze-form",
  payload,
  run: async (ctx, { todoId }) => {
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const initial = snoozedUntil("morning", { now: ctx.now, person: ctx.actor, ...settings });
    return askTime(ctx, todoId, { asks: "snooze", initial });
  },
});

export const timeChosen = form({
  id: "todo.snooze",
  payload,
  run: async (ctx, { payload: { todoId }, values }) => {
    const wanted = readTime(ctx, values);
    if ("errors" in wanted) return invalid(wanted.errors);
    const { calendar } = await settingsOf(ctx.database, ctx.workspaceId);
    const at = moveOutOfQuiet(wanted.at, ctx.actor, calendar);
    return (await snoozeTo(ctx, todoId, { at, wanted: wanted.at })) ?? whyNot(ctx, todoId);
  },
});

/** "Change time": when the to-do is due, earlier or later. */
export const changeTime = action({
  id: "todo.change-time",
  payload,
  run: async (ctx, { todoId }) => {
    const todo = await findTodo(ctx.db, todoId);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const dueAt = todo?.dueAt ?? ctx.now;
    const morning = snoozedUntil("morning", { now: ctx.now, person: ctx.actor, ...settings });
    return askTime(ctx, todoId, { asks: "change-time", initial: dueAt > ctx.now ? dueAt : morning });
  },
});

export const timeChanged = form({
  id: "todo.change-time",
  payload,
  run: async (ctx, { payload: { todoId }, values }) => {
    const { actor, locale, now } = ctx;
    const wanted = readTime(ctx, values);
    if ("errors" in wanted) return invalid(wanted.errors);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const due = { at: wanted.at, hasTime: true };
    const remind = remindAt(due, { now, person: actor, ...settings }) ?? wanted.at;
    const which = { todoId, ownerId: actor.personId };
    const isChanged = await snoozeTodo(ctx.db, which, { at: remind, dueAt: wanted.at });
    const todo = await findTodo(ctx.db, todoId);
    if (!isChanged || todo === undefined) return whyNot(ctx, todoId);
    return update(todoOpen(locale, { ...todoView(todo, ctx), happened: "changed" }));
  },
});

async function askTime(
  ctx: HandlerCtx,
  todoId: string,
  { asks, initial }: { readonly asks: "snooze" | "change-time"; readonly initial: Date },
): Promise<Reply> {
  const { personId, tz } = ctx.actor;
  const todo = await findTodo(ctx.db, todoId);
  if (todo?.status !== "open" || todo.ownerId !== personId) return whyNot(ctx, todoId);
  const local = `${localDateOf(initial, tz)} ${localTimeOf(initial, tz)}`;
  return ask(timeForm(ctx.locale, asks, { todoId, title: todo.title, initial: local }));
}

function readTime(
  ctx: HandlerCtx,
  values: FormValues,
): { readonly at: Date } | { readonly errors: Record<string, string> } {
  const t = todoTexts[ctx.locale];
  const local = dateTimeOf(values, "at");
  if (local === undefined) return { errors: { at: t.needTime } };
  const at = instantOf(local.slice(0, 10), local.slice(11, 16), ctx.actor.tz);
  return at <= ctx.now ? { errors: { at: t.pastTime } } : { at };
}

/** A date that has passed by then, or none, moves with the reminder: the to-do is not overdue until then. */
async function snoozeTo(
  ctx: HandlerCtx,
  todoId: string,
  { at, wanted }: { readonly at: Date; readonly wanted: Date },
): Promise<Reply | undefined> {
  const { actor, locale, now } = ctx;
  const todo = await findTodo(ctx.db, todoId);
  if (todo === undefined) return undefined;
  const dueAt = todo.dueAt === null || todo.dueAt <= at ? at : undefined;
  const isSnoozed = await snoozeTodo(ctx.db, { todoId, ownerId: actor.personId }, { at, dueAt });
  if (!isSnoozed) return undefined;
  const shown = (time: Date) => momentText(time, { locale, tz: actor.tz, now });
  const isMoved = at.getTime() !== wanted.getTime();
  const view = { todoId, title: todo.title, when: shown(at), ...(isMoved && { wanted: shown(wanted) }) };
  return update(todoSnoozed(locale, view));
}
