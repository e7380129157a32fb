import type { Deadline, OwnedLeadView } from "#cards/lead/assigned.ts";
import { momentText, plannedText } from "#cards/shared/dates.ts";
import { methodNames } from "#cards/shared/methods.ts";
import { withoutContacts } from "#chat/clean-text.ts";
import type { HandlerCtx, MessageCtx } from "#chat/feature.ts";
import type { Lead } from "#directory/leads/lead.ts";
import type { Settings } from "#directory/settings.ts";
import { firstContactWithin } from "#domain/lead-clock.ts";
import { recycleAt } from "#domain/lead-idle.ts";

/** Whose eyes a card is for. */
export type LeadReader = Pick<MessageCtx, "actor" | "now">;

/** A lead as its owner reads it, in the owner's zone and language. */
export function ownedLeadView(
  reader: LeadReader,
  settings: Settings,
  shown: {
    readonly lead: Lead;
    readonly happened: OwnedLeadView["happened"];
    readonly isInGroup: boolean;
    readonly origin?: OwnedLeadView["origin"] | undefined;
  },
): OwnedLeadView {
  const { happened, isInGroup, origin } = shown;
  const lead = isInGroup ? forMany(shown.lead) : shown.lead;
  const deadline = deadlineOf(reader, settings, lead);
  const plan = planOf(reader, lead);
  const recycles =
    happened === "extended" ? recycleAt(lead, reader.now, { ...settings, person: reader.actor }) : undefined;
  return {
    ...{ leadId: lead.id, company: lead.company, happened, isInGroup },
    ...contactPersonOf(lead),
    ...(lead.need !== null && { need: lead.need }),
    ...(lead.grade !== null && { grade: lead.grade }),
    ...(deadline && { deadline }),
    ...(plan !== undefined && { plan }),
    ...(lead.nextGoal !== null && { goal: lead.nextGoal }),
    ...(origin && { origin }),
    ...(recycles && { recycles: momentText(recycles, datesOf(reader)) }),
  };
}

/** A lead for a place where others read along: what somebody wrote names no phone and no e-mail. */
export function forMany(lead: Lead): Lead {
  const { contactName, contactTitle, need, nextGoal, argument, closeReason } = lead;
  const written = { contactName, contactTitle, need, nextGoal, argument, closeReason };
  const cleaned = Object.entries(written).map(([name, words]) => [name, words && withoutContacts(words)]);
  return { ...lead, ...Object.fromEntries(cleaned) };
}

export function contactPersonOf(lead: Lead) {
  const contact = [lead.contactName, lead.contactTitle].filter((part) => part !== null).join(" · ");
  return {
    ...(contact !== "" && { contact }),
    ...(lead.phone !== null && { phone: lead.phone }),
    ...(lead.email !== null && { email: lead.email }),
    ...(lead.wechat !== null && { wechat: lead.wechat }),
  };
}

/** The planned follow-up: date with weekday, the time if one was said, the method if one is known. */
export function planOf(reader: LeadReader, lead: Lead): string | undefined {
  if (lead.nextAt === null) return undefined;
  const when = plannedText({ at: lead.nextAt, hasTime: lead.nextHasTime }, datesOf(reader));
  return lead.nextMethod === null ? when : `${when} · ${methodNames[reader.actor.locale][lead.nextMethod]}`;
}

/** With why: the time as it was given at the assignment, whatever the policy says by now. */
function deadlineOf(reader: LeadReader, { calendar }: Settings, lead: Lead): Deadline | undefined {
  const { firstContactDueAt: dueAt, assignedAt, grade } = lead;
  if (lead.status !== "assigned" || dueAt === null || assignedAt === null) return undefined;
  const given = { grade, assignedAt, firstContactDueAt: dueAt };
  const within = firstContactWithin(given, { calendar, person: reader.actor });
  return { at: momentText(dueAt, datesOf(reader)), isOverdue: dueAt <= reader.now, within };
}

export function datesOf({ actor, now }: LeadReader) {
  return { locale: actor.locale, tz: actor.tz, now };
}

/** Whether others read along. */
export function isInGroup({ event }: HandlerCtx): boolean {
  return event.conversation?.kind === "group";
}
