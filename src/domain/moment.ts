import type { Calendar } from "./calendar/calendar.ts";
import { moveEarlier, type PersonTime } from "./calendar/quiet.ts";
import { instantOf, instantOfMinute, localDateOf, minutesOf } from "./calendar/zone.ts";

/** A time that somebody said: a local day, with or without a time of day. Civil, not yet an instant. */
export type Said = { readonly on: string; readonly time?: string };

/** An instant, and whether its time of day was said or is only the rule's. */
export type Moment = { readonly at: Date; readonly hasTime: boolean };

/** Reads `2026-05-06`, `2026-05-06 14:00` or an ISO time, whose clock is the person's. */
export function readSaid(date: string): Said {
  const time = date.slice(11, 16);
  return time === "" ? { on: date } : { on: date.slice(0, 10), time };
}

/** Due on a day without a time means by the end of its working hours. */
export function dueMoment(said: Said, person: PersonTime): Moment {
  return moment(said, person.workingHours[1], person.tz);
}

/** A plan for a day without a time stands at the start of its working hours. */
export function plannedMoment(said: Said, person: PersonTime): Moment {
  return moment(said, person.workingHours[0], person.tz);
}

/** A contact on a day without a time counts from the end of that day; one of the day of the words, from them. */
export function contactMoment(said: Said, person: PersonTime, saidAt: Date): Date {
  if (said.time !== undefined) return instantOf(said.on, said.time, person.tz);
  if (said.on === localDateOf(saidAt, person.tz)) return saidAt;
  return instantOf(said.on, "24:00", person.tz);
}

function moment(said: Said, untimed: string, tz: string): Moment {
  return { at: instantOf(said.on, said.time ?? untimed, tz), hasTime: said.time !== undefined };
}

/** A day without a time has passed when the day is over. */
export function hasPassed({ at, hasTime }: Moment, now: Date, tz: string): boolean {
  return hasTime ? at.getTime() < now.getTime() : localDateOf(at, tz) < localDateOf(now, tz);
}

export type ReminderPolicy = {
  /** A reminder of something with a time of day comes this long before. */
  readonly remindBeforeMinutes: number;
  /** Something without a time of day is reminded at this local time of its day, or when work ends if that is earlier. */
  readonly remindUntimedAt: string;
};

export type ReminderRules = {
  readonly now: Date;
  readonly person: PersonTime;
  readonly calendar: Calendar;
  readonly policy: ReminderPolicy;
};

/**
 * When something due is reminded: shortly before its time, or in the course of its day; out of quiet hours and days
 * off it moves to the last allowed minute before. What is nearer than that is reminded at its time, what is over
 * never: the answer says so at once.
 */
export function remindAt(due: Moment, { now, person, calendar, policy }: ReminderRules): Date | undefined {
  const { early, last } = spanOf(due, person, policy);
  const wanted = [moveEarlier(early, person, calendar), moveEarlier(last, person, calendar), last];
  return wanted.find((at) => at.getTime() > now.getTime());
}

/** From when on, and until when, a reminder is of use. */
function spanOf({ at, hasTime }: Moment, person: PersonTime, policy: ReminderPolicy) {
  if (hasTime) return { early: new Date(at.getTime() - policy.remindBeforeMinutes * 60_000), last: at };
  const [, workEnd] = person.workingHours;
  const minute = Math.min(minutesOf(policy.remindUntimedAt), minutesOf(workEnd));
  const early = instantOfMinute(localDateOf(at, person.tz), minute, person.tz);
  return { early, last: early.getTime() > at.getTime() ? early : at };
}

/** A contact must be logged within so many hours of its time; later is late. */
export function isLateRecord(contactAt: Date, loggedAt: Date, withinHours: number): boolean {
  return loggedAt.getTime() - contactAt.getTime() > withinHours * 3_600_000;
}
