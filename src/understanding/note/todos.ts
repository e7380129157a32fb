import { type DateContext, lastOf, type SplitDate, splitDate } from "../dates.ts";
import type { Clause } from "./clauses.ts";
import { TODO_OPENERS, TODO_VERBS } from "./words.ts";

export type NoteTodo = { readonly title: string; readonly due?: string; readonly owner?: string };

const ZH_OWNER = /^(?:由|让|请)?(?<owner>[\u4e00-\u9fff]{2,4})(?:负责|来做|跟进)[:：]?/;
const MENTION = /@(?<owner>[\w\u4e00-\u9fff.-]{2,30})/;

/**
 * What has to be done: the items of a labelled list, and clauses that say so themselves, an action with a deadline
 * (5月15日前提供竞品分析) or with a word of duty (需补充竞品对比数据).
 */
export function todosIn(clauses: readonly Clause[], context: DateContext): NoteTodo[] {
  const todos: NoteTodo[] = [];
  let sentence = -1;
  for (const clause of clauses) {
    if (clause.section === "todo") {
      const todo = listed(clause, context);
      const last = todos.at(-1);
      // 发合同，抄送法务: a clause without an action of its own goes on with the item before it.
      if (last && sentence === clause.sentence && !isAction(clause)) {
        todos[todos.length - 1] = joined(last, clause, todo);
      } else todos.push(todo);
      sentence = clause.sentence;
    } else todos.push(asked(clause, context));
  }
  return todos;
}

/** A clause outside a list that is a to-do by its own words. */
export function isDuty(clause: Clause, context: DateContext): boolean {
  const { rest, date } = undated(clause, context);
  const opened = rest.replace(TODO_OPENERS, "");
  const hasOpener = opened !== rest;
  const isOverdueTalk = /[了过]/.test(rest.replace(/了解|为了|除了|通过/g, ""));
  if (isOverdueTalk || !TODO_VERBS.test(opened))
    return date?.deadline === true && hasOpener && !isOverdueTalk;
  return hasOpener || date?.deadline === true || /^[A-Z]/.test(rest);
}

function isAction(clause: Clause): boolean {
  return clause.dates.length > 0 || TODO_VERBS.test(clause.text);
}

/** Most clauses have no date, as was found when the note was cut: they need not be searched again. */
function undated(clause: Clause, context: DateContext): SplitDate {
  return clause.dates.length === 0 ? { rest: clause.text } : splitDate(clause.text, context);
}

function listed(clause: Clause, context: DateContext): NoteTodo {
  const owner = (ZH_OWNER.exec(clause.text) ?? MENTION.exec(clause.text))?.groups?.["owner"];
  const unowned = clause.text.replace(ZH_OWNER, "").replace(MENTION, "").trim();
  const { rest, date } = splitDate(unowned === "" ? clause.text : unowned, context);
  return todo(rest, date && lastOf(date), owner);
}

function asked(clause: Clause, context: DateContext): NoteTodo {
  const { rest, date } = undated(clause, context);
  const title = rest.replace(TODO_OPENERS, "").trim();
  return todo(title === "" ? rest : title, date && lastOf(date), undefined);
}

function joined(last: NoteTodo, clause: Clause, next: NoteTodo): NoteTodo {
  const mark = /[\u4e00-\u9fff]/.test(last.title) ? "，" : ", ";
  return todo(`${last.title}${mark}${clause.text}`, last.due ?? next.due, last.owner ?? next.owner);
}

function todo(title: string, due: string | undefined, owner: string | undefined): NoteTodo {
  return { title, ...(due !== undefined && { due }), ...(owner !== undefined && { owner }) };
}
