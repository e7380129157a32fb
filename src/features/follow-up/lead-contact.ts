import { leadFollowUpLogged } from "#cards/follow-up/lead-logged.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { contactForm, leadContactUndone } from "#cards/lead/contact.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { dayText, momentText } from "#cards/shared/dates.ts";
import { methodNames } from "#cards/shared/methods.ts";
import { type DatedTodo, datedTodos } from "#cards/shared/todo-line.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Reply, toast } from "#chat/reply.ts";
import { onceMore } from "#db/once-more.ts";
import { defaultNext, type NewLeadTodo, recordLeadContact } from "#directory/leads/contact-lead.ts";
import { type Lead, leadById, mayUseLead } from "#directory/leads/lead.ts";
import type { Settings } from "#directory/settings.ts";
import { localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import { isOwned, takesContacts } from "#domain/lead.ts";
import type { Method } from "#domain/method.ts";
import { hasPassed, type Moment, remindAt } from "#domain/moment.ts";
import { isVague } from "#domain/vague.ts";
import { UserError } from "#src/errors.ts";
import type { Note } from "#understanding/note.ts";
import { answerWith } from "./answer.ts";
import type { Words } from "./drafts.ts";
import { findLeadFollowUp, setFollowUpPeople } from "./lead-store.ts";
import { methodOptions } from "./method-options.ts";
import { contactOf } from "./record.ts";
import { plannedText } from "./view.ts";

/** A lead of which the actor may log a follow-up now. @throws UserError that says why not. */
export async function openLead(ctx: HandlerCtx, leadId: string): Promise<Lead> {
  const t = contactTexts[ctx.locale];
  const lead = await leadById(ctx, leadId);
  if (lead === undefined) throw new UserError("follow-up.lead-gone", { userMessage: t.gone });
  if (!(await mayUseLead(ctx, lead))) {
    throw new UserError("follow-up.not-my-lead", { userMessage: t.notYours });
  }
  if (!takesContacts(lead.status)) throw notOpen(ctx);
  return lead;
}

function notOpen({ locale }: HandlerCtx): UserError {
  return new UserError("follow-up.lead-not-open", { userMessage: contactTexts[locale].notOpen });
}

type LeadNote = { readonly lead: Lead; readonly note: Note } & Omit<Words, "text">;

/**
 * Logs a note as a lead's contact, as its own form would, and answers with its card; the same source key twice gives the
 * card again. Whether the actor may has been asked by then. @throws UserError where it has ended in this very moment.
 */
export async function saveLeadContact(ctx: HandlerCtx, settings: Settings, what: LeadNote): Promise<Reply> {
  const { lead, note, saidAt, sourceKey } = what;
  const { actor, now } = ctx;
  const {
    next: plan,
    ourPeople,
    theirPeople,
    feedback,
    todos: said,
    ...facts
  } = contactOf(ctx, settings, { note, saidAt });
  const nextHasPassed = plan !== undefined && hasPassed(plan, now, actor.tz);
  const method = note.nextFollowUp?.method;
  const planned = plan && !nextHasPassed ? { ...plan, ...(method && { method }) } : undefined;
  // A lead that nobody has been given has no plan of its own, and yet nothing that was said is lost.
  const next = isOwned(lead.status) ? planned : undefined;
  const asTodo = planned && !isOwned(lead.status) ? [planTodo(ctx, settings, planned)] : [];
  const contact = { ...facts, todos: [...said, ...asTodo] };
  const done = await onceMore(() =>
    ctx.db.$transaction(async (tx) => {
      const scope = { ...ctx, db: tx };
      const about = {
        leadId: lead.id,
        personId: actor.personId,
        now,
        settings,
        sourceKey,
        on: pressedOn(ctx),
      };
      const recorded = await recordLeadContact(scope, { ...contact, ...about, next });
      if (recorded?.isNew)
        await setFollowUpPeople(tx, recorded.followUpId, { ourPeople, theirPeople, feedback });
      return recorded;
    }),
  );
  if (done === undefined) throw notOpen(ctx);
  if (!done.isNew) return leadContactAgain(ctx, settings, done.followUpId);
  const isLate = lead.firstContactDueAt !== null && lead.firstContactDueAt <= now;
  return answerContacted(ctx, settings, {
    ...{ ...contact, leadId: lead.id, followUpId: done.followUpId, unreadDates: note.invalidDates },
    ...{ nextHasPassed, first: done.isFirst ? (isLate ? "late" : "in-time") : undefined },
  });
}

/** The card of what was logged under the same key before: of this lead, or of another that was chosen in the same moment. */
export async function leadContactAgain(
  ctx: HandlerCtx,
  settings: Settings,
  followUpId: string,
): Promise<Reply> {
  const row = await findLeadFollowUp(ctx.db, followUpId);
  if (row === undefined) return toast(followUpTexts[ctx.locale].draftSettled, "warning");
  const { leadId, undoneAt, method, content, occurredAt, todos } = row;
  if (undoneAt === null) {
    const occurredOn = row.occurredOn.toISOString().slice(0, 10);
    const said = { followUpId, leadId, method, content, occurredAt, occurredOn, todos, unreadDates: [] };
    return answerContacted(ctx, settings, { ...said, nextHasPassed: false, first: undefined });
  }
  const lead = await leadById(ctx, leadId);
  return answerWith(ctx, leadContactUndone(ctx.locale, { leadId, company: lead?.company ?? "" }));
}

type Contacted = Pick<ReturnType<typeof contactOf>, "method" | "content" | "occurredAt" | "occurredOn"> & {
  readonly leadId: string;
  readonly followUpId: string;
  readonly todos: readonly DatedTodo[];
  readonly unreadDates: readonly string[];
  readonly nextHasPassed: boolean;
  readonly first: "in-time" | "late" | undefined;
};

async function answerContacted(ctx: HandlerCtx, settings: Settings, said: Contacted): Promise<Reply> {
  const { locale, now, actor } = ctx;
  const lead = await leadById(ctx, said.leadId);
  if (lead === undefined) return toast(contactTexts[locale].gone, "warning");
  const { content, unreadDates, first, followUpId, nextHasPassed } = said;
  const dates = { locale, tz: actor.tz, now };
  const isToday = said.occurredOn === localDateOf(now, actor.tz);
  const next = lead.status === "contacted" ? plannedText(ctx, planOf(lead)) : undefined;
  const vague = isVague(content, locale);
  const card = leadFollowUpLogged(locale, {
    ...{ leadId: lead.id, company: lead.company, content, isVague: vague, unreadDates, nextHasPassed },
    when: isToday ? momentText(said.occurredAt, dates) : dayText(said.occurredOn, dates),
    method: methodNames[locale][said.method],
    todos: datedTodos(dates, said.todos),
    ...(next !== undefined && { next }),
    ...(lead.nextGoal !== null && { goal: lead.nextGoal }),
    ...(settings.policy.undoMinutes > 0 && { undo: { followUpId } }),
    ...(first !== undefined && { first }),
  });
  return answerWith(ctx, card, vague || nextHasPassed || unreadDates.length > 0);
}

function planTodo(
  { actor, now, locale }: HandlerCtx,
  settings: Settings,
  plan: Moment & { readonly method?: Method },
): NewLeadTodo {
  const goal = plan.method === undefined ? "" : methodNames[locale][plan.method];
  const { at: dueAt, hasTime: dueHasTime } = plan;
  const remind = remindAt(plan, { now, person: actor, ...settings });
  return {
    title: leadTexts[locale].nextStep(goal),
    origin: "follow_up",
    dueAt,
    dueHasTime,
    remindAt: remind,
  };
}

function planOf({ nextAt, nextHasTime, nextMethod }: Lead) {
  return { nextAt: nextAt ?? undefined, nextHasTime, nextMethod: nextMethod ?? undefined };
}

/** The lead's own form, where no more than its name was said. */
export function askAboutLead(ctx: HandlerCtx, settings: Settings, lead: Lead): Reply {
  const { actor, now } = ctx;
  const local = (at: Date) => `${localDateOf(at, actor.tz)} ${localTimeOf(at, actor.tz)}`;
  const next = isOwned(lead.status) ? local(defaultNext(now, actor, settings).at) : undefined;
  const form = contactForm(ctx.locale, {
    ...{ leadId: lead.id, company: lead.company, methods: methodOptions(ctx), at: local(now) },
    ...(next !== undefined && { nextAt: next }),
  });
  return { type: "ask", form, reopen: { id: form.id, payload: { leadId: lead.id } } };
}

/** The message whose card the answer changes by itself. */
function pressedOn({ event }: HandlerCtx) {
  return event.type === "action" || event.type === "form" ? event.on : undefined;
}
