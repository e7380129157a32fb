import { DateTime, IANAZone } from "luxon";
import { addDays } from "./civil.ts";

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
const LOCAL_TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const LOCAL_ISO = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}(?:\.\d{1,3})?))?)?$/;
const HAS_OFFSET = /T.*(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** True for `HH:mm` from `00:00` to `24:00`, the end of the day. */
export function isLocalTime(text: string): boolean {
  return LOCAL_TIME.test(text);
}

export function isTimeZone(tz: string): boolean {
  return IANAZone.isValidZone(tz);
}

/** Minutes since midnight of an `HH:mm`. Throws a RangeError for anything else. */
export function minutesOf(localTime: string): number {
  const match = LOCAL_TIME.exec(localTime);
  if (!match) throw new RangeError(`not a local time: ${localTime}`);
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2]);
}

/**
 * The instant at which the clocks of `tz` show `localTime` on `date`. In the spring gap, where no clock shows it, the
 * time moves on by the gap (02:30 becomes 03:30); in the autumn overlap, where they show it twice, it is the first.
 * luxon would choose by the offset in force *today* (its `fixOffset` starts from `Settings.now`), so it is not asked.
 */
export function instantOf(date: string, localTime: string, tz: string): Date {
  return instantOfMinute(date, minutesOf(localTime), tz);
}

/** As `instantOf`, with the time of day in minutes since midnight; more than 1440 runs into the next day. */
export function instantOfMinute(date: string, minute: number, tz: string): Date {
  const local = Date.parse(`${date}T00:00:00Z`) + minute * MS_PER_MINUTE;
  const offsetBefore = offsetMs(tz, local - MS_PER_DAY);
  const offsetAfter = offsetMs(tz, local + MS_PER_DAY);
  for (const offset of [offsetBefore, offsetAfter]) {
    if (offsetMs(tz, local - offset) === offset) return new Date(local - offset);
  }
  return new Date(local - offsetBefore);
}

/** The civil date that the clocks of `tz` show. */
export function localDateOf(at: Date, tz: string): string {
  return localIso(at, tz).slice(0, 10);
}

/** The `HH:mm` that the clocks of `tz` show. */
export function localTimeOf(at: Date, tz: string): string {
  return localIso(at, tz).slice(11, 16);
}

/** ISO 8601 with the zone's offset, `2026-05-09T18:00:00+08:00`; milliseconds only where there are any. */
export function isoInZone(at: Date, tz: string): string {
  const ms = at.getTime() % 1000 === 0 ? "" : ".SSS";
  zoneOf(tz);
  return DateTime.fromJSDate(at, { zone: tz }).toFormat(`yyyy-MM-dd'T'HH:mm:ss${ms}ZZ`);
}

/** Reads an ISO date or time: with an offset as it stands, without one as the clocks of `tz`. Undefined if it is neither. */
export function readInstant(text: string, tz: string): Date | undefined {
  const iso = text.trim().replace(" ", "T");
  const parsed = DateTime.fromISO(iso, { zone: "utc" });
  if (!parsed.isValid) return undefined;
  if (HAS_OFFSET.test(iso)) return parsed.toJSDate();
  const local = LOCAL_ISO.exec(iso);
  if (!local?.[1]) return undefined;
  return new Date(instantOf(local[1], local[2] ?? "00:00", tz).getTime() + Number(local[3] ?? 0) * 1000);
}

/**
 * The first instant after `after` at which the clocks of `tz` show `localTime`: once a civil day, so never "+24 hours"
 * and never a second time in the autumn overlap.
 */
export function nextOccurrence(localTime: string, tz: string, after: Date): Date {
  let date = addDays(localDateOf(after, tz), -1);
  for (;;) {
    const at = instantOf(date, localTime, tz);
    if (at.getTime() > after.getTime()) return at;
    date = addDays(date, 1);
  }
}

/** What the clocks of `tz` show, as if they showed UTC: `2026-05-09T18:00:00.000Z`. */
function localIso(at: Date, tz: string): string {
  return new Date(at.getTime() + offsetMs(tz, at.getTime())).toISOString();
}

const knownOffsets = new Map<string, number>();
/** One message asks for the same day again and again. */
let lastOffset = { tz: "", day: Number.NaN, offset: 0 };
const knownOffsetsMax = 10_000;

/**
 * How far the clocks of `tz` are ahead of UTC. Asking costs some microseconds and every message asks several times, so
 * it is remembered by the day (of UTC), but for the days on which the clocks change.
 */
function offsetMs(tz: string, atMs: number): number {
  const day = Math.floor(atMs / MS_PER_DAY);
  if (lastOffset.day === day && lastOffset.tz === tz) return lastOffset.offset;
  const key = `${tz} ${day}`;
  const known = knownOffsets.get(key);
  if (known !== undefined) {
    lastOffset = { tz, day, offset: known };
    return known;
  }
  const zone = zoneOf(tz);
  const offset = zone.offset(atMs) * MS_PER_MINUTE;
  const isSteady = [day, day + 1].every((edge) => zone.offset(edge * MS_PER_DAY) * MS_PER_MINUTE === offset);
  if (!isSteady) return offset;
  if (knownOffsets.size >= knownOffsetsMax) knownOffsets.clear();
  knownOffsets.set(key, offset);
  return offset;
}

function zoneOf(tz: string): IANAZone {
  const zone = IANAZone.create(tz);
  if (!zone.isValid) throw new RangeError(`unknown time zone: ${tz}`);
  return zone;
}
