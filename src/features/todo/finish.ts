import { z } from "zod";
import { momentText } from "#cards/shared/dates.ts";
import { todoCancelled, todoDone, todoTold } from "#cards/todo/closed.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { todoOpen } from "#cards/todo/todo.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { type Reply, toast, update } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { remindAt } from "#domain/moment.ts";
import { snoozedUntil } from "#domain/snooze.ts";
import { closeTodo, findTodo, noteTold, reopenTodo } from "./store.ts";
import { todoView } from "./view.ts";

const payload = z.object({ todoId: z.uuid() });

/** "Done". */
export const done = action({
  id: "todo.done",
  payload,
  run: async (ctx, { todoId }) => {
    const { actor, locale, now } = ctx;
    const which = { todoId, ownerId: actor.personId };
    if (!(await closeTodo(ctx.db, which, { status: "done", now }))) return whyNot(ctx, todoId);
    const todo = await findTodo(ctx.db, todoId);
    if (todo === undefined) return toast(todoTexts[locale].gone, "warning");
    const when = momentText(now, { locale, tz: actor.tz, now });
    const asks = todo.origin === "question";
    return {
      type: "update",
      card: todoDone(locale, { todoId, title: todo.title, when, asksWhetherTold: asks }),
      asks,
    };
  },
});

/** "Cancel to-do". */
export const cancel = action({
  id: "todo.cancel",
  payload,
  run: async (ctx, { todoId }) => {
    const which = { todoId, ownerId: ctx.actor.personId };
    if (!(await closeTodo(ctx.db, which, { status: "cancelled", now: ctx.now }))) return whyNot(ctx, todoId);
    const todo = await findTodo(ctx.db, todoId);
    return update(todoCancelled(ctx.locale, { todoId, title: todo?.title ?? "" }));
  },
});

/** "Not done yet" on a closed one. */
export const reopen = action({
  id: "todo.reopen",
  payload,
  run: async (ctx, { todoId }) => {
    const { actor, locale, now } = ctx;
    const todo = await findTodo(ctx.db, todoId);
    if (todo === undefined) return toast(todoTexts[locale].gone, "warning");
    if (todo.ownerId !== actor.personId) return toast(todoTexts[locale].notYours, "warning");
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const due = todo.dueAt && { at: todo.dueAt, hasTime: todo.dueHasTime };
    const remind = due ? remindAt(due, { now, person: actor, ...settings }) : undefined;
    if (!(await reopenTodo(ctx.db, { todoId, ownerId: actor.personId }, remind))) {
      return toast(todoTexts[locale].alreadyOpen);
    }
    return update(todoOpen(locale, { ...todoView(todo, ctx), happened: "reopened" }));
  },
});

/** "Has the customer been told?" No: the to-do opens again and comes back on the next working morning. */
export const told = action({
  id: "todo.told",
  payload: payload.extend({ told: z.enum(["yes", "no"]) }),
  run: async (ctx, { todoId, told: answer }) => {
    const { actor, locale, now } = ctx;
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const remind = answer === "no" ? snoozedUntil("morning", { now, person: actor, ...settings }) : undefined;
    const which = { todoId, ownerId: actor.personId };
    const isNoted = await noteTold(ctx.db, which, { customerTold: answer === "yes", remindAt: remind });
    const todo = await findTodo(ctx.db, todoId);
    if (!isNoted || todo === undefined) return whyNot(ctx, todoId);
    const remindedAt = remind && momentText(remind, { locale, tz: actor.tz, now });
    return update(todoTold(locale, { title: todo.title, remindedAt }));
  },
});

/** Why a press changed nothing: gone, not the presser's, or closed before. */
export async function whyNot(ctx: HandlerCtx, todoId: string): Promise<Reply> {
  const t = todoTexts[ctx.locale];
  const todo = await findTodo(ctx.db, todoId);
  if (todo === undefined) return toast(t.gone, "warning");
  if (todo.ownerId !== ctx.actor.personId) return toast(t.notYours, "warning");
  return toast(todo.status === "open" ? t.alreadyOpen : t.alreadyClosed);
}
