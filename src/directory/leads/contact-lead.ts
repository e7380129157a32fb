import { v7 as uuid } from "uuid";
import type { MessageRef } from "#chat/event.ts";
import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { workingDayFrom } from "#domain/calendar/calendar.ts";
import { addDays } from "#domain/calendar/civil.ts";
import type { PersonTime } from "#domain/calendar/quiet.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { isOwned, takesContacts } from "#domain/lead.ts";
import { outlastsFollowUp } from "#domain/lead-idle.ts";
import type { Method } from "#domain/method.ts";
import { isLateRecord, type Moment, plannedMoment } from "#domain/moment.ts";
import { endBreach } from "./breach.ts";
import { armedClock, clockRules, whoseClock } from "./clock.ts";
import type { Lead } from "./lead.ts";
import { lockLead } from "./lock-lead.ts";
import { redrawLeads } from "./redraw-leads.ts";

export type LeadContact = {
  readonly leadId: string;
  /** Who had it. */
  readonly personId: string;
  readonly method: Method;
  readonly content: string;
  readonly occurredAt: Date;
  /** The contact's local day, `YYYY-MM-DD`. */
  readonly occurredOn: string;
  /** Where none is said, the policy's number of days later. */
  readonly next?: (Moment & { readonly method?: Method; readonly goal?: string }) | undefined;
  readonly todos?: readonly NewLeadTodo[];
  readonly now: Date;
  readonly settings: Settings;
  /** The event that causes it: a second follow-up under the same key is not made. */
  readonly sourceKey: string;
  /** The message that was pressed, which the answer changes. */
  readonly on?: MessageRef | undefined;
};

export type NewLeadTodo = {
  readonly title: string;
  readonly origin: "follow_up" | "question";
  readonly dueAt: Date | undefined;
  readonly dueHasTime: boolean;
  readonly remindAt: Date | undefined;
};

export type Contacted = { readonly followUpId: string; readonly isNew: boolean; readonly isFirst: boolean };

/**
 * Logs a follow-up of a lead, in the caller's transaction: it ends the wait for the first contact, plans the next and
 * starts the idle time anew. One that is not assigned yet, or kept in the nurture pool, stays so and has no plan.
 * `undefined` where nobody has the lead to act on.
 */
export async function recordLeadContact(scope: Scope, contact: LeadContact): Promise<Contacted | undefined> {
  const lead = await lockLead(scope, contact.leadId);
  const { db, workspaceId } = scope;
  const former = await db.followUp.findFirst({ where: { workspaceId, sourceKey: contact.sourceKey } });
  if (former !== null) return { followUpId: former.id, isNew: false, isFirst: false };
  if (lead === undefined || !takesContacts(lead.status)) return undefined;
  const followUpId = uuid();
  await db.followUp.createMany({ data: [followUpOf(scope, contact, followUpId)] });
  await addTodos(scope, contact, followUpId);
  const isFirst = lead.status === "assigned";
  if (isFirst) await endBreach(scope, lead, { now: contact.now, endedBy: "contacted" });
  await moveLead(scope, lead, contact);
  await redrawLeads(scope, { leadIds: [lead.id], now: contact.now, on: contact.on });
  return { followUpId, isNew: true, isFirst };
}

function followUpOf({ workspaceId }: Scope, contact: LeadContact, id: string) {
  const { leadId, personId, method, content, occurredAt, now, sourceKey } = contact;
  return {
    ...{ workspaceId, id, leadId, personId, method, content, occurredAt, loggedAt: now, sourceKey },
    ...{ occurredOn: new Date(`${contact.occurredOn}T00:00:00Z`), ourPeople: [], theirPeople: [] },
    isLate: isLateRecord(occurredAt, now, contact.settings.policy.recordWithinHours),
  };
}

async function addTodos({ db, workspaceId }: Scope, contact: LeadContact, followUpId: string): Promise<void> {
  const { leadId, personId, now, todos = [] } = contact;
  const common = { workspaceId, leadId, followUpId, ownerId: personId, createdById: personId };
  await db.todo.createMany({
    data: todos.map(({ title, origin, dueHasTime, dueAt, remindAt }) => ({
      ...{ ...common, id: uuid(), title, origin, dueHasTime, createdAt: now },
      ...{ dueAt: dueAt ?? null, remindAt: remindAt ?? null },
    })),
  });
}

async function moveLead(scope: Scope, lead: Lead, contact: LeadContact): Promise<void> {
  const { db, workspaceId } = scope;
  const { now, settings, occurredAt } = contact;
  const rules = await clockRules(scope, settings, whoseClock(lead));
  const last = lead.lastFollowUpAt;
  const lastFollowUpAt = last !== null && last > occurredAt ? last : occurredAt;
  const change = {
    ...{ lastFollowUpAt, lastLoggedAt: now },
    // A follow-up gives time and takes none away.
    extendedAt: outlastsFollowUp(lead, now, rules) ? lead.extendedAt : null,
    ...(isOwned(lead.status) && contactedNow(lead, contact, rules.person)),
  };
  // The timer of one that nobody owes a contact does not depend on contacts.
  const clock = isOwned(lead.status) ? armedClock({ ...lead, ...change }, now, rules) : {};
  await db.lead.updateMany({
    where: { workspaceId, id: lead.id },
    data: { ...change, ...clock, version: { increment: 1 } },
  });
}

function contactedNow(lead: Lead, { next, now, settings }: LeadContact, person: PersonTime) {
  const planned = next ?? defaultNext(now, person, settings);
  return {
    ...{ status: "contacted" as const, firstContactAt: lead.firstContactAt ?? now },
    ...{ nextAt: planned.at, nextHasTime: planned.hasTime },
    ...{ nextMethod: next?.method ?? null, nextGoal: next?.goal ?? null },
  };
}

/** A contacted lead always has a next follow-up, on a working day. */
export function defaultNext(now: Date, person: PersonTime, { policy, calendar }: Settings): Moment {
  const wanted = addDays(localDateOf(now, person.tz), policy.lead.nextFollowUpDays);
  return plannedMoment({ on: workingDayFrom(calendar, wanted).date }, person);
}
