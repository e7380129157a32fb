import { z } from "zod";
import { momentText } from "#cards/shared/dates.ts";
import { todoSnoozed } from "#cards/todo/closed.ts";
import { snoozeForm } from "#cards/todo/forms.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { dateTimeOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, update } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { instantOf, localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import { snoozedUntil, snoozes } from "#domain/snooze.ts";
import { whyNot } from "./finish.ts";
import { findTodo, snoozeTodo } from "./store.ts";

/** "In 1 hour", "next working morning", "Monday". */
export const snooze = action({
  id: "todo.snooze",
  payload: z.object({ todoId: z.uuid(), until: z.enum(snoozes) }),
  run: async (ctx, { todoId, until }) => {
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const at = snoozedUntil(until, { now: ctx.now, person: ctx.actor, ...settings });
    return (await snoozeTo(ctx, todoId, at)) ?? whyNot(ctx, todoId);
  },
});

/** "Choose time". */
export const chooseTime = action({
  id: "todo.snooze-form",
  payload: z.object({ todoId: z.uuid() }),
  run: async (ctx, { todoId }) => {
    const { actor, locale, now } = ctx;
    const todo = await findTodo(ctx.db, todoId);
    if (todo?.status !== "open" || todo.ownerId !== actor.personId) return whyNot(ctx, todoId);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const at = snoozedUntil("morning", { now, person: actor, ...settings });
    const initial = `${localDateOf(at, actor.tz)} ${localTimeOf(at, actor.tz)}`;
    return ask(snoozeForm(locale, { todoId, title: todo.title, initial }));
  },
});

export const timeChosen = form({
  id: "todo.snooze",
  payload: z.object({ todoId: z.uuid() }),
  run: async (ctx, { payload: { todoId }, values }) => {
    const t = todoTexts[ctx.locale];
    const local = dateTimeOf(values, "at");
    if (local === undefined) return invalid({ at: t.needTime });
    const at = instantOf(local.slice(0, 10), local.slice(11, 16), ctx.actor.tz);
    if (at <= ctx.now) return invalid({ at: t.pastTime });
    return (await snoozeTo(ctx, todoId, at)) ?? whyNot(ctx, todoId);
  },
});

/** A date that has passed, or none, moves with the reminder: the to-do is not overdue until then. */
async function snoozeTo(ctx: HandlerCtx, todoId: string, at: Date): Promise<Reply | undefined> {
  const { actor, locale, now } = ctx;
  const todo = await findTodo(ctx.db, todoId);
  if (todo === undefined) return undefined;
  const movesDue = todo.dueAt === null || todo.dueAt <= at;
  const isSnoozed = await snoozeTodo(ctx.db, { todoId, ownerId: actor.personId }, { at, movesDue });
  if (!isSnoozed) return undefined;
  return update(
    todoSnoozed(locale, { todoId, title: todo.title, when: momentText(at, { locale, tz: actor.tz, now }) }),
  );
}
