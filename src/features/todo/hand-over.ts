import { z } from "zod";
import { todoDeclinedByMe, todoHanded } from "#cards/todo/closed.ts";
import { handOverForm } from "#cards/todo/forms.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { todoDeclined, todoReceived } from "#cards/todo/todo.ts";
import { action, form, type HandlerCtx, type MessageKind, messageKind } from "#chat/feature.ts";
import { personOf } from "#chat/read-values.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { actorById, colleagueAccounts, namesOf, personOfAccount } from "#directory/people.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { whyNot } from "./finish.ts";
import { findTodo, giveTodo } from "./store.ts";
import { todoView } from "./view.ts";

/** "Hand over". */
export const handOver = action({
  id: "todo.hand-over",
  payload: z.object({ todoId: z.uuid() }),
  run: async (ctx, { todoId }) => {
    const todo = await findTodo(ctx.db, todoId);
    if (todo?.status !== "open" || todo.ownerId !== ctx.actor.personId) return whyNot(ctx, todoId);
    const colleagues = await colleagueAccounts(ctx, ctx.event.platform);
    return ask(handOverForm(ctx.locale, { todoId, title: todo.title, colleagues }));
  },
});

/** The colleague is chosen: the to-do changes hands and the colleague is told, in one commit. */
export const handedOver = form({
  id: "todo.hand-over",
  payload: z.object({ todoId: z.uuid() }),
  run: async (ctx, { payload: { todoId }, values }) => {
    const { actor, locale } = ctx;
    const t = todoTexts[locale];
    const userId = personOf(values, "person");
    if (userId === undefined) return invalid({ person: t.needPerson });
    const colleague = await personOfAccount(ctx, { platform: ctx.event.platform, userId });
    if (colleague?.status !== "active") return invalid({ person: t.unknownPerson });
    if (colleague.id === actor.personId) return invalid({ person: t.notSelf });
    const isGiven = await give(ctx, todoId, { from: actor.personId, to: colleague.id, kind: handedMessage });
    const todo = await findTodo(ctx.db, todoId);
    if (!isGiven || todo === undefined) return whyNot(ctx, todoId);
    return update(todoHanded(locale, { todoId, title: todo.title, to: colleague.name }));
  },
});

/** "I can't do it": back to who gave it, who is told. */
export const decline = action({
  id: "todo.decline",
  payload: z.object({ todoId: z.uuid() }),
  run: async (ctx, { todoId }) => {
    const todo = await findTodo(ctx.db, todoId);
    if (todo?.status !== "open" || todo.ownerId !== ctx.actor.personId) return whyNot(ctx, todoId);
    const giver =
      todo.handedById === null ? undefined : await actorById(ctx.database, ctx.workspaceId, todo.handedById);
    if (giver?.status !== "active") return toast(todoTexts[ctx.locale].cannotDecline, "warning");
    const isGiven = await give(ctx, todoId, {
      from: ctx.actor.personId,
      to: giver.personId,
      kind: declinedMessage,
    });
    return isGiven
      ? update(todoDeclinedByMe(ctx.locale, { todoId, title: todo.title }))
      : whyNot(ctx, todoId);
  },
});

type Giving = { readonly from: string; readonly to: string; readonly kind: MessageKind };

function give(ctx: HandlerCtx, todoId: string, giving: Giving): Promise<boolean> {
  const { workspaceId, now, event } = ctx;
  const handedById = giving.kind === handedMessage ? giving.from : null;
  return ctx.db.$transaction(async (tx) => {
    const isGiven = await giveTodo(tx, { todoId, ownerId: giving.from }, { ownerId: giving.to, handedById });
    if (!isGiven) return false;
    const key = `${giving.kind.kind}:${todoId}:${event.key}`;
    const message = { kind: giving.kind, key, personId: giving.to, dueAt: now };
    await enqueue(tx, workspaceId, [{ ...message, payload: { todoId, by: giving.from } }]);
    return true;
  });
}

const notice = z.object({ todoId: z.uuid(), by: z.uuid() });

/** To the new owner. */
export const handedMessage = messageKind({
  kind: "todo.handed",
  payload: notice,
  bundled: false,
  urgent: false,
  build: async (ctx, { todoId, by }) => {
    const todo = await findTodo(ctx.db, todoId);
    if (todo?.status !== "open" || todo.ownerId !== ctx.actor.personId) return undefined;
    const from = (await namesOf(ctx, [by])).get(by);
    return {
      card: todoReceived(ctx.actor.locale, { ...todoView(todo, ctx), ...(from !== undefined && { from }) }),
    };
  },
});

/** To who gave it. */
export const declinedMessage = messageKind({
  kind: "todo.declined",
  payload: notice,
  bundled: false,
  urgent: false,
  build: async (ctx, { todoId, by }) => {
    const todo = await findTodo(ctx.db, todoId);
    if (todo?.status !== "open" || todo.ownerId !== ctx.actor.personId) return undefined;
    const name = (await namesOf(ctx, [by])).get(by) ?? "";
    return { card: todoDeclined(ctx.actor.locale, { ...todoView(todo, ctx), by: name }) };
  },
});
