import { idleTexts } from "#cards/customer/idle-texts.ts";
import type { ContactLine, CustomerView, FollowUpLine } from "#cards/customer/profile.ts";
import { decisionRoleNames, levelNames, segmentNames, stageNames } from "#cards/shared/customer-words.ts";
import { dayOfText, dayText, plannedText } from "#cards/shared/dates.ts";
import { methodNames } from "#cards/shared/methods.ts";
import type { Actor } from "#chat/actor.ts";
import { daysBetween } from "#domain/calendar/civil.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import type { Extension, Profile } from "./store.ts";

type Reader = { readonly actor: Actor; readonly now: Date };
type Names = ReadonlyMap<string, string>;
type StoredFollowUp = Profile["followUps"][number];

/**
 * Calendar days of the reader since the last contact; `undefined` if there was none. A contact of which only the day
 * is known counts from the end of that day, which is still that day.
 */
export function silentDays(lastFollowUpAt: Date | null, { actor, now }: Reader): number | undefined {
  if (lastFollowUpAt === null) return undefined;
  const last = localDateOf(new Date(lastFollowUpAt.getTime() - 1), actor.tz);
  return Math.max(0, daysBetween(last, localDateOf(now, actor.tz)));
}

/** A profile in its reader's zone and language. `names` holds the names of the people in it. */
export function customerView({ customer, ...profile }: Profile, reader: Reader, names: Names): CustomerView {
  const { locale } = reader.actor;
  const silent = silentDays(customer.lastFollowUpAt, reader);
  const next = nextPlanned(profile.followUps, reader);
  const owner = names.get(customer.ownerId ?? "");
  return {
    customerId: customer.id,
    name: customer.name,
    shortNames: customer.shortNames,
    stage: stageNames[locale][customer.stage],
    segment: segmentNames[locale][customer.segment],
    contacts: profile.contacts.map((contact) => contactView(contact, reader)),
    contactCount: profile.contactCount,
    recent: profile.followUps.map((followUp) => followUpView(followUp, reader, names)),
    todos: profile.todos.map((todo) => ({
      title: todo.title,
      ...(todo.dueAt && { due: dayOfText(todo.dueAt, dates(reader)) }),
    })),
    todoCount: profile.todoCount,
    ...(owner !== undefined && { owner }),
    ...(customer.level && { level: levelNames[locale][customer.level] }),
    ...(customer.industry && { industry: customer.industry }),
    ...(customer.address && { address: customer.address }),
    ...(customer.notes && { notes: customer.notes }),
    ...(silent !== undefined && { silentDays: silent }),
    ...(next !== undefined && { next }),
  };
}

/** One follow-up as a line of the history. */
export function followUpView(followUp: StoredFollowUp, reader: Reader, names: Names): FollowUpLine {
  return {
    when: dayText(followUp.occurredOn.toISOString().slice(0, 10), dates(reader)),
    method: methodNames[reader.actor.locale][followUp.method],
    by: names.get(followUp.personId) ?? "",
    content: shortened(followUp.content),
  };
}

/** That the owner kept the customer longer, and why, as a line of the history. */
export function extensionView(
  { at, personId, reason }: Extension,
  reader: Reader,
  names: Names,
): FollowUpLine {
  return {
    when: dayOfText(at, dates(reader)),
    method: idleTexts[reader.actor.locale].extendedOnce,
    by: names.get(personId ?? "") ?? "",
    content: reason,
  };
}

/** A list is to be looked over; the whole stands on the follow-up's own card. */
const contentCharsMax = 300;

function shortened(content: string): string {
  const characters = [...content];
  return characters.length <= contentCharsMax ? content : `${characters.slice(0, contentCharsMax).join("")}…`;
}

/** The plan of the follow-up that was logged last; an older one has been superseded. */
function nextPlanned(followUps: readonly StoredFollowUp[], reader: Reader): string | undefined {
  const planned = followUps.find(({ nextAt }) => nextAt !== null && nextAt > reader.now);
  if (planned?.nextAt == null) return undefined;
  return plannedText({ at: planned.nextAt, hasTime: planned.nextHasTime }, dates(reader));
}

function contactView(contact: Profile["contacts"][number], reader: Reader): ContactLine {
  const { locale } = reader.actor;
  const roles = decisionRoleNames[locale];
  const role = contact.decisionRole;
  const details = [
    contact.title,
    role === null ? undefined : roleName(roles, role),
    contact.phone,
    contact.email,
    contact.wechat,
    contact.birthday && dayText(contact.birthday.toISOString().slice(0, 10), dates(reader)),
    contact.caresAbout,
  ];
  return {
    contactId: contact.id,
    name: contact.name,
    details: details.filter((detail) => typeof detail === "string" && detail !== "").map(String),
  };
}

function roleName(roles: Readonly<Record<string, string>>, role: string): string {
  return roles[role] ?? role;
}

function dates({ actor, now }: Reader) {
  return { locale: actor.locale, tz: actor.tz, now };
}
