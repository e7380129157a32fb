import type { PersonTime } from "./calendar/quiet.ts";
import { instantOf, localDateOf } from "./calendar/zone.ts";

/** A time that somebody said: a local day, with or without a time of day. Civil, not yet an instant. */
export type Said = { readonly on: string; readonly time?: string };

/** An instant, and whether its time of day was said or is only the rule's. */
export type Moment = { readonly at: Date; readonly hasTime: boolean };

/** Due on a day without a time means by the end of its working hours. */
export function dueMoment(said: Said, person: PersonTime): Moment {
  return moment(said, person.workingHours[1], person.tz);
}

/** A plan for a day without a time stands at the start of its working hours. */
export function plannedMoment(said: Said, person: PersonTime): Moment {
  return moment(said, person.workingHours[0], person.tz);
}

/** A contact on a day without a time counts from the end of that day; one of today, from now. */
export function contactMoment(said: Said, person: PersonTime, now: Date): Date {
  if (said.time !== undefined) return instantOf(said.on, said.time, person.tz);
  if (said.on === localDateOf(now, person.tz)) return now;
  return instantOf(said.on, "24:00", person.tz);
}

function moment(said: Said, untimed: string, tz: string): Moment {
  return { at: instantOf(said.on, said.time ?? untimed, tz), hasTime: said.time !== undefined };
}

export type ReminderPolicy = {
  /** A reminder of something with a time of day comes this long before. */
  readonly remindBeforeMinutes: number;
  /** Something without a time of day is reminded at this local time of its day. */
  readonly remindUntimedAt: string;
};

/**
 * When something due is reminded: shortly before its time, or in the course of its day. What is nearer than that
 * is reminded at its time, what is over never: the answer says so at once.
 */
export function remindAt(
  due: Moment,
  options: { readonly now: Date; readonly tz: string; readonly policy: ReminderPolicy },
): Date | undefined {
  const { now, tz, policy } = options;
  if (due.at.getTime() <= now.getTime()) return undefined;
  const early = due.hasTime
    ? new Date(due.at.getTime() - policy.remindBeforeMinutes * 60_000)
    : instantOf(localDateOf(due.at, tz), policy.remindUntimedAt, tz);
  return early.getTime() > now.getTime() ? early : due.at;
}

/** A contact must be logged within so many hours of its time; later is late. */
export function isLateRecord(contactAt: Date, loggedAt: Date, withinHours: number): boolean {
  return loggedAt.getTime() - contactAt.getTime() > withinHours * 3_600_000;
}
