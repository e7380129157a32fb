import { addDays } from "#domain/calendar/civil.ts";
import { instantOfMinute, isoInZone, localDateOf, localTimeOf, minutesOf } from "#domain/calendar/zone.ts";
import { isPastAt } from "./past.ts";
import type { Parts } from "./phrase.ts";
import type { Clock, PartOfDay, Scene } from "./piece.ts";

/**
 * A date, or a date with a time: minutes since its midnight, more than 1440 for the night after it. `at` where an
 * instant was said (in 24 hours), which a change of the clocks must not move.
 */
export type Moment = { readonly date: string; readonly minute?: number; readonly at?: Date };

type Hours = {
  readonly minute: number;
  readonly endsAt: number;
  readonly noonFrom: number;
  readonly noonBelow: number;
};

/**
 * `minute`: the time where no hour was said (house rule: morning is 09:00). Hours from `noonFrom` to below `noonBelow`
 * mean those after noon.
 */
const PARTS_OF_DAY: Readonly<Record<PartOfDay, Hours>> = {
  dawn: { minute: 300, endsAt: 360, noonFrom: 0, noonBelow: 0 },
  morning: { minute: 540, endsAt: 720, noonFrom: 0, noonBelow: 0 },
  noon: { minute: 720, endsAt: 840, noonFrom: 1, noonBelow: 4 },
  afternoon: { minute: 840, endsAt: 1080, noonFrom: 1, noonBelow: 12 },
  dusk: { minute: 1080, endsAt: 1200, noonFrom: 1, noonBelow: 12 },
  evening: { minute: 1140, endsAt: 1440, noonFrom: 5, noonBelow: 12 },
  night: { minute: 1260, endsAt: 1440, noonFrom: 6, noonBelow: 12 },
};
/** An hour of which nothing more is said: nobody visits a customer at three in the morning. */
const PLAIN: Hours = { minute: 0, endsAt: 1440, noonFrom: 1, noonBelow: 7 };

/** The start of a phrase. A time without a day is the next one, or today's if the sentence is in the past. */
export function momentOf(parts: Parts, scene: Scene): Moment {
  if (parts.instant) return momentAt(parts.instant.at, scene);
  const minute = minuteOf(parts);
  if (parts.day?.type === "day") return withMinute(parts.day.date, minute);
  if (parts.day)
    return parts.day.start === parts.day.end
      ? withMinute(parts.day.start, minute)
      : { date: parts.day.start };
  const isOver = endMinuteOf(parts) <= nowMinute(scene);
  const isTomorrow = isOver && !isPastAt(scene, parts);
  return withMinute(isTomorrow ? addDays(scene.today, 1) : scene.today, minute);
}

/** The last day of a period, the end of a range of times; undefined for a single moment. */
export function ownEndOf(parts: Parts, start: Moment): Moment | undefined {
  if (parts.day?.type === "period" && start.minute === undefined) return { date: parts.day.end };
  if (parts.clock?.toMinute === undefined || start.minute === undefined) return undefined;
  return { date: start.date, minute: laterThan(start.minute, parts.clock.toMinute) };
}

/** The end of a range, read after its start: 五点 in 下午三点到五点 is in the same afternoon. */
export function rangeEndOf(parts: Parts, first: Parts, start: Moment): Moment | undefined {
  const minute = minuteOf(first.part && !parts.part ? { ...parts, part: first.part } : parts);
  if (parts.day) return withMinute(parts.day.type === "day" ? parts.day.date : parts.day.end, minute);
  if (minute === undefined || start.minute === undefined) return undefined;
  return { date: start.date, minute: laterThan(start.minute, minute) };
}

/** `YYYY-MM-DD`, or ISO with the zone's offset where a time was said. */
export function textOf({ date, minute, at }: Moment, { tz }: Scene): string {
  if (at) return isoInZone(at, tz);
  return minute === undefined ? date : isoInZone(instantOfMinute(date, minute, tz), tz);
}

function withMinute(date: string, minute: number | undefined): Moment {
  return minute === undefined ? { date } : { date, minute };
}

function momentAt(at: Date, { tz }: Scene): Moment & { readonly minute: number } {
  return { date: localDateOf(at, tz), minute: minutesOf(localTimeOf(at, tz)), at };
}

function nowMinute(scene: Scene): number {
  return momentAt(scene.now, scene).minute;
}

function minuteOf({ clock, part }: Pick<Parts, "clock" | "part">): number | undefined {
  if (!clock) return part && PARTS_OF_DAY[part].minute;
  return clock.isExact && !part ? clock.minute : hourWithin(clock, part);
}

function hourWithin({ minute }: Clock, part: PartOfDay | undefined): number {
  const hour = Math.floor(minute / 60);
  const { noonFrom, noonBelow } = part ? PARTS_OF_DAY[part] : PLAIN;
  if (hour === 12 && part === "dawn") return minute - 720;
  const isAfterMidnight =
    part === "evening" ? hour === 12 || (hour > 0 && hour < 5) : part === "night" && hour === 12;
  if (isAfterMidnight) return hour === 12 ? minute + 720 : minute + 1440;
  return hour >= noonFrom && hour < noonBelow ? minute + 720 : minute;
}

/** When the said time is over: a part of the day at its end, an hour at once. */
function endMinuteOf(parts: Parts): number {
  return parts.clock || !parts.part ? (minuteOf(parts) ?? 0) : PARTS_OF_DAY[parts.part].endsAt;
}

function laterThan(start: number, end: number): number {
  return end <= start ? end + 720 : end;
}
