import { localDateOf } from "#domain/calendar/zone.ts";
import type { Method } from "#domain/method.ts";
import { type DateContext, type FoundDate, findDates, lastOf } from "./dates.ts";
import { amountIn } from "./note/amount.ts";
import { type Clause, clausesOf } from "./note/clauses.ts";
import { customerAmong, customerInWords, leadingName } from "./note/customer.ts";
import { contactsIn, participantsIn } from "./note/people.ts";
import { isDuty, type NoteTodo, todosIn } from "./note/todos.ts";
import { COMMAND, FEEDBACK_WORDS, METHOD_WORDS, NEXT_WORDS, QUESTION_WORDS } from "./note/words.ts";

export type NoteContext = DateContext & {
  /** Names that the customer may be called by; the longest in the text is the customer. */
  readonly customers?: readonly string[];
  /** The writer's language. It decides nothing: notes mix both, and the patterns of both are always tried. */
  readonly locale?: "zh" | "en";
};

/** What a note says. Dates are `YYYY-MM-DD`, or ISO with the zone's offset where a time was said. */
export type Note = {
  readonly customer?: string | undefined;
  readonly method?: Method | undefined;
  readonly occurredOn?: string | undefined;
  /** The customer's people, then ours. */
  readonly contacts: readonly string[];
  readonly participants: readonly string[];
  readonly todos: readonly NoteTodo[];
  readonly nextFollowUp?: { readonly on: string; readonly method?: Method } | undefined;
  /** In whole units of the currency. */
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly feedback?: string | undefined;
  /** What was said, without the command, the customer's name before it and the labelled to-dos. */
  readonly content: string;
  /** Words written like a date of which there is none. */
  readonly invalidDates: readonly string[];
  /** A question or objection that could not be answered on the spot. */
  readonly openQuestion?: string | undefined;
};

/**
 * Reads the common forms of a note by patterns: "今天拜访了王总，客户觉得交期太长。下周三电话回访。待办：周五前发合同". What
 * no pattern knows stays in `content`; nothing is guessed.
 */
export function understandNote(text: string, context: NoteContext): Note {
  const whole = text.replace(COMMAND, "").trim();
  const typed = whole.slice(0, readMax);
  const unread = whole.slice(readMax);
  const { clauses, untasked, invalid } = clausesOf(typed, context);
  const roles = rolesOf(clauses, context);
  const told = roles.told.map((clause) => clause.text).join("，");
  const participants = participantsIn(typed);
  const customer = customerAmong(context.customers ?? [], typed) ?? customerInWords(typed, context);
  return {
    customer,
    method: methodIn(told),
    occurredOn: occurredOn(roles.told, context),
    contacts: contactsIn(typed, { participants, customer }),
    participants,
    todos: todosIn(roles.todos, context),
    nextFollowUp: nextOf(roles.next, context),
    ...amountIn(told),
    feedback: feedbackIn(roles.told),
    content: contentOf(untasked === "" ? typed : untasked, customer, context) + unread,
    invalidDates: invalid,
    openQuestion: questionIn(clauses),
  };
}

/** Patterns read this much; what follows is kept as it stands. A pasted transcript of 40,000 characters took 1.7 s of CPU. */
const readMax = 4000;

type Roles = { readonly told: Clause[]; readonly next: Clause[]; readonly todos: Clause[] };

function rolesOf(clauses: readonly Clause[], context: DateContext): Roles {
  const roles: Roles = { told: [], next: [], todos: [] };
  for (const clause of clauses) {
    const past = asPast(clause, clauses, context);
    if (past) roles.told.push(past);
    else roles[roleOf(clause, context)].push(clause);
  }
  return roles;
}

function roleOf(clause: Clause, context: DateContext): keyof Roles {
  if (clause.section === "todo") return "todos";
  if (clause.section === "next") return "next";
  if (clause.section === "question" || QUESTION_WORDS.test(clause.text)) return "told";
  const isAheadOfUs = clause.dates.some((date) => isAhead(date, context));
  if (isAheadOfUs && NEXT_WORDS.test(clause.text)) return "next";
  if (isDuty(clause, context)) return "todos";
  return isAheadOfUs && methodIn(clause.text) !== undefined ? "next" : "told";
}

/** 周一拜访王总，聊了报价: the first day of a note lies in the past when its sentence goes on in the past. */
function asPast(clause: Clause, clauses: readonly Clause[], context: DateContext): Clause | undefined {
  const isFirst = clauses.find(({ dates }) => dates.length > 0) === clause;
  if (!isFirst || clause.section !== undefined || NEXT_WORDS.test(clause.text)) return undefined;
  const goesOn = clauses.some(({ sentence, text, dates }) => {
    return sentence === clause.sentence && dates.length === 0 && /[了过]/.test(text);
  });
  if (!goesOn || methodIn(clause.text) === undefined) return undefined;
  return { ...clause, dates: findDates(clause.text, { ...context, leansPast: true }).dates };
}

function isAhead({ start, hasTime, end }: FoundDate, { now, tz }: DateContext): boolean {
  if (hasTime) return new Date(start).getTime() > now.getTime();
  return (end ?? start).slice(0, 10) > localDateOf(now, tz);
}

/** The first day that has come, of those that are one. */
function occurredOn(told: readonly Clause[], context: DateContext): string | undefined {
  const dates = told.flatMap((clause) => clause.dates);
  return dates.find((date) => !date.deadline && isOneDay(date) && !isAhead(date, context))?.start;
}

function isOneDay({ start, end }: FoundDate): boolean {
  return end === undefined || end.slice(0, 10) === start.slice(0, 10);
}

function nextOf(clauses: readonly Clause[], context: DateContext): Note["nextFollowUp"] {
  for (const { dates, text, heading = "" } of clauses) {
    const date = dates.find((found) => isAhead(found, context));
    if (!date) continue;
    const isBegun = !isAhead({ ...date, end: date.start }, context);
    const method = methodIn(text) ?? methodIn(heading);
    return { on: isBegun ? lastOf(date) : date.start, ...(method && { method }) };
  }
  return undefined;
}

function methodIn(text: string): Method | undefined {
  let first: { method: Method; at: number } | undefined;
  for (const [method, words] of METHOD_WORDS) {
    const at = text.search(words);
    if (at >= 0 && (first === undefined || at < first.at)) first = { method, at };
  }
  return first?.method;
}

/** What the customer said, with the clauses of the sentence that go on with it. */
function feedbackIn(told: readonly Clause[]): string | undefined {
  const said: Clause[] = [];
  for (const clause of told) {
    const last = said.at(-1);
    const goesOn =
      last?.sentence === clause.sentence &&
      clause.dates.length === 0 &&
      !OUR_WORDS.test(clause.text) &&
      !QUESTION_WORDS.test(clause.text);
    if (FEEDBACK_WORDS.test(clause.text) || goesOn) said.push(clause);
  }
  return said.length === 0 ? undefined : joined(said.map(({ text }) => text));
}

const OUR_WORDS = /^(?:我|已|and |we\b|i\b)/i;

function questionIn(clauses: readonly Clause[]): string | undefined {
  const labelled = clauses.filter(({ section }) => section === "question");
  if (labelled.length > 0) return joined(labelled.map(({ text }) => text));
  const index = clauses.findIndex(({ text, section }) => section === undefined && QUESTION_WORDS.test(text));
  const clause = clauses[index];
  if (!clause) return undefined;
  // 客户问能否私有化部署，没能回答: the question stands before.
  const before = clauses[index - 1];
  const hasOwnWords =
    (clause.text.replace(QUESTION_WORDS, "").match(/\p{L}/gu) ?? []).length >= QUESTION_LETTERS_MIN;
  return hasOwnWords || before?.sentence !== clause.sentence ? clause.text : before.text;
}

const QUESTION_LETTERS_MIN = 6;

/** Without the customer's name where it only heads the note. */
function contentOf(text: string, customer: string | undefined, context: DateContext): string {
  const leading = leadingName(text, context);
  if (customer === undefined || leading === undefined || !customer.includes(leading.name)) return text;
  return text.slice(leading.length).trim() || text;
}

function joined(texts: readonly string[]): string {
  return texts.join(/[\u4e00-\u9fff]/.test(texts[0] ?? "") ? "，" : ", ");
}
