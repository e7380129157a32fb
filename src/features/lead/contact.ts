import { randomUUID } from "node:crypto";
import { z } from "zod";
import { contactForm, leadContacted } from "#cards/lead/contact.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { dayText, momentText } from "#cards/shared/dates.ts";
import { methodNames } from "#cards/shared/methods.ts";
import { datedTodos } from "#cards/shared/todo-line.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues, Option } from "#chat/form.ts";
import { dateTimeOf, optionOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, type Reply, toast } from "#chat/reply.ts";
import {
  type Contacted,
  defaultNext,
  type NewLeadTodo,
  recordLeadContact,
} from "#directory/leads/contact-lead.ts";
import { type Lead, leadById, mayUseLead } from "#directory/leads/lead.ts";
import { lockLead } from "#directory/leads/lock-lead.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { instantOf, localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import { isOwned, takesContacts } from "#domain/lead.ts";
import { isMethod, type Method, methods } from "#domain/method.ts";
import { dueMoment, type Moment, readSaid, remindAt } from "#domain/moment.ts";
import { isVague } from "#domain/vague.ts";
import { understandNote } from "#understanding/note.ts";
import { datesOf, planOf } from "./assigned-view.ts";
import { whyNotLogged } from "./contact-refusal.ts";
import { pressedMessage } from "./show.ts";

const payload = z.object({ leadId: z.uuid() });

/** "Log first contact", "log a follow-up". */
export const logContact = action({
  id: "lead.log-contact",
  payload,
  run: async (ctx, { leadId }) => {
    const found = await usableLead(ctx, leadId);
    if ("refusal" in found) return found.refusal;
    const { lead } = found;
    const { actor, locale, now } = ctx;
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const next = isOwned(lead.status) ? localOf(defaultNext(now, actor, settings).at, actor.tz) : undefined;
    const at = localOf(now, actor.tz);
    const view = { leadId, company: lead.company, methods: methodOptions(locale), at, key: randomUUID() };
    return ask(contactForm(locale, { ...view, ...(next !== undefined && { nextAt: next }) }));
  },
});

/**
 * The contact is logged: the wait for it ends, the next follow-up is planned. Where it cannot be any more, the form
 * stays open with what was written.
 */
export const contactLogged = form({
  id: "lead.log-contact",
  payload: payload.extend({ key: z.uuid().exactOptional() }),
  run: async (ctx, { payload: { leadId, key }, values }) => {
    const said = readContact(ctx, values);
    if ("errors" in said) return invalid(said.errors);
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const todos = todosOf(ctx, settings, said.content);
    const { actor, now, db } = ctx;
    const contact = { ...said, leadId, todos, now, settings, personId: actor.personId };
    const taken = await db.$transaction(async (tx) => {
      const scope = { ...ctx, db: tx };
      const lead = await lockLead(scope, leadId);
      const refusal = await whyNotLogged(scope, lead);
      if (lead === undefined || refusal !== undefined) return { refusal };
      const sourceKey = submissionKey(ctx, key);
      const done = await recordLeadContact(scope, { ...contact, sourceKey, on: pressedMessage(ctx) });
      return { lead, done };
    });
    const { lead, done, refusal = contactTexts[ctx.locale].notOpen } = taken;
    if (lead === undefined || done === undefined) return invalid({ content: refusal });
    return answerContacted(ctx, lead, { ...said, todos, done });
  },
});

/** The same for a form that comes twice; one of before has no key of its own. */
export function submissionKey({ event }: HandlerCtx, key: string | undefined): string {
  return `${event.platform}:${event.tenant}:${key === undefined ? event.key : `form:${key}`}`;
}

async function usableLead(
  ctx: HandlerCtx,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refusal: Reply }> {
  const t = contactTexts[ctx.locale];
  const lead = await leadById(ctx, leadId);
  if (lead === undefined) return { refusal: toast(t.gone, "warning") };
  if (!(await mayUseLead(ctx, lead))) return { refusal: toast(t.notYours, "warning") };
  return takesContacts(lead.status) ? { lead } : { refusal: toast(t.notOpen, "warning") };
}

type SaidContact = {
  readonly content: string;
  readonly method: Method;
  readonly occurredAt: Date;
  readonly occurredOn: string;
  readonly next: (Moment & { readonly goal?: string }) | undefined;
};

/** A minute of grace: forms know no seconds, and a person's clock may be ahead. */
const aheadMaxMs = 5 * 60_000;

function readContact(
  ctx: HandlerCtx,
  values: FormValues,
): SaidContact | { readonly errors: Record<string, string> } {
  const t = contactTexts[ctx.locale];
  const { tz } = ctx.actor;
  const content = textOf(values, "content");
  if (content === undefined) return { errors: { content: t.needContent } };
  const said = dateTimeOf(values, "at");
  const wanted = said === undefined ? ctx.now : instantAt(said, tz);
  if (wanted.getTime() > ctx.now.getTime() + aheadMaxMs) return { errors: { at: t.futureTime } };
  const occurredAt = new Date(Math.min(wanted.getTime(), ctx.now.getTime()));
  const nextAt = dateTimeOf(values, "nextAt");
  const next = nextAt === undefined ? undefined : instantAt(nextAt, tz);
  if (next !== undefined && next <= ctx.now) return { errors: { nextAt: t.pastTime } };
  const goal = textOf(values, "goal");
  return {
    ...{ content, method: methodIn(values) ?? "other", occurredAt, occurredOn: localDateOf(occurredAt, tz) },
    next: next && { at: next, hasTime: true, ...(goal !== undefined && { goal }) },
  };
}

/** To-dos that the words name. */
function todosOf({ actor, now, locale }: HandlerCtx, settings: Settings, content: string): NewLeadTodo[] {
  const note = understandNote(content, { now, tz: actor.tz, calendar: settings.calendar, locale });
  const remind = (due: Moment) => remindAt(due, { now, person: actor, ...settings });
  const todos = note.todos.map(({ title, due: said }): NewLeadTodo => {
    const due = said === undefined ? undefined : dueMoment(readSaid(said), actor);
    const dueHasTime = due?.hasTime ?? false;
    return { title, origin: "follow_up", dueAt: due?.at, dueHasTime, remindAt: due && remind(due) };
  });
  if (note.openQuestion === undefined) return todos;
  const at = new Date(now.getTime() + settings.policy.questionDueHours * 3_600_000);
  const reminded = remind({ at, hasTime: true });
  const question = { title: note.openQuestion, dueAt: at, dueHasTime: true, remindAt: reminded };
  return [...todos, { ...question, origin: "question" }];
}

async function answerContacted(
  ctx: HandlerCtx,
  former: Lead,
  said: SaidContact & { readonly todos: readonly NewLeadTodo[]; readonly done: Contacted },
): Promise<Reply> {
  const { locale, now } = ctx;
  const lead = (await leadById(ctx, former.id)) ?? former;
  const dates = datesOf(ctx);
  const next = lead.status === "contacted" ? planOf(ctx, lead) : undefined;
  const isLate = former.firstContactDueAt !== null && former.firstContactDueAt <= now;
  const isToday = said.occurredOn === localDateOf(now, ctx.actor.tz);
  const vague = isVague(said.content, locale);
  const canUndo = (await settingsOf(ctx.database, ctx.workspaceId)).policy.undoMinutes > 0;
  const card = leadContacted(locale, {
    ...{ leadId: lead.id, company: lead.company, content: said.content, isVague: vague },
    when: isToday ? momentText(said.occurredAt, dates) : dayText(said.occurredOn, dates),
    method: methodNames[locale][said.method],
    todos: datedTodos(dates, said.todos),
    ...(next !== undefined && { next }),
    ...(lead.nextGoal !== null && { goal: lead.nextGoal }),
    ...(canUndo && { undo: { followUpId: said.done.followUpId } }),
    ...(said.done.isFirst && { first: isLate ? ("late" as const) : ("in-time" as const) }),
  });
  return { type: "update", card, asks: vague };
}

/** The methods to choose from. */
export function methodOptions(locale: HandlerCtx["locale"]): Option[] {
  return methods.map((method) => ({ value: method, label: methodNames[locale][method] }));
}

export function methodIn(values: FormValues): Method | undefined {
  const chosen = optionOf(values, "method");
  return chosen !== undefined && isMethod(chosen) ? chosen : undefined;
}

/** `YYYY-MM-DD HH:mm` on the clocks of the zone. */
export function localOf(at: Date, tz: string): string {
  return `${localDateOf(at, tz)} ${localTimeOf(at, tz)}`;
}

export function instantAt(local: string, tz: string): Date {
  return instantOf(local.slice(0, 10), local.slice(11, 16), tz);
}
