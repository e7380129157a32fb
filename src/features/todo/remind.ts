import { z } from "zod";
import { todoDue, todoItem } from "#cards/todo/todo.ts";
import { messageKind, type Sweep } from "#chat/feature.ts";
import { Prisma } from "#db/generated/client.ts";
import { literal } from "#db/literal.ts";
import { insertMessages } from "#outbox/enqueue.ts";
import { findTodo } from "./store.ts";
import { todoView } from "./view.ts";

/** A to-do's reminder. One that was snoozed since has a timer of its own again. */
export const todoDueMessage = messageKind({
  kind: "todo.due",
  payload: z.object({ todoId: z.uuid() }),
  bundled: true,
  urgent: false,
  build: async (ctx, { todoId }) => {
    const todo = await findTodo(ctx.db, todoId);
    if (todo?.status !== "open" || todo.ownerId !== ctx.actor.personId || todo.remindAt !== null)
      return undefined;
    const view = todoView(todo, ctx);
    return { card: todoDue(ctx.actor.locale, view), item: todoItem(ctx.actor.locale, view) };
  },
});

/** Turns to-dos whose timer is due into deliveries. */
export const todoSweep: Sweep = {
  name: "todo.due",
  claim: ({ prisma }, { now, limit }) => prisma.$executeRaw`
    WITH due AS (
      SELECT workspace_id, id, owner_id, remind_at FROM todo
      WHERE remind_at <= ${now} ORDER BY remind_at LIMIT ${literal(limit)} FOR UPDATE SKIP LOCKED
    ), cleared AS (
      UPDATE todo t SET remind_at = NULL FROM due WHERE t.workspace_id = due.workspace_id AND t.id = due.id
    )
    ${insertMessages(
      todoDueMessage,
      Prisma.sql`
        SELECT workspace_id, 'todo:' || id || ':' || extract(epoch FROM remind_at) AS key, owner_id AS person_id,
          jsonb_build_object('todoId', id) AS payload, ${now}::timestamptz AS due_at FROM due`,
    )}`,
};
