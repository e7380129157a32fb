import { v7 as uuid } from "uuid";
import type { HandlerCtx } from "#chat/feature.ts";
import type { Settings } from "#directory/settings.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import type { Method } from "#domain/method.ts";
import {
  contactMoment,
  dueMoment,
  hasPassed,
  isLateRecord,
  type Moment,
  plannedMoment,
  readSaid,
  remindAt,
} from "#domain/moment.ts";
import type { Note } from "#understanding/note.ts";
import type { NewFollowUp, NewFollowUpTodo } from "./store.ts";

/** What a person said about a contact, whether typed in a line or into a form. */
export type Facts = {
  readonly customerId: string;
  readonly note: Note;
  /** When the words were said: the contact was then, if they name no day. */
  readonly saidAt: Date;
  /** The event or draft that this comes from. */
  readonly sourceKey: string;
};

/** What a note says of a contact, whoever was contacted: every date becomes an instant in the person's zone. */
export function contactOf(
  ctx: HandlerCtx,
  settings: Settings,
  { note, saidAt }: Pick<Facts, "note" | "saidAt">,
) {
  const { actor } = ctx;
  const occurredOn = readSaid(note.occurredOn ?? localDateOf(saidAt, actor.tz));
  return {
    method: note.method ?? "other",
    occurredAt: contactMoment(occurredOn, actor, saidAt),
    occurredOn: occurredOn.on,
    ourPeople: note.participants,
    theirPeople: note.contacts,
    content: note.content,
    feedback: note.feedback,
    next: note.nextFollowUp && plannedMoment(readSaid(note.nextFollowUp.on), actor),
    todos: todosOf(ctx, settings, note),
  };
}

/** The row to be made of a note about a customer. */
export function toRecord(ctx: HandlerCtx, settings: Settings, facts: Facts): NewFollowUp {
  const { actor, now } = ctx;
  const { note } = facts;
  const contact = contactOf(ctx, settings, facts);
  const { next, occurredAt } = contact;
  // Field by field: the rest of an object is slow to take, and this is done for every line.
  return {
    method: contact.method,
    occurredAt,
    occurredOn: contact.occurredOn,
    ourPeople: contact.ourPeople,
    theirPeople: contact.theirPeople,
    content: contact.content,
    feedback: contact.feedback,
    todos: contact.todos,
    workspaceId: actor.workspaceId,
    id: uuid(),
    customerId: facts.customerId,
    personId: actor.personId,
    nextAt: next?.at,
    nextHasTime: next?.hasTime ?? false,
    nextMethod: note.nextFollowUp?.method,
    nextRemindAt: next && planReminder(ctx, settings, { ...next, method: note.nextFollowUp?.method }),
    isLate: isLateRecord(occurredAt, now, settings.policy.recordWithinHours),
    loggedAt: now,
    sourceKey: facts.sourceKey,
  };
}

/**
 * When a planned contact is reminded. A visit that is nearer than that is at least reminded when its record is
 * missing; a plan in the past never.
 */
export function planReminder(
  ctx: HandlerCtx,
  settings: Settings,
  plan: Moment & { readonly method: Method | undefined },
): Date | undefined {
  const { actor, now } = ctx;
  const early = reminderOf(plan, ctx, settings);
  if (early !== undefined || plan.method !== "visit" || hasPassed(plan, now, actor.tz)) return early;
  return new Date(plan.at.getTime() + settings.policy.missingVisitHours * 3_600_000);
}

function reminderOf(due: Moment, { actor, now }: HandlerCtx, settings: Settings): Date | undefined {
  return remindAt(due, { now, person: actor, ...settings });
}

function todosOf(ctx: HandlerCtx, settings: Settings, note: Note): NewFollowUpTodo[] {
  const todos = note.todos.map((todo): NewFollowUpTodo => {
    const due = todo.due === undefined ? undefined : dueMoment(readSaid(todo.due), ctx.actor);
    return newTodo(ctx, settings, { title: todo.title, origin: "follow_up", due });
  });
  if (note.openQuestion === undefined) return todos;
  const due = {
    at: new Date(ctx.now.getTime() + settings.policy.questionDueHours * 3_600_000),
    hasTime: true,
  };
  return [...todos, newTodo(ctx, settings, { title: note.openQuestion, origin: "question", due })];
}

function newTodo(
  ctx: HandlerCtx,
  settings: Settings,
  todo: { title: string; origin: "follow_up" | "question"; due: Moment | undefined },
): NewFollowUpTodo {
  return {
    id: uuid(),
    title: todo.title,
    origin: todo.origin,
    dueAt: todo.due?.at,
    dueHasTime: todo.due?.hasTime ?? false,
    remindAt: todo.due && reminderOf(todo.due, ctx, settings),
  };
}
