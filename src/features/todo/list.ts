import { z } from "zod";
import { todoList } from "#cards/todo/todo.ts";
import type { Card } from "#chat/card.ts";
import { action, type ViewCtx } from "#chat/feature.ts";
import { update } from "#chat/reply.ts";
import { countOpen, openTodos } from "./store.ts";
import { todoView } from "./view.ts";

/** How many a phone shows before it becomes a scroll. */
const pageSize = 10;

/** My open to-dos, overdue first. Of a page that is no longer there the last one that is. */
export async function drawTodos(ctx: ViewCtx, argument = ""): Promise<Card> {
  const wanted = pageNumber.parse(argument);
  const { personId } = ctx.actor;
  const count = await countOpen(ctx.db, personId);
  const page = Math.min(wanted, Math.max(1, Math.ceil(count / pageSize)));
  const todos = await openTodos(ctx.db, personId, { skip: (page - 1) * pageSize, take: pageSize });
  return todoList(ctx.locale, {
    ...{ count, page, more: Math.max(0, count - page * pageSize) },
    todos: todos.map((todo) => todoView(todo, ctx)),
  });
}

const pageNumber = z.coerce.number().int().min(1).catch(1);

/** "Next" and "Previous". */
export const turnPage = action({
  id: "todo.list",
  payload: z.object({ page: z.string() }),
  run: async (ctx, { page }) => update(await drawTodos(ctx, page)),
});
