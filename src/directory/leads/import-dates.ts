import { instantOf, localDateOf } from "#domain/calendar/zone.ts";

export type ReadDate =
  | { readonly at: Date }
  | { readonly fault: "bad-date" | "ambiguous-date" | "future-date" };

const yearFirst = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/;
const compact = /^(\d{4})(\d{2})(\d{2})(?=\s|$)/;
/** A date that a spreadsheet shows as the number that it is to it, of the years 1954 to 2119. */
const serial = /^([2-7]\d{4})(\.\d+)?$/;
const clock = /^[\sT]*(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*$/;

/**
 * A day as spreadsheets write it, also as their number, with or without a time, on the clocks of `tz`. A day alone is now where it is today,
 * else the start of work. 5/6/2026 is the fifth in one country and the sixth in another: nobody is to guess.
 */
export function readDate(
  text: string,
  { tz, workStart, now }: { readonly tz: string; readonly workStart: string; readonly now: Date },
): ReadDate {
  const found = dayOf(text.normalize("NFKC"));
  if (found === undefined) return { fault: "bad-date" };
  if (found === "ambiguous") return { fault: "ambiguous-date" };
  const { day, rest } = found;
  const [, hour, minute] = clock.exec(rest) ?? [];
  if (rest.trim() !== "" && hour === undefined) return { fault: "bad-date" };
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return { fault: "bad-date" };
  if (hour === undefined && day === localDateOf(now, tz)) return { at: now };
  const time = hour === undefined ? workStart : `${hour.padStart(2, "0")}:${minute}`;
  const at = instantOf(day, time, tz);
  return at > now ? { fault: "future-date" } : { at };
}

type Day = { readonly day: string; readonly rest: string };

function dayOf(text: string): Day | "ambiguous" | undefined {
  const [whole = "", year, month, day] = yearFirst.exec(text) ?? [];
  if (year !== undefined) return dated([year, month, day], text.slice(whole.length));
  const [digits = "", ...joined] = compact.exec(text) ?? [];
  if (digits !== "") return dated(joined, text.slice(digits.length));
  const [number, days, fraction = ""] = serial.exec(text) ?? [];
  if (number !== undefined) return ofSerial(Number(days), Number(`0${fraction}`));
  const [all = "", first, second, lastYear] = yearLast.exec(text) ?? [];
  if (first === undefined) return undefined;
  if (Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)) return "ambiguous";
  const [dayOfMonth, ofMonth] = Number(first) > 12 ? [first, second] : [second, first];
  return dated([lastYear, ofMonth, dayOfMonth], text.slice(all.length));
}

/** Days since the end of 1899, and the part of the day. https://support.microsoft.com/office/e36c0c8c-4104-49da-ab83-82328b832349 */
function ofSerial(days: number, fraction: number): Day {
  const at = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000 + Math.round(fraction * 1440) * 60_000);
  const [day = "", time = ""] = at.toISOString().split("T");
  return { day, rest: fraction === 0 ? "" : ` ${time.slice(0, 5)}` };
}

/** There is no 31st of April. */
function dated(
  [year = "", month = "", day = ""]: readonly (string | undefined)[],
  rest: string,
): Day | undefined {
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${written}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== written) return undefined;
  return { day: written, rest };
}
