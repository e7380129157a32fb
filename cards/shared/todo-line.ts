import type { Locale } from "#chat/locale.ts";
import { type DateView, plannedText } from "./dates.ts";

export type TodoLine = {
  readonly title: string;
  /** A day or a time, as it is shown. */
  readonly due?: string;
};

export type DatedTodo = {
  readonly title: string;
  readonly dueAt?: Date | null | undefined;
  readonly dueHasTime: boolean;
};

/** Their days and times as their reader sees them. */
export function datedTodos(dates: DateView, todos: readonly DatedTodo[]): TodoLine[] {
  return todos.map(({ title, dueAt, dueHasTime }) => ({
    title,
    ...(dueAt && { due: plannedText({ at: dueAt, hasTime: dueHasTime }, dates) }),
  }));
}

const by = {
  zh: (due: string) => `（${due}前）`,
  en: (due: string) => ` (by ${due})`,
} as const satisfies Record<Locale, unknown>;

/** To-dos below what they come from, one a line: 发报价（9月18日 周五前）. */
export function todoLines(locale: Locale, todos: readonly TodoLine[]): string {
  return todos.map(({ title, due }) => (due === undefined ? title : title + by[locale](due))).join("\n");
}
