import { dayOfText, momentText } from "#cards/shared/dates.ts";
import type { TodoView } from "#cards/todo/todo.ts";
import type { Actor } from "#chat/actor.ts";

type Row = {
  readonly id: string;
  readonly title: string;
  readonly dueAt: Date | null;
  readonly dueHasTime: boolean;
  readonly customer?: string | undefined;
};

/** A to-do in its reader's zone and language. */
export function todoView(row: Row, reader: { readonly actor: Actor; readonly now: Date }): TodoView {
  const view = { locale: reader.actor.locale, tz: reader.actor.tz, now: reader.now };
  const { dueAt } = row;
  return {
    todoId: row.id,
    title: row.title,
    isOverdue: dueAt !== null && dueAt <= reader.now,
    ...(dueAt && { due: row.dueHasTime ? momentText(dueAt, view) : dayOfText(dueAt, view) }),
    ...(row.customer !== undefined && { customer: row.customer }),
  };
}
