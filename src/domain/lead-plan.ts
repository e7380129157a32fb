import type { Calendar } from "./calendar/calendar.ts";
import { moveEarlier, nextWorkingMorning, type PersonTime } from "./calendar/quiet.ts";

const msPerHour = 3_600_000;

/**
 * What a plan of the first contact is preset to: an hour into the next working morning, else an hour before the
 * deadline, else the middle of what is left; once the deadline is over, the next working morning.
 */
export function presetFirstPlan(
  now: Date,
  deadline: Date,
  { person, calendar }: { readonly person: PersonTime; readonly calendar: Calendar },
): Date {
  const morning = new Date(nextWorkingMorning(now, person, calendar).getTime() + msPerHour);
  if (deadline <= now) return morning;
  const before = moveEarlier(new Date(deadline.getTime() - msPerHour), person, calendar);
  const middle = new Date(now.getTime() + (deadline.getTime() - now.getTime()) / 2);
  return [morning, before].find((at) => at > now && at < deadline) ?? middle;
}
